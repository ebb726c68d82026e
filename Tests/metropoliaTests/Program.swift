import Glibc

/// Runs the built program as a user does, and keeps what it printed.
struct Program {
    let status: Int32
    let output: String
    let errors: String

    /// The program beside the test bundle.
    static let path: String = {
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = readlink("/proc/self/exe", &buffer, buffer.count)
        let own = String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
        return folder(of: own) + "/metropolia"
    }()

    /// The repository's root, from the place of this file.
    static let repository: String = folder(of: folder(of: folder(of: #filePath)))

    private static func folder(of path: String) -> String {
        String(path[..<(path.lastIndex(of: "/") ?? path.startIndex)])
    }

    struct Failure: Error {
        let code: Int32
    }

    /// - Parameter before: a command that runs the program, such as `setpriv`.
    init(
        _ arguments: [String], environment: [String: String] = [:], folder: String = Program.repository,
        before: [String] = []
    ) throws {
        let files = ["out", "err"].map { "/tmp/metropolia-program-\(getpid())-\(UInt64.random(in: 0 ... .max)).\($0)" }
        defer { for file in files { unlink(file) } }
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0)
        posix_spawn_file_actions_addopen(&actions, 1, files[0], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        posix_spawn_file_actions_addopen(&actions, 2, files[1], O_WRONLY | O_CREAT | O_TRUNC, 0o600)
        var words: [UnsafeMutablePointer<CChar>?] = (["env", "-C", folder] + before + [Program.path] + arguments).map {
            strdup($0)
        }
        words.append(nil)
        var settings = ["PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"].merging(environment) { $1 }
        settings["METROPOLIA_TEST"] = "1"
        var variables: [UnsafeMutablePointer<CChar>?] = settings.map { strdup("\($0.key)=\($0.value)") }
        variables.append(nil)
        defer { for word in words + variables { free(word) } }
        var pid = pid_t()
        let code = posix_spawn(&pid, "/usr/bin/env", &actions, nil, words, variables)
        guard code == 0 else { throw Failure(code: code) }
        var raw: Int32 = 0
        while waitpid(pid, &raw, 0) < 0, errno == EINTR {}
        status = raw & 0x7F == 0 ? (raw >> 8) & 0xFF : -(raw & 0x7F)
        output = Program.text(files[0])
        errors = Program.text(files[1])
    }

    static func text(_ path: String) -> String {
        guard let file = fopen(path, "r") else { return "" }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65_536)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count == 0 { break }
            bytes += buffer[..<count]
        }
        return String(decoding: bytes, as: UTF8.self)
    }
}

/// A folder that vanishes with the value.
final class Folder {
    let path: String

    init() throws {
        var template = Array("/tmp/metropolia-cli-XXXXXX".utf8CString)
        guard let made = mkdtemp(&template) else { throw Program.Failure(code: errno) }
        path = String(cString: made)
    }

    func write(_ name: String, _ text: String) {
        var folder = path
        for part in name.split(separator: "/").dropLast() {
            folder += "/" + part
            mkdir(folder, 0o755)
        }
        guard let file = fopen(path + "/" + name, "w") else { return }
        fputs(text, file)
        fclose(file)
    }

    deinit { system("rm -rf '\(path)'") }
}
