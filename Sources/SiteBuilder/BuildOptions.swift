import Diagnostics
import LanguageRules

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the command line decides about one run; everything else is read from the site.
public struct BuildOptions: Sendable {
    public var root: String
    /// Relative to the root.
    public var config: String
    /// Relative to the root.
    public var output: String
    public var baseURL: String?
    public var drafts: Bool
    public var future: Bool
    /// Builds for a look at a proposed change: templates see `site.preview`, and no page wants to be indexed.
    public var preview = false
    /// The day of the build: the only clock that a build knows.
    public var date: CivilDate
    public var jobs: Int
    public var durable = false
    public var changesFile: String?
    public var keepAssetsDays: Int?
    /// Writes `.gz` and `.br` beside each text file.
    public var precompress = false
    /// Assets keep their names and texts: for a preview.
    public var plainAssets = false
    /// Whether what earlier builds left in `.metropolia/` is used, and something left for the next one.
    public var usesCache = true
    /// Nothing is published when a finding reaches this level.
    public var failLevel = Level.error

    public init(
        root: String = ".", config: String = "site-config.json", output: String = "public", baseURL: String? = nil,
        drafts: Bool = false, future: Bool = false, date: CivilDate, jobs: Int = 1
    ) {
        self.root = root
        self.config = config
        self.output = output
        self.baseURL = baseURL
        self.drafts = drafts
        self.future = future
        self.date = date
        self.jobs = jobs
    }

    /// The output folder as a path that does not depend on the root.
    var outputPath: String { output.hasPrefix("/") ? output : root + "/" + output }
}

/// The day of a build where the command line names none.
public enum BuildDate {
    /// `SOURCE_DATE_EPOCH` was set to something that is no number of seconds.
    public struct BadEpoch: Error {
        public let text: String
    }

    /// `SOURCE_DATE_EPOCH` (reproducible-builds.org) as a civil date in Warsaw, else today in Warsaw.
    public static func fromEnvironment() throws(BadEpoch) -> CivilDate {
        guard let value = getenv("SOURCE_DATE_EPOCH") else {
            // A clock outside of the years 1 to 9999 says nothing about today.
            guard let today = CivilDate(unixTime: Int(time(nil))) else { throw BadEpoch(text: String(time(nil))) }
            return today
        }
        let text = String(cString: value)
        guard let seconds = Int(text), seconds >= 0, let date = CivilDate(unixTime: seconds) else {
            throw BadEpoch(text: text)
        }
        return date
    }

}
