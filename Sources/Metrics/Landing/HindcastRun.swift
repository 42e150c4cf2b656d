import Ledger

/// The forecast of an earlier month as it was made from a snapshot of it, and the cash that was known then.
struct HindcastRun {
    let month: Month
    let snapshotDay: Day
    let forecast: LandingRollup
    /// The flows of the month up to the snapshot day; nil for the snapshot of the day before the month.
    let known: FlowsRollup?

    /// The months of the plan that lie in the posting history and have a snapshot to re-run the forecast from, newest first.
    ///
    /// - Parameter fromOldest: Whether the oldest is run first.
    static func all(_ frame: FactsFrame, source: any RollupSource, fromOldest: Bool = false) throws -> [HindcastRun] {
        let plan = plan(frame)
        let order = fromOldest ? plan.indices.reversed() : Array(plan.indices)
        var runs = [HindcastRun?](repeating: nil, count: plan.count)
        for place in order { runs[place] = try run(plan[place], source) }
        return runs.compactMap { $0 }
    }

    /// The months of the plan that lie in the posting history, newest first.
    static func plan(_ frame: FactsFrame) -> [LandingHindcast] {
        guard let first = frame.firstPostingMonth else { return [] }
        return LandingHindcast.plan(asOf: frame.asOf, policy: frame.policy).filter {
            first <= $0.month && frame.months.contains($0.month)
        }
    }

    /// The run of the first of the days that has a snapshot; nil without one.
    private static func run(_ hindcast: LandingHindcast, _ source: any RollupSource) throws -> HindcastRun? {
        for day in hindcast.days {
            guard let forecast = try source.landing(asOf: day, month: hindcast.month) else { continue }
            let opening = hindcast.month.firstDay
            let known = day < opening ? nil : try source.flows([Period(first: opening, last: day)])[0]
            return HindcastRun(month: hindcast.month, snapshotDay: day, forecast: forecast, known: known)
        }
        return nil
    }

    /// The days whose cash the forecast is held against: the month, and of D's own month what lies before D or on it.
    func cashPeriod(asOf: Day) -> Period { Period(first: month.firstDay, last: min(month.lastDay, asOf)) }

    /// What is expected of an account after the snapshot day, in reporting minor units.
    func expectedMinor(_ row: Int) -> Int128 {
        Int128(forecast.promisedMinor[row]) + Int128(forecast.dueMinor[row]) + Int128(forecast.disputedMinor[row])
    }
}
