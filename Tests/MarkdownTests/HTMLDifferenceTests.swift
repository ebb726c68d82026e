import Testing

@testable import Markdown

/// Our HTML against the library's own renderer, which CommonMark's and GFM's test suites have been run on. What we
/// write otherwise by intention is brought to one form first.
@Suite struct HTMLDifferenceTests {
    /// Without titles (they make figures) and footnotes (they are ours altogether).
    static let pieces =
        DocumentGenerator.inlines.filter { !$0.contains("[^") && !$0.contains("'t'") && !$0.contains("foto") }
        + DocumentGenerator.lines.filter {
            !$0.contains("[^") && !$0.contains("tytuł") && !$0.contains("[ ]") && !$0.contains("[x]")
        }
        + DocumentGenerator.html + ["\n\n[x]: /x\n", "](/ż?a=b&c#d)", "[y](z%20ż)"]

    @Test(
        "CommonMark, tables, strikethrough and autolinks are as the library writes them",
        arguments: [21, 22, 23, 24] as [UInt64])
    func sameHTML(seed: UInt64) {
        var generator = DocumentGenerator(seed: seed, pieces: HTMLDifferenceTests.pieces)
        for number in 0..<cases(10_000) {
            let document = generator.document()
            let ours = normalised(ours: Rendered(document, rawHTML: true).html)
            let theirs = normalised(library: libraryHTML(Array(document.utf8)))
            guard ours != theirs else { continue }
            Issue.record("seed \(seed), document \(number): \(document.debugDescription)\n\(ours)\n---\n\(theirs)")
            return
        }
    }

    private func normalised(ours: String) -> String {
        var html = ours
        html.remove(from: "<div class=\"table-scroll\"", through: "\">\n")
        html.replace("</table>\n</div>\n", with: "</table>\n")
        html.remove(from: " role=\"region\" tabindex=\"0\" aria-label=\"Kod", through: "\"")
        for level in 1...6 { html.removeAttributes(after: "<h\(level)", before: ">") }
        html.replace("<th scope=\"col\"", with: "<th")
        html.replace(
            "<li class=\"task\"><input type=\"checkbox\" disabled aria-label=\"Do zrobienia\">", with: "<li>[ ]")
        html.replace(
            "<li class=\"task\"><input type=\"checkbox\" disabled checked aria-label=\"Zrobione\">", with: "<li>[x]")
        html.replace("<ul class=\"task-list\">", with: "<ul>")
        html.replace(" loading=\"lazy\" decoding=\"async\"", with: "")
        return html
    }

    private func normalised(library: String) -> String {
        var html = library
        html.replace("<br />", with: "<br>")
        html.replace("<hr />", with: "<hr>")
        for side in ["left", "right", "center"] {
            html.replace("<td align=\"\(side)\"", with: "<td class=\"align-\(side)\"")
            html.replace("<th align=\"\(side)\"", with: "<th class=\"align-\(side)\"")
        }
        // Ours has no header cell without a name.
        html.replace("<th></th>", with: "<td></td>")
        html.replace("<th class=\"align-center\"></th>", with: "<td class=\"align-center\"></td>")
        html.replace("<th class=\"align-right\"></th>", with: "<td class=\"align-right\"></td>")
        html.replace("<input type=\"checkbox\" disabled=\"\" />", with: "[ ]")
        html.replace("<input type=\"checkbox\" checked=\"\" disabled=\"\" />", with: "[x]")
        html.replace("&#x27;", with: "&#39;")
        html.removeSelfClosing("<img ")
        html.flattenLinks()
        return html
    }
}

extension String {
    mutating func replace(_ old: String, with new: String) {
        guard contains(old) else { return }
        self = split(separator: old, omittingEmptySubsequences: false).joined(separator: new)
    }

    /// Cuts out each piece that begins with one text and ends with the next occurrence of another.
    mutating func remove(from start: String, through end: String) {
        var result = ""
        var rest = self[...]
        while let opening = rest.firstRange(of: start), let closing = rest[opening.upperBound...].firstRange(of: end) {
            result += rest[..<opening.lowerBound]
            rest = rest[closing.upperBound...]
        }
        self = result + rest
    }

    mutating func removeAttributes(after tag: String, before end: Character) {
        remove(from: tag + " id=\"", through: "\"", keeping: tag)
    }

    private mutating func remove(from start: String, through end: String, keeping kept: String) {
        var result = ""
        var rest = self[...]
        while let opening = rest.firstRange(of: start), let closing = rest[opening.upperBound...].firstRange(of: end) {
            result += rest[..<opening.lowerBound] + kept
            rest = rest[closing.upperBound...]
        }
        self = result + rest
    }

    /// Leaves of links within each other the outermost: HTML knows no others.
    mutating func flattenLinks() {
        var result = ""
        var depth = 0
        for piece in split(separator: "<a href", omittingEmptySubsequences: false).enumerated() {
            var text = piece.element
            if piece.offset > 0 {
                depth += 1
                if depth == 1 {
                    result += "<a href"
                } else if let end = text.firstIndex(of: ">") {
                    text = text[text.index(after: end)...]
                }
            }
            while let closing = text.firstRange(of: "</a>") {
                result += text[..<closing.lowerBound] + (depth == 1 ? "</a>" : "")
                depth -= 1
                text = text[closing.upperBound...]
            }
            result += text
        }
        self = result
    }

    /// `<img … />` becomes `<img …>`.
    mutating func removeSelfClosing(_ tag: String) {
        var result = ""
        var rest = self[...]
        while let opening = rest.firstRange(of: tag), let closing = rest[opening.upperBound...].firstRange(of: " />") {
            result += rest[..<closing.lowerBound] + ">"
            rest = rest[closing.upperBound...]
        }
        self = result + rest
    }
}

extension Substring {
    /// The first place of a text, by bytes: `String`'s own search would not see a combining mark's base.
    func firstRange(of needle: String) -> Range<Index>? {
        let bytes = utf8
        let wanted = needle.utf8
        guard let first = wanted.first else { return nil }
        var at = bytes.startIndex
        while let found = bytes[at...].firstIndex(of: first) {
            if bytes[found...].starts(with: wanted) { return found..<bytes.index(found, offsetBy: wanted.count) }
            at = bytes.index(after: found)
        }
        return nil
    }
}
