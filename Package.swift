// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    dependencies: [
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2")
    ],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "Metrics", dependencies: ["Ledger", "LedgerColumns"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .target(name: "StrictYAML", dependencies: ["Ledger", .product(name: "Yams", package: "Yams")]),
        .testTarget(name: "StrictYAMLTests", dependencies: ["StrictYAML", "Ledger"]),
    ],
    swiftLanguageModes: [.v6]
)
