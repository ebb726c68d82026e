#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The user's browser.
enum Browser {
    /// Opens an address; a machine without a browser stays quiet.
    static func open(_ url: String) {
        #if canImport(Glibc)
            let command = "xdg-open"
            var attributes = posix_spawnattr_t()
            var actions = posix_spawn_file_actions_t()
        #else
            let command = "open"
            var attributes: posix_spawnattr_t?
            var actions: posix_spawn_file_actions_t?
        #endif
        posix_spawnattr_init(&attributes)
        posix_spawn_file_actions_init(&actions)
        defer {
            posix_spawnattr_destroy(&attributes)
            posix_spawn_file_actions_destroy(&actions)
        }
        // The preview blocks signals; a browser must not inherit that, nor write into this terminal, nor end with it.
        var none = sigset_t()
        sigemptyset(&none)
        posix_spawnattr_setsigmask(&attributes, &none)
        posix_spawnattr_setpgroup(&attributes, 0)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK) | Int16(POSIX_SPAWN_SETPGROUP))
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        let arguments = [command, url].map { (text: String) in strdup(text) }
        defer { for argument in arguments { free(argument) } }
        var process = pid_t()
        _ = posix_spawnp(&process, command, &actions, &attributes, arguments + [nil], environ)
    }
}
