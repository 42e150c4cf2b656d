import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The pace")
struct PaceTests {
    /// Days worked between two days, both inclusive, counted one by one.
    private func worked(_ first: Day, _ last: Day, _ calendar: HolidayCalendar) -> Int64 {
        var count: Int64 = 0
        var day = first
        while day <= last {
            if day.weekday <= 5, !calendar.isHoliday(day) { count += 1 }
            day = day.adding(days: 1)
        }
        return count
    }

    @Test("is attainment ÷ share of the working days gone, for every owner of random ledgers")
    func againstCounting() throws {
        var known = 0
        for seed in UInt64(0)..<60 {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            for asOf in ledger.asOfDays.suffix(2) {
                let figures = try engine.figures(asOf: asOf, scopes: [.all, .analyst])
                let gone = worked(asOf.month.firstDay, asOf, engine.policy.workCalendar)
                let all = worked(asOf.month.firstDay, asOf.month.lastDay, engine.policy.workCalendar)
                for (scope, key) in [(Scope.all, "")] + figures.keys(.analyst).map({ (.analyst, $0) }) {
                    #expect(figures.value(.monthWorkingDays, scope, key) == .count(all))
                    #expect(figures.value(.timeGone, scope, key) == .ratio(Rational(Int128(gone), Int128(all))))
                    let target = ledger.targets.last {
                        $0.month == asOf.month && $0.scope == scope && $0.key == key && $0.metric == "cash.collected"
                    }
                    guard target != nil, let cash = figures.value(.cashAttributed, scope, key).rational, gone > 0,
                        let minor = figures.value(.targetCash, scope, key).rational, minor > .zero
                    else {
                        #expect(figures.value(.pace, scope, key).rational == nil)
                        continue
                    }
                    known += 1
                    #expect(figures.value(.pace, scope, key).rational == cash * Rational(all) / (minor * Rational(gone)))
                }
            }
        }
        #expect(known > 50)
    }

    @Test("counts a day after a holiday and a weekend from the last day worked")
    func dayBefore() {
        let italy = HolidayCalendar.italy
        #expect(italy.businessDay(Day(iso: "2026-11-06")!, minus: 1) == Day(iso: "2026-11-05")!)
        #expect(italy.businessDay(Day(iso: "2026-11-02")!, minus: 1) == Day(iso: "2026-10-30")!)
        // Easter Monday, 6 April 2026.
        #expect(italy.businessDay(Day(iso: "2026-04-07")!, minus: 1) == Day(iso: "2026-04-03")!)
    }

    @Test("of a few days' cash is the sum of their payments, by customer")
    func recentCash() throws {
        var days = 0
        for seed in UInt64(0)..<40 {
            let ledger = OracleLedger.random(seed: seed)
            guard let asOf = ledger.asOfDays.last else { continue }
            let engine = ScannedLedger(ledger).engine
            for length in [0, 3, 12] {
                let period = Period(first: asOf.adding(days: -length - 1), last: asOf.adding(days: -1))
                var expected: [String: Int128] = [:]
                for posting in ledger.postings where posting.kind == .payment && period.contains(posting.postingDate) {
                    let conversion = try #require(engine.tables.rates.conversion(of: posting.currency, on: posting.postingDate))
                    expected[posting.customer, default: 0] -= Int128(try #require(conversion.convert(posting.amountMinor)))
                }
                let cash = try engine.cash(in: period)
                #expect(cash.minorByCustomer.filter { $0.value != 0 } == expected.filter { $0.value != 0 }, "seed \(seed)")
                #expect(cash.totalMinor == expected.values.reduce(0, +))
                let some = Set(expected.keys.sorted().prefix(2))
                #expect(cash.of(customers: some).totalMinor == some.reduce(0) { $0 + expected[$1]! })
                days += expected.isEmpty ? 0 : 1
            }
        }
        #expect(days > 30)
    }
}
