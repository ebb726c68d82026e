/// What changed since the last build, as far as the watcher knows.
public enum ChangedPaths: Sendable, Equatable {
    /// Anything may have changed: the first build, or the watcher lost count.
    case everything
    /// Files and folders relative to the site's root. A folder stands for all that is or was below it.
    case some(Set<String>)

    var isEmpty: Bool { self == .some([]) }

    func joined(_ other: ChangedPaths) -> ChangedPaths {
        guard case .some(let left) = self, case .some(let right) = other else { return .everything }
        return .some(left.union(right))
    }
}
