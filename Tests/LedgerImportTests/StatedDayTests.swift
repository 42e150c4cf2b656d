import Ledger
import Testing

@testable import LedgerImport

/// The as-of day of a ledger, held against the days and titles in the file.
@Suite struct StatedDayTests {
    private func codes(_ file: ImportedFile) -> [String] { file.report.diagnostics.map(\.code) }

    private func ledger(documentDay: String) throws -> ImportedFile {
        try read(Sample.ledger("IT01,I1,1,invoice,C1,\(documentDay),2026-07-09,EUR,10000.00,6000.00,R1"))
    }

    @Test("a ledger whose newest day lies more than a month before its as-of day is told") func staleLedger() throws {
        let stale = try ledger(documentDay: "2026-05-29").report.diagnostics
        #expect(stale.map(\.code) == ["stale-ledger"] && stale.map(\.severity) == [.warning])
        #expect(stale.first?.message == "the newest day in the file is 2026-05-29, 32 days before the as-of day 2026-06-30")
        #expect(codes(try ledger(documentDay: "2026-05-30")) == [])
        #expect(codes(try ledger(documentDay: "2026-06-30")) == [])
    }

    @Test("mended rows are few, and do not say how new the list is") func mendedRows() throws {
        let own = "12,bad-date,2026-06-30 sha256:0123456789abcdef,"
        let text = "rejected.line,rejected.because,rejected.of," + Sample.ledgerHeader + "\n" + own + Sample.ledgerRow + "\n"
        #expect(codes(try read(text)) == [])
    }

    @Test("a due date or a day that was invoiced in advance is no newer list") func futureDays() throws {
        #expect(codes(try ledger(documentDay: "2026-07-01")) == ["future-date"])
    }

    private static let list = [
        "Customer,Transaction Type,Date,Document Number,Due Date,Age,Open Balance", "A,Invoice,10/25/2026,I1,11/24/2026,0,5.00",
    ]

    private func list(_ titles: String..., asOf: String) throws -> [Diagnostic] {
        let options = ImportOptions(asOf: Day(iso: asOf), currency: .eur, company: "X")
        let file = TemporaryFile((titles + Self.list).joined(separator: "\n") + "\n", name: "aging.csv")
        return try LedgerFileReader.read(path: file.path, profile: .shipped("netsuite-aging-detail")!, options: options).report.diagnostics
    }

    @Test(
        "titles that say another day than the one taken are told",
        arguments: ["\"As of October 31, 2026\"", "Stichtag: 31.10.2026", "Situazione al 31 ottobre 2026", "Open at key date (2026-10-31)"])
    func titleDay(_ title: String) throws {
        #expect(try list("Acme", title, asOf: "2026-10-31").map(\.code) == [])
        let told = try list("Acme", title, asOf: "2026-10-30")
        #expect(told.map(\.code) == ["as-of-differs"])
        #expect(told.first?.message.hasPrefix("the as-of day is 2026-10-30, and a title above the table says ") == true)
    }

    @Test("a title that may mean the day, and one of several days, say nothing against it") func undecidedTitles() throws {
        #expect(try list("Aging 10/11/2026", asOf: "2026-11-10").map(\.code) == [])
        #expect(try list("Aging 10/11/2026", asOf: "2026-10-11").map(\.code) == ["future-date"])
        #expect(try list("From 1 Oct 2026 to 31 Oct 2026", asOf: "2026-10-31").map(\.code) == [])
        #expect(try list("Report 20264711, page 1 of 12", "Customer 4711", asOf: "2026-10-31").map(\.code) == [])
    }

    @Test("more open than the document's amount, or with the other sign, is told") func openBeyondAmount() throws {
        func rows(_ amount: String, _ open: String, _ kind: String = "invoice") throws -> [String] {
            codes(try read(Sample.ledger("IT01,I1,1,\(kind),C1,2026-06-10,2026-07-09,EUR,\(amount),\(open),R1")))
        }
        #expect(try rows("100.00", "100.01") == ["open-beyond-amount"])
        #expect(try rows("-100.00", "40.00", "other") == ["open-beyond-amount"])
        #expect(try rows("-100.00", "-100.01", "credit_note") == ["open-beyond-amount"])
        #expect(try rows("100.00", "100.00") == [] && rows("", "100.01") == [] && rows("-100.00", "0.00", "credit_note") == [])
    }

    @Test("due dates more than two years after the document are told, in every kind of file that has them") func farDueDates() throws {
        func told(_ due: String) throws -> [String] {
            codes(try read(Sample.ledger("IT01,I1,1,invoice,C1,2026-06-10,\(due),EUR,100.00,100.00,R1")))
        }
        #expect(try told("2028-06-10") == [] && told("") == ["no-due-dates"])
        #expect(try told("2028-06-11") == ["far-due-date"] && told("9999-12-31") == ["far-due-date"])
        let header = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
        let history = try read(header + "A,1,C,2026-01-10,2062-02-09,EUR,5.00,\n", .history, name: "h.csv")
        #expect(codes(history).contains("far-due-date"))
    }

    @Test("days with times late in the evening in UTC are told") func utcEvenings() throws {
        func told(_ day: String) throws -> [Diagnostic] {
            try read(Sample.ledger("IT01,I1,1,invoice,C1,\(day),2026-07-09,EUR,100.00,100.00,R1")).report.diagnostics
        }
        for day in ["2026-06-09T22:00:00Z", "2026-06-09T23:00:00.000Z", "2026-06-09 20:00:00+00:00"] {
            let found = try told(day)
            #expect(found.map(\.code) == ["utc-evenings"] && found.first?.column == 6, "\(day) \(found)")
            #expect(found.first?.message.hasPrefix("1 value of column 'document_date' is a late evening") == true, "\(found)")
        }
        for day in ["2026-06-09T00:00:00Z", "2026-06-09T19:59:59Z", "2026-06-09T22:00:00", "2026-06-09T22:00:00+02:00", "2026-06-09"] {
            #expect(try told(day).isEmpty, "\(day)")
        }
    }

    @Test("a history cleared long after its newest document is told") func lateClearing() throws {
        func codes(_ cleared: String) throws -> [String] {
            let header = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
            let rows = "A,1,C1,2026-01-10,2026-02-09,EUR,100.00,\(cleared)\nA,2,C1,2026-02-10,2026-03-09,EUR,100.00,\n"
            return try read(header + rows, .history, name: "h.csv").report.diagnostics.map(\.code).filter { $0 != "edge-months" }
        }
        #expect(try codes("2027-02-12") == ["late-clearing"])
        #expect(try codes("2027-02-11") == [] && codes("2026-01-10") == [] && codes("") == [])
    }
}
