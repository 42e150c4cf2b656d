import Ledger
import MetricsOracle
import Testing

/// Disputes, contacts, follow-ups and coverage on 30 June 2026, on a handful of rows.
struct ContactTests: RowsByHand {
    func values(_ ledger: OracleLedger, _ metrics: [String], _ scope: String = "all", _ key: String = "") -> [String] {
        metrics.map { value(ledger, "2026-06-30", $0, scope: scope, key: key) }
    }

    static let disputes = ["dispute.open-count", "dispute.open-amount", "dispute.rate", "dispute.cycle-days"]
    static let contacts = ["contacts", "contacts.reached", "contacts.promise-conversion", "follow-up.on-time"]
    static let coverage = ["coverage.accounts", "coverage.balance"]

    @Test func disputesOpenAndClosedOnTheEdges() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-06-30")] = [item("1", 100), item("2", -40)]
        ledger.disputes = [
            dispute("opened on the day", 1, opened: "2026-06-30"), dispute("opened after", 2, opened: "2026-07-01"),
            dispute("closed on the day", 4, opened: "2026-06-20", closed: "2026-06-30"),
            dispute("closed after", 8, opened: "2026-06-20", closed: "2026-07-01"),
            dispute("closed on the first", 16, opened: "2026-05-01", closed: "2026-06-01"),
            dispute("closed before", 32, opened: "2026-05-01", closed: "2026-05-31"),
            dispute("opened and closed on the day", 64, opened: "2026-06-30", closed: "2026-06-30"),
        ]
        // 10, 31 and 0 days.
        #expect(values(ledger, ContactTests.disputes) == ["2", "900", "0.09", "13.667"])
        #expect(values(ledger, ContactTests.disputes, "company", "X") == ["n/a", "n/a", "n/a", "n/a"])
        ledger.snapshots = [:]
        #expect(values(ledger, ContactTests.disputes) == ["2", "900", "n/a", "13.667"])
    }

    @Test func disputesFollowTheOwnerAndTheirCurrency() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-06-30")] = [item("1", 100)]
        ledger.rates = [
            ExchangeRate(day: day("2026-06-01"), currency: Currency(code: "USD")!, rate: Decimal64(text: "0.5")!),
            ExchangeRate(day: day("2026-06-30"), currency: Currency(code: "USD")!, rate: Decimal64(text: "0.8")!),
        ]
        ledger.analysts = [Analyst(analyst: "A", name: "A", team: "North"), Analyst(analyst: "B", name: "B")]
        ledger.portfolios = [
            PortfolioAssignment(customer: "C", analyst: "A", validFrom: day("2026-01-01"), validTo: day("2026-06-15")),
            PortfolioAssignment(customer: "C", analyst: "B", validFrom: day("2026-06-16")),
        ]
        ledger.disputes = [
            dispute("1", 10, opened: "2026-06-01"), dispute("2", 10, opened: "2026-06-01", currency: "USD"),
            dispute("3", 5, opened: "2026-05-30", closed: "2026-06-09", customer: "stranger"),
            dispute("4", 5, opened: "2026-05-30", closed: "2026-05-31", customer: "long closed"),
        ]
        #expect(values(ledger, ContactTests.disputes) == ["2", "1800", "0.18", "10"])
        #expect(values(ledger, ContactTests.disputes, "currency", "EUR") == ["1", "1000", "0.1", "10"])
        #expect(values(ledger, ContactTests.disputes, "currency", "USD") == ["1", "800", "n/a", "n/a"])
        #expect(values(ledger, ContactTests.disputes, "analyst", "A") == ["0", "0", "n/a", "n/a"])
        #expect(values(ledger, ContactTests.disputes, "analyst", "B") == ["2", "1800", "0.18", "n/a"])
        #expect(values(ledger, ContactTests.disputes, "team", "house") == ["0", "0", "n/a", "10"])
        #expect(values(ledger, ContactTests.disputes, "customer", "stranger") == ["0", "0", "n/a", "10"])
        #expect(values(ledger, ["ar.net", "dispute.open-count"], "customer", "long closed") == ["missing", "missing"])
    }

    @Test func contactsGoOutAndReachBothWays() {
        var ledger = OracleLedger()
        ledger.activities = [
            activity("2026-05-31", .promise), activity("2026-06-01", .reached), activity("2026-06-02", .noAnswer),
            activity("2026-06-03", .leftMessage), activity("2026-06-04", .escalated), activity("2026-06-05", .dispute, .in),
            activity("2026-06-06", .promise, .in), activity("2026-06-07", .noAnswer, .in), activity("2026-06-30", .promise),
            activity("2026-07-01", .promise),
        ]
        #expect(values(ledger, ContactTests.contacts) == ["5", "4", "0.5", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "customer", "C") == ["5", "4", "0.5", "n/a"])
        ledger.activities = [activity("2026-06-02", .noAnswer)]
        #expect(values(ledger, ContactTests.contacts) == ["1", "0", "n/a", "n/a"])
    }

    @Test func contactsFollowTheAnalystNamed() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-06-30")] = [item("1", 100)]
        ledger.analysts = [Analyst(analyst: "A", name: "A", team: "North")]
        ledger.portfolios = [PortfolioAssignment(customer: "C", analyst: "A", validFrom: day("2026-01-01"))]
        ledger.customers = [Customer(customer: "C", name: "C", country: "IT", segment: "SMB")]
        ledger.activities = [
            activity("2026-06-01", .reached), activity("2026-06-02", .reached, analyst: "temp"),
            activity("2026-06-03", .reached, .in, analyst: "incoming", customer: "stranger"),
            activity("2026-04-01", .reached, analyst: "gone", followUp: "2026-06-30"),
            activity("2026-04-02", .reached, analyst: "long gone", followUp: "2026-05-31"),
        ]
        #expect(values(ledger, ContactTests.contacts) == ["2", "3", "0", "0"])
        #expect(values(ledger, ContactTests.contacts, "analyst", "A") == ["1", "1", "0", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "analyst", "temp") == ["1", "1", "0", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "analyst", "incoming") == ["0", "1", "0", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "analyst", "gone") == ["0", "0", "n/a", "0"])
        #expect(values(ledger, ["contacts"], "analyst", "long gone") == ["missing"])
        #expect(values(ledger, ContactTests.contacts, "team", "North") == ["1", "1", "0", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "team", "unknown") == ["1", "2", "0", "0"])
        #expect(values(ledger, ContactTests.contacts, "country", "IT") == ["2", "2", "0", "0"])
        #expect(values(ledger, ContactTests.contacts, "segment", "unknown") == ["0", "1", "0", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "company", "X") == ["n/a", "n/a", "n/a", "n/a"])
        #expect(values(ledger, ContactTests.contacts, "currency", "EUR") == ["n/a", "n/a", "n/a", "n/a"])
        // The owner of the stranger is nobody, and nobody did anything.
        #expect(values(ledger, ["contacts"], "analyst", "house") == ["missing"])
    }

    @Test func followUpsByTheirDay() {
        var ledger = OracleLedger()
        ledger.activities = [
            activity("2026-04-01", .reached, followUp: "2026-06-01", done: "2026-06-01"),
            activity("2026-04-02", .reached, .in, followUp: "2026-06-30", done: "2026-04-03"),
            activity("2026-06-03", .reached, followUp: "2026-06-10", done: "2026-06-11"),
            activity("2026-06-04", .reached, followUp: "2026-06-10"),
            activity("2026-06-05", .reached, followUp: "2026-07-01", done: "2026-06-30"),
            activity("2026-05-05", .reached, followUp: "2026-05-31", done: "2026-05-31"),
        ]
        #expect(values(ledger, ["follow-up.on-time"]) == ["0.5"])
    }

    @Test func coverageOfCustomersPastDueAtTheOpening() {
        var ledger = OracleLedger()
        ledger.snapshots[day("2026-06-30")] = []
        ledger.snapshots[day("2026-05-31")] = [
            item("1", 10, due: "2026-05-30", customer: "called"), item("2", 30, due: "2026-01-01", customer: "called", company: "Y"),
            item("3", 99, due: "2026-05-31", customer: "called"), item("4", -50, due: "2026-01-01", customer: "called"),
            item("5", 20, due: "2026-05-01", customer: "written to us"), item("6", 40, due: "2026-05-01", customer: "called before"),
            item("7", 500, customer: "not due"),
        ]
        ledger.activities = [
            activity("2026-06-30", .noAnswer, analyst: "somebody", customer: "called"),
            activity("2026-06-10", .reached, .in, customer: "written to us"), activity("2026-05-31", .reached, customer: "called before"),
            activity("2026-06-10", .reached, customer: "not due"),
        ]
        #expect(values(ledger, ContactTests.coverage) == ["0.33333", "0.4"])
        #expect(values(ledger, ContactTests.coverage, "company", "X") == ["0.33333", "0.14286"])
        #expect(values(ledger, ContactTests.coverage, "company", "Y") == ["1", "1"])
        #expect(values(ledger, ContactTests.coverage, "currency", "EUR") == ["0.33333", "0.4"])
        #expect(values(ledger, ContactTests.coverage, "analyst", "house") == ["0.33333", "0.4"])
        #expect(values(ledger, ContactTests.coverage, "analyst", "somebody") == ["n/a", "n/a"])
        #expect(values(ledger, ContactTests.coverage, "customer", "called") == ["1", "1"])
        #expect(values(ledger, ContactTests.coverage, "customer", "written to us") == ["0", "0"])
        #expect(values(ledger, ContactTests.coverage, "customer", "not due") == ["n/a", "n/a"])
        ledger.snapshots[day("2026-05-31")] = nil
        #expect(values(ledger, ContactTests.coverage) == ["n/a", "n/a"])
    }
}
