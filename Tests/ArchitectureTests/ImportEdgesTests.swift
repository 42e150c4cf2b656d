import Foundation
import Testing

@Suite("The architecture")
struct ImportEdgesTests {
    /// What each target may import; `docs/decisions/0001-targets-and-edges.md` explains the edges. System modules are allowed where they are named.
    static let edges: [String: Set<String>] = [
        "Ledger": [],
        "LedgerColumns": ["Ledger", "CMalloc", "Dispatch", "Synchronization"],
        "WorkbookReader": ["CLibZip", "CLibXML2"],
        "LedgerImport": [
            "WorkbookReader", "Ledger", "LedgerColumns", "CLibCrypto", "StrictYAML", "Glibc", "Dispatch", "Foundation", "Synchronization",
        ],
        "LedgerStore": ["Ledger", "LedgerColumns", "GRDB", "GRDBSQLite", "Glibc", "Dispatch", "Foundation", "Synchronization"],
        "Metrics": ["Ledger", "LedgerColumns", "Dispatch", "Synchronization"],
        "EmbeddedEngine": ["Ledger", "LedgerColumns", "LedgerStore", "Metrics", "Dispatch", "Synchronization"],
        "StrictYAML": ["Ledger", "Yams"],
        "ReportDocument": ["Ledger"],
        "Reports": ["Ledger", "Metrics", "ReportDocument", "StrictYAML"],
        "ExcelRenderer": ["Ledger", "ReportDocument", "CXlsxWriter", "Glibc", "Dispatch"],
        "HTMLRenderer": ["Ledger", "ReportDocument"],
        "CSVRenderer": ["Ledger", "ReportDocument"],
        "MailRenderer": ["Ledger", "ReportDocument"],
        "Delivery": ["Ledger", "CGMime", "CCurl"],
        "Simulator": ["Ledger", "Glibc"],
    ]
    /// Targets that may import everything of the package.
    static let top: Set<String> = ["IncassoCommands", "incasso"]
    /// System libraries: a module map and no logic.
    static let systemLibraries: Set<String> = ["CCurl", "CGMime", "CLibCrypto", "CLibXML2", "CLibZip", "CMalloc", "CXlsxWriter"]

    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

    static func swiftFiles(under folder: URL) -> [URL] {
        let found = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (found?.allObjects as? [URL] ?? []).filter { $0.pathExtension == "swift" }
    }

    @Test("knows every target")
    func everyTargetIsListed() throws {
        let folders = try FileManager.default.contentsOfDirectory(atPath: Self.root.appending(path: "Sources").path)
        #expect(Set(folders) == Set(Self.edges.keys).union(Self.top).union(Self.systemLibraries))
    }

    @Test("has only the edges it allows", arguments: edges.keys.sorted())
    func imports(target: String) throws {
        let allowed = try #require(Self.edges[target])
        let files = Self.swiftFiles(under: Self.root.appending(path: "Sources/\(target)"))
        #expect(!files.isEmpty)
        for file in files {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n") {
                let words = line.split(separator: " ").drop { $0.hasPrefix("@") || $0 == "public" || $0 == "internal" }
                guard words.first == "import", let module = words.dropFirst().last?.split(separator: ".").first else { continue }
                #expect(allowed.contains(String(module)), "\(file.lastPathComponent) imports \(module)")
            }
        }
    }

    @Test("has no file over 500 lines and no name that says nothing")
    func fileSizesAndNames() throws {
        for file in Self.swiftFiles(under: Self.root.appending(path: "Sources"))
            + Self.swiftFiles(under: Self.root.appending(path: "Tests"))
        {
            let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n", omittingEmptySubsequences: false).count
            #expect(lines <= 501, "\(file.lastPathComponent) has \(lines) lines")
            let name = file.deletingPathExtension().lastPathComponent.lowercased()
            for empty in ["util", "helper", "misc", "common"] { #expect(!name.contains(empty), "\(file.lastPathComponent)") }
        }
    }
}
