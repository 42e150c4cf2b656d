import Ledger
import MetricsOracle
import Testing

/// Invariants of the catalogue on random ledgers, and what the generator promises.
struct RandomLedgerTests {
    static let seeds = (1...50).map(UInt64.init)

    /// All figures of a few days of a ledger: the last one, and two more.
    func evaluations(_ seed: UInt64) -> [(asOf: Day, ledger: OracleLedger, values: [OracleKey: OracleValue])] {
        let ledger = OracleLedger.random(seed: seed)
        let days = ledger.asOfDays
        return Set([days[days.count - 1], days[days.count / 2], days[days.count / 3]]).sorted()
            .map { ($0, ledger, OracleMetrics.evaluate(ledger, asOf: $0)) }
    }

    func money(_ values: [OracleKey: OracleValue], _ scope: String, _ key: String, _ metric: String) -> Int64? {
        guard case .money(let minor)? = values[OracleKey(scope: scope, key: key, metric: metric)] else { return nil }
        return minor
    }

    func fraction(_ values: [OracleKey: OracleValue], _ scope: String, _ key: String, _ metric: String) -> Rational? {
        guard case .fraction(let fraction)? = values[OracleKey(scope: scope, key: key, metric: metric)] else { return nil }
        return fraction
    }

    static let additive = [
        "ar.net", "ar.gross", "ar.credits", "aging.current", "ar.past-due", "sales", "bridge.opening", "bridge.invoiced", "bridge.cash",
        "bridge.credit-notes", "bridge.write-offs", "bridge.adjustments", "bridge.fx", "bridge.unexplained", "bridge.closing",
        "collect.cash", "collect.collectable", "collect.on-collectable", "cash.attributed",
    ]

    @Test(arguments: seeds) func amountsAddUp(seed: UInt64) {
        for (_, ledger, values) in evaluations(seed) {
            let buckets = OracleMetrics.bucketNames(ledger.limits)
            for scope in Scope.allCases.map(\.rawValue) {
                let keys = Set(values.keys.filter { $0.scope == scope }.map(\.key))
                for key in keys {
                    let aged = buckets.map { money(values, scope, key, "aging." + $0)! }.reduce(0, +)
                    let credits = money(values, scope, key, "ar.credits")!
                    let net = money(values, scope, key, "ar.net")!
                    switch ledger.creditsPolicy {
                    case .separate: #expect(aged + credits == net)
                    case .byOwnDate, .current: #expect(aged == net)
                    case .oldestFirst: #expect(net <= aged && aged <= net - credits)
                    }
                    if let opening = money(values, scope, key, "bridge.opening") {
                        let parts = ["invoiced", "cash", "credit-notes", "write-offs", "adjustments", "fx", "unexplained"]
                        let moved = parts.map { money(values, scope, key, "bridge." + $0)! }.reduce(0, +)
                        #expect(opening + moved == money(values, scope, key, "bridge.closing"))
                    }
                }
                for metric in RandomLedgerTests.additive {
                    let parts = keys.map { money(values, scope, $0, metric) }
                    if let all = money(values, "all", "", metric) {
                        #expect(parts.map { $0! }.reduce(0, +) == all, "\(metric) by \(scope)")
                    } else {
                        #expect(parts.allSatisfy { $0 == nil })
                    }
                }
            }
            for key in values.keys where key.metric == "cei" {
                guard let whole = fraction(values, key.scope, key.key, "cei") else { continue }
                let parts = ["cash", "credit-notes", "write-offs", "other"].map { fraction(values, key.scope, key.key, "cei." + $0)! }
                #expect(parts.reduce(.zero, +) == whole)
            }
            if ledger.isExplained {
                for key in values.keys where key.metric == "bridge.unexplained" {
                    #expect(values[key] == .money(0) || values[key] == .notAvailable)
                }
            }
        }
    }

    static let counts = ["dispute.open-count", "promise.judged", "promise.kept", "promise.partial", "promise.broken"]
    static let contactCounts = ["contacts", "contacts.reached"]

    static let shares = [
        "promise.kept-rate", "promise.kept-amount-rate", "contacts.promise-conversion", "follow-up.on-time", "coverage.accounts",
        "coverage.balance",
    ]

    @Test(arguments: seeds) func countsAddUpAndSharesLieBetweenNoneAndAll(seed: UInt64) {
        for (asOf, ledger, values) in evaluations(seed) {
            let missing = [
                ("dispute", !ledger.disputes.contains { $0.openedOn <= asOf }),
                ("promise", !ledger.promises.contains { $0.madeOn <= asOf }),
                ("contacts", !ledger.activities.contains { $0.date <= asOf }),
            ]
            func count(_ scope: String, _ key: String, _ metric: String) -> Int64? {
                guard case .count(let count)? = values[OracleKey(scope: scope, key: key, metric: metric)] else { return nil }
                return count
            }
            for scope in Scope.allCases.map(\.rawValue) {
                let keys = Set(values.keys.filter { $0.scope == scope }.map(\.key))
                for metric in RandomLedgerTests.counts + RandomLedgerTests.contactCounts {
                    let parts = keys.map { count(scope, $0, metric) }
                    let isMissing = missing.contains { $0.1 && metric.hasPrefix($0.0) }
                    if isMissing || scope == "company" || scope == "currency" && RandomLedgerTests.contactCounts.contains(metric) {
                        #expect(parts.allSatisfy { $0 == nil })
                    } else {
                        #expect(parts.map { $0! }.reduce(0, +) == count("all", "", metric), "\(metric) by \(scope)")
                    }
                }
                if scope == "company" { continue }
                let amounts = keys.map { money(values, scope, $0, "dispute.open-amount") ?? 0 }
                #expect(amounts.reduce(0, +) == money(values, "all", "", "dispute.open-amount") ?? 0)
                for key in keys where !missing[1].1 {
                    let judged = ["kept", "partial", "broken"].map { count(scope, key, "promise." + $0)! }.reduce(0, +)
                    #expect(judged == count(scope, key, "promise.judged"))
                    #expect((fraction(values, scope, key, "promise.kept-rate") == nil) == (judged == 0))
                }
            }
            for key in values.keys where RandomLedgerTests.shares.contains(key.metric) {
                guard let share = fraction(values, key.scope, key.key, key.metric) else { continue }
                #expect(share >= .zero && share <= Rational(1), "\(key)")
            }
        }
    }

    /// Payments that several promises claim, reversed payments and the tolerance change judgements on random ledgers.
    @Test func promisesShareLoseAndMissPayments() {
        var shared = 0
        var reversed = 0
        var tolerated = 0
        for seed in RandomLedgerTests.seeds.prefix(25) {
            let ledger = OracleLedger.random(seed: seed)
            for day in Set([ledger.asOfDays[ledger.asOfDays.count / 2], ledger.asOfDays[ledger.asOfDays.count - 1]]) {
                func judgements(_ change: (inout OracleLedger) -> Void) -> [OracleValue?] {
                    var changed = ledger
                    changed.snapshots = [:]
                    changed.activities = []
                    changed.disputes = []
                    change(&changed)
                    let values = OracleMetrics.evaluate(changed, asOf: day)
                    return ["kept", "partial", "broken", "kept-amount-rate"].map {
                        values[OracleKey(scope: "all", key: "", metric: "promise." + $0)]
                    }
                }
                let judged = judgements { _ in }
                if judged != judgements({ $0.promises.removeAll { $0.dueOn < day.month.firstDay } }) { shared += 1 }
                if judged != judgements({ $0.postings.removeAll { $0.kind == .payment && $0.amountMinor > 0 } }) { reversed += 1 }
                if judged != judgements({ $0.promiseToleranceDays += 1 }) { tolerated += 1 }
            }
        }
        #expect(shared > 0 && reversed > 0 && tolerated > 0, "\(shared) \(reversed) \(tolerated)")
    }

    @Test(arguments: seeds) func migrationKeepsTheOpeningAmounts(seed: UInt64) {
        let ledger = OracleLedger.random(seed: seed)
        for day in ledger.asOfDays.suffix(3) {
            guard let migration = OracleMetrics.migration(ledger, asOf: day) else { continue }
            let openingDay = day.month.firstDay.adding(days: -1)
            var values: [OracleKey: OracleValue] = [:]
            if ledger.asOfDays.contains(openingDay) { values = OracleMetrics.evaluate(ledger, asOf: openingDay) }
            for (bucket, name) in OracleMetrics.bucketNames(ledger.limits).enumerated() {
                let row = migration.standing[bucket].reduce(0, +) + migration.settled[bucket]
                if ledger.creditsPolicy == .separate, let before = money(values, "all", "", "aging." + name) { #expect(row == before) }
            }
        }
    }

    @Test(arguments: seeds) func filesCarryTheWholeLedger(seed: UInt64) {
        var ledger = OracleLedger.random(seed: seed)
        var copy = OracleLedger(files: ledger.canonicalFiles())
        copy.reportingCurrency = ledger.reportingCurrency
        copy.limits = ledger.limits
        copy.salesPolicy = ledger.salesPolicy
        copy.creditsPolicy = ledger.creditsPolicy
        copy.lossRates = ledger.lossRates
        copy.isExplained = ledger.isExplained
        copy.promiseToleranceDays = ledger.promiseToleranceDays
        copy.promiseToleranceIsInBankDays = ledger.promiseToleranceIsInBankDays
        copy.attribution = ledger.attribution
        #expect(copy == ledger)
        let shuffled = OracleLedger(files: ledger.canonicalFiles(shuffle: seed))
        ledger.postings.shuffle()
        #expect(Set(shuffled.postings) == Set(ledger.postings) && shuffled.postings.count == ledger.postings.count)
    }

    @Test(arguments: seeds) func keysAreUnique(seed: UInt64) {
        let ledger = OracleLedger.random(seed: seed)
        #expect(ledger == OracleLedger.random(seed: seed))
        for items in ledger.snapshots.values {
            #expect(Set(items.map { [$0.company, $0.document, $0.line] }).count == items.count)
        }
        #expect(Set(ledger.postings.map { [$0.company, $0.document, $0.line, $0.kind.name] }).count == ledger.postings.count)
        #expect(Set(ledger.targets.map { [$0.month.isoText, $0.scope.rawValue, $0.key, $0.metric] }).count == ledger.targets.count)
        #expect(Set(ledger.rates.map { [$0.day.isoText, $0.currency.code] }).count == ledger.rates.count)
        #expect(Set(ledger.activities.map(\.activity)).count == ledger.activities.count)
        #expect(Set(ledger.promises.map(\.promise)).count == ledger.promises.count)
        #expect(Set(ledger.disputes.map(\.dispute)).count == ledger.disputes.count)
        for (position, first) in ledger.portfolios.enumerated() {
            for second in ledger.portfolios[(position + 1)...] where first.customer == second.customer {
                #expect(first.validTo.map { $0 < second.validFrom } ?? false)
            }
        }
    }

    /// The awkward cases do occur: every figure is available somewhere and, where it can, missing somewhere.
    @Test func figuresAreFoundAndMissing() {
        var found: Set<String> = []
        var missing: Set<String> = []
        for seed in RandomLedgerTests.seeds.prefix(20) {
            for (_, ledger, values) in evaluations(seed) where ledger.limits == [30, 60, 90] {
                for (key, value) in values {
                    if value == .notAvailable { missing.insert(key.metric) } else { found.insert(key.metric) }
                }
            }
        }
        #expect(missing.subtracting(found) == [])
        let needed = [
            "cei", "cei.ytd", "dso.true", "ar.turnover", "dso.countback", "dso.rolling-3m", "dso.simple", "add", "collect.rate",
            "collect.attainment", "ratio.current",
            "past-due.days", "payment.days-late", "payment.days-to-pay", "roll.current", "concentration.hhi", "bridge.fx",
            "dispute.rate", "dispute.cycle-days", "promise.kept-rate", "promise.kept-amount-rate", "contacts.promise-conversion",
            "follow-up.on-time", "coverage.accounts", "coverage.balance",
        ]
        #expect(Set(needed).subtracting(missing) == [])
    }
}
