import Ledger
import LedgerColumns
import Testing

@testable import LedgerImport

@Suite struct HistoryTests {
    static let text = """
        company,document,customer,document_date,due_date,currency,amount,cleared_on,disputed
        A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-02-20,No
        A,2,C1,2026-01-31,2026-03-02,EUR,50.00,,Yes
        A,3,C2,2026-02-01,2026-03-03,EUR,-30.00,2026-03-31,No
        A,4,C2,2026-03-15,2026-04-14,USD,70.00,2026-03-01,No
        A,5,C2,2026-02-28,2026-03-30,USD,10.00,2026-02-28,No

        """

    private func parts(_ text: String, options: ImportOptions = ImportOptions()) throws -> ([HistorySnapshot], PostingColumns, ImportReport)
    {
        let file = try read(text, .history, options: options)
        guard case .history(let found) = file.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        return (found.snapshots, found.postings, file.report)
    }

    @Test func itemsAreOpenFromDocumentToClearing() throws {
        let (snapshots, _, report) = try parts(Self.text)
        #expect(snapshots.map(\.day.isoText) == ["2026-01-31", "2026-02-28", "2026-03-31"])
        let documents = snapshots.map { snapshot in (0..<snapshot.items.count).map { snapshot.items.document[$0] } }
        #expect(documents == [["1", "2"], ["2", "3"], ["2"]])
        #expect(snapshots[1].items.kind == [ItemKind.invoice.rawValue, ItemKind.creditNote.rawValue])
        #expect(snapshots[1].items.openMinor == [5000, -3000])
        #expect(report.diagnostics.map(\.code) == ["cleared-before-document", "disputes-without-date", "edge-months"])
    }

    @Test func theBridgeTiesOutAtEveryMonthEnd() throws {
        let (snapshots, postings, _) = try parts(Self.text)
        for snapshot in snapshots {
            for currency in postings.currencies {
                let moved = (0..<postings.count).reduce(Int64(0)) { sum, row in
                    let counts =
                        postings.postingDay[row] <= snapshot.day.daysSinceEpoch
                        && postings.currencies[Int(postings.currency[row])] == currency
                    return counts ? sum + postings.amountMinor[row] : sum
                }
                let open = (0..<snapshot.items.count).reduce(Int64(0)) { sum, row in
                    snapshot.items.currencies[Int(snapshot.items.currency[row])] == currency ? sum + snapshot.items.openMinor[row] : sum
                }
                #expect(moved == open)
            }
        }
    }

    @Test func clearingIsAPaymentOrForCreditNotesAnAdjustment() throws {
        let (_, postings, _) = try parts(Self.text)
        let kinds = postings.kind.map { PostingKind(rawValue: $0)! }
        #expect(kinds == [.invoice, .payment, .invoice, .creditNote, .adjustment, .invoice, .payment, .invoice, .payment])
        #expect(postings.clears[1] == "1")
        #expect(postings.document[1] == "1")
        #expect(postings.amountMinor[1] == -10_000)
        #expect(postings.amountMinor[4] == 3000)
        let paymentDay = Day(daysSinceEpoch: postings.postingDay[6]).isoText
        #expect(paymentDay == "2026-03-15")
    }

    @Test func aHistoryWithoutCurrencyAsksForOne() throws {
        let text = "document,customer,document_date,due_date,amount\n1,C,2026-01-01,2026-02-01,5.00\n"
        let error = try #require(readError(text, .history))
        #expect(error.code == .currencyUnknown)
        #expect(error.diagnostics.first?.advice == "say which currency its amounts are in: --currency EUR")
        let (snapshots, _, _) = try parts(text, options: ImportOptions(currency: .eur, company: "IT01"))
        #expect(snapshots[0].items.companies.values == ["IT01"])
        let (unnamed, _, _) = try parts(text, options: ImportOptions(currency: .eur))
        #expect(unnamed[0].items.companies.values == ["unknown"])
    }

    @Test func aPlainInvoiceListIsDetectedAndRead() throws {
        let text = """
            countryCode,customerID,PaperlessDate,invoiceNumber,InvoiceDate,DueDate,InvoiceAmount,Disputed,SettledDate,PaperlessBill,DaysToSettle,DaysLate\r
            391,0379-NEVHP,4/6/2013,0000611365,1/2/2013,2/1/2013,55.94,No,1/15/2013,Paper,13,0\r
            406,8976-AMJEO,3/3/2012,0007900770,1/26/2013,2/25/2013,61.74,Yes,3/3/2013,Electronic,36,6\r

            """
        let file = TemporaryFile(text, name: "invoices.csv")
        let profile = try LedgerFileReader.detectProfile(path: file.path)
        #expect(profile.name == "plain-invoice-list")
        let read = try LedgerFileReader.read(path: file.path, profile: profile, options: ImportOptions(currency: .eur))
        guard case .history(let found) = read.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        let snapshots = found.snapshots
        #expect(snapshots.map(\.day.isoText) == ["2013-01-31", "2013-02-28", "2013-03-31"])
        #expect(snapshots[0].items.document[0] == "0007900770")
        #expect(snapshots[0].items.openMinor == [6174])
        #expect(read.report.unknownColumns == [])
    }
}
