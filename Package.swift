// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .target(name: "Simulator", dependencies: ["Ledger"]),
        .testTarget(name: "SimulatorTests", dependencies: ["Simulator", "Ledger"]),
    ],
    swiftLanguageModes: [.v6]
)
