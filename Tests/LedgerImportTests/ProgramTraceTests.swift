import Ledger
import LedgerColumns
import Testing
import WorkbookFixtures

@testable import LedgerImport

@Suite("What programs on the way do to values")
struct ProgramTraceTests {
    private static let header =
        "Business Unit,Customer Number,Transaction Number,Class,Transaction Date,Due Date,Currency,Outstanding Amount"

    @Test("ids written as formulas of a text are unwrapped") func textFormulas() throws {
        let read = try readList("oracle-aging", Self.header, "BU1,=\"00123\",=\"T001\",Invoice,2026-10-15,2026-11-14,EUR,100.00")
        #expect(read.items?.customers.values == ["00123"] && read.openAmounts == ["T001": 10_000])
    }

    @Test("ids that were rounded reject their row", arguments: ["1.93044E+09", "1,93044E+09", "2E+10"]) func roundedIds(id: String) throws {
        let row = "BU1,C1,T1,Invoice,2026-10-15,2026-11-14,EUR,100.00"
        let written = id.contains(",") ? "\"\(id)\"" : id
        for rounded in [row.replacing("T1", with: written), row.replacing("C1", with: written)] {
            let error = #expect(throws: ImportError.self) { try readList("oracle-aging", Self.header, rounded) }
            #expect(error?.report?.rejected == ["imprecise-id": 1])
        }
        #expect(try readList("oracle-aging", Self.header, row.replacing("T1", with: "A1E+09")).items?.count == 1)
    }

    @Test("the end mark of DOS is no row, wherever its line ends", arguments: ["\u{1A}", "\u{1A}\r\n", "\u{1A}\n\n"]) func endMark(
        mark: String
    ) throws {
        let read = try read(Sample.ledger(Sample.ledgerRow) + mark)
        #expect(read.items?.count == 1 && read.report.rejectedCount == 0 && read.report.rowsRead == 1)
        // Inside a row it is a character like any other.
        let inside = try LedgerImportTests.read(Sample.ledger(Sample.ledgerRow + mark.prefix(1)))
        #expect(inside.items?.reference[0] == "R1\u{1A}")
    }

    @Test("tabs and zero bytes that fill fields up are blanks") func filledFields() throws {
        let read = try readList(
            "oracle-aging", Self.header, "BU1\0\0,C1\0 ,T001,Invoice,2026-10-15\t,2026-11-14,EUR,\t100.00\0")
        #expect(read.items?.customers.values == ["C1"] && read.openAmounts == ["T001": 10_000])
    }

    @Test("words and days that stand for no date leave an invoice open", arguments: ["NaT", "nan", "NULL", "None", "9999-12-31", ""])
    func noDates(word: String) throws {
        let header = "business_code,cust_number,doc_id,posting_date,due_in_date,invoice_currency,total_open_amount,clear_date"
        let read = try readList(
            "cleared-invoice-list", header, "U1,C1,1930438491.0,2020-01-26,20200210.0,USD,5.00,2020-02-11",
            "U1,C1,1930438492.0,2020-01-26,20200210.0,USD,6.00,\(word)")
        guard case .history(let history) = read.content else { return #expect(Bool(false)) }
        #expect(history.snapshots.map(\.items.openMinor) == [[500, 600], [600]])
    }

    @Test("words for no date stand in profiles beside days; a day that is none is a fault") func noDateWords() throws {
        func read(_ list: String) -> (profile: ImportProfile?, faults: [Diagnostic]) {
            ImportProfileReader.read(utf8: Array("base: oracle-aging\nno_date: [\(list)]\n".utf8), file: "own.yml", name: "own")
        }
        let profile = read("1753-01-01, kein, \"NULL\"").profile
        #expect(profile?.noDates == [Day(iso: "1753-01-01")!] && profile?.noDateWords == ["kein", "NULL"])
        #expect(read("1753-13-01").faults.count == 1)
    }

    @Test("names of columns may have the codes that OData writes for blanks and points") func encodedNames() throws {
        let header =
            "Customer_x0020_No_x002E_,Document_x0020_No_x002E_,Entry_x0020_No_x002E_,Document_x0020_Type,Document_x0020_Date,Due_x0020_Date,Remaining_x0020_Amount"
        let read = try readList(
            "business-central-entries", header, "C1,D1,7,Invoice,2026-10-15,2026-11-14,5.00",
            options: ImportOptions(currency: .eur, company: "X"))
        #expect(read.openAmounts == ["D1": 500] && read.report.unknownColumns == [])
    }

    @Test("a web archive called a workbook is told as one written as HTML") func webArchive() throws {
        let file = TemporaryFile("MIME-Version: 1.0\nContent-Type: multipart/related\n\n<html></html>\n", name: "list.xls")
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: file.path) }
        #expect(error?.code == .otherWorkbook)
    }
}
