import Diagnostics

/// What the preview tells its user: the command line prints it.
public enum PreviewNotice: Sendable {
    /// The server answers at this address.
    case started(address: PreviewAddress)
    case portTaken(wished: Int, used: Int)
    /// The preview can be reached from other machines.
    case openToNetwork(host: String)
    /// A build ended; `milliseconds` from the first change that was seen to the answer being ready.
    case built(PreviewBuild, milliseconds: Double, change: SiteChange)
    /// Changes are found by comparing files; the reason, unless the user asked for it.
    case polling(reason: Words?)
    case outOfWatches(limit: WatchLimit)

    /// The message in both languages; nil for `built`, whose findings are printed instead.
    public var words: Words? {
        switch self {
        case .started(let address):
            return Words(
                pl: "Podgląd: \(address.url)   (zatrzymuje go Ctrl-C; pomoc redaktora: \(address.editorURL))",
                en: "Preview: \(address.url)   (Ctrl-C stops it; the editor's page: \(address.editorURL))")
        case .portTaken(let wished, let used):
            return Words(
                pl: "Port \(wished) jest zajęty, więc podgląd używa portu \(used).",
                en: "Port \(wished) is taken, so the preview uses port \(used).")
        case .openToNetwork(let host):
            return Words(
                pl: "Uwaga: pod adresem \(host) podgląd widzą także inne komputery w sieci, szkice też.",
                en: "Beware: at \(host) other machines of the network see the preview too, drafts included.")
        case .built: return nil
        case .polling(let reason):
            let text = Words(
                pl: "Zmiany są wykrywane przez porównywanie plików (wolniej niż zwykle).",
                en: "Changes are found by comparing files (slower than usual).")
            guard let reason else { return text }
            return reason + Words(same: " ") + text
        case .outOfWatches(let limit): return limit.words
        }
    }
}

/// Where the preview can be reached.
public struct PreviewAddress: Sendable {
    public let host: String
    public let port: Int
    public let basePath: String

    public var url: String { origin + basePath }
    public var editorURL: String { origin + PreviewPath.editor }
    var origin: String { "http://\(host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]" : host):\(port)" }
}

/// Why the preview cannot run.
public enum PreviewFailure: Error, Sendable {
    /// The address cannot be listened on; the system's reason.
    case cannotListen(host: String, port: Int, reason: Words)
    case cannotStart(reason: Words)

    public var words: Words {
        switch self {
        case .cannotListen(let host, let port, let reason):
            let place = Words(
                pl: "Nie można nasłuchiwać pod adresem \(host), port \(port): ",
                en: "Cannot listen on \(host), port \(port): ")
            return place + reason + Words(pl: ". Sprawdź --host i --port.", en: ". Check --host and --port.")
        case .cannotStart(let reason):
            return Words(pl: "Nie można uruchomić podglądu: ", en: "Cannot start the preview: ") + reason
                + Words(same: ".")
        }
    }
}

/// The addresses that the preview keeps for itself; an output of the same name is hidden by them.
enum PreviewPath {
    static let editor = "/_podglad/"
    static let script = "/_podglad/client.js"
    static let styles = "/_podglad/preview.css"
    static let events = "/_podglad/events"
    static let messages = "/_podglad/messages.json"
    static let inspect = "/_podglad/inspect"
    static let folder = "_podglad"
}
