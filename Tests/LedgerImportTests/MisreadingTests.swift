import Ledger
import LedgerColumns
import Testing
import WorkbookFixtures

@testable import LedgerImport

@Suite("What could be read wrong without a word")
struct MisreadingTests {
    private static let options = ImportOptions(asOf: Day(iso: "2026-03-31"), currency: .eur, company: "X")

    private static func list(_ profile: String, _ lines: String..., options: ImportOptions = options) throws(ImportError) -> ImportedFile {
        let file = TemporaryFile(lines.joined(separator: "\n") + "\n", name: "list.csv")
        return try LedgerFileReader.read(path: file.path, profile: .shipped(profile)!, options: options)
    }

    private static func ledger(_ days: [String], options: ImportOptions = ImportOptions()) throws(ImportError) -> ImportedFile {
        let rows = days.enumerated().map { "X,D\($0.offset),invoice,C,\($0.element),,EUR,1.00" }
        let text = (["company,document,kind,customer,document_date,due_date,currency,open_amount"] + rows).joined(separator: "\n") + "\n"
        return try read(text, options: options)
    }

    @Test("short dates whose year may stand in front are asked for") func yearInFront() throws {
        let days = ["25-01-10", "26-01-11", "25-02-12", "26-02-28"]
        let error = #expect(throws: ImportError.self) { try Self.ledger(days) }
        #expect(error?.code == .ambiguousDates)
        #expect(error?.diagnostics.first?.advice?.hasPrefix("say --dates ymd, --dates dmy or --dates mdy") == true)
        var options = ImportOptions()
        options.dateOrders[ImportOptions.allColumns] = .yearMonthDay
        let read = try Self.ledger(days, options: options).items
        #expect(read?.documentDay.map { Day(daysSinceEpoch: $0).isoText } == ["2025-01-10", "2026-01-11", "2025-02-12", "2026-02-28"])
        // Days of all sizes in front and one year at the end: nobody asks.
        let usual = try Self.ledger(["25.01.26", "26.01.26", "13.02.26", "03.02.26"])
        #expect(usual.report.columnStyles.first?.word == "dmy")
        // A day that no month has at the end tells that the year is in front.
        let told = try Self.ledger(["99-12-31", "99-11-30", "98-12-29"])
        #expect(told.items?.documentDay.map { Day(daysSinceEpoch: $0).isoText } == ["1999-12-31", "1999-11-30", "1998-12-29"])
    }

    @Test("the sign of another currency rejects its row") func currencySigns() throws {
        func amounts(_ texts: String...) -> ImportError? {
            let rows = texts.enumerated().map {
                Sample.ledgerRow.replacing(",I1,", with: ",I\($0.offset),").replacing("6000.00", with: $0.element)
            }
            return readError(([Sample.ledgerHeader] + rows).joined(separator: "\n") + "\n")
        }
        #expect(amounts("€5.00", "5.00 €", "5.00") == nil)
        #expect(amounts("$5.00", "£5.00", "5.00 ¥", "€5.00")?.report?.rejected == ["other-currency-sign": 3])
        #expect(amounts("$5.00 €")?.report?.rejected == ["bad-amount": 1])
    }

    @Test("a total closes its heading, so that rows behind it belong to the heading around it") func nestedHeadings() throws {
        let read = try Self.list(
            "netsuite-aging-detail", "Customer,Transaction Type,Date,Document Number,Due Date,Age,Open Balance", "Acme Corp,,,,,,",
            "Acme Corp : West,,,,,,", ",Invoice,1/15/2026,INV100,2/14/2026,45,\"$1,200.00\"", "Total - Acme Corp : West,,,,,,\"$1,200.00\"",
            ",Invoice,1/16/2026,INV101,2/15/2026,44,$50.00", "Total - Acme Corp,,,,,,\"$1,250.00\"", "Beta,,,,,,",
            ",Invoice,1/17/2026,INV102,2/16/2026,43,$7.00",
            options: ImportOptions(asOf: Day(iso: "2026-03-31"), currency: Currency(code: "USD"), company: "X"))
        let items = try #require(read.items)
        #expect(items.customer.map { items.customers[$0] } == ["Acme Corp : West", "Acme Corp", "Beta"])
    }

    @Test("a subtotal without a currency is of the only one there is") func subtotalWithoutCurrency() throws {
        func totals(_ second: String) throws -> [ControlTotal] {
            try Self.list(
                "sap-italian",
                "Conto;Numero documento;Posizione;Tipo di documento;Data documento;Scadenza al netto;Divisa;Importo divisa estera",
                "1;9001;1;RV;01.01.2026;31.01.2026;EUR;100,50", "1;9002;1;RV;13.01.2026;31.01.2026;\(second);20,50", ";;;;;;;121,00",
                options: ImportOptions(asOf: Day(iso: "2026-03-31"), company: "X")
            ).report.controlTotals
        }
        let one = try totals("EUR")
        #expect(one.map(\.agrees) == [true] && one.map(\.currency) == ["EUR"])
        let two = try totals("GBP")
        #expect(two.map(\.agrees) == [false] && two.map(\.currency) == [""])
    }

    @Test("a ledger without due dates says that nothing will be late") func noDueDates() throws {
        let none = try Self.ledger(["2026-01-01", "2026-01-02"])
        #expect(none.report.diagnostics.map(\.code) == ["no-due-dates"])
        let invoice = Sample.ledgerRow.replacing("2026-04-09", with: "")
        let credit = Sample.ledgerRow.replacing(",I1,", with: ",C1,").replacing("invoice", with: "credit_note").replacing(
            "6000.00", with: "-6.00")
        let onlyCredits = try read(Sample.ledger(invoice, credit.replacing("10000.00", with: "-6.00")))
        #expect(onlyCredits.report.diagnostics.map(\.code) == ["no-due-dates"])
        let some = try read(Sample.ledger(Sample.ledgerRow))
        #expect(!some.report.diagnostics.map(\.code).contains("no-due-dates"))
    }

    @Test("two payments of a day without numbers are two") func paymentsWithoutNumbers() throws {
        let head = "Date,Transaction type,Num,Customer,Due date,Past due,Amount,Open balance"
        let invoice = "01/15/2026,Invoice,1001,\"Smith, John\",02/14/2026,45,500.00,500.00"
        let payment = "01/16/2026,Payment,,\"Smith, John\",01/16/2026,,-200.00,-200.00"
        let other = "01/16/2026,Payment,,\"Smith, John\",01/16/2026,,-100.00,-100.00"
        let read = try Self.list("quickbooks-aging-detail", head, invoice, payment, other)
        #expect(read.items?.openMinor == [50_000, -20_000, -10_000])
    }

    @Test("cash on account without number and date is taken, of the as-of day") func cashOnAccount() throws {
        let head = "Customer Name,Transaction Number,Class,Transaction Date,Due Date,Outstanding Amount"
        let read = try Self.list(
            "oracle-aging", head, "Acme,1001,Invoice,01/15/2026,02/14/2026,500.00", "Acme,R55,On-Account,,,-300.00",
            "Acme,,On-Account,,,-20.00")
        let items = try #require(read.items)
        #expect(items.openMinor == [50_000, -30_000, -2_000])
        #expect(items.documentDay[1...].map { Day(daysSinceEpoch: $0).isoText } == ["2026-03-31", "2026-03-31"])
        #expect(
            read.report.diagnostics.contains { $0.code == "document-date-assumed" && $0.message.hasPrefix("2 rows have no document date") })
    }

    @Test("items of one document are told to need the column of the line") func missingLine() throws {
        let error = #expect(throws: ImportError.self) {
            try Self.list(
                "sap-english", "Account,Document Number,Document Type,Document Date,Net due date,Document currency,Amount in doc. curr.",
                "1,9001,RV,2026-01-13,2026-02-12,EUR,10.00", "1,9001,RV,2026-01-13,2026-02-12,EUR,20.00")
        }
        #expect(error?.diagnostics.first?.message.contains("the file has no column 'Line item'") == true, "\(error?.diagnostics ?? [])")
    }

    @Test("lines that end with a carriage return alone, and a line for spreadsheets, are no obstacle") func lineEnds() throws {
        let plain = Sample.ledger(Sample.ledgerRow)
        let expected = try read(plain)
        let mac = try read(plain.replacing("\n", with: "\r"))
        #expect(mac.items == expected.items && mac.report.rowsRead == 1)
        let hinted = "sep=;\r\n" + plain.replacing(",", with: ";").replacing("\n", with: "\r\n")
        let spreadsheet = try read(hinted)
        #expect(spreadsheet.items == expected.items && spreadsheet.report.separator == ";")
        let bad = readError(hinted.replacing("2026-03-10", with: "2026-03-32"))
        #expect(bad?.diagnostics.first?.line == 3)
    }

    @Test("canonical names in capitals are the columns they name") func capitals() throws {
        let text = Sample.ledger(Sample.ledgerRow)
        let capital = text.replacing("company,", with: "Company,").replacing(",due_date,", with: ",DUE_DATE,")
        let (plain, read) = (try read(text), try read(capital))
        #expect(read.items == plain.items && read.report.unknownColumns.isEmpty)
    }

    @Test("an answer for all columns leaves alone what is sure") func answerForAll() throws {
        var options = ImportOptions()
        options.dateOrders[ImportOptions.allColumns] = .dayMonthYear
        let row = Sample.ledgerRow.replacing("2026-04-09", with: "01/05/2026")
        let read = try read(Sample.ledger(row), options: options)
        #expect(read.report.columnStyles.map(\.word).prefix(2) == ["iso", "dmy"])
        #expect(read.items?.dueDay.map { Day(daysSinceEpoch: $0).isoText } == ["2026-05-01"])
    }

    @Test("a formula whose value is empty where a number belongs rejects its row") func emptyFormulaValue() throws {
        let row = WorkbookTests.row([6: .formula("F2+30", value: "", type: "n")])
        let error = readError(WorkbookFixture(.init("S", [WorkbookTests.header, row])))
        #expect(error?.report?.rejected == ["formula-without-value": 1])
    }

    @Test("cells without a value reject their row again, for the same reason, until they are filled in") func unreadableCells() throws {
        let rows = [
            WorkbookTests.row([6: .formula("F2+30", value: "", type: "n")]),
            WorkbookTests.row([1: "I2", 10: .formula("A1", value: nil, type: "n")]),
            WorkbookTests.row([1: .number("1.23E+15", style: 0)]), WorkbookTests.row([1: "I4", 4: .error("#N/A")]),
        ]
        let report = try #require(readError(WorkbookFixture(.init("S", [WorkbookTests.header] + rows)))?.report)
        #expect(report.rejected == ["formula-without-value": 2, "imprecise-id": 1, "cell-error": 1])
        let own = RejectedRow.ownColumns.joined(separator: ",") + ","
        let text = own + report.rejectsHeader + "\n" + report.rejectedRows.map { "1,because,of," + $0.text + "\n" }.joined()
        let again = try #require(readError(text)?.report)
        #expect(again.rejected == report.rejected, "\(text)")
        let mended = text.replacing("=?1230000000000000", with: "1234567890123456").replacing("=?#N/A", with: "C1").replacing(
            ",=?\n", with: ",\n"
        )
        .replacing(",=?,", with: ",2026-04-09,")
        #expect(try read(mended).items?.count == 4, "\(mended)")
    }
}
