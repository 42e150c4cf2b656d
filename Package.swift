// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .target(name: "MetricsOracle", dependencies: ["Ledger"], path: "Tests/MetricsOracle"),
        .testTarget(name: "MetricsOracleTests", dependencies: ["MetricsOracle"]),
    ],
    swiftLanguageModes: [.v6]
)
