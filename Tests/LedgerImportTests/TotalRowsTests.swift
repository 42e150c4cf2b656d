import Ledger
import Testing

@testable import LedgerImport

@Suite("Rows of totals, headings and footers")
struct TotalRowsTests {
    private static let sapHeader =
        "Company Code;Account;Document Number;Document Type;Document Date;Net due date;Document currency;Amount in doc. curr."

    @Test("totals of customers, companies and the whole are each held against their own rows") func nested() throws {
        let read = try readList(
            "sap-english", Self.sapHeader, "1000;C1;91;RV;15.10.2026;14.11.2026;EUR;100,00",
            "1000;C1;92;RV;15.10.2026;14.11.2026;EUR;200,00",
            "*;C1;;;;;EUR;300,00", "1000;C2;93;RV;15.10.2026;14.11.2026;EUR;50,00", "*;C2;;;;;EUR;50,00", "**;1000;;;;;EUR;350,00",
            "2000;C3;94;RV;15.10.2026;14.11.2026;EUR;10,00", "*;C3;;;;;EUR;10,00", "2000;C4;95;RV;15.10.2026;14.11.2026;EUR;20,00",
            "*;C4;;;;;EUR;20,00", "**;2000;;;;;EUR;30,00", "***;;;;;;EUR;380,00")
        #expect(read.report.controlTotals.count == 7 && read.report.controlTotals.allSatisfy(\.agrees))
        #expect(read.report.diagnostics == [] && read.items?.count == 5)
    }

    @Test("words in the column of amounts are a footer, no total") func footer() throws {
        let read = try readList(
            "sap-english", Self.sapHeader, "1000;C1;91;RV;15.10.2026;31.12.2026;EUR;1.000,00", "Printed by;;;;;;;SAP", "End of list;;;;;;;")
        #expect(read.report.controlTotals == [] && read.report.diagnostics == [])
        #expect(read.report.dropped == ["title": 1, "group": 1])
    }

    @Test("cash without number, class and dates is no total: its row is rejected") func cashOnAccount() throws {
        let header = "Business Unit,Customer Number,Transaction Number,Class,Transaction Date,Due Date,Currency,Outstanding Amount"
        let rows = [
            "BU1,C1,T1,Invoice,2026-10-15,2026-11-14,EUR,100.00", "BU1,C1,,,,,EUR,-500.00",
            "BU1,C2,T2,Invoice,2026-10-15,2026-11-14,EUR,200.00",
        ]
        let error = #expect(throws: ImportError.self) { try readList("oracle-aging", header, rows[0], rows[1], rows[2]) }
        #expect(error?.report?.rejected == ["missing-value": 1] && error?.report?.rejectedRows.map(\.text) == [rows[1]])
        #expect(error?.report?.rowsRead == 3 && error?.report?.rowsKept == 2 && error?.report?.dropped == [:])
        let total = try readList("oracle-aging", header, rows[0], "BU1,C1,,,,,EUR,100.00", rows[2])
        #expect(total.report.controlTotals.map(\.agrees) == [true] && total.report.dropped == ["subtotal": 1])
    }

    @Test("a heading of NetSuite may have the sum of its group beside it") func headingWithSum() throws {
        let read = try readList(
            "netsuite-aging-detail", "Customer,Transaction Type,Date,Document Number,Due Date,Open Balance", "ACME,,,,,",
            ",Invoice,10/15/2026,INV1,11/14/2026,$20.00", "Total - ACME,,,,,$20.00", "Gamma,,,,,$5.00",
            ",Invoice,10/16/2026,INV3,11/14/2026,$5.00",
            "Total,,,,,$25.00", options: ImportOptions(currency: Currency(code: "USD"), company: "X"))
        let items = try #require(read.items)
        #expect(items.customer.map { items.customers[$0] } == ["ACME", "Gamma"])
        #expect(read.report.controlTotals.map(\.agrees) == [true, true] && read.report.dropped == ["group": 2, "subtotal": 2])
    }
}
