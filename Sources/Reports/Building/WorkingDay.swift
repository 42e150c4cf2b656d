import Ledger
import Metrics

/// A day of work as a huddle sees it, with what was recorded about the days around it (reading 39 of the catalogue).
public struct WorkingDay: Sendable {
    /// The working day before the as-of day.
    public let before: Day
    /// The latest day with a snapshot before the as-of day; nil without one.
    public let previousSnapshot: Day?
    /// From the working day before to the day before the as-of day, both inclusive: yesterday, and the days off since.
    public let yesterday: Period
    /// Cash of ``yesterday``.
    public var cash: RecentCash
    /// Promises not yet kept that are due on the as-of day, or on a day off before it.
    private(set) var due: [PromiseJudgement]
    /// Promises whose tolerance ended yesterday and of which nothing was paid by the as-of day.
    private(set) var broken: [PromiseJudgement]

    /// - Parameter promises: All promises made by the as-of day with what was paid of them.
    public init(asOf: Day, before: Day, previousSnapshot: Day?, cash: RecentCash, promises: [PromiseJudgement]) {
        self.before = before
        self.previousSnapshot = previousSnapshot
        self.cash = cash
        due = promises.filter { $0.promise.dueOn > before && $0.promise.dueOn <= asOf && $0.outcome != .kept }
        let yesterday = Period(first: before, last: asOf.adding(days: -1))
        self.yesterday = yesterday
        broken = promises.filter { yesterday.contains($0.lastDay) && $0.standing(on: asOf) == .judged(.broken) }
    }

    /// The part that concerns some customers.
    func of(customers: Set<String>) -> WorkingDay {
        var part = self
        part.cash = cash.of(customers: customers)
        part.due = due.filter { customers.contains($0.promise.customer) }
        part.broken = broken.filter { customers.contains($0.promise.customer) }
        return part
    }
}
