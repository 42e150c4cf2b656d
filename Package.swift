// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [.executable(name: "incasso", targets: ["incasso"])],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    ],
    targets: [
        .target(name: "Ledger"),
        .systemLibrary(name: "CMalloc"),
        .target(name: "LedgerColumns", dependencies: ["Ledger", "CMalloc"]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
        .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
        .target(name: "WorkbookReader", dependencies: ["CLibZip", "CLibXML2"]),
        .target(
            name: "LedgerImport", dependencies: ["Ledger", "LedgerColumns", "WorkbookReader", "CLibCrypto", "StrictYAML"],
            resources: [
                .embedInCode("Resources/sap-english.yml"),
                .embedInCode("Resources/sap-italian.yml"),
                .embedInCode("Resources/sap-german.yml"),
                .embedInCode("Resources/sap-french.yml"),
                .embedInCode("Resources/oracle-aging.yml"),
                .embedInCode("Resources/netsuite-aging-detail.yml"),
                .embedInCode("Resources/quickbooks-aging-detail.yml"),
                .embedInCode("Resources/business-central-entries.yml"),
                .embedInCode("Resources/plain-invoice-list.yml"),
                .embedInCode("Resources/cleared-invoice-list.yml"),
            ]),
        .target(
            name: "LedgerStore",
            dependencies: [
                "Ledger", "LedgerColumns", .product(name: "GRDB", package: "GRDB.swift"),
                .product(name: "GRDBSQLite", package: "GRDB.swift"),
            ]),
        .target(name: "Metrics", dependencies: ["Ledger", "LedgerColumns"]),
        .target(name: "EmbeddedEngine", dependencies: ["Ledger", "LedgerColumns", "LedgerStore", "Metrics"]),
        .target(name: "StrictYAML", dependencies: ["Ledger", .product(name: "Yams", package: "Yams")]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .target(name: "Reports", dependencies: ["Ledger", "Metrics", "ReportDocument", "StrictYAML"]),
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "ExcelRenderer", dependencies: ["ReportDocument", "Ledger", "CXlsxWriter"]),
        .target(name: "HTMLRenderer", dependencies: ["ReportDocument", "Ledger"]),
        .target(name: "MailRenderer", dependencies: ["ReportDocument", "Ledger"]),
        .target(name: "CSVRenderer", dependencies: ["ReportDocument", "Ledger"]),
        .systemLibrary(name: "CGMime", pkgConfig: "gmime-3.0", providers: [.apt(["libgmime-3.0-dev"])]),
        .systemLibrary(name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
        .target(name: "Delivery", dependencies: ["Ledger", "CGMime", "CCurl"]),
        .target(name: "Simulator", dependencies: ["Ledger"]),
        .target(
            name: "IncassoCommands",
            dependencies: [
                "Ledger", "LedgerColumns", "LedgerImport", "LedgerStore", "Metrics", "EmbeddedEngine", "ReportDocument", "Reports",
                "ExcelRenderer", "HTMLRenderer", "CSVRenderer", "MailRenderer", "Delivery", "Simulator", "StrictYAML", "CMalloc",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ],
            resources: [
                .embedInCode("Resources/analyst-self-view.yml"),
                .embedInCode("Resources/huddle-snapshot.yml"),
                .embedInCode("Resources/monthly-target-review.yml"),
                .embedInCode("Resources/report-spec.schema.json"),
            ]),
        .executableTarget(name: "incasso", dependencies: ["IncassoCommands"]),
        .executableTarget(
            name: "metrics-benchmark", dependencies: ["EmbeddedEngine", "LedgerStore", "Metrics", "Ledger"],
            path: "benchmarks/MetricsBenchmark"),
        .executableTarget(
            name: "rollup-benchmark", dependencies: ["EmbeddedEngine", "LedgerStore", "LedgerColumns", "Metrics", "Ledger"],
            path: "benchmarks/RollupBenchmark"),
        .executableTarget(
            name: "cells-benchmark", dependencies: ["ExcelRenderer", "Reports", "ReportDocument", "Ledger"],
            path: "benchmarks/CellsBenchmark", exclude: ["plain.c"]),

        .testTarget(name: "ArchitectureTests"),
        .testTarget(name: "LedgerTests", dependencies: ["Ledger"]),
        .target(name: "SeededNumbers", path: "Tests/SeededNumbers"),
        .testTarget(name: "LedgerColumnsTests", dependencies: ["Ledger", "LedgerColumns", "SeededNumbers"]),
        .target(name: "WorkbookFixtures", dependencies: ["CLibZip"], path: "Tests/WorkbookFixtures"),
        .target(
            name: "ExportFixtures", dependencies: ["Ledger", "LedgerImport", "WorkbookFixtures"], path: "Tests/ExportFixtures"),
        .testTarget(name: "WorkbookReaderTests", dependencies: ["WorkbookReader", "WorkbookFixtures"]),
        .testTarget(
            name: "LedgerImportTests",
            dependencies: [
                "LedgerImport", "Ledger", "LedgerColumns", "WorkbookReader", "WorkbookFixtures", "ExportFixtures", "SeededNumbers",
            ]),
        .testTarget(
            name: "LedgerStoreTests",
            dependencies: ["Ledger", "LedgerColumns", "LedgerStore", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "MetricsOracle", dependencies: ["Ledger"], path: "Tests/MetricsOracle"),
        .testTarget(name: "MetricsOracleTests", dependencies: ["MetricsOracle", "LedgerFixtures", "Metrics", "Ledger"]),
        .target(
            name: "LedgerFixtures", dependencies: ["Metrics", "MetricsOracle", "Ledger", "LedgerColumns"], path: "Tests/LedgerFixtures"),
        .testTarget(name: "MetricsTests", dependencies: ["Metrics", "MetricsOracle", "LedgerFixtures", "Ledger", "LedgerColumns"]),
        .testTarget(
            name: "ReportsTests",
            dependencies: [
                "Reports", "ReportDocument", "Metrics", "MetricsOracle", "LedgerFixtures", "Ledger", "ExcelRenderer", "HTMLRenderer",
                "CSVRenderer", "MailRenderer",
            ]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML", "Ledger"]),
        .testTarget(name: "ReportDocumentTests", dependencies: ["ReportDocument", "Ledger"]),
        .target(
            name: "RenderedFiles", dependencies: ["ReportDocument", "Ledger", "ExcelRenderer", "HTMLRenderer", "CSVRenderer"],
            path: "Tests/RenderedFiles",
            exclude: ["browser_check.py", "page_check.py", "parity_check.py", "schema_check.py", "workbook_check.py"]),
        .testTarget(
            name: "RendererTests",
            dependencies: [
                "RenderedFiles", "ReportDocument", "Ledger", "ExcelRenderer", "HTMLRenderer", "CSVRenderer", "MailRenderer",
                "SeededNumbers",
            ],
            exclude: ["Golden"]),
        .testTarget(name: "ShippedReportsTests", dependencies: ["incasso", "RenderedFiles"]),
        .testTarget(name: "DeliveryTests", dependencies: ["Delivery", "Ledger"], exclude: ["Servers"]),
        .testTarget(name: "SimulatorTests", dependencies: ["Simulator", "Ledger"]),
        .testTarget(
            name: "IncassoCommandsTests",
            dependencies: [
                "IncassoCommands", "Ledger", "LedgerColumns", "LedgerImport", "LedgerStore", "Metrics", "Reports", "Simulator",
            ]),
        .testTarget(
            name: "EndToEndTests",
            dependencies: [
                "incasso", "ExportFixtures", "WorkbookFixtures", "Ledger", "LedgerColumns", "LedgerImport", "LedgerStore", "SeededNumbers",
            ],
            exclude: ["Counts", "mail_server.py"]),
        .testTarget(
            name: "WholeRoadTests",
            dependencies: [
                "incasso", "IncassoCommands", "EmbeddedEngine", "Ledger", "LedgerFixtures", "LedgerImport", "LedgerStore", "Metrics",
                "MetricsOracle", "RenderedFiles", "ReportDocument", "Reports", "CSVRenderer",
            ]),
    ],
    swiftLanguageModes: [.v6]
)

// Released programs carry Swift's own libraries: to load and bind them takes a third of the start of every command. Which libraries Foundation rests on
// has to be said, because the modules are built for the shared ones.
let foundation = ["Foundation", "FoundationEssentials", "FoundationInternationalization", "CoreFoundation"]
let beneath = ["_FoundationICU", "_FoundationCShims", "_FoundationCollections", "swiftSynchronization", "swift_Builtin_float"]
for target in package.targets where target.type == .executable {
    let libraries = ["-Xlinker", "--start-group"] + (foundation + beneath).map { "-l" + $0 } + ["-Xlinker", "--end-group"]
    target.linkerSettings = [.unsafeFlags(["-static-stdlib"] + libraries, .when(platforms: [.linux], configuration: .release))]
}

// CI sets this: warnings of our own targets are errors there, and stay warnings while somebody works.
if Context.environment["INCASSO_WARNINGS_AS_ERRORS"] != nil {
    for target in package.targets where target.type != .system {
        target.swiftSettings = (target.swiftSettings ?? []) + [.treatAllWarnings(as: .error)]
    }
}

// `make test` sets this: what the tests compute with is optimised, the rest stays quick to build and easy to debug.
if Context.environment["INCASSO_OPTIMISED_FIGURES"] != nil {
    let figures: Set<String> = [
        "Ledger", "LedgerColumns", "LedgerImport", "LedgerStore", "Metrics", "EmbeddedEngine", "Reports", "Simulator", "MetricsOracle",
        "LedgerFixtures",
    ]
    for target in package.targets where figures.contains(target.name) {
        target.swiftSettings = (target.swiftSettings ?? []) + [.unsafeFlags(["-O"], .when(configuration: .debug))]
    }
}
