import Ledger

/// The target of a figure for a scope key in the month of the as-of day, and how the figure stands against it.
public struct MetricTarget: Hashable, Sendable {
    public let metric: Metric
    /// The month's target in the figure's unit; of a count an index, since a target may be a part of one.
    public let value: FigureValue
    /// An amount of money in another currency as it is written; nil for all others.
    public let written: WrittenAmount?
    /// What of it is to be reached by the as-of day, rounded half to even where it is money; nil when that is all of it.
    public let toDate: FigureValue?
    /// Whether the figure is judged at the month's end, and the month is still running.
    public let isTooEarly: Bool
    /// The days gone that ``toDate`` goes with; nil when the whole target counts.
    public let pace: MonthPace?
    /// How far the figure may miss the target and still be near it: a share of the target.
    public let amberWithin: Decimal64

    /// What the figure is held against on the as-of day.
    public var aim: FigureValue { toDate ?? value }

    /// Actual − ``aim``, whichever way is better, in the figure's unit (of counts an index); nil when the figure is not available, or the difference does not fit.
    public func variance(of actual: FigureValue) -> FigureValue? {
        guard let number = actual.rational, let wanted = aim.rational else { return nil }
        switch metric.unit {
        case .money: return Int64(exactly: (number - wanted).numerator).map { .money($0) }
        case .ratio: return .ratio(number - wanted)
        case .days: return .days(number - wanted)
        case .count, .index: return .index(number - wanted)
        }
    }

    /// How a figure stands; nil when it is not available, or is judged at the month's end only.
    public func status(of actual: FigureValue) -> Status? {
        guard !isTooEarly, let number = actual.rational, let wanted = aim.rational else { return nil }
        return Status(actual: number, target: wanted, isBetterWhenHigher: metric.isBetterWhenHigher, amberWithin: amberWithin.rational)
    }
}

/// The targets of the month of an as-of day: the one place that says what a figure is held against.
public struct TargetsOfDay: Sendable {
    /// nil when all working days of the month are gone, or it has none.
    public let pace: MonthPace?
    let tables: ReferenceTables
    let frame: FactsFrame
    private let thresholds: TargetThresholds
    /// A report's own share in the place of the settings' general one.
    private let general: Decimal64?
    private let targets: [Place: Target]

    private struct Place: Hashable {
        let id: String
        let scope: Scope
        let key: String
    }

    /// Linear in the targets on record.
    ///
    /// - Parameters:
    ///   - thresholds: When a missed target is amber.
    ///   - general: stands in for the thresholds' general share.
    public init(_ figures: DayFigures, _ thresholds: TargetThresholds, general: Decimal64? = nil) {
        (tables, frame, pace) = (figures.tables, figures.frame, figures.monthPace)
        (self.thresholds, self.general) = (thresholds, general)
        let month = frame.asOf.month
        targets = Dictionary(
            figures.tables.targets.lazy.filter { $0.month == month }.map { (Place(id: $0.metric, scope: $0.scope, key: $0.key), $0) }
        ) { $1 }
    }

    /// How far a figure may miss its target and still be near it: its own share, else the general one.
    public func amberWithin(_ metric: Metric) -> Decimal64 {
        let aging = frame.policy.aging
        return thresholds.share(of: metric.targetId(aging) ?? metric.id(aging), general: general)
    }

    /// The targets of the month, in no particular order.
    var records: some Collection<Target> { targets.values }

    /// The line of the targets file for a metric and exactly a scope and key; nil when there is none. Constant time.
    func record(of metric: Metric, _ scope: Scope, _ key: String) -> Target? {
        metric.targetId(frame.policy.aging).flatMap { targets[Place(id: $0, scope: scope, key: key)] }
    }

    /// The target of a metric for exactly a scope and key; nil when none is set, or it cannot be converted (``unjudged(_:_:_:)``). Ratio targets are percentages. Constant time.
    public func target(of metric: Metric, _ scope: Scope = .all, _ key: String = "") -> MetricTarget? {
        guard let found = record(of: metric, scope, key) else { return nil }
        let number = found.value.rational
        let pace = metric.isMonthFlow ? pace : nil
        switch metric.unit {
        case .money:
            guard let minor = tables.amount(of: found, on: frame.asOf).minor else { return nil }
            let toDate = pace.map { FigureValue.money($0.part(ofMinor: minor)) }
            return target(of: metric, .money(minor), tables.written(found, on: frame.asOf), toDate: toDate, pace)
        case .ratio: return target(of: metric, .ratio(number / Rational(100)), toDate: nil, pace)
        case .days: return target(of: metric, .days(number), toDate: nil, pace)
        case .count, .index: return target(of: metric, .index(number), toDate: pace.map { .index(number * $0.share) }, pace)
        }
    }

    private func target(
        of metric: Metric, _ value: FigureValue, _ written: WrittenAmount? = nil, toDate: FigureValue?, _ pace: MonthPace?
    ) -> MetricTarget {
        MetricTarget(
            metric: metric, value: value, written: written, toDate: toDate, isTooEarly: metric.isMonthShare && self.pace != nil, pace: pace,
            amberWithin: amberWithin(metric))
    }
}
