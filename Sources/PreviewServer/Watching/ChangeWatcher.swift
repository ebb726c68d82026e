import Diagnostics

/// Waits for changes of the site's files.
protocol ChangeWatcher: AnyObject {
    /// Blocks until something changed and the burst it came in is over, or until the pipe is woken.
    func next(waker: WakePipe) -> WatchResult
}

enum WatchResult: Equatable {
    case changed(ChangedPaths)
    /// The pipe was woken.
    case stopped
    /// This watcher can do its work no longer; another kind must take over.
    case failed(WatchFault)
}

enum WatchFault: Error, Equatable {
    case limit(WatchLimit)
    case system(code: Int32)
}

/// A limit of the system that the watcher ran into.
public enum WatchLimit: Sendable, Equatable {
    case watches
    case instances

    var words: Words {
        switch self {
        case .watches:
            Words(
                pl: "System nie pozwala obserwować tylu folderów (fs.inotify.max_user_watches). Zaradzi temu: "
                    + "sudo sysctl fs.inotify.max_user_watches=524288; do tego czasu podgląd porównuje pliki, co trwa dłużej.",
                en: "The system does not allow so many folders to be watched (fs.inotify.max_user_watches). Remedy: "
                    + "sudo sysctl fs.inotify.max_user_watches=524288; until then the preview compares files, which is slower."
            )
        case .instances:
            Words(
                pl: "Inne programy zajęły wszystkie obserwatory plików (fs.inotify.max_user_instances). Zaradzi temu: "
                    + "sudo sysctl fs.inotify.max_user_instances=1024; do tego czasu podgląd porównuje pliki, co trwa dłużej.",
                en: "Other programs took all file watchers (fs.inotify.max_user_instances). Remedy: "
                    + "sudo sysctl fs.inotify.max_user_instances=1024; until then the preview compares files, which is slower."
            )
        }
    }
}
