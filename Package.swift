// swift-tools-version: 6.2
import PackageDescription

let package = Package(
    name: "incasso",
    products: [],
    targets: [
        .target(name: "Ledger"),
        .target(name: "LedgerColumns", dependencies: ["Ledger"]),
        .target(name: "ReportDocument", dependencies: ["Ledger"]),
        .systemLibrary(name: "CLibCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
        .target(name: "LedgerImport", dependencies: ["Ledger", "LedgerColumns", "CLibCrypto"]),
        .testTarget(name: "LedgerImportTests", dependencies: ["LedgerImport"]),
    ],
    swiftLanguageModes: [.v6]
)
