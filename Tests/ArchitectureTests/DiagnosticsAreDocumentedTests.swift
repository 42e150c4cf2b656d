import Foundation
import Testing

@Suite("The page of diagnostics")
struct DiagnosticsAreDocumentedTests {
    /// Targets that make diagnostics.
    static let targets = [
        "LedgerImport", "LedgerStore", "Metrics", "ReportDocument", "StrictYAML", "Reports/Spec", "Simulator", "Delivery",
        "IncassoCommands",
    ]
    /// Words of the page that are made at run time from a word of the source: `break-` + check, `unknown-` + what.
    static let composed: Set<String> = [
        "break-control-totals", "break-buckets", "break-scopes", "break-bridge", "unknown-block-kind", "unknown-block", "unknown-section",
    ]

    /// The codes written in the source: literals where findings are made, and cases of error codes in words with hyphens.
    static func sourceCodes() throws -> Set<String> {
        let made = /(?:code: |fault\(\s*|finding\(|warn\(\s*|\.[a-z]\w+, )"([a-z]+(?:-[a-z]+)+)",/
        let inTuple = /\s\(\s*"([a-z]+(?:-[a-z]+)+)",\s*"/
        let reason = /case \w+ = "([a-z]+(?:-[a-z]+)+)"/
        let bare = /^        case ([a-z]\w+)$/
        var codes: Set<String> = []
        for target in targets {
            for file in ImportEdgesTests.swiftFiles(under: ImportEdgesTests.root.appending(path: "Sources/" + target)) {
                let text = try String(contentsOf: file, encoding: .utf8)
                for match in text.matches(of: made) + text.matches(of: inTuple) { codes.insert(String(match.1)) }
                let name = file.lastPathComponent
                if ["FaultReason.swift", "MetricsError.swift", "SimulatorError.swift", "DeliveryError.swift"].contains(name) {
                    for match in text.matches(of: reason) { codes.insert(String(match.1)) }
                }
                if ["ImportError.swift", "StoreError.swift", "RenderError.swift"].contains(name) {
                    for match in text.matches(of: bare.anchorsMatchLineEndings()) { codes.insert(hyphenated(String(match.1))) }
                }
            }
        }
        return codes
    }

    private static func hyphenated(_ name: String) -> String {
        name.reduce(into: "") { $0 += $1.isUppercase ? "-" + $1.lowercased() : String($1) }
    }

    /// The codes in the first column of the page's tables.
    static func pageCodes() throws -> Set<String> {
        let page = try String(contentsOf: ImportEdgesTests.root.appending(path: "docs/diagnostics.md"), encoding: .utf8)
        var codes: Set<String> = []
        for line in page.split(separator: "\n") where line.hasPrefix("| `") {
            let cell = line.split(separator: "|")[0]
            for match in cell.matches(of: /`([a-z-]+)`/) { codes.insert(String(match.1)) }
        }
        return codes
    }

    @Test("has every code of the program")
    func complete() throws {
        #expect(try Self.sourceCodes().subtracting(Self.pageCodes()).sorted() == [])
    }

    @Test("has no code that the program does not have")
    func current() throws {
        #expect(try Self.pageCodes().subtracting(Self.sourceCodes()).subtracting(Self.composed).sorted() == [])
    }

    @Test("every reason to reject a row has words in reports", arguments: ["English", "Italian"])
    func reasons(language: String) throws {
        func text(_ path: String) throws -> String {
            try String(contentsOf: ImportEdgesTests.root.appending(path: path), encoding: .utf8)
        }
        let reasons = try text("Sources/LedgerImport/Columns/FaultReason.swift").matches(of: /case \w+ = "([a-z]+(?:-[a-z]+)+)"/).map {
            $0.1
        }
        let words = try text("Sources/Reports/Words/\(language)Words+Imports.swift")
        #expect(!reasons.isEmpty && reasons.filter { !words.contains("\"\($0)\": ") } == [])
    }
}
