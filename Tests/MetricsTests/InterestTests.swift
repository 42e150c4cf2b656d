import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Late-payment interest")
struct InterestTests {
    @Test(
        "a half-year that is needed and not known makes the interest not available and is named, with its currency; others are not asked for"
    )
    func missingHalfYears() throws {
        var ledger = OracleLedger()
        let item = OracleItem(
            company: "X", document: "A", line: "", kind: .invoice, customer: "C", documentDate: Day(iso: "2024-01-01")!,
            dueDate: Day(iso: "2024-06-30")!, currency: .eur, amountMinor: 100, openMinor: 100)
        let day = Day(iso: "2025-02-01")!
        ledger.snapshots[day] = [item]
        ledger.interestRates = [InterestRate(halfYear: HalfYear(iso: "2025-H1")!, ratePercent: Decimal64(text: "11.15")!)]
        func missing() throws -> [String] {
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
            #expect(figures.value(.arGross) == .money(100))
            guard case .unavailable(.missingInterestRate(let first, let others)) = figures.value(.interestClaimable) else { return [] }
            let missing = figures.frame.missingInterest
            #expect(missing.first == first)
            #expect(missing.count == 1 + others)
            return missing.map(\.text)
        }
        #expect(try missing() == ["2024-H2 (EUR)"])
        ledger.interestRates.append(
            InterestRate(halfYear: HalfYear(iso: "2024-H1")!, currency: .eur, ratePercent: Decimal64(text: "12.5")!))
        #expect(try missing() == ["2024-H2 (EUR)", "2025-H1 (EUR)"])
        ledger.interestRates = [
            InterestRate(halfYear: HalfYear(iso: "2025-H1")!, ratePercent: Decimal64(text: "11.15")!),
            InterestRate(halfYear: HalfYear(iso: "2024-H2")!, ratePercent: Decimal64(text: "12.25")!),
        ]
        // 1.00 over 184 days at 12.25 % and 32 days at 11.15 %: 0.06 + 0.01, and 40.00.
        #expect(try ScannedLedger(ledger).engine.figures(asOf: day).value(.interestClaimable) == .money(4_007))
    }

    @Test("without any rates it is not available, and nothing else is touched")
    func withoutRates() throws {
        var ledger = OracleLedger.random(seed: 7)
        ledger.interestRates = []
        let day = try #require(ledger.asOfDays.last)
        let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
        #expect(figures.value(.interestClaimable) == .unavailable(.noInterestRates))
        #expect(figures.value(.arNet).rational != nil)
    }

    @Test("half-years have names, ends and an order")
    func halfYears() {
        #expect(HalfYear(of: Day(iso: "2025-06-30")!).isoText == "2025-H1")
        #expect(HalfYear(of: Day(iso: "2025-07-01")!).isoText == "2025-H2")
        #expect(HalfYear(iso: "2025-H2")?.lastDay == Day(iso: "2025-12-31"))
        #expect(HalfYear(iso: "2025-H1")! < HalfYear(iso: "2025-H2")!)
        for text in ["2025-H3", "2025H1", "2025-h1", "25-H1", "2025-01", "0000-H1", ""] { #expect(HalfYear(iso: text) == nil, "\(text)") }
    }
}
