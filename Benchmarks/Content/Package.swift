// swift-tools-version: 6.1
import PackageDescription

// Apart from the product: it is compiled with testing on, to measure the parser alone.
let package = Package(
    name: "content-benchmark",
    targets: [
        .systemLibrary(name: "CLibYAML"),
        .target(name: "LanguageRules"),
        .target(name: "Diagnostics"),
        .target(
            name: "Content", dependencies: ["CLibYAML", "LanguageRules", "Diagnostics"],
            swiftSettings: [.unsafeFlags(["-enable-testing"])]),
        .executableTarget(name: "ContentBenchmark", dependencies: ["Content", "LanguageRules", "Diagnostics"]),
    ],
    swiftLanguageModes: [.v6]
)
