import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

/// What figures are held against, wherever they are shown.
@Suite("Targets of a day") struct TargetsOfDayTests {
    private static let june = Month(year: 2026, month: 6)

    private static func target(_ metric: String, _ value: String, _ scope: Scope = .all, _ key: String = "") -> Target {
        Target(month: june, scope: scope, key: key, metric: metric, value: Decimal64(text: value)!, currency: nil)
    }

    /// A customer of analyst A with 1,000.00 open, 300.00 paid and one contact in June.
    private static func figures(_ day: String, _ targets: [Target]) throws -> DayFigures {
        let asOf = Day(iso: day)!
        var ledger = OracleLedger()
        for snapshot in [june.firstDay.adding(days: -1), asOf] {
            ledger.snapshots[snapshot] = [
                OracleItem(
                    company: "IT01", document: "I1", line: "", kind: .invoice, customer: "C1", documentDate: snapshot,
                    dueDate: snapshot.adding(days: -1), currency: .eur, amountMinor: 100_000, openMinor: 100_000)
            ]
        }
        ledger.analysts = [Analyst(analyst: "A", name: "Ada", team: "T"), Analyst(analyst: "B", name: "Bo", team: "T")]
        ledger.portfolios = [PortfolioAssignment(customer: "C1", analyst: "A", validFrom: june.adding(months: -2).firstDay)]
        ledger.postings = [
            OraclePosting(
                postingDate: june.firstDay, company: "IT01", document: "P1", line: "", kind: .payment, customer: "C1", currency: .eur,
                amountMinor: -30_000)
        ]
        ledger.activities = [
            Activity(
                activity: "a", date: june.firstDay, analyst: "A", customer: "C1", channel: .phone, direction: .out, outcome: .noAnswer)
        ]
        ledger.targets = targets
        return try ScannedLedger(ledger).engine.figures(asOf: asOf)
    }

    @Test("give variance and status, whichever way is better")
    func standing() throws {
        let figures = try Self.figures(
            "2026-06-30", [Self.target("ar.net", "960"), Self.target("cash.collected", "300"), Self.target("cei", "50")])
        let targets = TargetsOfDay(figures, TargetThresholds())
        #expect(targets.pace == nil)
        let net = try #require(targets.target(of: .arNet))
        #expect(net.value == .money(96_000) && net.toDate == nil)
        // 40.00 more than 960.00 is within 5 % of it, 48.00.
        #expect(net.variance(of: figures.value(.arNet)) == .money(4_000))
        #expect(net.status(of: figures.value(.arNet)) == .amber)
        for metric in [Metric.collectCash, .cashAttributed, .landingForecast] {
            let cash = try #require(targets.target(of: metric))
            #expect(cash.status(of: figures.value(metric)) == .green && cash.variance(of: figures.value(metric)) == .money(0))
        }
        let cei = try #require(targets.target(of: .cei))
        #expect(cei.value == .ratio(Rational(1, 2)) && cei.status(of: figures.value(.cei)) == .red)
        #expect(cei.variance(of: .unavailable(.noPostings)) == nil && cei.status(of: .unavailable(.noPostings)) == nil)
        #expect(targets.target(of: .arNet, .analyst, "A") == nil && targets.target(of: .arCredits) == nil)
        let single = TargetsOfDay(figures, TargetThresholds(byTargetId: ["ar.net": Decimal64(mantissa: 4, scale: 2)]))
        #expect(single.target(of: .arNet)?.status(of: figures.value(.arNet)) == .red)
    }

    @Test("within a month are those of the working days gone; shares wait for its end")
    func running() throws {
        // 12 June: 9 of 21 working days, the 2nd is a holiday.
        let figures = try Self.figures(
            "2026-06-12", [Self.target("cash.collected", "1000"), Self.target("contacts", "5", .analyst, "A"), Self.target("cei", "50")])
        let targets = TargetsOfDay(figures, TargetThresholds())
        #expect(targets.pace?.gone == 9 && targets.pace?.all == 21)
        let cash = try #require(targets.target(of: .cashAttributed))
        // 1,000.00 × 9 ÷ 21 = 428.571…
        #expect(cash.toDate == .money(42_857) && cash.variance(of: figures.value(.cashAttributed)) == .money(-12_857))
        let contacts = try #require(targets.target(of: .contacts, .analyst, "A"))
        #expect(contacts.toDate == .index(Rational(45, 21)))
        #expect(contacts.variance(of: figures.value(.contacts, .analyst, "A")) == .index(Rational(-24, 21)))
        let cei = try #require(targets.target(of: .cei))
        #expect(cei.isTooEarly && cei.status(of: figures.value(.cei)) == nil && cei.variance(of: figures.value(.cei)) != nil)
        // The forecast tells of the month's end.
        #expect(targets.target(of: .landingForecast)?.toDate == nil)
    }
}
