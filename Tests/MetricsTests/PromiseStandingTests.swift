import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Where promises stand")
struct PromiseStandingTests {
    @Test("judged ones are those the figures count, on random ledgers")
    func judgedOnes() throws {
        var (open, waiting, judged) = (0, 0, 0)
        for seed in UInt64(0)..<25 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, !ledger.promises.isEmpty else { continue }
            let engine = ScannedLedger(ledger).engine
            let figures = try engine.figures(asOf: day, scopes: [])
            let promises = try engine.promises(asOf: day)
            #expect(promises.count == ledger.promises.count { $0.amountMinor > 0 && $0.madeOn <= day }, "seed \(seed)")
            var counts: [PromiseJudgement.Outcome: Int64] = [:]
            var pending: Int64 = 0
            for promise in promises {
                switch promise.standing(on: day) {
                case .open: open += 1
                case .withinTolerance:
                    pending += 1
                    waiting += 1
                case .judged(let outcome):
                    judged += 1
                    if promise.promise.dueOn >= day.month.firstDay { counts[outcome, default: 0] += 1 }
                }
            }
            #expect(.count(counts[.kept] ?? 0) == figures.value(.promiseKept))
            #expect(.count(counts[.partial] ?? 0) == figures.value(.promisePartial))
            #expect(.count(counts[.broken] ?? 0) == figures.value(.promiseBroken))
            #expect(.count(pending) == figures.value(.promisePendingCount))
        }
        #expect(open > 0 && waiting > 10 && judged > 100, "\(open) \(waiting) \(judged)")
    }

    @Test("a promise due on Maundy Thursday waits two business days, to the Wednesday after Easter")
    func easter() throws {
        let tolerance = PromiseTolerance(count: 2, unit: .businessDays)
        #expect(tolerance.lastDay(after: Day(iso: "2026-04-02")!, calendar: .target) == Day(iso: "2026-04-08")!)
        let promise = PaymentPromise(
            promise: "p", customer: "C", madeOn: Day(iso: "2026-04-01")!, dueOn: Day(iso: "2026-04-02")!, currency: .eur, amountMinor: 100)
        var policy = Policy()
        policy.promiseTolerance = tolerance
        let standing = { (day: String) -> PromiseJudgement.Standing in
            let day = Day(iso: day)!
            return PromiseJudgement.all([promise], postings: .init(), asOf: day, policy: policy)[0].standing(on: day)
        }
        #expect(standing("2026-04-01") == .open)
        #expect(standing("2026-04-07") == .withinTolerance)
        #expect(standing("2026-04-08") == .judged(.broken))
    }
}
