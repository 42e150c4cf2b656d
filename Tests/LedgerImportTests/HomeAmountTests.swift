import Ledger
import Testing

@testable import LedgerImport

@Suite("Amounts in the home currency beside those in the currency of the document")
struct HomeAmountTests {
    private static let company = ImportOptions(company: "X1")

    @Test("NetSuite: the foreign balance is taken; totals in the home currency close their group") func netSuite() throws {
        let read = try readList(
            "netsuite-aging-detail", "Example Ltd", "A/R Aging Detail",
            "Customer,Transaction Type,Date,Document Number,P.O. No.,Due Date,Age,Currency,Open Balance,Open Balance (Foreign Currency)",
            "ACME,,,,,,,,,", "ACME : West,,,,,,,,,", ",Invoice,10/15/2026,INV1,,11/14/2026,3,USD,920.00,1000.00",
            "Total - ACME : West,,,,,,,,920.00,", ",Invoice,10/16/2026,INV2,,11/14/2026,3,EUR,50.00,50.00", "Total - ACME,,,,,,,,970.00,",
            "Total,,,,,,,,970.00,", options: Self.company)
        #expect(read.openAmounts == ["INV1": 100_000, "INV2": 5_000])
        let items = try #require(read.items)
        #expect(items.customer.map { items.customers[$0] } == ["ACME : West", "ACME"])
        #expect(read.report.dropped == ["title": 2, "group": 2, "subtotal": 3] && read.report.controlTotals == [])
        let told = read.report.diagnostics.first { $0.code == "unused-column" }
        #expect(told?.message == "column 'Open Balance' could be 'open_amount' too; 'Open Balance (Foreign Currency)' is taken for it")
    }

    @Test("Oracle: the entered amount is taken with the entered currency") func oracle() throws {
        let header = "Business Unit,Customer Number,Transaction Number,Class,Transaction Date,Due Date,Currency,Entered Currency,"
        let row = "BU1,C1,T1,Invoice,15-OCT-2026,14-NOV-2026,EUR,USD,"
        let both = try readList(
            "oracle-aging", header + "Outstanding Amount,Outstanding Amount (Entered)", row + "920.00,1000.00")
        #expect(both.openAmounts == ["T1": 100_000] && both.items?.currencies.map(\.code) == ["USD"])
        #expect(both.report.diagnostics.map(\.code) == ["unused-column", "unused-column"])
        let home = try readList("oracle-aging", header + "Outstanding Amount", row + "920.00")
        #expect(home.report.diagnostics.map(\.code) == ["unused-column", "home-amounts"])
    }

    @Test("QuickBooks: foreign balance and foreign amount are taken; the home balance alone beside a currency is told") func quickBooks()
        throws
    {
        let header = "Date,Transaction type,Num,Customer,Due date,Currency,"
        let row = "10/15/2026,Invoice,1001,ACME Inc,11/14/2026,USD,"
        let both = try readList(
            "quickbooks-aging-detail", header + "Amount,Foreign amount,Open balance,Foreign open balance",
            row + "920.00,1000.00,460.00,500.00",
            options: Self.company)
        #expect(both.items?.openMinor == [50_000] && both.items?.amountMinor == [100_000])
        let home = try readList("quickbooks-aging-detail", header + "Amount,Open balance", row + "920.00,460.00", options: Self.company)
        #expect(home.report.diagnostics.map(\.code) == ["home-amounts", "home-amounts"])
        let one = try readList(
            "quickbooks-aging-detail", "Date,Transaction type,Num,Customer,Due date,Open balance",
            "10/15/2026,Invoice,1,ACME,11/14/2026,460.00",
            options: ImportOptions(currency: .eur, company: "X1"))
        #expect(one.report.diagnostics == [])
    }

    @Test("SAP: the currency of the document stands before that of the company code") func sap() throws {
        let read = try readList(
            "sap-english", "Company Code;Account;Document Number;Document Type;Document Date;Net due date;Crcy;Amount in doc. curr.;Curr.",
            "1000;C1;91;RV;31.10.2026;30.11.2026;USD;1.000,00;EUR")
        #expect(read.items?.currencies.map(\.code) == ["USD"])
        #expect(read.report.diagnostics.map(\.code) == ["unused-column"])
    }
}
