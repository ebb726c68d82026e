// swift-tools-version: 6.1
import PackageDescription

// Each target imports only those above it: `ARCHITECTURE.md` says what each is for.
let package = Package(
    name: "metropolia",
    products: [
        .executable(name: "metropolia", targets: ["metropolia"])
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    ],
    targets: [
        .systemLibrary(name: "CCMarkGFM", providers: [.apt(["libcmark-gfm-dev", "libcmark-gfm-extensions-dev"])]),
        .systemLibrary(name: "CLibYAML", providers: [.apt(["libyaml-dev"])]),
        .systemLibrary(name: "CZlib", providers: [.apt(["zlib1g-dev"])]),
        .systemLibrary(name: "CBrotli", providers: [.apt(["libbrotli-dev"])]),
        .target(name: "CSupport", dependencies: ["CCMarkGFM"]),
        .target(name: "LanguageRules"),
        .target(name: "Diagnostics"),
        .target(name: "Markdown", dependencies: ["CCMarkGFM", "CSupport", "LanguageRules", "Diagnostics"]),
        .target(name: "Templates", dependencies: ["CSupport", "LanguageRules", "Diagnostics"]),
        .target(name: "Content", dependencies: ["CLibYAML", "CSupport", "LanguageRules", "Diagnostics"]),
        .target(name: "BoundaryMap", dependencies: ["LanguageRules", "Diagnostics", "Content"]),
        .target(
            name: "Assets",
            dependencies: ["CZlib", "CBrotli", "Diagnostics", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Audit", dependencies: ["LanguageRules", "Diagnostics", "Assets"]),
        .target(
            name: "Publishing",
            dependencies: ["Diagnostics", "Content", .product(name: "Crypto", package: "swift-crypto")]),
        .target(name: "Starter", exclude: ["Files"]),
        .target(
            name: "SiteBuilder",
            dependencies: [
                "CSupport", "Starter", "LanguageRules", "Diagnostics", "Markdown", "Templates", "Content",
                "BoundaryMap", "Assets",
                "Audit", "Publishing",
            ]),
        .target(
            name: "PreviewServer",
            dependencies: [
                "Diagnostics",
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "metropolia",
            dependencies: [
                "CSupport", "SiteBuilder", "PreviewServer",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "DiagnosticsTests", dependencies: ["Diagnostics"]),
        .testTarget(name: "LanguageRulesTests", dependencies: ["LanguageRules"]),
        .testTarget(name: "TemplatesTests", dependencies: ["Templates"], exclude: ["Fixtures"]),
        .testTarget(name: "MarkdownTests", dependencies: ["Markdown", "CSupport", "CCMarkGFM"]),
        .testTarget(
            name: "ContentTests", dependencies: ["Content", "Diagnostics", "LanguageRules"], exclude: ["Fixtures"]),
        .testTarget(name: "AssetsTests", dependencies: ["Assets"], exclude: ["Fixtures"]),
        .testTarget(name: "AuditTests", dependencies: ["Audit"]),
        .testTarget(name: "PublishingTests", dependencies: ["Publishing"]),
        .testTarget(name: "BoundaryMapTests", dependencies: ["BoundaryMap"]),
        .testTarget(
            name: "PreviewServerTests", dependencies: ["PreviewServer", "SiteBuilder", "Diagnostics", "LanguageRules"]),
        .testTarget(name: "StarterTests", dependencies: ["Starter", "SiteBuilder", "Diagnostics", "LanguageRules"]),
        .testTarget(name: "metropoliaTests", dependencies: ["metropolia"], exclude: ["Fixtures"]),
        .testTarget(name: "SiteBuilderTests", dependencies: ["SiteBuilder"], exclude: ["Fixtures"]),
    ],
    swiftLanguageModes: [.v6]
)
