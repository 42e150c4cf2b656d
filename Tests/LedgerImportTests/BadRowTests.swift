import Foundation
import Ledger
import Testing

@testable import LedgerImport

/// A bad field of a ledger row, and what must be said about it.
struct BadField: Sendable {
    let field: Int
    let value: String
    let code: String
    let message: String
}

@Suite struct BadRowTests {
    static let badFields: [BadField] = [
        BadField(field: 1, value: "", code: "missing-value", message: "'company' is empty"),
        BadField(field: 2, value: "", code: "missing-value", message: "'document' is empty"),
        BadField(
            field: 4, value: "invioce", code: "unknown-word",
            message: "'kind' 'invioce' is not one of invoice, payment, debit_note, other, credit_note"),
        BadField(field: 5, value: "", code: "missing-value", message: "'customer' is empty"),
        BadField(field: 6, value: "", code: "missing-value", message: "'document_date' is empty"),
        BadField(
            field: 6, value: "2026-02-30", code: "bad-date",
            message: "'document_date' '2026-02-30' is not a date YYYY-MM-DD of the calendar"),
        BadField(
            field: 7, value: "30/06/2026", code: "bad-date",
            message: "'due_date' '30/06/2026' is not a date YYYY-MM-DD of the calendar"),
        BadField(field: 8, value: "EUX", code: "unknown-currency", message: "'currency' 'EUX' is not an active ISO 4217 code"),
        BadField(field: 9, value: "1,5", code: "bad-amount", message: "'amount' is not an amount"),
        BadField(field: 10, value: "", code: "missing-value", message: "'open_amount' is empty"),
        BadField(field: 10, value: "1.234", code: "too-many-decimals", message: "'open_amount' has more than 2 decimal places"),
        BadField(field: 10, value: "12e3", code: "bad-amount", message: "'open_amount' is not an amount"),
        BadField(field: 10, value: "--1.00", code: "bad-amount", message: "'open_amount' is not an amount"),
        BadField(
            field: 10, value: "10000000000000.01", code: "amount-too-large", message: "'open_amount' is beyond 10^15 minor units"),
    ]

    @Test(arguments: badFields) func eachBadFieldIsNamedWithLineAndColumn(_ bad: BadField) throws {
        var fields = Sample.ledgerRow.split(separator: ",").map(String.init)
        fields[bad.field - 1] = bad.value
        let row = fields.map { $0.contains(",") ? "\"\($0)\"" : $0 }.joined(separator: ",")
        let good = Sample.ledgerRow.replacing("I1", with: "I2")
        let error = try #require(readError(Sample.ledger(good, row)))
        #expect(error.code == .dataRejected)
        #expect(error.diagnostics.first?.code == bad.code)
        #expect(error.diagnostics.first?.message == bad.message)
        #expect(error.diagnostics.first?.line == 3)
        #expect(error.diagnostics.first?.column == bad.field)
        #expect(error.report?.rejectedRows.map(\.text) == [row])
        #expect(error.report?.rejectedRows.map(\.reason) == [bad.code])
    }

    @Test(arguments: [1, 2, 3, 5, 11]) func aTextThatIsTooLongIsNamed(field: Int) throws {
        let (limit, said) = field == 11 ? (10_000, "10,000 bytes") : (1_000, "1,000 characters")
        var fields = Sample.ledgerRow.split(separator: ",").map(String.init)
        let name = Sample.ledgerHeader.split(separator: ",")[field - 1]
        fields[field - 1] = String(repeating: "x", count: limit)
        let good = Sample.ledgerRow.replacing("I1", with: "I2")
        let taken = try read(Sample.ledger(good, fields.joined(separator: ",")))
        #expect(taken.report.rowsKept == 2)
        fields[field - 1] += "x"
        let error = try #require(readError(Sample.ledger(good, fields.joined(separator: ","))))
        let finding = try #require(error.diagnostics.first)
        #expect(finding.code == "text-too-long" && finding.line == 3 && finding.column == field)
        #expect(finding.message == "'\(name)' has more than \(said)")
        #expect(error.diagnostics.count == 2)
    }

    @Test func aLongNameOfASmallTableIsNamed() throws {
        let long = String(repeating: "é", count: 1_000)
        let taken = try read("customer,name\nC1,\(long)\n", .customers)
        #expect(taken.report.rowsKept == 1)
        let error = try #require(readError("customer,name\nC1,A\nC2,\(long)é\n", .customers))
        #expect(error.diagnostics.first?.code == "text-too-long")
        #expect(error.diagnostics.first?.line == 3)
        #expect(error.diagnostics.first?.column == 2)
    }

    @Test func aRowWithTooFewFieldsIsNamed() throws {
        let error = try #require(readError(Sample.ledger(Sample.ledgerRow, "IT01,I2,1")))
        #expect(error.diagnostics.first?.message == "the row has 3 fields, the header has 11")
        #expect(error.diagnostics.first?.line == 3)
    }

    @Test func aRowThatIsNotUtf8IsNamed() throws {
        var bytes = Array(Sample.ledger(Sample.ledgerRow, Sample.ledgerRow.replacing("I1", with: "I2")).utf8)
        bytes[bytes.count - 2] = 0xE8
        // Two characters in UTF-8 say that the file is UTF-8, and the one byte is wrong.
        bytes.insert(contentsOf: Array("è".utf8), at: bytes.count - 60)
        bytes.insert(contentsOf: Array("ì".utf8), at: bytes.count - 70)
        let file = TemporaryFile(bytes)
        let error = #expect(throws: ImportError.self) {
            try LedgerFileReader.read(path: file.path, profile: .canonical(.ledger))
        }
        #expect(error?.diagnostics.first?.code == "bad-encoding")
        #expect(error?.diagnostics.first?.line == 3)
    }

    @Test func trailingZerosAndCurrencyDecimalsAreRespected() throws {
        let file = try read(
            Sample.ledger(
                "A,1,,invoice,C,2026-01-01,,EUR,,1.2300,", "A,2,,invoice,C,2026-01-01,,JPY,,1500,",
                "A,3,,invoice,C,2026-01-01,,KWD,,1.234,", "A,4,,payment,C,2026-01-01,,EUR,,-0.5,"))
        #expect(file.items?.openMinor == [123, 1500, 1234, -50])
    }

    @Test func allowedRejectsKeepTheOtherRowsAndCountByReason() throws {
        let bad = Sample.ledgerRow.replacing("2026-03-10", with: "2026-13-10")
        let text = Sample.ledger(bad, Sample.ledgerRow.replacing("I1", with: "I2"), bad.replacing("EUR", with: "XXX"))
        var options = ImportOptions(allowedRejects: .count(2))
        let file = try read(text, options: options)
        #expect(file.items?.count == 1)
        #expect(file.items?.document[0] == "I2")
        #expect(file.report.rejected == ["bad-date": 2])
        #expect(file.report.rowsRead == 3)
        options.allowedRejects = .share(percent: 50)
        #expect(readError(text, options: options)?.code == .dataRejected)
    }

    @Test func onlyTwentyFaultsAreToldInDetailAndAllAreCounted() throws {
        let rows = (1...50).map { "A,\($0),,invoice,C,2026-02-31,,EUR,,1.00," }
        let error = try #require(readError(([Sample.ledgerHeader] + rows).joined(separator: "\n")))
        #expect(error.diagnostics.count { $0.code == "bad-date" } == 20)
        #expect(error.report?.rejected == ["bad-date": 50])
        #expect(error.report?.rejectedRows.count == 50)
    }

    @Test func aDuplicateKeyNamesBothLinesAndTheDocument() throws {
        let other = Sample.ledgerRow.replacing("I1", with: "I2")
        let error = try #require(readError(Sample.ledger(Sample.ledgerRow, other, Sample.ledgerRow)))
        #expect(error.diagnostics.first?.code == "duplicate-key")
        #expect(error.diagnostics.first?.message == "document 'I1' of company 'IT01' has the same key as line 2")
        #expect(error.diagnostics.first?.line == 4)
        #expect(error.report?.rejectedRows.map(\.text) == [Sample.ledgerRow])
    }

    @Test("one line composed and decomposed is one key", arguments: [1, 2, 7])
    func composedAndDecomposed(threads: Int) throws {
        let rows = ["\u{E9}", "e\u{301}", "e"].map { "A,1,\($0),invoice,C,2026-01-01,,EUR,,1.00," }
        let text = ([Sample.ledgerHeader] + rows).joined(separator: "\n")
        let error = try #require(readError(text, options: ImportOptions(threads: threads, chunkByteCount: 20)))
        #expect(error.report?.rejected == ["duplicate-key": 1])
        #expect(error.diagnostics.first?.line == 3)
        #expect(error.diagnostics.first?.message == "document '1' of company 'A' has the same key as line 2")
    }

    @Test(
        "what a file holds does not depend on whether its characters are composed",
        arguments: [FileKind.ledger, .postings, .customers, .promises, .history])
    func composedContents(kind: FileKind) throws {
        let text =
            switch kind {
            case .postings:
                "company,document,kind,customer,posting_date,currency,amount,clears\n"
                    + "Soci\u{E9}t\u{E9},P\u{E9},payment,\u{C5},2026-01-01,EUR,-1.00,\u{E9}1\n"
            case .promises:
                "promise,customer,document,made_on,due_on,currency,amount\nP\u{E9},\u{C5},\u{E9}1,2026-01-01,2026-01-09,EUR,1.00\n"
            case .customers: "customer,name\n\u{C5},Caff\u{E8} 2\n"
            case .history:
                "company,document,line,kind,customer,document_date,due_date,currency,amount,clearing_date\n"
                    + "Soci\u{E9}t\u{E9},\u{E9}1,\u{E9},invoice,\u{C5},2026-01-01,2026-01-31,EUR,1.00,2026-02-01\n"
            default: Sample.ledger("Soci\u{E9}t\u{E9},\u{E9}1,\u{E9},invoice,\u{C5},2026-01-01,,EUR,,1.00,r\u{E9}f")
            }
        let (one, other) = (try read(text, kind), try read(text.decomposedStringWithCanonicalMapping, kind))
        if case .history(let history) = one.content, case .history(let same) = other.content {
            #expect(history.rows == same.rows && history.postings == same.postings && history.snapshots == same.snapshots)
        } else {
            #expect(one.content == other.content)
        }
        #expect(one.report.contentFingerprint == other.report.contentFingerprint)
    }

    @Test("rejected rows are told as they stand in the file")
    func decomposedRejects() throws {
        let bad = "Socie\u{301}te\u{301},e\u{301}1,,invoice,A\u{30A},2026-13-01,,EUR,,1.00,"
        let error = try #require(readError(Sample.ledger(bad)))
        let isKept = error.report?.rejectedRows.first?.text.utf8.elementsEqual(bad.utf8)
        #expect(isKept == true)
    }

    @Test("every character has one form")
    func composedCharacters() {
        var count = 0
        for number in UInt32(0)...0x10FFFF {
            guard let scalar = Unicode.Scalar(number) else { continue }
            let text = String(scalar)
            let decomposed = text.decomposedStringWithCanonicalMapping
            guard !decomposed.utf8.elementsEqual(text.utf8) else { continue }
            count += 1
            let isOne = composed(text).utf8.elementsEqual(composed(decomposed).utf8) && text == decomposed
            #expect(isOne, "U+\(String(number, radix: 16))")
        }
        #expect(count > 10_000)
    }

    @Test("one customer composed and decomposed is one record")
    func composedCustomers() throws {
        let text = "customer,name\n\u{E9},A\ne\u{301},B"
        let error = try #require(readError(text, .customers, name: "customers.csv"))
        #expect(error.report?.rejected == ["duplicate-key": 1])
    }

    @Test func amountsThatAddUpBeyondTheLimitAreRefused() throws {
        let rows = (1...4001).map { "A,\($0),,invoice,C,2026-01-01,,EUR,,10000000000000.00," }
        let error = try #require(readError(([Sample.ledgerHeader] + rows).joined(separator: "\n")))
        #expect(error.code == .tooLarge)
    }

    @Test func messagesHoldNeitherAmountsNorFreeText() throws {
        let bad = "A,1,,Rossi Mario SRL,C,2026-01-01,Rossi Mario,Rossi Mario,9.999.999,1234.567,"
        let error = try #require(readError(Sample.ledger(bad)))
        #expect(!error.description.contains("Rossi"))
        #expect(!error.description.contains("9.999"))
        #expect(!error.description.contains("1234"))
    }
}
