// swift-tools-version: 6.1
import PackageDescription

// Apart from the product, so that a build of the site never fetches the engines that it is compared with.
let package = Package(
    name: "template-benchmark",
    dependencies: [
        .package(url: "https://github.com/stencilproject/Stencil", exact: "0.15.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
    ],
    targets: [
        .systemLibrary(name: "CCMarkGFM"),
        .target(
            name: "CSupport", dependencies: ["CCMarkGFM"],
            linkerSettings: [.linkedLibrary("cmark-gfm"), .linkedLibrary("cmark-gfm-extensions")]),
        .target(name: "LanguageRules"),
        .target(name: "Diagnostics"),
        .target(name: "Templates", dependencies: ["CSupport", "LanguageRules", "Diagnostics"]),
        .executableTarget(
            name: "TemplateBenchmark",
            dependencies: [
                "Templates", "LanguageRules", "Diagnostics", "Stencil",
                .product(name: "Mustache", package: "swift-mustache"),
            ]),
    ],
    swiftLanguageModes: [.v6]
)
