import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Synchronization
import Testing

@Suite("Figures computed by plan")
struct EvaluationPlanTests {
    @Test("are those computed one by one, reasons too")
    func sameValues() throws {
        var compared = 0
        for seed in UInt64(0)..<12 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
            let aging = figures.frame.policy.aging
            let metrics = Metric.catalogue(aging) + [.targetGap, .salesRolling3m, .migrationOpening(from: 0), .cei, .workingDays]
            let plan = EvaluationPlan(metrics, frame: figures.frame)
            for scope in Scope.allCases {
                var keys: [String] = []
                figures.forEachKey(scope, plan) { key, values in
                    keys.append(key)
                    for (metric, value) in zip(metrics, values) {
                        let alone = figures.value(metric, scope, key)
                        #expect(value == alone, "seed \(seed), \(scope) \(key) \(metric.id(aging))")
                        compared += 1
                    }
                }
                #expect(keys == figures.keys(scope))
            }
        }
        #expect(compared > 10_000)
    }

    @Test("are never there by a scope that the metric does not name, and by no other for that reason")
    func scopes() throws {
        var (without, with) = (0, 0)
        for seed in UInt64(0)..<6 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day)
            let aging = figures.frame.policy.aging
            let metrics = Metric.catalogue(aging) + Metric.allInputs(aging)
            for scope in Scope.allCases {
                figures.forEachKey(scope, EvaluationPlan(metrics, frame: figures.frame)) { key, values in
                    for (metric, value) in zip(metrics, values) {
                        let isOfOthers =
                            switch value {
                            case .unavailable(.notBy), .unavailable(.onlyBy): true
                            default: false
                            }
                        #expect(isOfOthers == !metric.scopes.contains(scope), "seed \(seed), \(scope) \(key) \(metric.id(aging))")
                        if isOfOthers { without += 1 } else { with += 1 }
                    }
                }
            }
        }
        #expect(without > 100 && with > 1000)
    }

    @Test("of many days side by side are those of each day", arguments: [1, 2, 7])
    func manyDays(threads: Int) throws {
        let ledger = OracleLedger.random(seed: 5)
        let engine = ScannedLedger(ledger).engine
        let found = Mutex([Day: FigureValue]())
        try engine.forEachDay(ledger.asOfDays, scopes: { _ in [.all] }, threads: threads) { day, figures in
            found.withLock { $0[day] = figures.value(.arPastDue) }
        }
        let values = found.withLock { $0 }
        #expect(values.count == ledger.asOfDays.count)
        for day in ledger.asOfDays {
            let alone = try engine.figures(asOf: day, scopes: [.all]).value(.arPastDue)
            #expect(values[day] == alone)
        }
    }

    @Test("of many days fail with the error of the earliest day that has one")
    func failure() throws {
        let ledger = OracleLedger.random(seed: 5)
        let engine = ScannedLedger(ledger).engine
        let missing = [Day(iso: "1999-01-01")!, Day(iso: "1999-01-02")!]
        let error = #expect(throws: MetricsError.self) {
            try engine.forEachDay(ledger.asOfDays + missing, scopes: { _ in [.all] }, threads: 2) { _, _ in }
        }
        #expect(error?.message.contains("1999-01-01") == true)
    }
}
