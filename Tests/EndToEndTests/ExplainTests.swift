import Foundation
import Testing

@Suite struct ExplainTests {
    private func rows(_ text: String) -> [[String]] {
        text.split(separator: "\n").map { $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init) }
    }

    @Test func theWorkingReachesRowsSnapshotsAndFiles() throws {
        try Golden.inWorkspace { run in
            let result = try run("explain", "dso.simple", "--as-of", "2026-06-30")
            #expect(result.code == 0)
            for text in [
                "dso.simple = ar.net ÷ sales × input.period-days", "open items of 30 Jun 2026", "postings from 1 Jun 2026 to 30 Jun 2026",
                "Settings that shape it", "ledger-2026-06-30.csv", "postings.csv", "SHA-256",
            ] { #expect(result.output.contains(text), "\(text) in \(result.output)") }
            #expect(!result.output.contains("Bucket limits"))
        }
    }

    @Test func theRowsAddUpToTheFigure() throws {
        try Golden.inWorkspace { run in
            let value = rows(
                try run("metrics", "--by", "analyst", "--metric", "ar.gross", "--format", "csv", "--as-of", "2026-06-30").output)
            let analyst = value[1]
            let found = rows(
                try run("explain", "ar.gross", "--scope", "analyst=" + analyst[1], "--rows", "--format", "csv", "--as-of", "2026-06-30")
                    .output)
            #expect(found[0].joined(separator: ",").hasPrefix("figure,record,id,customer,company,document,line,"))
            let cents = found.dropFirst().map { Int($0[15].replacingOccurrences(of: ".", with: "")) ?? 0 }.reduce(0, +)
            #expect(!found.dropFirst().isEmpty)
            #expect(cents == Int(analyst[4].replacingOccurrences(of: ".", with: "")))
        }
    }

    @Test func aFigureThatIsNotAvailableSaysWhatToImport() throws {
        try Golden.inWorkspace { run in
            let result = try run("explain", "cei", "--as-of", "2026-05-31")
            #expect(result.code == 0)
            #expect(result.output.contains("= n/a"))
            #expect(result.output.contains("import the ledger of 30 Apr 2026"))
            let italian = try run("explain", "cei", "--as-of", "2026-05-31", "--language", "it").output
            #expect(italian.contains("importare il partitario del 30/04/2026"))
        }
    }

    @Test func jsonIsATree() throws {
        try Golden.inWorkspace { run in
            let text = try run("explain", "cei", "--as-of", "2026-06-30", "--format", "json", "--rows").output
            let object = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
            let figure = try #require(object["figure"] as? [String: Any])
            #expect(figure["metric"] as? String == "cei")
            #expect((figure["inputs"] as? [[String: Any]])?.compactMap { $0["metric"] as? String }.contains("bridge.opening") == true)
            #expect((object["rows"] as? [Any])?.isEmpty == false)
            #expect((object["snapshots"] as? [Any])?.count == 2)
        }
    }

    @Test(arguments: [
        (["explain", "dso.simpel"], "did you mean \"dso.simple\"?"),
        (["explain", "cei", "--scope", "analist=AN1"], "did you mean \"analyst\"?"),
        (["explain", "cei", "--scope", "analyst"], "[bad-scope]"), (["explain", "cei", "--scope", "analyst=AN"], "[unknown-scope-key]"),
    ])
    func unknownNamesAreRefused(arguments: [String], message: String) throws {
        try Golden.inWorkspace { run in
            let result = try run.run(arguments)
            #expect(result.code == 64)
            #expect(result.output.isEmpty)
            #expect(result.messages.contains(message), "\(result.messages)")
        }
    }
}
