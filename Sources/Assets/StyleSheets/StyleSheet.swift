/// A style sheet read once: its tokens, its addresses, and what is broken in it.
///
/// ```swift
/// let sheet = StyleSheet(bytes)
/// sheet.addresses.map(\.text)                         // ["granica.svg"]
/// sheet.minified { $0 == "granica.svg" ? "/granica.3f9a2c1bd0.svg" : nil }
/// ```
public struct StyleSheet: Sendable {
    /// An address in a style sheet: in `url(…)`, after `@import`, or in `image-set(…)`.
    public struct Address: Hashable, Sendable {
        /// Decoded.
        public let text: String
        /// Where it stands, without quotes.
        public let range: Range<Int>
    }

    public struct Fault: Hashable, Sendable {
        public let kind: CSSFault
        public let range: Range<Int>
    }

    public let bytes: [UInt8]
    public let addresses: [Address]
    public let faults: [Fault]
    private let tokens: [CSSToken]

    public init(_ bytes: [UInt8]) {
        var tokens: [CSSToken] = []
        var faults: [Fault] = []
        bytes.withUnsafeBufferPointer { buffer in
            var tokenizer = CSSTokenizer(buffer)
            while let token = tokenizer.next() { tokens.append(token) }
            faults = tokenizer.faults.map { Fault(kind: $0.fault, range: $0.range) }
        }
        faults += CSSBrackets.faults(bytes, tokens)
        self.bytes = bytes
        self.tokens = tokens
        self.faults = faults.sorted { $0.range.lowerBound < $1.range.lowerBound }
        addresses = CSSAddresses.find(bytes, tokens)
    }

    /// The same style sheet without comments and needless white space, its addresses replaced where `replace` gives
    /// another. A broken one is left as it is, but for its addresses.
    public func minified(replacing replace: (String) -> String? = { _ in nil }) -> [UInt8] {
        var replacements: [Int: (range: Range<Int>, text: [UInt8])] = [:]
        for address in addresses {
            guard let url = replace(address.text) else { continue }
            replacements[address.range.lowerBound] = (address.range, CSSText.address(url))
        }
        var writer = CSSWriter(bytes: bytes, tokens: tokens, replacements: replacements)
        return faults.isEmpty ? writer.minified() : writer.copied()
    }
}
