import Ledger
import LedgerColumns
import Testing

@testable import LedgerImport

@Suite struct QuotingTests {
    @Test func quotesCarriageReturnsAndByteOrderMarkAreUnderstood() throws {
        let text =
            "\u{FEFF}" + Sample.ledgerHeader + "\r\n"
            + "IT01,\"I\"\"1\"\"\",1,invoice,\"C,1\",2026-03-10,,EUR,,6000.00,\"two\r\nlines\"\r\n"
            + "IT01,I2,1,invoice,C1,2026-03-10,,EUR,,-1.00,\"\"\r\n"
        let items = try #require(try read(text).items)
        #expect(items.document[0] == "I\"1\"")
        #expect(items.customers[items.customer[0]] == "C,1")
        #expect(items.reference[0] == "two\r\nlines")
        #expect(items.reference[1] == "")
        #expect(items.openMinor == [600_000, -100])
    }

    @Test func columnsMayStandInAnyOrderAndUnknownOnesAreLeftOut() throws {
        let text =
            "open_amount,colour,currency,document_date,customer,kind,document,company,Company\n"
            + "5.00,red,EUR,2026-01-02,C1,invoice,D1,IT01,x\n"
        let file = try read(text, name: "ledger-2026-01-31.csv")
        let items = try #require(file.items)
        #expect(items.document[0] == "D1")
        #expect(items.openMinor == [500])
        #expect(items.amountMinor == [ItemColumns.noAmount])
        #expect(items.dueDay == [ItemColumns.noDay])
        #expect(items.lines[items.line[0]] == "")
        #expect(file.report.unknownColumns == ["colour", "Company"])
        #expect(file.report.diagnostics.map(\.code) == ["unknown-column", "unknown-column", "no-due-dates"])
    }

    @Test(
        "blanks of any width around values are no part of them",
        arguments: ["\u{A0}", "\u{2003}", "\u{202F}", "\u{3000}", "\u{FEFF}", " \t"])
    func wideBlanks(blank: String) throws {
        for row in [blank + "IT01,I1", "IT01" + blank + ",I1", "IT01,I1" + blank, blank + "IT01," + blank + blank + "I1 "] {
            let items = try #require(try read(Sample.ledger(Sample.ledgerRow.replacing("IT01,I1", with: row))).items)
            #expect(items.companies.values == ["IT01"] && items.document[0] == "I1", "\(row.utf8)")
        }
        let header = Sample.ledger(Sample.ledgerRow).replacing("company,", with: blank + "company" + blank + ",")
        #expect(try read(header).items?.companies.values == ["IT01"])
        let kept = try #require(try read(Sample.ledger(Sample.ledgerRow.replacing("IT01,I1", with: "Società,“I1”"))).items)
        #expect(kept.companies.values == ["Società"] && kept.document[0] == "“I1”")
    }

    @Test func blankRowsAreDroppedAndCounted() throws {
        let file = try read(Sample.ledger("", Sample.ledgerRow, ",,,,,,,,,,", "") + "\r\n")
        #expect(file.items?.count == 1)
        #expect(file.report.dropped == ["blank": 4])
    }

    @Test(arguments: [
        ("I\"1,\"\"", "quote-in-field", 3, 2), ("\"I1\"x,\"", "text-after-quote", 3, 2), ("\"I1", "unterminated-quote", 3, 2),
    ]) func aQuoteOutOfPlaceStopsTheFile(_ field: String, _ code: String, _ line: Int, _ column: Int) throws {
        let bad = Sample.ledgerRow.replacing("I1", with: field)
        for chunkByteCount in [7, 100, 1 << 20] {
            let options = ImportOptions(allowedRejects: .count(100), threads: 2, chunkByteCount: chunkByteCount)
            let good = Sample.ledgerRow.replacing("I1", with: "I0")
            let error = try #require(readError(Sample.ledger(good, bad, good, good), options: options))
            #expect(error.code == .badQuoting)
            #expect(error.diagnostics.map(\.code) == [code])
            #expect(error.diagnostics.first?.line == line)
            #expect(error.diagnostics.first?.column == column)
        }
    }

    @Test func aQuoteInAFieldRejectsItsRowWhereTheRowEndsForCertain() throws {
        let rows = ["I0", "\"I,2\"", "I\"3", "I\"4\"", "I5"].map { Sample.ledgerRow.replacing("I1", with: $0) }
        let text = Sample.ledger(rows[0], rows[1].replacing("R1", with: "\"two\nlines\""), rows[2], rows[3], rows[4])
        for chunkByteCount in [7, 100, 1 << 20] {
            let options = ImportOptions(allowedRejects: .count(2), threads: 2, chunkByteCount: chunkByteCount)
            let file = try read(text, name: "ledger-2026-03-31.csv", options: options)
            let items = try #require(file.items)
            #expect((0..<items.count).map { items.document[$0] } == ["I0", "I,2", "I5"])
            #expect(file.report.rejected == ["quote-in-field": 2] && file.report.rejectedRows.map(\.line) == [5, 6])
            #expect(file.report.rejectedRows.map(\.text) == [rows[2], rows[3]])
            #expect(file.report.diagnostics.map(\.code) == ["quote-in-field", "quote-in-field"])
        }
        #expect(readError(text)?.code == .dataRejected)
        let customers = try read(
            "customer,name\nC1,Pipe 5\" Ltd\nC2,\"A, B\"\n", .customers, name: "customers.csv",
            options: ImportOptions(allowedRejects: .count(1)))
        #expect(customers.report.rowsKept == 1 && customers.report.rejectedRows.map(\.text) == ["C1,Pipe 5\" Ltd"])
    }

    private static let sapHeader =
        "Company Code;Account;Document Number;Document Type;Document Date;Net due date;Document currency;Amount in doc. curr.;Text"

    private static func sap(_ texts: String..., profile: ImportProfile = .shipped("sap-english")!) throws(ImportError) -> ImportedFile {
        let rows = texts.enumerated().map { "1000;C1;\($0.offset + 1);RV;31.10.2026;30.11.2026;EUR;10,50;\($0.element)" }
        let file = TemporaryFile(([sapHeader] + rows).joined(separator: "\n") + "\n", name: "list-2026-10-31.csv")
        return try LedgerFileReader.read(path: file.path, profile: profile, options: ImportOptions(chunkByteCount: 1 << 20))
    }

    @Test(
        "a quote that opens in one row and closes in another is a character",
        arguments: [
            ["\"Bar", "x", "Sport\"", "y"], ["\"", "\"", "a", "y"], ["\"", "5\"", "\"", "y"],
        ]) func dittoMarks(texts: [String]) throws
    {
        let read = try Self.sap(texts[0], texts[1], texts[2], texts[3])
        #expect(read.items?.count == 4 && read.report.hasQuotes == false && read.report.diagnostics == [])
    }

    @Test("the same beside a field that needs its quotes is refused, because rows would be lost") func lostRows() throws {
        let error = #expect(throws: ImportError.self) { try Self.sap("\"Bar", "x", "Sport\"", "\"a; b\"") }
        #expect(error?.code == .badQuoting && error?.diagnostics.first?.line == 2)
        #expect(error?.diagnostics.first?.message.contains("closes on line 4") == true)
        let swallowed = Sample.ledger(
            Sample.ledgerRow.replacing("R1", with: "\"R1"), Sample.ledgerRow.replacing("I1", with: "I2").replacing("R1", with: "R1\""))
        #expect(readError(swallowed)?.code == .badQuoting)
    }

    @Test("a text of several lines in quotes stays one, and is told") func severalLines() throws {
        let read = try Self.sap("\"two\nlines\"", "\"three; \n\nlines\"", "y")
        #expect(read.items?.count == 3 && read.report.diagnostics.map(\.code) == ["quoted-line-ends"])
        #expect(read.report.diagnostics.first?.line == 2)
    }

    @Test("text behind a closing quote is a character where no field needs quotes, and else rejects its row") func textAfterQuote() throws {
        let characters = try Self.sap("\"Il Poggio\"", "\"Il Poggio\"", "\"La Pergola\" di Rossi", "y")
        #expect(characters.items?.count == 4 && characters.report.rejectedCount == 0)
        let error = #expect(throws: ImportError.self) { try Self.sap("\"Il Poggio; Siena\"", "\"La Pergola\" di Rossi", "y") }
        #expect(error?.code == .dataRejected && error?.report?.rejected == ["text-after-quote": 1])
        #expect(error?.report?.rejectedRows.map(\.line) == [3] && error?.report?.rowsKept == 2)
    }

    @Test("what a profile states of quotes holds") func stated() throws {
        let yaml = "base: sap-english\ndialect: {quotes: false}\n"
        let profile = try #require(ImportProfileReader.read(utf8: Array(yaml.utf8), file: "own.yml", name: "own").profile)
        #expect(try Self.sap("\"Il Poggio\"", "\"Il Poggio\"", "\"La Pergola\" di Rossi", profile: profile).items?.count == 3)
        #expect(try Self.sap("\"Il Poggio\"", "\"a\"", profile: profile).report.hasQuotes == false)
    }

    @Test("a separator at the end of all rows, or of the header alone, is no field") func trailingSeparators() throws {
        let row = "1000;C1;1;RV;31.10.2026;30.11.2026;EUR;10,50;x"
        #expect(try readList("sap-english", Self.sapHeader, row + ";", row.replacing(";1;", with: ";2;") + ";").items?.count == 2)
        #expect(try readList("sap-english", Self.sapHeader + ";", row).items?.count == 1)
        let error = #expect(throws: ImportError.self) { try readList("sap-english", Self.sapHeader, row + ";y", row + ";") }
        #expect(error?.report?.rejected == ["wrong-field-count": 2])
    }

    @Test func linesAreCountedThroughQuotedLineEnds() throws {
        let text = Sample.ledger("A,1,,invoice,C,2026-01-01,,EUR,,1.00,\"a\nb\nc\"", "A,2,,invoice,C,2026-01-99,,EUR,,1.00,")
        for chunkByteCount in [3, 50, 1 << 20] {
            let error = try #require(readError(text, options: ImportOptions(chunkByteCount: chunkByteCount)))
            #expect(error.diagnostics.first?.line == 5)
        }
    }
}
