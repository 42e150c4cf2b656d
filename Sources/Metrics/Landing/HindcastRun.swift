import Ledger

/// The forecast of an earlier month as it was made from a snapshot of it, and the cash that was known then.
struct HindcastRun {
    let month: Month
    let snapshotDay: Day
    let forecast: LandingRollup
    /// The flows of the month up to the snapshot day; nil for the snapshot of the day before the month.
    let known: FlowsRollup?

    /// The months of the plan that lie in the posting history and have a snapshot to re-run the forecast from, newest first.
    static func all(_ frame: FactsFrame, source: any RollupSource) throws -> [HindcastRun] {
        guard let first = frame.firstPostingMonth else { return [] }
        var runs: [HindcastRun] = []
        for hindcast in LandingHindcast.plan(asOf: frame.asOf, policy: frame.policy)
        where first <= hindcast.month && frame.months.contains(hindcast.month) {
            for day in hindcast.days {
                guard let forecast = try source.landing(asOf: day, month: hindcast.month) else { continue }
                let opening = hindcast.month.firstDay
                let known = day < opening ? nil : try source.flows([Period(first: opening, last: day)])[0]
                runs.append(HindcastRun(month: hindcast.month, snapshotDay: day, forecast: forecast, known: known))
                break
            }
        }
        return runs
    }

    /// The days whose cash the forecast is held against: the month, and of D's own month what lies before D or on it.
    func cashPeriod(asOf: Day) -> Period { Period(first: month.firstDay, last: min(month.lastDay, asOf)) }

    /// What is expected of an account after the snapshot day, in reporting minor units.
    func expectedMinor(_ row: Int) -> Int128 {
        Int128(forecast.promisedMinor[row]) + Int128(forecast.dueMinor[row]) + Int128(forecast.disputedMinor[row])
    }
}
