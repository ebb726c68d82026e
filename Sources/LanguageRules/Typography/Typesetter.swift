/// Typography of running text, block by block, while the block's HTML is being written.
///
/// The renderer announces each text node of a block with the place in its output where the text belongs, and writes
/// only its tags; `finish` then sets the block as one text and puts each node's part in its place. So a quote that
/// opens in one node and closes in another, or a number whose unit stands in `<em>`, is seen whole, and it makes no
/// difference where a text is cut into nodes.
///
/// ```swift
/// var typesetter = Polish().typesetter(escapesHTML: true)
/// typesetter.text("5 ", at: output.count)
/// output += "<em>".utf8
/// typesetter.text("km", at: output.count)
/// output += "</em>".utf8
/// typesetter.finish(&output)                        // 5&nbsp;<em>km</em>, with U+00A0 for the space
/// ```
/// Between the first `text` and `finish` the output may only grow. Keep one typesetter and use it for every block:
/// its buffers are used again.
public struct Typesetter: Sendable {
    let style: TypographyStyle
    let options: TypographyOptions
    let escapesHTML: Bool
    /// What was cleaned since the typesetter was made, or since the caller last set this to an empty value.
    public var debris = Debris()
    private var pieces: [(position: Int, bytes: [UInt8])] = []

    public init(_ style: TypographyStyle, options: TypographyOptions = .all, escapesHTML: Bool = false) {
        self.style = style
        self.options = options
        self.escapesHTML = escapesHTML
    }

    /// The block's next piece of text, UTF-8, which belongs at `position` (the output's count now). A soft line break
    /// is the text `\n`.
    public mutating func text(_ bytes: UnsafeBufferPointer<UInt8>, at position: Int) {
        pieces.append((position, Array(bytes)))
    }

    public mutating func text(_ text: String, at position: Int) {
        var text = text
        text.withUTF8 { self.text($0, at: position) }
    }

    /// Something inline that is not text and counts as a word: a code span, an image, a formula.
    public mutating func opaque() {
    }

    /// A hard line break: no space is needed beside it, and none is glued to it.
    public mutating func lineBreak() {
    }

    /// Ends the block: its text is set and put into the output.
    public mutating func finish(_ output: inout [UInt8]) {
        for piece in pieces.reversed() { output.insert(contentsOf: piece.bytes, at: piece.position) }
        pieces.removeAll()
    }

    /// One text on its own.
    public mutating func typeset(_ text: String) -> String {
        var output: [UInt8] = []
        self.text(text, at: 0)
        finish(&output)
        return String(decoding: output, as: UTF8.self)
    }
}
