import Ledger
import LedgerFixtures
import MetricsOracle
import Testing

@testable import Metrics

@Suite("Lists agree with the figures and with an independent reference")
struct ListsTests {
    static let seeds: [Range<UInt64>] = stride(from: UInt64(0), to: 40, by: 10).map { $0..<($0 + 10) }

    /// Lists of the last day of a random ledger; nil for one without snapshots.
    private func lists(_ ledger: OracleLedger) throws -> (lists: DayLists, scanned: ScannedLedger)? {
        guard let day = ledger.asOfDays.last else { return nil }
        let scanned = ScannedLedger(ledger)
        return (try scanned.engine.lists(try scanned.engine.figures(asOf: day, scopes: [.all, .customer])), scanned)
    }

    private func ledger(_ seed: UInt64) -> OracleLedger {
        var ledger = OracleLedger.random(seed: seed)
        ledger.risk = .random(seed: seed)
        ledger.risk.escalateFrom = 60 + Int(seed % 5) * 10
        return ledger
    }

    @Test("the worklist has exactly the accounts and points of the reference", arguments: seeds)
    func worklist(seeds: Range<UInt64>) throws {
        var accounts = 0
        for seed in seeds {
            let ledger = ledger(seed)
            guard let (lists, _) = try lists(ledger) else { continue }
            let oracle = OracleWorklist(ledger, asOf: lists.asOf, rules: WorklistRules()) { HolidayCalendar.italy.isBusinessDay($0) }
            let points = Dictionary(uniqueKeysWithValues: lists.worklist.map { ($0.account.customer, $0.points) })
            #expect(points == oracle.points(), "seed \(seed)")
            let order = lists.worklist.map { ($0.points, $0.account.pastDueMinor) }
            #expect(zip(order, order.dropFirst()).allSatisfy { $0 >= $1 }, "seed \(seed)")
            #expect(lists.worklist.allSatisfy { !$0.steps.isEmpty && $0.steps.first == $0.reasons.first { $0.step != nil }?.step })
            accounts += points.count
        }
        #expect(accounts > 50)
    }

    @Test("a missed promise counts from the amount missing that the rule names", arguments: [Int64(0), 100, 1_000_000_000_000])
    func missedPromises(amount: Int64) throws {
        var fired = 0
        for seed in UInt64(0)..<40 {
            let ledger = ledger(seed)
            guard let (lists, scanned) = try lists(ledger) else { continue }
            var policy = scanned.policy
            policy.worklist.rules[.promiseMissed]?.amount = amount
            let engine = MetricsEngine(source: scanned, tables: scanned.tables, policy: policy)
            let worklist = try engine.lists(try engine.figures(asOf: lists.asOf, scopes: [.all, .customer])).worklist
            let oracle = OracleWorklist(ledger, asOf: lists.asOf, rules: policy.worklist) { HolidayCalendar.italy.isBusinessDay($0) }
            #expect(Dictionary(uniqueKeysWithValues: worklist.map { ($0.account.customer, $0.points) }) == oracle.points(), "seed \(seed)")
            fired += worklist.flatMap(\.reasons).count { $0.rule == .promiseMissed }
        }
        #expect((fired > 0) == (amount < 1_000_000_000_000))
    }

    @Test("add up to the figures of the day", arguments: seeds)
    func figures(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let ledger = ledger(seed)
            guard let (lists, _) = try lists(ledger) else { continue }
            let figures = lists.figures
            let states = Dictionary(grouping: lists.promises, by: \.row.state).mapValues { Int64($0.count) }
            if !ledger.promises.isEmpty {
                #expect(figures.value(.promiseKept) == .count(states[.kept] ?? 0), "seed \(seed)")
                #expect(figures.value(.promisePartial) == .count(states[.partial] ?? 0), "seed \(seed)")
                #expect(figures.value(.promiseBroken) == .count(states[.broken] ?? 0), "seed \(seed)")
            }
            if !ledger.disputes.isEmpty {
                #expect(figures.value(.disputeOpenCount) == .count(Int64(lists.disputes.count)), "seed \(seed)")
                let amount = lists.disputes.reduce(0) { $0 + $1.row.reportingMinor }
                #expect(figures.value(.disputeOpenAmount) == .money(amount), "seed \(seed)")
            }
            #expect(figures.value(.arCredits) == .money(lists.unapplied.reduce(0) { $0 + $1.row.item.reportingMinor }), "seed \(seed)")
            let high = figures.keys(.customer).filter { figures.risk(of: $0).score >= ledger.risk.highFrom }
            #expect(Set(lists.highRisk.map(\.customer)) == Set(high), "seed \(seed)")
            for account in lists.highRisk {
                #expect(figures.value(.riskScore, .customer, account.customer) == .count(Int64(account.risk.score)))
                // What is chased are debit items; the figure also counts credits where the policy puts them into the buckets.
                if ledger.creditsPolicy == .separate {
                    #expect(figures.value(.arPastDue, .customer, account.customer) == .money(account.pastDueMinor))
                }
                #expect(account.pastDueItems.reduce(0) { $0 + $1.reportingMinor } == account.pastDueMinor)
            }
        }
    }

    @Test("offer each debit item once, and never more than a credit item has", arguments: seeds)
    func proposals(seeds: Range<UInt64>) throws {
        struct Item: Hashable { let company, document, line: String }
        var exact = 0
        for seed in seeds {
            guard let (lists, _) = try lists(ledger(seed)) else { continue }
            var offered: [Item: Int64] = [:]
            for row in lists.unapplied.map(\.row) {
                let cleared = row.proposals.reduce(0) { $0 + $1.clearedMinor }
                #expect(cleared <= -row.item.openMinor, "seed \(seed)")
                for proposal in row.proposals {
                    let debit = proposal.item
                    #expect(debit.company == row.item.company && debit.currency == row.item.currency && proposal.clearedMinor > 0)
                    offered[Item(company: debit.company, document: debit.document, line: debit.line), default: 0] += proposal.clearedMinor
                    #expect(offered[Item(company: debit.company, document: debit.document, line: debit.line)]! <= debit.openMinor)
                }
                exact += row.isExact ? 1 : 0
            }
        }
        #expect(exact > 0)
    }

    @Test("do not depend on the order of rows", arguments: [UInt64(3), 8, 21])
    func order(seed: UInt64) throws {
        let ledger = ledger(seed)
        var turned = ledger
        turned.snapshots = ledger.snapshots.mapValues { $0.reversed() }
        turned.postings.reverse()
        turned.promises.reverse()
        turned.disputes.reverse()
        turned.activities.reverse()
        let first = try #require(try lists(ledger)).lists
        let second = try #require(try lists(turned)).lists
        #expect(first.worklist == second.worklist && first.highRisk == second.highRisk && first.promises == second.promises)
        #expect(first.disputes == second.disputes && first.unapplied == second.unapplied && first.reconciliation == second.reconciliation)
        #expect(!first.unapplied.isEmpty)
    }

    @Test("reconcile to what the bridge leaves unexplained", arguments: seeds)
    func reconciliation(seeds: Range<UInt64>) throws {
        var breaks = 0
        for seed in seeds {
            let ledger = ledger(seed)
            guard let (lists, scanned) = try lists(ledger) else { continue }
            guard case .success(let reconciliation) = lists.reconciliation else {
                guard case .unavailable = lists.figures.value(.bridgeUnexplained) else {
                    Issue.record("seed \(seed): the bridge is there, the reconciliation is not")
                    continue
                }
                continue
            }
            var unexplained: Int64 = 0
            for line in reconciliation.breaks {
                unexplained += scanned.tables.rates.conversion(of: line.currency, on: lists.asOf)!.convert(Int64(line.unexplainedMinor))!
            }
            #expect(lists.figures.value(.bridgeUnexplained) == .money(unexplained), "seed \(seed)")
            let totals = reconciliation.totals.reduce(Int128(0)) { $0 + $1.unexplainedMinor }
            #expect(reconciliation.breaks.reduce(Int128(0)) { $0 + $1.unexplainedMinor } == totals, "seed \(seed)")
            if ledger.isExplained { #expect(reconciliation.isTiedOut, "seed \(seed)") }
            breaks += reconciliation.breaks.count
        }
        #expect(breaks > 0)
    }
}
