import ExportFixtures
import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@testable import LedgerImport

/// What a file says about how it is written is found out from the file.
@Suite struct DialectTests {
    private func written(_ ledger: WrittenLedger, _ style: WritingStyle) -> String {
        let header = "company document line kind customer document_date due_date currency open_amount reference".split(separator: " ")
        return style.row(header.map(String.init))
            + ledger.items.map { item in
                style.row([
                    item.company, item.document, item.line, item.kind.name, item.customer, style.date(item.documentDay),
                    style.date(item.dueDay), item.currency.code, style.amount(item.openMinor), item.reference,
                ])
            }.joined()
    }

    private func read(_ bytes: [UInt8], options: ImportOptions = ImportOptions()) throws -> ImportedFile {
        let file = TemporaryFile(bytes, name: "ledger-2026-10-31.csv")
        return try LedgerFileReader.read(
            path: file.path, profile: try LedgerFileReader.detectProfile(path: file.path, options: options), options: options)
    }

    @Test(arguments: 0..<120) func aLedgerInAnyDialectGivesTheSameColumns(seed: Int) throws {
        var random = SeededRandom(seed: UInt64(seed) + 7)
        let style = WritingStyle(random: &random)
        let ledger = WrittenLedger(seed: UInt64(seed) + 1)
        let options = ImportOptions(threads: 2, chunkByteCount: [64, 1000, 1 << 20][seed % 3])
        let found = try read(style.bytes(written(ledger, style)), options: options)
        let expected = try LedgerImportTests.read(ledger.canonical, name: "ledger-2026-10-31.csv").items?.rowTexts
        #expect(found.items?.rowTexts == expected, "\(style)")
        #expect(found.report.encoding == style.encoding && found.report.separator == style.separator, "\(style)")
        #expect(found.report.columnStyles.last?.decimalMark == style.mark)
        #expect(found.report.columnStyles.allSatisfy { $0.basis.confidence == .certain }, "\(found.report.columnStyles)")
    }

    @Test func oneLateValueDecidesTheColumn() throws {
        var rows = (1...600).map { "A,\($0),,invoice,C,01/02/2026,03/04/2026,EUR,\"1.234\"," }
        rows.append("A,x,,invoice,C,01/02/2026,28/04/2026,EUR,\"1,5\",")
        let header = "company,document,line,kind,customer,document_date,due_date,currency,open_amount,reference"
        var text = ([header] + rows).joined(separator: "\n")
        var error = #expect(throws: ImportError.self) { try read(Array(text.utf8)) }
        #expect(error?.code == .ambiguousDates)
        #expect(error?.diagnostics.map(\.column) == [6])
        text = text.replacing("A,x,,invoice,C,01/02/2026", with: "A,x,,invoice,C,13/02/2026")
        let found = try read(Array(text.utf8))
        #expect(found.items?.openMinor.first == 123_400 && found.items?.openMinor.last == 150)
        #expect(found.items.map { Day(daysSinceEpoch: $0.dueDay[0]).isoText } == "2026-04-03")
        text = text.replacing("\"1,5\"", with: "150")
        error = #expect(throws: ImportError.self) { try read(Array(text.replacing(",", with: ";").utf8)) }
        #expect(error?.diagnostics.map(\.code) == ["ambiguous-decimals"])
    }

    @Test func whatFitsTwoWaysIsAskedAndAnswered() throws {
        let text =
            "company;document;kind;customer;document_date;due_date;currency;open_amount\nA;1;invoice;C;01/02/2026;03/04/2026;EUR;1.250\n"
        let error = try #require(throws: ImportError.self) { try read(Array(text.utf8)) }
        #expect(error.diagnostics.map(\.code) == ["ambiguous-dates", "ambiguous-dates", "ambiguous-decimals"])
        #expect(error.diagnostics[0].line == 2 && error.diagnostics[0].column == 5)
        #expect(error.diagnostics[0].advice == "say --dates dmy or --dates mdy (for this column only: --dates document_date=dmy)")
        #expect(error.diagnostics[2].advice == "say --decimal comma or --decimal point (for this column only: --decimal open_amount=comma)")
        var options = ImportOptions()
        options.dateOrders = ["": .dayMonthYear, "due_date": .monthDayYear]
        options.decimalMarks = ["open_amount": .comma]
        let found = try read(Array(text.utf8), options: options)
        #expect(found.items?.rowTexts == ["A|1||invoice|C|2026-02-01|2026-03-04|EUR|125000|"])
        #expect(found.report.columnStyles.map(\.basis) == [.option, .option, .option])
        options.decimalMarks = ["": .point]
        #expect(try read(Array(text.utf8), options: options).items?.openMinor == [125])
    }

    @Test func valuesThatReadTheSameBothWaysAreNotAsked() throws {
        let text =
            "company;document;kind;customer;document_date;due_date;currency;open_amount\nA;1;invoice;C;02/02/2026;03/03/2026;EUR;1250\n"
        let found = try read(Array(text.utf8))
        #expect(found.items?.rowTexts == ["A|1||invoice|C|2026-02-02|2026-03-03|EUR|125000|"])
        #expect(found.report.columnStyles.map(\.basis) == [.noDifference, .noDifference, .noDifference])
    }

    @Test func theMinorityOfAMixedColumnIsRejected() throws {
        let rows = ["31/01/2026", "28/02/2026", "03/04/2026", "04/30/2026"].enumerated().map {
            "A,\($0.offset),invoice,C,2026-01-01,\($0.element),EUR,1.00"
        }
        let text = (["company,document,kind,customer,document_date,due_date,currency,open_amount"] + rows).joined(separator: "\n")
        let found = try read(Array(text.utf8), options: ImportOptions(allowedRejects: .count(1)))
        #expect(found.report.rejectedRows.map(\.line) == [5])
        #expect(found.report.columnStyles.last { $0.column == "due_date" }?.basis == .mostValues)
        #expect(found.items.map { $0.dueDay.map { Day(daysSinceEpoch: $0).isoText } } == ["2026-01-31", "2026-02-28", "2026-04-03"])
    }

    @Test func smallTablesAreReadInAnyDialect() throws {
        let promises = "promise;customer;made_on;due_on;currency;amount\nP1;C1;13.06.2026;30.06.26;EUR;€ 1.234,50\n"
        let file = TemporaryFile(promises, name: "promises.csv")
        guard case .promises(let records) = try LedgerFileReader.read(path: file.path, profile: .canonical(.promises)).content else {
            Issue.record("no promises")
            return
        }
        #expect(records.map(\.amountMinor) == [123_450] && records.map(\.dueOn.isoText) == ["2026-06-30"])
        let rates = TemporaryFile("date;currency;rate\n30/06/2026;USD;0,8512\n30/06/2026;JPY;0,0061\n", name: "rates.csv")
        guard case .rates(let found) = try LedgerFileReader.read(path: rates.path, profile: .canonical(.rates)).content else {
            Issue.record("no rates")
            return
        }
        #expect(found.map(\.rate.text) == ["0.8512", "0.0061"])
        let open = TemporaryFile("customer;analyst;valid_from;valid_to\nC;A;01/02/2026;\n", name: "portfolios.csv")
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.read(path: open.path, profile: .canonical(.portfolios)) }
        #expect(error?.code == .ambiguousDates)
    }

    @Test func utf16WithoutAMarkAndWindowsTextAreTold() throws {
        let text =
            "company\tdocument\tkind\tcustomer\tdocument_date\tdue_date\tcurrency\topen_amount\nA\t1\tinvoice\tCittà\t2026-01-31\t\tEUR\t1.00\n"
        var style = WritingStyle()
        for encoding in ImportProfile.Encoding.allCases {
            style.encoding = encoding
            let found = try read(style.bytes(text))
            #expect(found.report.encoding == encoding)
            #expect(found.items?.customers.values == ["Città"])
            #expect(found.report.encodingConfidence == (encoding == .utf8 ? .certain : .likely))
        }
    }

    @Test func quotesInsideFieldsAreCharactersWhereNothingIsQuoted() throws {
        let text =
            "company;document;kind;customer;document_date;due_date;currency;open_amount;reference\nA;1;invoice;C;2026-01-31;;EUR;1,50;5\" pipe\n"
        #expect(try read(Array(text.utf8)).items?.reference[0] == "5\" pipe")
        #expect(try read(Array(text.utf8), options: ImportOptions(threads: 2, chunkByteCount: 40)).report.hasQuotes == false)
    }
}
