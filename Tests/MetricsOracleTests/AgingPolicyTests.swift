import Ledger
import MetricsOracle
import Testing

/// Credits in the buckets, on rows that show the edges of each policy.
struct AgingPolicyTests: RowsByHand {
    /// Debit 100 over 90, 50 in 1–30, 20 without due day; another currency with 30 current. Credits: 130 due 45 days ago, 5 without due day.
    func ledger(_ policy: OracleCreditsPolicy) -> OracleLedger {
        var ledger = OracleLedger()
        ledger.creditsPolicy = policy
        ledger.rates = [ExchangeRate(day: day("2026-01-01"), currency: Currency(code: "USD")!, rate: Decimal64(text: "0.5")!)]
        ledger.snapshots[day("2026-06-30")] = [
            item("1", 100, due: "2026-02-01"), item("2", 50, due: "2026-06-20"), item("3", 20),
            item("4", 60, due: "2026-07-31", currency: "USD"),
            item("5", -130, due: "2026-05-16"), item("6", -5), item("7", 9, due: "2026-06-29", customer: "other"),
        ]
        ledger.postings = [posting("2026-06-01", "1", .invoice, 100)]
        return ledger
    }

    func aging(_ policy: OracleCreditsPolicy) -> [String] {
        ["aging.current", "aging.1-30", "aging.31-60", "aging.61-90", "aging.over-90", "ar.past-due", "ar.net"].map {
            value(ledger(policy), "2026-06-30", $0)
        }
    }

    @Test func separateCreditsStandInNoBucket() {
        #expect(aging(.separate) == ["5000", "5900", "0", "0", "10000", "15900", "7400"])
    }

    /// The one without a due day is of 1 January: 180 days.
    @Test func creditsByOwnDateMayMakeABucketNegative() {
        #expect(aging(.byOwnDate) == ["5000", "5900", "-13000", "0", "9500", "2400", "7400"])
    }

    /// 100, then 35 of the 50; neither the other currency nor the other customer is touched.
    @Test func oldestFirstStaysWithinCustomerCompanyAndCurrency() {
        #expect(aging(.oldestFirst) == ["5000", "2400", "0", "0", "0", "2400", "7400"])
        var rich = ledger(.oldestFirst)
        rich.snapshots[day("2026-06-30")]!.append(item("8", -1_000))
        // What is left of the credits stays outside: 39 + 30 in the buckets, net -926.
        #expect(value(rich, "2026-06-30", "aging.1-30") == "900")
        #expect(value(rich, "2026-06-30", "aging.current") == "3000")
        #expect(value(rich, "2026-06-30", "ar.net") == "-92600")
    }

    @Test func currentCreditsReduceTheCurrentBucket() {
        #expect(aging(.current) == ["-8500", "5900", "0", "0", "10000", "15900", "7400"])
    }

    /// Average days past due and balances are those of the items, whatever stands in the buckets.
    @Test(arguments: OracleCreditsPolicy.allCases) func itemsStayWhatTheyAre(policy: OracleCreditsPolicy) {
        let figures = ["ar.gross", "ar.credits", "past-due.days"].map { value(ledger(policy), "2026-06-30", $0) }
        // (100 × 149 + 50 × 10 + 9 × 1) ÷ 159
        #expect(figures == ["20900", "-13500", "96.912"])
    }

    @Test func provisionMatrix() {
        var ledger = OracleLedger()
        ledger.postings = [posting("2026-06-01", "1", .invoice, 1)]
        ledger.snapshots[day("2026-06-30")] = [
            item("1", 300_000), item("2", 140_000, due: "2026-06-29"), item("3", 60_000, due: "2026-05-30"),
            item("4", 23_000, due: "2026-04-30"), item("5", 5_000, due: "2025-06-30"),
        ]
        #expect(value(ledger, "2026-06-30", "ecl.estimate") == "n/a")
        ledger.lossRates = [Rational(2, 100), Rational(4, 100), Rational(2, 23), Rational(25, 100), Rational(1)]
        #expect(value(ledger, "2026-06-30", "ecl.estimate") == "2756739")
    }

    /// 10 days over 300 of June, 50 days over 500 of May; an item of April, which sold nothing, and one of before the history stay out.
    @Test func trueDSOTakesEachMonthsOwnSales() {
        var ledger = OracleLedger()
        func dated(_ date: String, _ document: String, _ major: Int64) -> OracleItem {
            var item = item(document, major)
            item.documentDate = day(date)
            return item
        }
        ledger.postings = [
            posting("2026-04-30", "P", .payment, -1), posting("2026-05-11", "2", .invoice, 500), posting("2026-06-20", "1", .invoice, 300),
        ]
        ledger.snapshots[day("2026-06-30")] = [
            dated("2026-06-20", "1", 150), dated("2026-05-11", "2", 100), dated("2026-04-10", "3", 1_000), dated("2026-03-31", "4", 1_000),
            item("5", -70),
        ]
        #expect(value(ledger, "2026-06-30", "dso.true") == "15")
        ledger.snapshots[day("2026-06-30")] = [dated("2026-04-10", "3", 1_000)]
        #expect(value(ledger, "2026-06-30", "dso.true") == "n/a")
        ledger.snapshots[day("2026-06-30")] = [item("5", -70)]
        #expect(value(ledger, "2026-06-30", "dso.true") == "0")
    }

    @Test func turnoverNeedsTwelveMonths() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-06-30")] = [item("1", 200)]
        ledger.postings = [posting("2025-07-01", "1", .invoice, 900), posting("2026-06-30", "2", .invoice, 700)]
        #expect(value(ledger, "2026-06-30", "ar.turnover") == "8")
        ledger.postings[0].postingDate = day("2025-08-01")
        #expect(value(ledger, "2026-06-30", "ar.turnover") == "n/a")
        ledger.postings[0].postingDate = day("2025-06-30")
        #expect(value(ledger, "2026-06-30", "ar.turnover") == "3.5")
        ledger.snapshots[day("2026-06-30")] = [item("1", -200)]
        #expect(value(ledger, "2026-06-30", "ar.turnover") == "n/a")
    }
}
