/// What changed since the last build, as far as the watcher knows.
public enum ChangedPaths: Sendable, Equatable {
    /// Anything may have changed: the first build, or the watcher lost count.
    case everything
    /// Files and folders relative to the site's root. A folder stands for all that is or was below it.
    case some(Set<String>)
}
