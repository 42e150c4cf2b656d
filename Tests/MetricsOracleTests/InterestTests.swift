import Ledger
import MetricsOracle
import Testing

/// Late-payment interest on a handful of rows. Every claimed invoice adds 40.00.
struct InterestTests: RowsByHand {
    func ledger(_ items: [OracleItem], on date: String) -> OracleLedger {
        var ledger = OracleLedger()
        ledger.snapshots[day(date)] = items
        ledger.postings = [posting("2025-01-01", "I", .invoice, 1)]
        for (halfYear, rate) in [("2025-H1", "11.15"), ("2025-H2", "10.15")] {
            ledger.interestRates.append(InterestRate(halfYear: HalfYear(iso: halfYear)!, ratePercent: Decimal64(text: rate)!))
        }
        return ledger
    }

    func cents(_ parts: Int...) -> String { String(parts.reduce(0, +)) }

    func claimable(_ ledger: OracleLedger, _ date: String) -> String { value(ledger, date, "interest.claimable") }

    /// 30 days at 11.15 % and 31 at 10.15 %: 91.64 + 86.21 = 177.85.
    @Test func eachHalfYearAtItsRate() {
        let invoice = item("A", 10_000, due: "2025-05-31")
        #expect(claimable(ledger([invoice], on: "2025-07-31"), "2025-07-31") == cents(17_785, 4_000))
        #expect(claimable(ledger([invoice], on: "2025-06-01"), "2025-06-01") == cents(305, 4_000))
        #expect(claimable(ledger([invoice], on: "2025-05-31"), "2025-05-31") == "0")
        var without = ledger([invoice], on: "2025-07-31")
        without.interestRates = []
        #expect(claimable(without, "2025-07-31") == "n/a")
    }

    /// Of 11,000, 10,000 were paid on 31 July: their interest stops, 1,000 go on for 31 days; what was credited never earns any.
    @Test func partPaymentsStopTheirPart() {
        var open = item("A", 1_000, due: "2025-05-31")
        open.amountMinor = 1_150_000
        var partly = ledger([open], on: "2025-08-31")
        partly.postings += [
            posting("2025-07-31", "P", .payment, -10_000, clears: "A"), posting("2025-06-30", "CN", .creditNote, -500, clears: "A"),
        ]
        // 1,000: 9.16 + 17.24.
        #expect(claimable(partly, "2025-08-31") == cents(17_785, 916, 1_724, 4_000))
        // A payment that bounced never stopped anything, and one on time earns nothing.
        partly.postings += [
            posting("2025-08-10", "P2", .payment, -500, clears: "A"), posting("2025-08-12", "P2", .payment, 500, clears: "A", line: "r"),
        ]
        #expect(claimable(partly, "2025-08-31") == cents(17_785, 916, 1_724, 4_000))
        partly.postings[1].postingDate = day("2025-05-31")
        #expect(claimable(partly, "2025-08-31") == cents(916, 1_724, 4_000))
    }

    @Test func disputesCreditsAndOtherKindsStayOut() {
        var note = item("N", 10_000, due: "2025-05-31")
        note.kind = .debitNote
        var mixed = ledger(
            [item("1", 10_000, due: "2025-05-31"), note, item("C", -500, due: "2025-05-31"), item("U", 900)], on: "2025-07-31")
        // The debit note earns interest, but adds no fixed sum.
        #expect(claimable(mixed, "2025-07-31") == cents(2 * 17_785, 4_000))
        mixed.disputes = [dispute("D", 1, opened: "2025-07-31")]
        #expect(claimable(mixed, "2025-07-31") == "17785")
        mixed.disputes = [dispute("D", 1, opened: "2025-07-01", closed: "2025-07-31")]
        #expect(claimable(mixed, "2025-07-31") == cents(2 * 17_785, 4_000))
    }

    /// A currency with rates of its own never takes the others'; interest and the fixed sum are converted at D.
    @Test func aCurrencyMayHaveItsOwnRates() {
        var pounds = ledger([item("A", 10_000, due: "2025-06-30", currency: "GBP")], on: "2025-07-10")
        pounds.rates = [ExchangeRate(day: day("2025-01-01"), currency: Currency(code: "GBP")!, rate: Decimal64(text: "2")!)]
        #expect(claimable(pounds, "2025-07-10") == cents(2 * 2_781, 4_000))
        pounds.interestRates.append(
            InterestRate(halfYear: HalfYear(iso: "2025-H2")!, currency: Currency(code: "GBP")!, ratePercent: Decimal64(text: "12.25")!))
        #expect(claimable(pounds, "2025-07-10") == cents(2 * 3_356, 4_000))
    }

    /// Two lines of one invoice add the fixed sum once; the line due last takes the latest payment.
    @Test func linesOfOneInvoiceShareItsPayments() {
        var first = item("A", 100, due: "2025-05-31", line: "1")
        var second = item("A", 100, due: "2025-06-30", line: "2")
        (first.amountMinor, second.amountMinor) = (100_000, 100_000)
        var shared = ledger([first, second], on: "2025-07-31")
        shared.postings += [
            posting("2025-06-30", "P1", .payment, -900, clears: "A"), posting("2025-07-20", "P2", .payment, -900, clears: "A"),
        ]
        // 100 over 30 + 31 days, 900 over 30; 100 over 31, 900 over 20.
        #expect(claimable(shared, "2025-07-31") == cents(92, 86, 825, 86, 501, 4_000))
    }
}
