import Diagnostics

/// Writes YAML of mappings, lists and scalars; texts stand in double quotes, so that no reader guesses.
struct YAMLText {
    private(set) var text = ""
    private var level = 0
    /// Whether the next member follows a list's hyphen on the same line.
    private var followsHyphen = false

    mutating func comment(_ words: String) { text += "# " + words + "\n" }

    mutating func member(_ name: String, _ value: String) { raw(name, YAMLText.quoted(value)) }
    mutating func member(_ name: String, _ value: Int) { raw(name, String(value)) }
    mutating func member(_ name: String, _ value: Bool) { raw(name, value ? "true" : "false") }

    mutating func raw(_ name: String, _ value: String) {
        indent()
        text += name + ": " + value + "\n"
    }

    mutating func mapping(_ name: String, _ members: (inout YAMLText) -> Void) {
        indent()
        text += name + ":\n"
        level += 1
        members(&self)
        level -= 1
    }

    mutating func list<Item>(_ name: String, _ items: [Item], _ members: (inout YAMLText, Item) -> Void) {
        indent()
        text += name + (items.isEmpty ? ": []\n" : ":\n")
        level += 2
        for item in items {
            text += String(repeating: "  ", count: level - 1) + "- "
            followsHyphen = true
            members(&self, item)
        }
        level -= 2
    }

    mutating func scalars(_ name: String, _ items: [String]) {
        raw(name, "[" + items.map(YAMLText.quoted).joined(separator: ", ") + "]")
    }

    private mutating func indent() {
        if followsHyphen {
            followsHyphen = false
        } else {
            text += String(repeating: "  ", count: level)
        }
    }

    /// A text in double quotes: JSON's escapes are YAML's too.
    static func quoted(_ value: String) -> String {
        var bytes: [UInt8] = [UInt8(ascii: "\"")]
        JSONText.escape(value, into: &bytes)
        bytes.append(UInt8(ascii: "\""))
        return String(decoding: bytes, as: UTF8.self)
    }
}
