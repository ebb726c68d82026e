public struct TypographyStyle: Sendable {
    static let polish = TypographyStyle()
    static let english = TypographyStyle()
}
