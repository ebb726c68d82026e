/// What a typesetter was made for, with the tables that follow from it; shared by its copies.
final class TypographySettings: Sendable {
    let style: TypographyStyle
    let options: TypographyOptions
    let escapesHTML: Bool
    let tables: ByteTables

    init(_ style: TypographyStyle, options: TypographyOptions, escapesHTML: Bool) {
        self.style = style
        self.options = options
        self.escapesHTML = escapesHTML
        tables = ByteTables(style, options, escapesHTML: escapesHTML)
    }
}
