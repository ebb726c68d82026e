import Glibc

/// Runs another program and waits for it.
enum Command {
    /// Its status, or nil when there is no such program.
    static func run(_ arguments: [String]) -> Int32? {
        let pointers = arguments.map { strdup($0) }
        defer { for pointer in pointers { free(pointer) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
            posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
        }
        var process = pid_t()
        guard posix_spawnp(&process, arguments[0], &actions, nil, pointers + [nil], environ) == 0 else { return nil }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        return (status >> 8) & 0xFF
    }

    static let hasGit = run(["git", "--version"]) == 0
}
