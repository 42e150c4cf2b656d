import Ledger
import MetricsOracle
import Testing

/// The full migration matrix on a handful of rows.
struct SettlementTests: RowsByHand {
    /// What became of an opening bucket, in per mille of it: stayed, improved, worsened, jumped, paid, credited, written off, other.
    func outcomes(_ ledger: OracleLedger, _ bucket: String) -> [String] {
        ["stayed", "improved", "", "jumped", "paid", "credited", "written-off", "other"].map {
            value(ledger, "2026-06-30", "roll.\(bucket)" + ($0.isEmpty ? "" : ".\($0)"))
        }
    }

    /// Two instalments of 100 and 300, both gone: 150 paid, 500 credited of which 250 fit, nothing left for the write-off.
    @Test func postingsOfADocumentGoToItsLinesInOrder() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-05-31")] = [
            item("A", 300, due: "2026-08-31", line: "1"), item("A", 100, due: "2026-04-30", line: "2"),
        ]
        ledger.snapshots[day("2026-06-30")] = []
        ledger.postings = [
            posting("2026-06-02", "P", .payment, -180, clears: "A"), posting("2026-06-03", "Q", .payment, 30, clears: "A"),
            posting("2026-06-04", "CN", .creditNote, -500, clears: "A"), posting("2026-06-05", "W", .writeOff, -10, clears: "A"),
            posting("2026-05-31", "X", .payment, -99, clears: "A"), posting("2026-06-05", "Y", .payment, -99, clears: "B"),
        ]
        #expect(outcomes(ledger, "1-30") == [String](repeating: "n/a", count: 8))
        #expect(outcomes(ledger, "current") == ["0", "missing", "0", "0", "0.16667", "0.83333", "0", "0"])
    }

    /// Adjusted, netted and cancelled amounts are other; a write-off under the document's own number counts; what stays is not settled.
    @Test func theRestIsOther() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-05-31")] = [
            item("A", 100, due: "2026-05-21"), item("B", 100, due: "2026-05-21"), item("C", 100, due: "2026-05-21"),
            item("D", 100, due: "2026-05-21"), item("E", 500, due: "2026-05-21"),
        ]
        ledger.snapshots[day("2026-06-30")] = [
            item("A", 60, due: "2026-05-21"), item("B", 100, due: "2026-03-01"), item("C", 100, due: "2026-12-31"),
        ]
        ledger.postings = [
            posting("2026-06-02", "A", .writeOff, -15, line: "w"), posting("2026-06-03", "J", .adjustment, -25, clears: "A"),
            posting("2026-06-04", "P", .payment, -100, clears: "D"), posting("2026-06-05", "E", .invoice, -500, line: "x"),
        ]
        // Of 900: 60 worsened, 100 jumped, 100 improved, 100 paid, 15 written off, 25 adjusted and 500 cancelled.
        #expect(
            outcomes(ledger, "1-30") == ["0", "0.11111", "0.066667", "0.11111", "0.11111", "0", "0.016667", "0.58333"])
    }
}
