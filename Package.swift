// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "Metrics", dependencies: ["Ledger", "LedgerColumns"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
    ],
    swiftLanguageModes: [.v6]
)
