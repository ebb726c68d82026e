import Diagnostics
import Synchronization

/// The URLs of a site, to guess what the writer of a dead link meant.
final class URLIndex: Sendable {
    private let urls: [String]
    /// A template's dead link stands on every page: it is guessed once.
    private let guesses = Mutex<[String: String?]>([:])

    init(_ urls: [String]) { self.urls = urls }

    /// The known URL that is nearest to a dead one: the same with a final slash first, then by spelling.
    func nearest(to link: String) -> String? {
        let path = String(link.prefix { $0 != "#" && $0 != "?" })
        if let known = guesses.withLock({ $0[path] }) { return known }
        let slashed = path.hasSuffix("/") ? path : path + "/"
        let guess = slashed != path && urls.contains(slashed) ? slashed : bySpelling(path)
        guesses.withLock { $0[path] = .some(guess) }
        return guess
    }

    /// The edit distance is dear: only URLs that share half of their bytes at the ends are compared.
    private func bySpelling(_ path: String) -> String? {
        let bytes = Array(path.utf8)
        return NearMiss.best(for: path, in: urls.lazy.filter { URLIndex.mayBeNear($0, bytes) })
    }

    private static func mayBeNear(_ url: String, _ bytes: [UInt8]) -> Bool {
        var url = url
        return url.withUTF8 { other in
            let (short, long) = (min(other.count, bytes.count), max(other.count, bytes.count))
            guard 3 * (long - short) <= long else { return false }
            var head = 0
            while head < short, other[head] == bytes[head] { head += 1 }
            var tail = 0
            while tail < short - head, other[other.count - 1 - tail] == bytes[bytes.count - 1 - tail] { tail += 1 }
            return 2 * (head + tail) >= long
        }
    }
}
