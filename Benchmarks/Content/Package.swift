// swift-tools-version: 6.1
import PackageDescription

// Apart from the product: it is compiled with testing on, to measure the parser alone.
let package = Package(
    name: "content-benchmark",
    targets: [
        .systemLibrary(name: "CLibYAML"),
        .systemLibrary(name: "CCMarkGFM"),
        .target(
            name: "CSupport", dependencies: ["CCMarkGFM"],
            linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
        .target(name: "LanguageRules"),
        .target(name: "Diagnostics"),
        .target(
            name: "Content", dependencies: ["CLibYAML", "CSupport", "LanguageRules", "Diagnostics"],
            swiftSettings: [.unsafeFlags(["-enable-testing"])]),
        .executableTarget(name: "ContentBenchmark", dependencies: ["Content", "LanguageRules", "Diagnostics"]),
    ],
    swiftLanguageModes: [.v6]
)
