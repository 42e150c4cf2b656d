import Ledger
import Testing

@testable import LedgerImport

@Suite("Documents of one number in lists without a line")
struct SharedNumbersTests {
    private static let options = ImportOptions(currency: .eur, company: "X1")

    /// Documents with their lines.
    private static func keys(_ file: ImportedFile) -> [String] {
        guard let items = file.items else { return [] }
        return (0..<items.count).map { items.document[$0] + "/" + items.lines[items.line[$0]] }
    }

    @Test("QuickBooks: an invoice and payments by cheques of its number") func cheques() throws {
        let read = try readList(
            "quickbooks-aging-detail", "Date,Transaction type,Num,Customer,Due date,Open balance",
            "10/15/2026,Invoice,1001,ACME Inc,11/14/2026,1000.00",
            "10/15/2026,Invoice,1002,ACME Inc,11/14/2026,10.00", "10/17/2026,Payment,1002,ACME Inc,,-7.00",
            "10/16/2026,Payment,1001,Beta,10/16/2026,-5.00", "10/17/2026,Payment,1001,ACME Inc,10/17/2026,-7.00", options: Self.options)
        #expect(
            Self.keys(read) == [
                "1001/", "1002/", "1002/payment ACME Inc 2026-10-17", "1001/payment Beta 2026-10-16", "1001/payment ACME Inc 2026-10-17",
            ])
        #expect(read.report.rejectedCount == 0 && read.report.diagnostics.map(\.code) == [])
    }

    @Test(
        "QuickBooks: a credit memo has the same key whether the invoice of its number is there or not; one without a number has it from its name"
    )
    func creditMemo() throws {
        let header = "Date,Transaction type,Num,Customer,Due date,Amount,Open balance"
        let memo = "10/16/2026,Credit Memo,8,ACME Inc,,-5.00,-5.00"
        let nameless = "10/16/2026,Credit Memo,,ACME Inc,,\"-1,005.00\",-3.00"
        let all = try readList(
            "quickbooks-aging-detail", header, "10/15/2026,Invoice,8,ACME Inc,11/14/2026,9.00,9.00", memo, nameless, options: Self.options)
        let alone = try readList("quickbooks-aging-detail", header, memo, nameless, options: Self.options)
        #expect(Self.keys(all) == ["8/"] + Self.keys(alone))
        #expect(Self.keys(alone) == ["8/credit_note ACME Inc", "Credit Memo 2026-10-16 -1005.00 ACME Inc/"])
    }

    @Test("NetSuite: instalments by their due date; the same row twice is still a duplicate") func instalments() throws {
        let lines = [
            "Customer,Transaction Type,Date,Document Number,Due Date,Open Balance", "ACME,,,,,",
            ",Invoice,10/15/2026,INV1,11/14/2026,500.00",
            ",Invoice,10/15/2026,INV1,12/14/2026,500.00",
        ]
        let read = try readList("netsuite-aging-detail", lines[0], lines[1], lines[2], lines[3], options: Self.options)
        #expect(Self.keys(read) == ["INV1/2026-11-14", "INV1/2026-12-14"])
        let turned = try readList("netsuite-aging-detail", lines[0], lines[1], lines[3], lines[2], options: Self.options)
        #expect(Self.keys(turned) == ["INV1/2026-12-14", "INV1/2026-11-14"])
        let error = #expect(throws: ImportError.self) {
            try readList("netsuite-aging-detail", lines[0], lines[1], lines[2], lines[2], lines[3], options: Self.options)
        }
        #expect(error?.report?.rejected == ["duplicate-key": 1])
    }
}
