import Ledger
import LedgerColumns
import SeededNumbers
import Testing

@testable import LedgerImport

/// Histories whose invoices are part-paid by postings that name them.
@Suite struct HistoryPaymentsTests {
    static let invoices = """
        company,document,customer,document_date,due_date,currency,amount,cleared_on
        A,1,C1,2026-01-10,2026-02-09,EUR,100.00,2026-03-20
        A,2,C1,2026-01-31,2026-03-02,EUR,50.00,
        A,3,C2,2026-03-01,2026-03-31,EUR,70.00,2026-03-15

        """
    static let payments = """
        posting_date,company,document,kind,customer,currency,amount,clears
        2026-02-15,A,Z1,payment,C1,EUR,-40.00,1
        2026-02-28,A,Z2,payment,C1,EUR,-50.00,2
        2026-02-20,A,Z3,payment,C2,EUR,-70.00,3

        """

    private func history(_ invoices: String, payments: String) throws -> ([HistorySnapshot], PostingColumns, PostingColumns, ImportReport) {
        let applied = try read(payments, .postings, name: "postings.csv").postings ?? PostingColumns()
        var options = ImportOptions()
        options.appliedPostings = applied
        let file = try read(invoices, .history, options: options)
        guard case .history(let found) = file.content else { throw ImportError(code: .unknownKind, diagnostics: []) }
        return (found.snapshots, found.postings, applied, file.report)
    }

    @Test func paymentsAfterTheClearingDayAreTold() throws {
        let late = Self.payments.replacing("2026-02-15,A,Z1", with: "2026-03-21,A,Z1")
        let (_, _, _, report) = try history(Self.invoices, payments: late)
        let found = report.diagnostics.first { $0.code == "paid-after-clearing" }
        #expect(found?.message.hasPrefix("1 invoice has a payment after the day it was cleared") == true)
        #expect(found?.message.hasSuffix("the first is '1'") == true)
        let (_, _, _, onTime) = try history(Self.invoices, payments: Self.payments.replacing("2026-02-15,A,Z1", with: "2026-03-20,A,Z1"))
        #expect(!onTime.diagnostics.contains { $0.code == "paid-after-clearing" })
    }

    @Test func partPaymentsReduceWhatIsOpen() throws {
        let (snapshots, postings, _, report) = try history(Self.invoices, payments: Self.payments)
        let open = snapshots.map { snapshot in
            (0..<snapshot.items.count).map { "\(snapshot.items.document[$0]) \(snapshot.items.openMinor[$0])" }
        }
        #expect(open == [["1 10000", "2 5000"], ["1 6000", "3 -7000"], []])
        let advance = snapshots[1].items.kind.map { ItemKind(rawValue: $0)! }
        #expect(advance == [.invoice, .payment])
        let clearing = (0..<postings.count).filter { postings.lines[postings.line[$0]] == "clearing" }.map { postings.amountMinor[$0] }
        #expect(clearing == [-6000])
        #expect(!report.diagnostics.map(\.code).contains("history-break"))
    }

    @Test func aPaymentOfAnotherCustomerThanTheInvoiceBreaksTheBridge() throws {
        let (_, _, _, report) = try history(Self.invoices, payments: Self.payments.replacing("Z2,payment,C1", with: "Z2,payment,C2"))
        let finding = try #require(report.diagnostics.first { $0.code == "history-break" })
        #expect(finding.message.hasPrefix("1 posting is of another customer than the invoice it names: "), "\(finding.message)")
        #expect(finding.message.hasSuffix("the balance of 2026-02-28") && finding.severity == .error)
    }

    @Test func everyBridgeTiesOutWithRandomPayments() throws {
        for seed in 0..<12 {
            var random = SeededRandom(seed: UInt64(seed))
            var invoices = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
            var payments = "posting_date,company,document,kind,customer,currency,amount,clears\n"
            for index in 1...15 {
                let day = Day(iso: "2026-01-01")!.adding(days: Int.random(in: 0..<120, using: &random))
                let cleared = Bool.random(using: &random) ? day.adding(days: Int.random(in: 0..<90, using: &random)).isoText : ""
                invoices +=
                    "A,\(index),C,\(day.isoText),\(day.adding(days: 30).isoText),EUR,\(Int.random(in: 1...900, using: &random)).00,\(cleared)\n"
                let paid = day.adding(days: Int.random(in: -20..<90, using: &random))
                payments += "\(paid.isoText),A,Z\(index),payment,C,EUR,-\(Int.random(in: 1...300, using: &random)).00,\(index)\n"
            }
            let (snapshots, postings, applied, report) = try history(invoices, payments: payments)
            #expect(!report.diagnostics.map(\.code).contains("history-break"))
            for snapshot in snapshots {
                let last = snapshot.day.daysSinceEpoch
                let moved = [postings, applied].reduce(Int64(0)) { sum, columns in
                    (0..<columns.count).reduce(sum) { columns.postingDay[$1] <= last ? $0 + columns.amountMinor[$1] : $0 }
                }
                #expect(moved == snapshot.items.openMinor.reduce(0, +), "seed \(seed), \(snapshot.day.isoText)")
            }
        }
    }

    @Test func paymentsOfOtherInvoicesAndTooMuchAreTold() throws {
        let payments = Self.payments + "2026-03-01,A,Z9,payment,C1,EUR,-5.00,unknown\n2026-03-02,A,Z8,payment,C1,EUR,-1.00,2\n"
        let (_, _, _, report) = try history(Self.invoices, payments: payments)
        let codes = report.diagnostics.map(\.code)
        #expect(codes.contains("payments-without-invoice") && codes.contains("paid-beyond-invoice"))
    }

    @Test func monthsAtTheEdgesAreTold() throws {
        let invoices =
            "company,document,customer,document_date,due_date,currency,amount,cleared_on\n"
            + (1...12).map { "A,\($0),C,2026-0\(($0 + 1) / 2)-10,2026-0\(($0 + 1) / 2 + 1)-09,EUR,5.00,2026-08-0\(($0 % 9) + 1)\n" }
            .joined()
        let (_, _, _, report) = try history(
            invoices, payments: Self.payments.split(separator: "\n")[0] + "\n2026-02-15,A,Z,payment,C,EUR,-1.00,1\n")
        #expect(report.edgeMonths.map(\.isoText) == ["2026-01", "2026-02", "2026-07", "2026-08"])
        #expect(report.diagnostics.map(\.code).contains("edge-months"))
        #expect(
            report.diagnostics.last { $0.code == "edge-months" }?.message
                == "the ledger starts or ends in 2026-01, 2026-02, 2026-07, 2026-08: ratios of these months are not comparable")
        #expect(report.jsonText.contains("\"edgeMonths\":[\"2026-01\",\"2026-02\",\"2026-07\",\"2026-08\"]"))
    }

    @Test(arguments: [("2026-04-03", true), ("2026-04-28", false)]) func aLastMonthThatIsCutOffIsAnEdge(last: String, isEdge: Bool) throws {
        // Documents each third day, the last one early or late in April; terms of ten days.
        let days = (0..<28).map { Day(iso: "2026-01-02")!.adding(days: 3 * $0) } + [Day(iso: last)!]
        let rows = days.enumerated().map { "A,\($0),C,\($1.isoText),\($1.adding(days: 10).isoText),EUR,5.00,\n" }
        let invoices = "company,document,customer,document_date,due_date,currency,amount,cleared_on\n" + rows.joined()
        let report = try read(invoices, .history).report
        #expect(report.edgeMonths.map(\.isoText) == ["2026-01"] + (isEdge ? ["2026-04"] : []))
    }
}
