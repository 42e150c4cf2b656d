import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@testable import LedgerImport

/// Files of activities, whose rows are read straight into columns where their fields allow it and one by one where not.
@Suite struct ActivityReadingTests {
    private static let columns = [
        "activity", "date", "analyst", "customer", "channel", "direction", "outcome", "document", "follow_up_on", "follow_up_done_on",
    ]

    /// Rows with what files have in them: quotes, blanks, letters beyond ASCII, and a fault in some.
    private static func rows(_ count: Int, faults: Bool, _ random: inout SeededRandom) -> [[String]] {
        (0..<count).map { number in
            func any(_ words: [String]) -> String { words.randomElement(using: &random)! }
            var row = [
                any(["K\(number)", "K\(number)", " K\(number)\u{A0}", "Kü\(number)", "Ku\u{308}\(number)"]),
                "2026-0\(number % 9 + 1)-1\(number % 10)",
                any(["A1", "A2", "Ångström", "A\u{30A}ngström"]), any(["C1", "C22", "C\(number)", "C 1"]),
                any(["phone", "email", " letter", "meeting"]),
                any(["out", "in"]), any(["reached", "no_answer", "left_message", "promise", "dispute", "escalated"]),
                any(["", "", "I\(number)", " I1 "]), any(["", "2026-10-31", "20261031"]), any(["", "2026-11-02"]),
            ]
            if faults, number % 7 == 3 {
                let place = Int.random(in: 0..<row.count, using: &random)
                row[place] = any(["", "?", "2026-02-30", String(repeating: "x", count: 1_001)])
            }
            if faults, number % 11 == 5 { row[0] = "K\(number - 1)" }
            return row
        }
    }

    private static func text(_ rows: [[String]], _ written: (String) -> String) -> String {
        ([columns] + rows.map { $0.map(written) }).map { $0.joined(separator: ",") + "\n" }.joined()
    }

    /// What a file gave, or why it was refused: content, counts, findings and rejected rows.
    private struct Outcome: Equatable {
        var activities: ActivityColumns?
        var fingerprint = ""
        var kept = 0
        var findings: [String] = []
        var reasons: [String: Int] = [:]
        var rejectedRows: [RejectedRow] = []

        init(_ text: String, _ options: ImportOptions) {
            do throws(ImportError) {
                let file = try LedgerImportTests.read(text, .activities, options: options)
                if case .activities(let read) = file.content { activities = read }
                (fingerprint, kept) = (file.report.contentFingerprint, file.report.rowsKept)
                findings = file.report.diagnostics.map(Self.text)
                (reasons, rejectedRows) = (file.report.rejected, file.report.rejectedRows)
            } catch {
                findings = error.diagnostics.map(Self.text)
                (reasons, rejectedRows) = (error.report?.rejected ?? [:], error.report?.rejectedRows ?? [])
            }
        }

        /// A finding without the path of the file, which is another one each time.
        private static func text(_ finding: Diagnostic) -> String {
            "\(finding.code) \(finding.line ?? 0) \(finding.column ?? 0) \(finding.message)"
        }
    }

    @Test("give the same whether their fields stand bare or in blanks, which has them read one by one", arguments: 0..<6)
    func bareAndInBlanks(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed))
        let rows = Self.rows(90, faults: false, &random)
        let bare = Outcome(Self.text(rows) { $0 }, ImportOptions())
        #expect(bare.activities?.count == rows.count)
        let inBlanks = Outcome(Self.text(rows) { $0.isEmpty ? "" : " \($0) " }, ImportOptions())
        #expect(inBlanks.activities == bare.activities)
        #expect(inBlanks.fingerprint == bare.fingerprint && inBlanks.kept == bare.kept)
        let quoted = Outcome(Self.text(rows) { "\"\($0)\"" }, ImportOptions())
        #expect(quoted.activities == bare.activities && quoted.fingerprint == bare.fingerprint)
    }

    @Test("give what their fields say")
    func values() throws {
        let text = """
            activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on
            K2,2026-06-02,A1,C1,letter,in,left_message,I1,2026-06-09,2026-06-10
            K1,2026-06-01,A1,Cé,phone,out,no_answer,,,

            """
        let read = try #require(Outcome(text, ImportOptions()).activities)
        let first = Activity(
            activity: "K1", date: Day(iso: "2026-06-01")!, analyst: "A1", customer: "Cé", channel: .phone, direction: .out,
            outcome: .noAnswer)
        let second = Activity(
            activity: "K2", date: Day(iso: "2026-06-02")!, analyst: "A1", customer: "C1", channel: .letter, direction: .in,
            outcome: .leftMessage, document: "I1", followUpOn: Day(iso: "2026-06-09")!, followUpDoneOn: Day(iso: "2026-06-10")!)
        #expect(Array(read) == [first, second])
    }

    @Test("need no columns but the required ones, in any order")
    func requiredColumns() throws {
        let text = "outcome,date,customer,analyst,direction,channel,activity\nreached,2026-06-01,C1,A1,out,phone,K1\n"
        let read = try #require(Outcome(text, ImportOptions()).activities)
        #expect(read.map(\.activity) == ["K1"] && read.first?.document == nil && read.first?.followUpOn == nil)
    }

    @Test("give the same, faults among it, on any number of threads and in any pieces", arguments: 0..<6)
    func threadsAndPieces(seed: Int) {
        var random = SeededRandom(seed: UInt64(seed) + 100)
        let text = Self.text(Self.rows(400, faults: seed % 2 == 1, &random)) { $0 }
        let expected = Outcome(text, ImportOptions(allowedRejects: .count(300), threads: 1))
        #expect(expected.activities != nil && (seed % 2 == 1) == (expected.reasons.values.reduce(0, +) > 40))
        for threads in [1, 2, 7] {
            for chunkByteCount in [1, 97, 4_001, 1 << 20] {
                let options = ImportOptions(allowedRejects: .count(300), threads: threads, chunkByteCount: chunkByteCount)
                #expect(Outcome(text, options) == expected, "\(threads) threads, chunks of \(chunkByteCount)")
            }
        }
    }

    @Test("that are refused are refused for the same on any number of threads and in any pieces")
    func refusals() {
        var random = SeededRandom(seed: 1)
        let text = Self.text(Self.rows(400, faults: true, &random)) { $0 } + "K9999,too,short\n"
        let expected = Outcome(text, ImportOptions(threads: 1))
        #expect(expected.activities == nil && expected.findings.count > 10)
        for threads in [2, 7] {
            for chunkByteCount in [97, 4_001] {
                #expect(Outcome(text, ImportOptions(threads: threads, chunkByteCount: chunkByteCount)) == expected)
            }
        }
    }

    @Test("with separators at the end of all rows are read as if they were not there, in any pieces", arguments: [1, 7])
    func trailingSeparators(threads: Int) throws {
        let rows = (0..<50).map { "K\($0 + 10),2026-06-01,A1,C1,phone,out,reached,\n" }.joined()
        let text = "activity,date,analyst,customer,channel,direction,outcome\n" + rows
        let read = try #require(Outcome(text, ImportOptions(threads: threads, chunkByteCount: 50)).activities)
        #expect(read.map(\.activity) == (0..<50).map { "K\($0 + 10)" })
    }
}
