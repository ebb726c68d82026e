import Diagnostics

/// Why nothing, or nothing more, was published: a message, and the status with which the program ends.
public struct PublishingError: Error, Sendable {
    /// What kind of refusal it is; it decides the status.
    public enum Reason: Sendable {
        /// The output folder is one that must not be written into: wrong usage.
        case folder
        /// An output has a name that is unsafe, stands twice, or would replace somebody else's file.
        case output
        /// The file system refused: full, read-only, gone, locked by another run.
        case fileSystem
    }

    public let reason: Reason
    public let diagnostic: Diagnostic

    public init(_ reason: Reason, _ diagnostic: Diagnostic) {
        self.reason = reason
        self.diagnostic = diagnostic
    }

    /// 64 wrong usage, 1 errors in the input, 74 the file system refused.
    public var exitStatus: Int32 {
        switch reason {
        case .folder: 64
        case .output: 1
        case .fileSystem: 74
        }
    }
}

/// What was asked of the file system when it refused.
public enum FileOperation: Sendable {
    case createFolder, openFolder, readFolder, createFile, writeFile, readFile, rename, delete, inspect, lock, sync

    var words: Words {
        switch self {
        case .createFolder: Words(pl: "nie można utworzyć folderu", en: "cannot create the folder")
        case .openFolder: Words(pl: "nie można otworzyć folderu", en: "cannot open the folder")
        case .readFolder: Words(pl: "nie można wypisać folderu", en: "cannot list the folder")
        case .createFile: Words(pl: "nie można utworzyć pliku", en: "cannot create the file")
        case .writeFile: Words(pl: "nie można zapisać pliku", en: "cannot write the file")
        case .readFile: Words(pl: "nie można przeczytać pliku", en: "cannot read the file")
        case .rename: Words(pl: "nie można przenieść na miejsce", en: "cannot move into place")
        case .delete: Words(pl: "nie można usunąć", en: "cannot delete")
        case .inspect: Words(pl: "nie można sprawdzić", en: "cannot inspect")
        case .lock: Words(pl: "nie można zablokować", en: "cannot lock")
        case .sync: Words(pl: "nie można utrwalić na dysku", en: "cannot flush to disk")
        }
    }
}
