import ExportFixtures
import Ledger
import LedgerColumns
import Testing
import WorkbookFixtures

@testable import LedgerImport

/// One ledger, written by each system with its traps, gives what the same ledger gives in canonical form.
@Suite struct ProfileTests {
    private func read(_ bytes: [UInt8], name: String = "export.csv", options: ImportOptions) throws -> ImportedFile {
        let file = TemporaryFile(bytes, name: name)
        let profile = try LedgerFileReader.detectProfile(path: file.path, options: options)
        return try LedgerFileReader.read(path: file.path, profile: profile, options: options)
    }

    private func options(company: String? = nil, currency: Currency? = nil, seed: Int) -> ImportOptions {
        ImportOptions(
            asOf: WrittenLedger.day, currency: currency, company: company, threads: 2, chunkByteCount: [90, 1 << 12, 1 << 20][seed % 3])
    }

    /// The rows of the canonical file of an export.
    private func rows(_ export: SystemExport) throws -> [String] {
        try LedgerImportTests.read(export.canonical, name: "ledger-2026-10-31.csv").items?.rowTexts ?? []
    }

    /// The ways people save SAP lists: as tab text in UTF-16 called `.xls`, as a semicolon file, unconverted with strokes.
    static let sapStyles: [WritingStyle] = {
        var tabs = WritingStyle()
        (tabs.encoding, tabs.hasByteOrderMark, tabs.separator, tabs.lineEnd) = (.utf16LittleEndian, true, "\t", "\r\n")
        (tabs.mark, tabs.grouping, tabs.minus, tabs.dates) = (.comma, .mark, .behind, "dmy.")
        var semicolons = tabs
        (semicolons.encoding, semicolons.hasByteOrderMark, semicolons.separator, semicolons.noDate) = (
            .windows1252, false, ";", "00.00.0000"
        )
        var american = tabs
        (american.encoding, american.mark, american.dates, american.separator) = (.utf8, .point, "mdy/", "|")
        return [tabs, semicolons, american]
    }()

    @Test(arguments: SystemExport.SAPWords.all, 0..<3) func sapListsOfEachLanguage(_ words: SystemExport.SAPWords, style: Int) throws {
        let export = SystemExport.sap(WrittenLedger(seed: UInt64(style) + 11, currencies: ["EUR", "USD"]), words)
        let style = Self.sapStyles[style]
        let found = try read(style.bytes(export.text(style)), options: options(seed: style.separator == ";" ? 0 : 1))
        #expect(found.report.profile == export.profile)
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.encoding == style.encoding && found.report.encodingConfidence != .stated)
        #expect(found.report.dropped["special-gl"] == 1 && found.report.dropped["repeated-header"] == 1)
        #expect(found.report.dropped["title"] == 2 && found.report.dropped["subtotal"] == 2)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees } && found.report.controlTotals.count == 2)
        #expect(found.report.unknownColumns == [])
    }

    @Test func specialItemsAreTakenWhenTheUserSaysSo() throws {
        var kept = options(seed: 2)
        kept.keptReasons = ["special-gl"]
        let ledger = WrittenLedger(seed: 5)
        let style = Self.sapStyles[0]
        let found = try read(style.bytes(SystemExport.sap(ledger, .all[0]).text(style)), options: kept)
        #expect(found.items?.count == ledger.items.count + 1)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees })
    }

    @Test(arguments: 0..<4) func oracleAging(seed: Int) throws {
        let export = SystemExport.oracle(WrittenLedger(seed: UInt64(seed) + 21, currencies: ["EUR", "GBP"]))
        var style = WritingStyle()
        (style.dates, style.grouping, style.minus) = (["mdy/", "iso", "dmy/", "named"][seed], .mark, .brackets)
        let found = try read(style.bytes(export.text(style)), options: options(seed: seed))
        #expect(found.report.profile == export.profile)
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees } && found.report.controlTotals.count == export.controlTotalCount)
        #expect(found.report.dropped["repeated-header"] == 1 && found.report.dropped["title"] == 2)
        #expect(found.report.diagnostics.map(\.code).contains("document-date-assumed"))
    }

    @Test(arguments: 0..<3) func netSuiteAgingDetail(seed: Int) throws {
        let ledger = WrittenLedger(seed: UInt64(seed) + 31)
        let export = SystemExport.netSuite(ledger)
        var style = WritingStyle()
        (style.dates, style.grouping, style.currencySign, style.quotesAll) = ("m/d/y", .mark, "€", seed == 1)
        let found = try read(style.bytes(export.text(style)), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == export.profile)
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees })
        #expect(found.report.controlTotals.count == export.controlTotalCount)
        #expect(found.report.dropped["group"] == Set(ledger.items.map(\.customer)).count)
    }

    @Test("a text among the rows of a customer is told where no total names it") func textAmongRows() throws {
        func codes(_ text: String, total: String = "") throws -> [String] {
            let rows =
                "Customer,Transaction Type,Date,Document Number,P.O. No.,Due Date,Age,Open Balance\nAlpha,,,,,,,\n,Invoice,2026-09-13,1,,2026-10-13,1,5.00\n"
                + text + ",Invoice,2026-09-14,2,,2026-10-13,1,6.00\n" + total
                + "Total - Alpha,,,,,,,11.00\nBeta,,,,,,,\n,Invoice,2026-09-15,3,,2026-10-13,1,7.00\nTotal - Beta,,,,,,,7.00\nTotal,,,,,,,18.00\n"
            return try read(Array(rows.utf8), options: options(company: "IT01", currency: .eur, seed: 0)).report.diagnostics.map(\.code)
        }
        let told = try codes("see mail of 12 Sep,,,,,,,\n")
        let (plain, nested) = (try codes(""), try codes("Alpha : East,,,,,,,\n", total: "Total - Alpha : East,,,,,,,6.00\n"))
        #expect(told.contains("heading-without-total"))
        #expect(!plain.contains("heading-without-total") && !nested.contains("heading-without-total"))
    }

    @Test(arguments: 0..<3) func quickBooksAgingDetail(seed: Int) throws {
        var style = WritingStyle()
        (style.dates, style.grouping) = ("mdy/", .mark)
        let export = SystemExport.quickBooks(WrittenLedger(seed: UInt64(seed) + 41))
        let found = try read(style.bytes(export.text(style)), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == export.profile)
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.map(\.agrees) == [true, true, true])
        #expect(found.report.dropped == ["title": 3, "blank": 1, "group": 2, "repeated-header": 1, "subtotal": 3])
    }

    @Test(arguments: 0..<3) func businessCentralEntries(seed: Int) throws {
        let ledger = WrittenLedger(seed: UInt64(seed) + 51, currencies: ["EUR", "USD"])
        let export = SystemExport.businessCentral(ledger)
        var style = WritingStyle()
        (style.dates, style.mark, style.separator) = [("iso", .point, ","), ("dmy/", .comma, ";"), ("mdy/", .point, "\t")][seed]
        let found = try read(style.bytes(export.text(style)), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == export.profile)
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.dropped == ["closed": ledger.items.count])
    }

    /// An export of each system, in euros.
    static let exports: [SystemExport] =
        SystemExport.SAPWords.all.map { .sap(WrittenLedger(seed: 61), $0) } + [
            .oracle(WrittenLedger(seed: 62)), .netSuite(WrittenLedger(seed: 63)), .quickBooks(WrittenLedger(seed: 64)),
            .businessCentral(WrittenLedger(seed: 65)),
        ]

    @Test(arguments: exports) func workbooksOfEachSystem(_ export: SystemExport) throws {
        let found = try read(
            export.workbook().bytes, name: "export.xlsx",
            options: options(
                company: export.options.contains("--company") ? "IT01" : nil, currency: export.options.isEmpty ? nil : .eur, seed: 2))
        #expect(found.report.profile == export.profile && found.report.sheet == "Export")
        let expected = try rows(export)
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees } && found.report.controlTotals.count == export.controlTotalCount)
        #expect(found.report.unknownColumns == [])
    }

    /// The two lists of invoices with clearing days, each in the style it is known in and as a workbook.
    @Test(arguments: [0, 1], [false, true]) func invoiceListsGiveTheHistoryOfTheCanonicalFile(list: Int, isWorkbook: Bool) throws {
        let export: SystemExport =
            list == 0 ? .plainInvoices(WrittenHistory(seed: 3)) : .clearedInvoices(WrittenHistory(seed: 4, currencies: ["USD", "CAD"]))
        var style = WritingStyle()
        (style.dates, style.lineEnd) = ("m/d/y", "\r\n")
        let found = try read(
            isWorkbook ? export.workbook().bytes : style.bytes(export.text(style)), name: isWorkbook ? "list.xlsx" : "list.csv",
            options: ImportOptions(currency: export.options.isEmpty ? nil : .eur))
        #expect(found.report.profile == export.profile && found.report.unknownColumns == [])
        let canonical = try LedgerImportTests.read(export.canonical, .history, name: "history.csv")
        guard case .history(let read) = found.content, case .history(let expected) = canonical.content else {
            throw ImportError(code: .unknownKind, diagnostics: [])
        }
        let (snapshots, postings, wanted, moves) = (read.snapshots, read.postings, expected.snapshots, expected.postings)
        #expect(snapshots.map(\.day) == wanted.map(\.day) && wanted.count >= 9)
        #expect(snapshots.map(\.items.rowTexts) == wanted.map(\.items.rowTexts))
        #expect(postings.amountMinor == moves.amountMinor && postings.postingDay == moves.postingDay && postings.kind == moves.kind)
        #expect((0..<moves.count).allSatisfy { postings.document[$0] == moves.document[$0] && postings.clears[$0] == moves.clears[$0] })
    }

    @Test func anInvoiceListWithFloatingDatesIsAHistory() throws {
        let text = """
            business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,due_in_date,invoice_currency,document type,total_open_amount,isOpen
            U001,0200769623,WAL-MAR corp,2020-02-11 00:00:00,2020.0,1930438491.0,2020-01-26,20200210.0,USD,RV,54273.28,0
            CA02,0140106181,THE corp,,2020.0,2960623488.0,2020-03-30,20200410.0,CAD,RV,3299.7,1

            """
        let found = try read(Array(text.utf8), options: ImportOptions())
        #expect(found.report.profile == "cleared-invoice-list")
        guard case .history(let history) = found.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        let (snapshots, postings) = (history.snapshots, history.postings)
        #expect(snapshots.map(\.day.isoText) == ["2020-01-31", "2020-02-29", "2020-03-31"])
        #expect(snapshots[0].items.document[0] == "1930438491")
        #expect(postings.count == 3 && Day(daysSinceEpoch: postings.dueDay[0]).isoText == "2020-02-10")
        #expect(found.report.columnStyles.map(\.word) == ["ymd", "iso", "ymd", "point"])
    }

    @Test func creditsWithoutAMinusAreTurnedRound() throws {
        var profile = ImportProfile.canonical(.ledger)
        profile.name = "positive"
        profile.sign = .positiveCredits
        let file = TemporaryFile(
            Sample.ledger("A,1,,credit_note,C,2026-01-01,,EUR,7.00,5.00,", "A,2,,invoice,C,2026-01-01,,EUR,5.00,5.00,"))
        let read = try LedgerFileReader.read(path: file.path, profile: profile)
        #expect(read.items?.openMinor == [-500, 500] && read.items?.amountMinor == [-700, 500])
    }

    @Test func aFiscalYearIsCalledByItsFirstDay() throws {
        var profile = ImportProfile.canonical(.ledger)
        profile.name = "years"
        profile.documentNumbersRepeatByYear = true
        profile.fiscalYearStart = 4
        let file = TemporaryFile(
            Sample.ledger(
                "A,1,7,invoice,C,2026-03-31,,EUR,,5.00,", "A,1,7,invoice,C,2026-04-01,,EUR,,5.00,", "A,1,,invoice,C,2026-04-01,,EUR,,5.00,")
        )
        let read = try LedgerFileReader.read(path: file.path, profile: profile)
        #expect(read.items.map { items in items.line.map { items.lines[$0] } } == ["2025/7", "2026/7", "2026"])
    }
}
