import Ledger

/// All figures of one as-of day: for any metric, scope and key.
public struct DayFigures: Sendable {
    /// What is the same for every figure of the day.
    let day: MetricDay
    /// The disputes behind the figures, one by one and by department and reason.
    public let disputes: DisputesOfDay
    /// The promises made by D; only when scope customer was asked for.
    let promises: PromisesOfDay
    let facts: [Scope: KeyedFacts]

    public var frame: FactsFrame { day.frame }
    /// The frame of a portfolio's figures, which says nothing of other teams.
    func ownFrame(_ scope: Scope, _ key: String) -> FactsFrame {
        let frame = frame(of: scope, key)
        return frame.policy.teamCalendars.isEmpty ? frame : frame.working(frame.policy.workCalendar)
    }
    /// The frame of a key's figures: with the work calendar of its team where that has one of its own.
    public func frame(of scope: Scope, _ key: String) -> FactsFrame { day.ofKey(scope, key).frame }
    public var tables: ReferenceTables { day.tables }
    /// Σ of the positive net balances of customers over the whole ledger, also for figures cut to a portfolio.
    var positiveNetMinor: Int128 { day.positiveNetMinor }

    /// The keys of a scope, ascending, `house` and `unknown` last. Only for scopes that were asked for.
    public func keys(_ scope: Scope) -> [String] { facts[scope]?.keys ?? [] }

    /// The facts behind the figures of a key; zero for a key without rows.
    public func facts(_ scope: Scope, _ key: String) -> Facts {
        facts[scope]?[key] ?? Facts(FactsLayout(bucketCount: frame.policy.aging.bucketCount, monthCount: frame.months.count))
    }

    /// Days past due of the oldest past-due debit item of a key; nil without any.
    public func oldestDaysPastDue(_ scope: Scope, _ key: String) -> Int? {
        facts(scope, key).oldestDueDay.map { frame.asOf.days(since: $0) }
    }

    /// Debit items without a due day.
    public func undatedCount(_ scope: Scope = .all, _ key: String = "") -> Int64 { Int64(facts(scope, key)[.undatedCount]) }

    /// Payments of the period that name no known invoice: their number.
    public func unmatchedPaymentCount(_ scope: Scope = .all, _ key: String = "") -> Int64 { Int64(facts(scope, key)[.unmatchedCount]) }

    /// The value of a metric.
    public func value(_ metric: Metric, _ scope: Scope = .all, _ key: String = "") -> FigureValue {
        Self.value(metric, facts(scope, key), context(scope, key))
    }

    /// What definitions may ask of a key besides its facts.
    func context(_ scope: Scope, _ key: String) -> MetricContext {
        MetricContext(day: day.ofKey(scope, key), scope: scope, key: key)
    }

    static func value(_ metric: Metric, _ facts: Facts, _ context: MetricContext) -> FigureValue {
        switch metric.definition(context.frame) {
        case .base(_, let figure): return figure.value(facts, context)
        case .formula(let expression):
            switch expression.evaluate({ value($0, facts, context) }) {
            case .success(let number): return FigureValue(number, unit: metric.unit)
            case .failure(let missing): return .unavailable(missing.reason)
            }
        }
    }
}
