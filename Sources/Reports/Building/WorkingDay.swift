import Ledger
import Metrics

/// A day of work as a huddle sees it, with what was recorded about the days around it (reading 39 of the catalogue).
public struct WorkingDay: Sendable {
    /// The working day before the as-of day.
    public let before: Day
    /// The latest day with a snapshot before the as-of day; nil without one.
    public let previousSnapshot: Day?
    /// From the working day before to the day before the as-of day, both inclusive: yesterday, and the days off since.
    public var yesterday: Period { Period(first: before, last: asOf.adding(days: -1)) }
    /// Cash of ``yesterday``.
    public var cash: RecentCash
    /// All promises made by the as-of day with what was paid of them.
    public var promises: [PromiseJudgement]
    private let asOf: Day

    public init(asOf: Day, before: Day, previousSnapshot: Day?, cash: RecentCash, promises: [PromiseJudgement]) {
        self.asOf = asOf
        self.before = before
        self.previousSnapshot = previousSnapshot
        self.cash = cash
        self.promises = promises
    }

    /// Promises not yet kept that are due on the as-of day, or on a day off before it.
    var due: [PromiseJudgement] {
        promises.filter { $0.promise.dueOn > before && $0.promise.dueOn <= asOf && $0.outcome != .kept }
    }

    /// Promises whose tolerance ended yesterday and of which nothing was paid by the as-of day.
    var broken: [PromiseJudgement] {
        promises.filter { yesterday.contains($0.lastDay) && $0.standing(on: asOf) == .judged(.broken) }
    }

    /// The part that concerns some customers.
    func of(customers: Set<String>) -> WorkingDay {
        var part = self
        part.cash = cash.of(customers: customers)
        part.promises = promises.filter { customers.contains($0.promise.customer) }
        return part
    }
}
