import Ledger
import LedgerColumns
import Testing

@testable import LedgerImport

/// One ledger, written by each system with its traps, gives what the same ledger gives in canonical form.
@Suite struct ProfileTests {
    private func read(_ bytes: [UInt8], options: ImportOptions) throws -> ImportedFile {
        let file = TemporaryFile(bytes, name: "export.csv")
        let profile = try LedgerFileReader.detectProfile(path: file.path, options: options)
        return try LedgerFileReader.read(path: file.path, profile: profile, options: options)
    }

    private func options(company: String? = nil, currency: Currency? = nil, seed: Int) -> ImportOptions {
        ImportOptions(
            asOf: WrittenLedger.day, currency: currency, company: company, threads: 2, chunkByteCount: [90, 1 << 12, 1 << 20][seed % 3])
    }

    /// The ledger with the fiscal year in front of its lines.
    private func withYears(_ ledger: WrittenLedger) -> WrittenLedger {
        var ledger = ledger
        for index in ledger.items.indices {
            let item = ledger.items[index]
            ledger.items[index].line = "\(item.documentDay.components.year)/\(item.line)"
        }
        return ledger
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

    @Test(arguments: SystemWriters.SAPWords.all, 0..<3) func sapListsOfEachLanguage(_ words: SystemWriters.SAPWords, style: Int) throws {
        var ledger = WrittenLedger(seed: UInt64(style) + 11, currencies: ["EUR", "USD"])
        let style = Self.sapStyles[style]
        // These files have no quotes around fields.
        for index in ledger.items.indices { ledger.items[index].reference = ledger.items[index].reference.filter { !"\t;|".contains($0) } }
        let found = try read(style.bytes(SystemWriters.sap(ledger, words, style)), options: options(seed: Int(ledger.items[1].openMinor)))
        #expect(found.report.profile == words.profile)
        let expected = try withYears(ledger).rows()
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
        var ledger = WrittenLedger(seed: 5)
        for index in ledger.items.indices { ledger.items[index].reference = "" }
        let style = Self.sapStyles[0]
        let found = try read(style.bytes(SystemWriters.sap(ledger, .all[0], style)), options: kept)
        #expect(found.items?.count == ledger.items.count + 1)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees })
    }

    @Test(arguments: 0..<4) func oracleAging(seed: Int) throws {
        var ledger = WrittenLedger(seed: UInt64(seed) + 21, currencies: ["EUR", "GBP"])
        for index in ledger.items.indices {
            // The report has no document date: the due date stands for it. It has no line and no reference.
            ledger.items[index].dueDay = ledger.items[index].dueDay ?? WrittenLedger.day
            ledger.items[index].documentDay = ledger.items[index].dueDay!
            (ledger.items[index].line, ledger.items[index].reference) = ("", "")
        }
        var style = WritingStyle()
        (style.dates, style.grouping, style.minus) = (["mdy/", "iso", "dmy/", "named"][seed], .mark, .brackets)
        let found = try read(style.bytes(SystemWriters.oracle(ledger, style)), options: options(seed: seed))
        #expect(found.report.profile == "oracle-aging")
        let expected = try ledger.rows()
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.last?.agrees == true)
        #expect(found.report.diagnostics.map(\.code).contains("document-date-assumed"))
    }

    @Test(arguments: 0..<3) func netSuiteAgingDetail(seed: Int) throws {
        var ledger = WrittenLedger(seed: UInt64(seed) + 31)
        for index in ledger.items.indices { (ledger.items[index].line, ledger.items[index].reference) = ("", "") }
        var style = WritingStyle()
        (style.dates, style.grouping, style.currencySign, style.quotesAll) = ("m/d/y", .mark, "€", seed == 1)
        let found = try read(
            style.bytes(SystemWriters.netSuite(ledger, style)), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == "netsuite-aging-detail")
        let expected = try ledger.rows().sorted()
        #expect(found.items?.rowTexts.sorted() == expected)
        #expect(found.report.controlTotals.allSatisfy { $0.agrees })
        #expect(found.report.controlTotals.count == Set(ledger.items.map(\.customer)).count + 1)
        #expect(found.report.dropped["group"] == Set(ledger.items.map(\.customer)).count)
    }

    @Test(arguments: 0..<3) func quickBooksAgingDetail(seed: Int) throws {
        var ledger = WrittenLedger(seed: UInt64(seed) + 41)
        var style = WritingStyle()
        (style.dates, style.grouping) = ("mdy/", .mark)
        let text = SystemWriters.quickBooks(ledger, style)
        for index in ledger.items.indices {
            let item = ledger.items[index]
            (ledger.items[index].line, ledger.items[index].reference) = ("", "")
            if item.kind == .payment { ledger.items[index].document = "Payment \(style.date(item.documentDay)) \(item.customer)" }
        }
        let found = try read(style.bytes(text), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == "quickbooks-aging-detail")
        let expected = try ledger.rows()
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.controlTotals.map(\.agrees) == [true, true, true])
        #expect(found.report.dropped == ["title": 3, "blank": 1, "group": 2, "repeated-header": 1, "subtotal": 3])
    }

    @Test(arguments: 0..<3) func businessCentralEntries(seed: Int) throws {
        var ledger = WrittenLedger(seed: UInt64(seed) + 51, currencies: ["EUR", "USD"])
        for index in ledger.items.indices {
            ledger.items[index].reference = ""
            ledger.items[index].line = String(1000 + index)
        }
        var style = WritingStyle()
        (style.dates, style.mark, style.separator) = [("iso", .point, ","), ("dmy/", .comma, ";"), ("mdy/", .point, "\t")][seed]
        let found = try read(
            style.bytes(SystemWriters.businessCentral(ledger, style)), options: options(company: "IT01", currency: .eur, seed: seed))
        #expect(found.report.profile == "business-central-entries")
        let expected = try ledger.rows()
        #expect(found.items?.rowTexts == expected)
        #expect(found.report.dropped == ["closed": ledger.items.count])
    }

    @Test func anInvoiceListWithFloatingDatesIsAHistory() throws {
        let text = """
            business_code,cust_number,name_customer,clear_date,buisness_year,doc_id,posting_date,due_in_date,invoice_currency,document type,total_open_amount,isOpen
            U001,0200769623,WAL-MAR corp,2020-02-11 00:00:00,2020.0,1930438491.0,2020-01-26,20200210.0,USD,RV,54273.28,0
            CA02,0140106181,THE corp,,2020.0,2960623488.0,2020-03-30,20200410.0,CAD,RV,3299.7,1

            """
        let found = try read(Array(text.utf8), options: ImportOptions())
        #expect(found.report.profile == "cleared-invoice-list")
        guard case .history(let snapshots, let postings) = found.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        #expect(snapshots.map(\.day.isoText) == ["2020-01-31", "2020-02-29", "2020-03-31"])
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
