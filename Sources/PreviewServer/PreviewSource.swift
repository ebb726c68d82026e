import Diagnostics

/// What the preview serves: something that can be built again and again into memory.
///
/// The server calls `build` from one thread, one call at a time; `entries` and `inspect` may come from others meanwhile.
///
/// ```swift
/// struct OnePage: PreviewSource {
///     func build(_ changes: ChangedPaths) -> PreviewBuild {
///         PreviewBuild(outputs: ["index.html": Array("<!DOCTYPE html><title>Skawina</title>".utf8)])
///     }
/// }
/// ```
public protocol PreviewSource: Sendable {
    /// Builds the site as it is now. `changes` is what the watcher saw since the last call: a hint for doing less, never
    /// for another result.
    func build(_ changes: ChangedPaths) -> PreviewBuild

    /// All entries for the editor's page, where that is more than a build tells; nil shows those of the last build.
    func entries() -> [PreviewEntry]?

    /// What a template sees at this page (`/gminy/skawina/`, without the base path), as text; nil when there is no such page.
    func inspect(page: String) -> String?
}

extension PreviewSource {
    public func entries() -> [PreviewEntry]? { nil }
    public func inspect(page: String) -> String? { nil }
}

/// One build in memory: the outputs, what was found, and what the editor's page shows.
public struct PreviewBuild: Sendable {
    /// Bytes by output path (`gminy/skawina/index.html`); nil when errors keep the site from being shown.
    ///
    /// An output that did not change had best share its storage with the last build: then it costs nothing to compare.
    public var outputs: [String: [UInt8]]?
    public var findings: Findings
    /// A failure that has no place in a file, such as a folder that cannot be read.
    public var failure: Words?
    /// The path of the base URL: `/` or `/metropolia/`.
    public var basePath: String
    /// The entries, as far as the build knows them; at least those whose pages need a badge.
    public var entries: [PreviewEntry]
    /// A table of stages and milliseconds, shown as it is.
    public var timings: String
    /// The files and folders that the site is made of, when a change of its config may have changed them; nil: as before.
    public var watched: [String]?

    public init(
        outputs: [String: [UInt8]]?, findings: Findings = Findings(), failure: Words? = nil, basePath: String = "/",
        entries: [PreviewEntry] = [], timings: String = "", watched: [String]? = nil
    ) {
        self.outputs = outputs
        self.findings = findings
        self.failure = failure
        self.basePath = basePath
        self.entries = entries
        self.timings = timings
        self.watched = watched
    }
}

/// An entry as the editor's page lists it.
public struct PreviewEntry: Sendable {
    public var title: String
    /// The file, relative to the site's root.
    public var sourcePath: String
    /// The page's address with the base path, or nil when the build left the entry out.
    public var url: String?
    public var collection: String
    public var state: State
    /// `YYYY-MM-DD`, or nil.
    public var date: String?
    /// Names of fields that are still to be filled in.
    public var toFillIn: [String]

    public enum State: Sendable, Hashable {
        case published
        case draft
        /// It appears on this day, `YYYY-MM-DD`.
        case future(String)
        /// It disappeared on this day, `YYYY-MM-DD`.
        case expired(String)
    }

    public init(
        title: String, sourcePath: String, url: String?, collection: String = "", state: State = .published,
        date: String? = nil, toFillIn: [String] = []
    ) {
        self.title = title
        self.sourcePath = sourcePath
        self.url = url
        self.collection = collection
        self.state = state
        self.date = date
        self.toFillIn = toFillIn
    }
}
