import Ledger
import Metrics
import MetricsOracle
import Synchronization

/// The figures of a random ledger's last day by the whole road, computed once for all tests that look at them.
struct RandomFigures: Sendable {
    let ledger: OracleLedger
    let figures: DayFigures
    /// Of the day before the period; nil without a snapshot of it.
    let opening: DayFigures?
    /// Seed and day, for messages.
    let place: String

    private static let known = Mutex<[UInt64: RandomFigures]>([:])

    /// nil when the ledger has no day to ask for.
    static func of(seed: UInt64) throws -> RandomFigures? {
        if let found = known.withLock({ $0[seed] }) { return found }
        let ledger = OracleLedger.random(seed: seed)
        guard let day = ledger.asOfDays.last else { return nil }
        let openingDay = Period.monthToDate(day).openingDay
        let made = try Road.with(ledger, shuffle: seed) { road in
            let engine = try road.engine()
            return RandomFigures(
                ledger: ledger, figures: try engine.figures(asOf: day),
                opening: ledger.snapshots[openingDay] == nil ? nil : try engine.figures(asOf: openingDay),
                place: "seed \(seed), \(day):")
        }
        known.withLock { $0[seed] = made }
        return made
    }
}
