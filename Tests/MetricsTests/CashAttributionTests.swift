import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Attributed cash")
struct CashAttributionTests {
    static let policies = [
        Attribution(), Attribution(rule: .promise), Attribution(rule: .lastTouch), Attribution(rule: .lastTouch, contacts: .reached),
        Attribution(rule: .split, ownerShare: Rational(1, 3)), Attribution(rule: .split, ownerShare: Rational(7, 10), partner: .promise),
    ]

    @Test("adds up to all cash, analysts and the house account together, under every policy", arguments: policies)
    func addsUp(attribution: Attribution) throws {
        var differs = 0
        for seed in UInt64(0)..<30 {
            var ledger = OracleLedger.random(seed: seed)
            ledger.attribution = Attribution()
            guard let day = ledger.asOfDays.last else { continue }
            let byOwner = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [.analyst])
            ledger.attribution = attribution
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [.analyst, .team])
            for scope in [Scope.analyst, .team] {
                let parts = figures.keys(scope).map { figures.value(.cashAttributed, scope, $0).rational! }
                #expect(parts.reduce(.zero, +) == figures.value(.collectCash).rational, "seed \(seed)")
            }
            if figures.keys(.analyst).contains(where: {
                figures.value(.cashAttributed, .analyst, $0) != byOwner.value(.cashAttributed, .analyst, $0)
            }) {
                differs += 1
            }
        }
        #expect((differs == 0) == (attribution.rule == .owner))
    }

    private static func day(_ text: String) -> Day { Day(iso: "2026-06-" + text)! }

    /// A ledger of one customer of AN1 with a payment of 100.01 on 10 June.
    private static func ledger(_ attribution: Attribution) -> OracleLedger {
        var ledger = OracleLedger()
        let end = Day(iso: "2026-06-30")!
        ledger.snapshots[end] = []
        ledger.analysts = ["AN1", "AN2", "AN3"].map { Analyst(analyst: $0, name: $0, team: "T") }
        ledger.portfolios = [PortfolioAssignment(customer: "C", analyst: "AN1", validFrom: day("01"))]
        ledger.postings = [
            OraclePosting(
                postingDate: day("10"), company: "X", document: "P", line: "", kind: .payment, customer: "C", currency: .eur,
                amountMinor: -10_001, clears: "I")
        ]
        ledger.attribution = attribution
        return ledger
    }

    private static func shares(_ ledger: OracleLedger) throws -> [Int64] {
        let figures = try ScannedLedger(ledger).engine.figures(asOf: Day(iso: "2026-06-30")!, scopes: [.analyst])
        return ["AN1", "AN2", "AN3", PortfolioIndex.house].map { analyst in
            guard case .money(let minor) = figures.value(.cashAttributed, .analyst, analyst) else { return -1 }
            return minor
        }
    }

    @Test("goes to the analysts of the promises it served, in proportion, and the rest to the owner")
    func promises() throws {
        var ledger = Self.ledger(Attribution(rule: .promise))
        #expect(try Self.shares(ledger) == [10_001, 0, 0, 0])
        func promise(_ id: String, _ minor: Int64, _ analyst: String?, due: String) -> PaymentPromise {
            PaymentPromise(
                promise: id, customer: "C", madeOn: Self.day("02"), dueOn: Self.day(due), currency: .eur, amountMinor: minor,
                analyst: analyst)
        }
        ledger.promises = [promise("a", 3_000, "AN2", due: "09"), promise("b", 4_000, "AN3", due: "12")]
        #expect(try Self.shares(ledger) == [3_001, 3_000, 4_000, 0])
        // Due after the month, but made before the payment: it serves it.
        ledger.promises = [promise("a", 20_000, "AN2", due: "30")]
        #expect(try Self.shares(ledger) == [0, 10_001, 0, 0])
        ledger.promises = [promise("a", 20_000, nil, due: "12")]
        #expect(try Self.shares(ledger) == [10_001, 0, 0, 0])
        // Split: half to even of 5000.5 to the owner, the rest in proportion.
        ledger.promises = [promise("a", 5_000, "AN2", due: "09"), promise("b", 9_000, "AN3", due: "12")]
        ledger.attribution = Attribution(rule: .split, partner: .promise)
        #expect(try Self.shares(ledger) == [5_000, 2_500, 2_501, 0])
    }

    @Test("goes to the latest contact within the days, else to the owner, else to the house account")
    func lastTouch() throws {
        var ledger = Self.ledger(Attribution(rule: .lastTouch, lastTouchDays: 3))
        func touch(_ id: String, _ on: String, _ analyst: String, _ outcome: Activity.Outcome) -> Activity {
            Activity(
                activity: id, date: Self.day(on), analyst: analyst, customer: "C", channel: .phone, direction: .out, outcome: outcome)
        }
        ledger.activities = [touch("1", "06", "AN2", .reached)]
        #expect(try Self.shares(ledger) == [10_001, 0, 0, 0])
        ledger.activities.append(touch("2", "07", "AN2", .reached))
        #expect(try Self.shares(ledger) == [0, 10_001, 0, 0])
        ledger.activities.append(touch("3", "10", "AN3", .noAnswer))
        #expect(try Self.shares(ledger) == [0, 0, 10_001, 0])
        ledger.attribution.contacts = .reached
        #expect(try Self.shares(ledger) == [0, 10_001, 0, 0])
        ledger.attribution.lastTouchDays = 2
        #expect(try Self.shares(ledger) == [10_001, 0, 0, 0])
        ledger.portfolios = []
        #expect(try Self.shares(ledger) == [0, 0, 0, 10_001])
    }
}
