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
        #expect(read.report.controlTotals.map(\.agrees) == [true, true])
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
        let none = try Self.ledger(["2026-06-01", "2026-06-02"])
        #expect(none.report.diagnostics.map(\.code) == ["no-due-dates"])
        let invoice = Sample.ledgerRow.replacing("2026-04-09", with: "")
        let credit = Sample.ledgerRow.replacing(",I1,", with: ",C1,").replacing("invoice", with: "credit_note").replacing(
            "6000.00", with: "-6.00")
        let onlyCredits = try read(
            Sample.ledger(invoice, credit.replacing("10000.00", with: "-6.00")), name: "ledger-2026-03-31.csv")
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
        // Two that are alike in everything are two as well, which is told.
        let alike = try Self.list("quickbooks-aging-detail", head, invoice, payment, other, payment)
        let items = try #require(alike.items)
        #expect(items.openMinor == [50_000, -20_000, -10_000, -20_000])
        #expect(Set((0..<4).map { items.document[$0] }).count == 4 && items.document[3] == items.document[1] + " 2")
        #expect(alike.report.rejectedCount == 0 && alike.report.diagnostics.map(\.code).contains("alike-documents"))
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
        // An invoice without a date is of its due date: with the as-of day it would be new on every day.
        let undated = try Self.list("oracle-aging", head, "Acme,1001,Invoice,,02/14/2026,500.00")
        #expect(undated.items?.documentDay.map { Day(daysSinceEpoch: $0).isoText } == ["2026-02-14"])
        #expect(undated.report.diagnostics.map(\.message).contains("1 row has no document date; the due date is taken for it"))
    }

    @Test("items of one document are told apart by what differs, and told to need the column of the line") func missingLine() throws {
        let head = "Account,Document Number,Document Type,Document Date,Net due date,Document currency,Amount in doc. curr."
        let (ten, twenty) = ("1,9001,RV,2026-01-13,2026-02-12,EUR,10.00", "1,9001,RV,2026-01-13,2026-02-12,EUR,20.00")
        let read = try Self.list("sap-english", head, ten, twenty)
        let items = try #require(read.items)
        #expect(items.line.map { items.lines[$0] } == ["2026 10.00", "2026 20.00"])
        let told = try #require(read.report.diagnostics.first { $0.code == "shared-numbers" })
        #expect(told.advice?.contains("unless the column 'Line item', which tells items of a document apart, is exported too") == true)
        let error = #expect(throws: ImportError.self) { try Self.list("sap-english", head, ten, ten) }
        #expect(error?.diagnostics.first?.message.contains("the file has no column 'Line item'") == true, "\(error?.diagnostics ?? [])")
        let oracle = "Customer Name,Transaction Number,Class,Transaction Date,Due Date,Outstanding Amount"
        let instalments = try Self.list(
            "oracle-aging", oracle, "Acme,77,Invoice,01/15/2026,02/14/2026,500.00", "Acme,77,Invoice,01/15/2026,03/14/2026,500.00")
        #expect(instalments.items?.count == 2 && instalments.report.diagnostics.map(\.code).contains("shared-numbers"))
    }

    @Test("transfers of one reference are the same documents from list to list") func transfers() throws {
        let head = "Date,Transaction type,Num,Customer,Due date,Past due,Amount,Open balance"
        let (fifty, sixty) = (
            "10/16/2026,Payment,ACH,Acme,10/16/2026,,-50.00,-50.00", "10/18/2026,Payment,ACH,Acme,10/18/2026,,-60.00,-60.00"
        )
        let both = try #require(try Self.list("quickbooks-aging-detail", head, fifty, sixty).items)
        let one = try #require(try Self.list("quickbooks-aging-detail", head, sixty).items)
        #expect(both.lines[both.line[1]] == one.lines[one.line[0]] && both.lines[both.line[0]] != one.lines[one.line[0]])
    }

    @Test("receipts without a number are told apart by their days") func receipts() throws {
        let head = "Customer Name,Transaction Number,Class,Transaction Date,Due Date,Transaction Amount,Outstanding Amount"
        let (first, second) = ("Acme,,Receipt,10/14/2026,,-30.00,-30.00", "Acme,,Receipt,10/20/2026,,-30.00,-10.00")
        let both = try Self.list("oracle-aging", head, first, second)
        let one = try #require(try Self.list("oracle-aging", head, second).items)
        #expect(both.items?.document[1] == one.document[0] && !both.report.diagnostics.map(\.code).contains("alike-documents"))
    }

    @Test("a heading of a group may stand in a field alone, and a title above the table that comes again is none") func bareHeadings()
        throws
    {
        let head = "Customer,Transaction Type,Date,Document Number,Due Date,Open Balance"
        let read = try Self.list(
            "netsuite-aging-detail", "A/R Aging Detail", head, "Acme,,,,,", ",Invoice,10/15/2026,1,11/14/2026,10.00", "A/R Aging Detail",
            ",Invoice,10/16/2026,2,11/14/2026,20.00", "\"Beta, Inc\"", ",Invoice,10/17/2026,3,11/14/2026,30.00")
        let items = try #require(read.items)
        #expect(items.customer.map { items.customers[$0] } == ["Acme", "Acme", "Beta, Inc"])
    }

    @Test("what stands by itself within a group that its total closes is no customer, and told") func innerTexts() throws {
        let head = "Customer,Transaction Type,Date,Document Number,Due Date,Open Balance"
        let read = try Self.list(
            "netsuite-aging-detail", head, "Acme,,,,,", ",Invoice,10/15/2026,1,11/14/2026,100.00", "See note,,,,,",
            ",Invoice,10/16/2026,2,11/14/2026,100.00", "Total - Acme,,,,,200.00")
        let items = try #require(read.items)
        #expect(items.customer.map { items.customers[$0] } == ["Acme", "Acme"])
        #expect(read.report.diagnostics.first { $0.code == "heading-without-total" }?.line == 4)
        // A total closes the group whose whole name it has.
        let numbered = try Self.list(
            "netsuite-aging-detail", head, "Customer 1,,,,,", "1,,,,,", ",Invoice,10/15/2026,1,11/14/2026,100.00",
            "TOTAL - CUSTOMER 1,,,,,100.00", "Smith,,,,,", ",Invoice,10/15/2026,2,11/14/2026,5.00", "Total - Blacksmith,,,,,5.00")
        let customers = try #require(numbered.items).customers.values
        #expect(customers == ["Customer 1", "Smith"])
    }

    @Test("a credit of a customer without number, kind and day is no subtotal") func summarizedCredits() throws {
        let head = "Customer,Transaction Number,Class,Transaction Date,Due Date,Outstanding Amount"
        let invoice = "Acme,8,Invoice,10/15/2026,11/14/2026,100.00"
        let error = #expect(throws: ImportError.self) { try Self.list("oracle-aging", head, invoice, "Acme,,,,,-30.00") }
        #expect(error?.report?.rejected == ["missing-value": 1])
        let apart = #expect(throws: ImportError.self) {
            try Self.list("oracle-aging", head, invoice, "Beta,9,Invoice,10/15/2026,11/14/2026,50.00", "Acme,,,,,-30.00")
        }
        #expect(apart?.report?.rejected == ["missing-value": 1])
        let behind = #expect(throws: ImportError.self) {
            try Self.list("oracle-aging", head, invoice, "Beta,9,Invoice,10/15/2026,11/14/2026,5x.00", "Acme,,,,,-30.00")
        }
        #expect(behind?.report?.rejected == ["bad-amount": 1, "missing-value": 1])
        let creditor = #expect(throws: ImportError.self) { try Self.list("oracle-aging", head, invoice, "Zed,,,,,-30.00") }
        #expect(creditor?.report?.rejected == ["missing-value": 1])
        let numbered = "Customer Name,Customer Number,Transaction Number,Class,Transaction Date,Due Date,Outstanding Amount"
        let differing = try Self.list(
            "oracle-aging", numbered, "Acme,1,8,Invoice,10/15/2026,11/14/2026,100.00", "Customer Total,1,,,,,110.00")
        #expect(differing.report.rejectedCount == 0 && differing.report.controlTotals.map(\.agrees) == [false])
        let named = #expect(throws: ImportError.self) {
            try Self.list("oracle-aging", numbered, "TotalEnergies,1,8,Invoice,10/15/2026,11/14/2026,100.00", "TotalEnergies,1,,,,,-30.00")
        }
        #expect(named?.report?.rejected == ["missing-value": 1])
        let total = try Self.list("oracle-aging", head, invoice, "Acme,,,,,100.00", "Report Total,,,,,100.00")
        #expect(total.report.controlTotals.count == 2 && total.report.rejectedCount == 0)
        let quickBooks = "Date,Transaction type,Num,Customer,Due date,Past due,Amount,Open balance"
        let other = #expect(throws: ImportError.self) {
            try Self.list(
                "quickbooks-aging-detail", quickBooks, "10/15/2026,Invoice,1,Acme,11/14/2026,,9.00,9.00", ",,,Zed,,,-30.00,-30.00")
        }
        #expect(other?.report?.rejected == ["missing-value": 1])
    }

    @Test("rows of one number that differ in what is open alone are two; copies of a row leave one that keeps its key") func openAlone()
        throws
    {
        let head = "Date,Transaction type,Num,Customer,Due date,Past due,Amount,Open balance"
        let (five, three) = ("10/16/2026,Payment,ACH,Acme,10/16/2026,,-5.00,-5.00", "10/16/2026,Payment,ACH,Acme,10/16/2026,,-5.00,-3.00")
        let read = try Self.list("quickbooks-aging-detail", head, five, three)
        #expect(read.items?.openMinor == [-500, -300] && read.report.diagnostics.map(\.code).contains("shared-numbers"))
        let invoice = "10/16/2026,Invoice,8,Acme,11/16/2026,,5.00,5.00"
        let options = ImportOptions(currency: .eur, company: "X1", allowedRejects: .count(1))
        let copies = try readList("quickbooks-aging-detail", head, invoice, invoice, options: options)
        let later = invoice.replacing("11/16/2026", with: "12/16/2026")
        let both = try readList("quickbooks-aging-detail", head, invoice, invoice, later, options: options)
        #expect(both.items.map { items in items.line.map { items.lines[$0] } } == ["2026-11-16", "2026-12-16"])
        let items = try #require(copies.items)
        #expect(items.count == 1 && items.lines[items.line[0]] == "" && !copies.report.diagnostics.map(\.code).contains("shared-numbers"))
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

    @Test("rejected rows below a heading have its customer") func headingOfRejectedRows() throws {
        let header = "Customer,Transaction Type,Date,Document Number,Due Date,Age,Open Balance"
        var options = ImportOptions(asOf: Day(iso: "2026-03-31"), currency: Currency(code: "USD"), company: "X")
        options.allowedRejects = .count(2)
        let read = try Self.list(
            "netsuite-aging-detail", header, "\"Smith, John\",,,,,,", ",Invoice,1/15/2026,INV1,2/14/2026,45,$1.00",
            ",Invoice,1/32/2026,INV2,2/14/2026,45,$2.00", ",Invoice,1/15/2026,INV1,2/14/2026,45,$1.00", options: options)
        #expect(
            read.report.rejectedRows.map(\.text) == [
                "\"Smith, John\",Invoice,1/32/2026,INV2,2/14/2026,45,$2.00", "\"Smith, John\",Invoice,1/15/2026,INV1,2/14/2026,45,$1.00",
            ])
    }

    @Test("an amount that its cell shows with the sign of another currency rejects its row") func signsOfFormats() throws {
        let formats = [
            "\"$\"#,##0.00", "[$$-409]#,##0.00;[Red]-[$$-409]#,##0.00", "#,##0.00\\ [$USD]", "[$€-410] #,##0.00", "#,##0.00\\ \"EUR\"",
            "0.00\" kg\"",
        ]
        let rows = formats.indices.map { WorkbookTests.row([1: .text("I\($0)"), 9: .number("-6000.5", style: $0 + 3)]) }
        var workbook = WorkbookFixture(.init("S", [WorkbookTests.header] + rows))
        workbook.formats = formats
        let report = try #require(readError(workbook)?.report)
        #expect(report.rejected == ["other-currency-sign": 3] && report.rejectedRows.map(\.line) == [2, 3, 4])
        // As text they say the same.
        #expect(report.rejectedRows.map { $0.text.split(separator: ",")[9] } == ["$-6000.5", "$-6000.5", "USD-6000.5"])
        let text = report.rejectsHeader + "\n" + report.rejectedRows.map { $0.text + "\n" }.joined()
        #expect(readError(text)?.report?.rejected == ["other-currency-sign": 3])
        #expect(try read(text.replacing("EUR", with: "USD")).items?.openMinor == [-600_050, -600_050, -600_050])
    }

    @Test("codes of currencies and the words for debit and credit beside an amount are read") func codesBesideAmounts() {
        func minor(_ text: String) -> Int64? { AmountText.read(text, mark: .point, exponent: 2, currency: "EUR").amountMinor }
        let amounts = [
            "EUR 1,234.50": 123_450, "EUR-2.00": -200, "1,234.50 EUR": 123_450, "12.00 DR": 1_200, "12.00 CR": -1_200, "12.00Cr": -1_200,
            "EUR 3.00 CR": -300,
        ]
        for (text, amount) in amounts { #expect(minor(text) == Int64(amount), "\(text)") }
        for text in ["USD 1.00", "XYZ 1.00", "EUR", "CR", "-12.00 CR", "12.00 ECR", "EUR 1.00 EUR", "€ 1.00 EUR", "1.00 E", "DR 1.00"] {
            #expect(minor(text) == nil, "\(text)")
        }
    }

    @Test("dates with short years are asked for when the year makes sense in front as well") func shortYears() throws {
        func style(_ days: [String], asOf: String = "2026-03-31", order: ImportProfile.DateOrder? = nil) throws -> ColumnStyle? {
            var options = ImportOptions(asOf: Day(iso: asOf))
            if let order { options.dateOrders[ImportOptions.allColumns] = order }
            return try Self.ledger(days, options: options).report.columnStyles.first { $0.column == "document_date" }
        }
        for days in [["25.01.10"], ["25.01.10", "24.02.11", "23.03.10"], ["25-01-26", "24-02-25"]] {
            let error = #expect(throws: ImportError.self) { try style(days) }
            #expect(error?.diagnostics.first?.advice?.hasPrefix("say --dates ymd, --dates dmy or --dates mdy") == true, "\(days)")
            #expect(try style(days, order: .yearMonthDay)?.word == "ymd")
        }
        // A year that makes sense at one place only, or dots with the year at the end: not asked, and told how sure.
        let sure = [(["25.01.10"], "2010-03-31"), (["13-02-26"], "2026-03-31"), (["28.02.26", "31.03.26", "30.04.26"], "2026-04-30")]
        for (days, asOf) in sure {
            let style = try style(days, asOf: asOf)
            #expect(style?.word == "dmy" && style?.basis.confidence == .certain, "\(days)")
        }
        let likely = try style(["20.02.26", "25.02.26"])
        #expect(likely?.word == "dmy" && likely?.basis.confidence == .likely)
        // Without a day of the file, another column may tell.
        let head = "promise,customer,document,made_on,due_on,currency,amount,analyst\n"
        let told = (1...28).map { "P\($0),C,D,\($0 < 10 ? "0" : "")\($0).01.26,28.02.26,EUR,1.00,\n" }.joined()
        let promises = try read(head + told, .promises, name: "promises.csv")
        #expect(promises.report.columnStyles.prefix(2).map(\.word) == ["dmy", "dmy"])
        let alone = readError(head + "P1,C,D,26.01.26,28.02.26,EUR,1.00,\n", .promises, name: "promises.csv")
        #expect(alone?.code == .ambiguousDates)
    }
}
