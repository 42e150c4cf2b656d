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
