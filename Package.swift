// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    dependencies: [
        .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0")
    ],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "Metrics", dependencies: ["Ledger", "LedgerColumns"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .target(name: "Reports", dependencies: ["Ledger", "Metrics", "ReportDocument"]),
        .systemLibrary(name: "CXlsxWriter", providers: [.apt(["libxlsxwriter-dev"])]),
        .target(name: "ExcelRenderer", dependencies: ["ReportDocument", "Ledger", "CXlsxWriter"]),
        .target(name: "HTMLRenderer", dependencies: ["ReportDocument", "Ledger"]),
        .target(name: "CSVRenderer", dependencies: ["ReportDocument", "Ledger"]),
        .testTarget(name: "ReportDocumentTests", dependencies: ["ReportDocument", "Ledger"]),
        .testTarget(
            name: "RendererTests", dependencies: ["ReportDocument", "Ledger", "ExcelRenderer", "HTMLRenderer", "CSVRenderer"],
            exclude: ["Golden", "workbook_check.py"]),
        .target(name: "MetricsOracle", dependencies: ["Ledger"], path: "Tests/MetricsOracle"),
        .testTarget(name: "MetricsTests", dependencies: ["Metrics", "MetricsOracle", "Ledger", "LedgerColumns"]),
        .testTarget(name: "MetricsOracleTests", dependencies: ["MetricsOracle"]),
        .target(name: "Simulator", dependencies: ["Ledger"]),
        .testTarget(name: "SimulatorTests", dependencies: ["Simulator", "Ledger"]),
        .target(
            name: "LedgerStore",
            dependencies: ["Ledger", "LedgerColumns", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .testTarget(name: "LedgerColumnsTests", dependencies: ["Ledger", "LedgerColumns"]),
        .testTarget(
            name: "LedgerStoreTests",
            dependencies: ["Ledger", "LedgerColumns", "LedgerStore", .product(name: "GRDB", package: "GRDB.swift")]),
    ],
    swiftLanguageModes: [.v6]
)
