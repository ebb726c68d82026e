/// The ids of one page: each is given once.
struct HeadingIDs {
    private var used: Set<String> = []
    /// The number that the last repeat of a slug got, so that a thousand equal headings cost a thousand steps.
    private var lastNumber: [String: Int] = [:]

    mutating func removeAll() {
        guard !used.isEmpty else { return }
        used.removeAll(keepingCapacity: true)
        lastNumber.removeAll(keepingCapacity: true)
    }

    /// The slug itself, or with the first of `-2`, `-3` … that no heading before it has, by repeat or literally.
    mutating func unique(_ slug: String) -> String {
        if used.insert(slug).inserted { return slug }
        var number = lastNumber[slug, default: 1] + 1
        while !used.insert("\(slug)-\(number)").inserted { number += 1 }
        lastNumber[slug] = number
        return "\(slug)-\(number)"
    }
}
