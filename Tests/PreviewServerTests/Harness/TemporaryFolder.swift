import Glibc

/// A folder that is removed with all in it when the test is over.
final class TemporaryFolder: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/metropolia-preview-XXXXXX".utf8CString)
        path = String(cString: mkdtemp(&template)!)
        make("content")
        make("static")
    }

    deinit { remove("") }

    func absolute(_ name: String) -> String { name.isEmpty ? path : path + "/" + name }

    /// A folder and those above it.
    func make(_ folder: String) {
        var made = path
        for part in folder.split(separator: "/") {
            made += "/" + part
            mkdir(made, 0o755)
        }
    }

    /// In place, as `echo text > file` does.
    func write(_ name: String, _ text: String) {
        if let slash = name.lastIndex(of: "/") { make(String(name[..<slash])) }
        let file = fopen(absolute(name), "w")!
        fputs(text, file)
        fclose(file)
    }

    /// Beside the file and then renamed, as most editors do.
    func writeAtomically(_ name: String, _ text: String, scratch: String? = nil) {
        let other = scratch ?? name + ".new-4913"
        write(other, text)
        rename(other, to: name)
    }

    func rename(_ name: String, to other: String) { Glibc.rename(absolute(name), absolute(other)) }

    func remove(_ name: String) {
        let target = absolute(name)
        var status = stat()
        guard lstat(target, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFDIR else {
            unlink(target)
            return
        }
        if let stream = opendir(target) {
            while let entry = readdir(stream) {
                let part = withUnsafeBytes(of: &entry.pointee.d_name) {
                    String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
                }
                if part != ".", part != ".." { remove(name.isEmpty ? part : name + "/" + part) }
            }
            closedir(stream)
        }
        rmdir(target)
    }
}
