import ArgumentParser
import Diagnostics
import LanguageRules
import SiteBuilder

/// The options of every command that reads a site.
struct CommonOptions: ParsableArguments {
    @Option(help: "The site's folder.")
    var root = "."

    @Option(help: "The site's config, relative to the root.")
    var config = "site-config.json"

    @Option(name: [.customShort("o"), .long], help: "The output folder, relative to the root.")
    var output = "public"

    @Option(name: .customLong("base-url"), help: "Takes the place of baseURL in the config.")
    var baseURL: String?

    @Flag(name: [.customShort("D"), .long], help: "Builds drafts too.")
    var drafts = false

    @Flag(name: [.customShort("F"), .long], help: "Builds entries whose day has not come yet.")
    var future = false

    @Option(help: "The day on which the site is built, YYYY-MM-DD; default: SOURCE_DATE_EPOCH, else today in Warsaw.")
    var date: String?

    @Option(help: "Number of threads; default: as many as there are processors.")
    var jobs: Int?

    @Flag(help: "Prints findings only.")
    var quiet = false

    @OptionGroup var messages: MessageOptions

    func validate() throws {
        if let date, CivilDate(iso: date) == nil {
            throw ValidationError("--date: “\(date)” is no day; write YYYY-MM-DD, for example 2026-11-22.")
        }
        if let jobs, !(1...256).contains(jobs) {
            throw ValidationError("--jobs: a whole number from 1 to 256.")
        }
    }

    func buildOptions() throws -> BuildOptions {
        BuildOptions(
            root: root, config: config, output: output, baseURL: baseURL, drafts: drafts, future: future,
            date: try buildDate(), jobs: jobs ?? Workers.available)
    }

    /// What a build tells of its progress, and the line that shows it where people look on.
    func startProgress() -> (BuildProgress, ProgressLine?) {
        let progress = BuildProgress()
        let isShown = !quiet && messages.format == .text
        return (progress, isShown ? ProgressLine.start(progress, language: messages.language) : nil)
    }

    private func buildDate() throws -> CivilDate {
        if let date, let day = CivilDate(iso: date) { return day }
        do {
            return try BuildDate.fromEnvironment()
        } catch {
            throw ValidationError("SOURCE_DATE_EPOCH: “\(error.text)” is no number of seconds.")
        }
    }
}

/// How findings are printed, and which of them make a run fail.
struct MessageOptions: ParsableArguments {
    @Option(help: "How findings are printed: text, json, github, gitlab, sarif.")
    var format = FindingFormat.text

    @Option(help: "The language of messages: pl, en; default: by LC_ALL, LC_MESSAGES, LANG, else Polish.")
    var messages: MessageLanguage?

    @Option(name: .customLong("fail-on"), help: "The lowest level that fails: error, warning, to-fill-in.")
    var failOn: FailLevel?

    @Flag(help: "Prints every finding, however many there are.")
    var all = false

    var language: MessageLanguage { messages ?? Terminal.messageLanguage }
}

enum FindingFormat: String, ExpressibleByArgument, CaseIterable {
    case text
    case json
    case github
    case gitlab
    case sarif
}

enum FailLevel: String, ExpressibleByArgument, CaseIterable {
    case error
    case warning
    case toFillIn = "to-fill-in"

    var level: Level {
        switch self {
        case .error: .error
        case .warning: .warning
        case .toFillIn: .toFillIn
        }
    }
}

extension MessageLanguage: ExpressibleByArgument {}
