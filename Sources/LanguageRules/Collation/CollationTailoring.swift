/// What a language changes in the root order: letters of its own.
struct CollationTailoring: Sendable {
    /// All Latin letters that sort on their own, in their order; at most 53.
    let alphabet: String
    /// The letters among them that are a letter and a mark elsewhere.
    let joined: [(base: Unicode.Scalar, mark: Unicode.Scalar, letter: Unicode.Scalar)]

    /// No letters but those of the root collation, where ą is an a with a mark.
    static let root = CollationTailoring(alphabet: "abcdefghiıjklmnŋopqĸrstŧuvwxyzþ", joined: [])
}
