import Ledger
import LedgerFixtures
import MetricsOracle
import Testing

@testable import Metrics

@Suite("Records that were never imported are not known, which is not none")
struct ImportedRecordsTests {
    private static let metrics: [RecordKind: [Metric]] = [
        .activities: [
            .contacts, .contactsReached, .contactsPromiseConversion, .contactsPerDay, .coverageAccounts, .coverageBalance, .followUpOnTime,
            .ratioPart(.contactsPromises), .ratioPart(.coverageContacted), .ratioPart(.coverageContactedBalance),
            .ratioPart(.followUpsDone), .ratioPart(.followUpsDue),
        ],
        .disputes: DayFigures.disputeMetrics,
        .promises: [
            .promiseJudged, .promiseKept, .promisePartial, .promiseBroken, .promiseKeptRate, .promiseKeptAmountRate, .promisePendingCount,
            .promisePendingAmount, .ratioPart(.promisePaid), .ratioPart(.promisePromised),
        ],
    ]

    private static let asOf = Day(iso: "2026-06-30")!

    /// A customer with something past due at opening and at D, with postings, and with records of the kinds named; those of a day, of D by default.
    private func ledger(_ kinds: Set<RecordKind>, on day: Day = asOf) -> OracleLedger {
        var ledger = OracleLedger()
        let item = OracleItem(
            company: "X", document: "A", line: "", kind: .invoice, customer: "C", documentDate: Day(iso: "2026-03-01")!,
            dueDate: Day(iso: "2026-04-01")!, currency: .eur, amountMinor: 100_000, openMinor: 100_000)
        ledger.snapshots = [Self.asOf: [item], Day(iso: "2026-05-31")!: [item]]
        ledger.postings = [
            OraclePosting(
                postingDate: Day(iso: "2026-03-01")!, company: "X", document: "A", line: "", kind: .invoice, customer: "C", currency: .eur,
                amountMinor: 100_000)
        ]
        ledger.analysts = [Analyst(analyst: "AN1", name: "Ann", team: "T")]
        ledger.portfolios = [PortfolioAssignment(customer: "C", analyst: "AN1", validFrom: Day(iso: "2026-01-01")!)]
        if kinds.contains(.activities) {
            ledger.activities = [
                Activity(activity: "a", date: day, analyst: "AN1", customer: "other", channel: .phone, direction: .out, outcome: .noAnswer)
            ]
        }
        if kinds.contains(.disputes) {
            ledger.disputes = [Dispute(dispute: "d", customer: "other", document: "B", openedOn: day, currency: .eur, amountMinor: 1)]
        }
        if kinds.contains(.promises) {
            ledger.promises = [
                PaymentPromise(promise: "p", customer: "other", madeOn: day, dueOn: day.adding(days: 90), currency: .eur, amountMinor: 1)
            ]
        }
        return ledger
    }

    private func figures(_ ledger: OracleLedger) throws -> DayFigures {
        try ScannedLedger(ledger).engine.figures(asOf: Self.asOf, scopes: Scope.allCases)
    }

    @Test("figures of a kind that was never imported are not available, for every key; other figures stay", arguments: RecordKind.allCases)
    func notAvailable(kind: RecordKind) throws {
        let figures = try figures(ledger(Set(RecordKind.allCases).subtracting([kind])))
        for (other, metrics) in Self.metrics {
            for metric in metrics {
                for (scope, key) in [(Scope.all, ""), (.customer, "C"), (.analyst, "AN1"), (.team, "T")] {
                    let isMissing = figures.value(metric, scope, key) == .unavailable(.notImported(kind))
                    #expect(isMissing == (other == kind), "\(metric) of \(scope)")
                }
            }
        }
        #expect(figures.value(.ratioPart(.coveragePastDue)) == .count(1))
    }

    @Test("a kind is known from the day of its first record on", arguments: [0, 1])
    func knownFromTheFirst(daysLater: Int) throws {
        let figures = try figures(ledger(Set(RecordKind.allCases), on: Self.asOf.adding(days: daysLater)))
        #expect((figures.value(.contacts) == .unavailable(.notImported(.activities))) == (daysLater > 0))
        #expect((figures.value(.disputeOpenCount) == .unavailable(.notImported(.disputes))) == (daysLater > 0))
        #expect((figures.value(.promiseJudged) == .unavailable(.notImported(.promises))) == (daysLater > 0))
    }

    @Test("what is cut to a portfolio knows what the whole ledger knows")
    func portfolios() throws {
        for kinds in [Set(RecordKind.allCases), []] {
            let ledger = ledger(kinds)
            let scanned = ScannedLedger(ledger)
            let figures = try scanned.engine.figures(asOf: Self.asOf, scopes: [.all, .analyst, .customer])
            let portfolio = PortfolioCuts(tables: scanned.tables, customers: ["C"], asOf: Self.asOf).portfolio(analyst: "AN1")
            #expect(portfolio.tables.disputes.isEmpty)
            let own = figures.cut(to: portfolio)
            #expect(own.value(.disputeOpenCount) == (kinds.isEmpty ? .unavailable(.notImported(.disputes)) : .count(0)))
        }
    }

    @Test("nobody is out of contact where contacts are not known")
    func risk() throws {
        let known = try figures(ledger([.activities])).risk(of: "C").reasons.map(\.rule)
        let unknown = try figures(ledger([])).risk(of: "C").reasons.map(\.rule)
        #expect(known.contains(.noContact))
        #expect(unknown == known.filter { $0 != .noContact })
    }

    @Test("departments and reasons of disputes are not known either, and have no rows to show")
    func disputeGroups() throws {
        let scanned = ScannedLedger(ledger([]))
        let figures = try scanned.engine.figures(asOf: Self.asOf)
        let builder = WorkingBuilder(engine: scanned.engine, figures: figures, disputes: DisputeSelection(.department, "Billing"))
        let working = try builder.working(of: .disputeOpenAmount)
        #expect(working.value == .unavailable(.notImported(.disputes)) && working.evidence.isEmpty)
    }
}
