import Ledger
import Metrics
import ReportDocument

/// The working days of a month that is still running: how much of its targets is to be expected by the as-of day.
struct MonthPace: Hashable {
    /// Working days from the first of the month to the as-of day.
    let gone: Int64
    /// Working days of the whole month, more than ``gone``.
    let all: Int64

    /// The part of an amount that goes with the days gone, rounded half to even.
    func part(ofMinor minor: Int64) -> Int64 { Int64(Rational.divideHalfEven(Int128(minor) * Int128(gone), by: Int128(all))) }

    /// The same as a formula over the amount's cell, rounded to the currency's places; nil where the part lies half-way between two minor units.
    func formula(_ whole: CellReference, ofMinor minor: Int64, _ currency: Currency) -> Formula? {
        guard Int128(minor) * Int128(gone) * 2 % Int128(all) != 0 || Int128(minor) * Int128(gone) % Int128(all) == 0 else { return nil }
        return .rounded(formula(whole), places: currency.exponent)
    }

    func formula(_ whole: CellReference) -> Formula { .divide(.multiply(.cell(whole), .whole(gone)), .whole(all)) }
}

extension BlockContext {
    /// The pace of the as-of day's month; nil when all its working days are gone, or it has none: then targets count as a whole.
    var monthPace: MonthPace? {
        guard case .count(let gone) = figures.value(.workingDays), case .count(let all) = figures.value(.monthWorkingDays), gone < all
        else { return nil }
        return MonthPace(gone: gone, all: all)
    }

    /// How far a figure may miss its target and still be near it: of its own, of the report, of the settings.
    func amberWithin(_ metric: Metric) -> Rational {
        data.thresholds.share(of: metric.targetId(aging) ?? metric.id(aging), general: spec.amberWithin).rational
    }
}

/// The target of a figure for a scope key in the month of the as-of day.
struct MetricTarget {
    let metric: Metric
    /// The month's target in the figure's unit.
    let value: CellValue
    /// What of it is to be reached by the as-of day; nil when that is all of it.
    let toDate: CellValue?
    /// Whether the figure is judged at the month's end, and the month is still running.
    let isTooEarly: Bool
    private let pace: MonthPace?

    /// The target of a metric, or nil when none is set. Ratio targets are percentages.
    init?(_ metric: Metric, _ scope: Scope, _ key: String, _ context: BlockContext) {
        let tables = context.data.tables
        guard let id = metric.targetId(context.aging), let found = tables.target(id, scope, key, context.data.asOf.month) else {
            return nil
        }
        self.metric = metric
        pace = metric.isMonthFlow ? context.monthPace : nil
        isTooEarly = metric.isMonthShare && context.monthPace != nil
        switch metric.unit {
        case .money:
            // A cash target of nothing is none: the catalogue divides by it.
            guard id != Metric.cashTargetId || found.value.mantissa > 0,
                let minor = tables.amountMinor(of: found, on: context.data.asOf)
            else { return nil }
            value = .money(minor, context.currency)
            toDate = pace.map { .money($0.part(ofMinor: minor), context.currency) }
        case .ratio:
            value = .ratio(found.value.rational / Rational(100))
            toDate = nil
        case .days:
            value = .days(found.value.rational)
            toDate = nil
        case .count, .index:
            // Half a contact is nobody's target, but what is due of one by a day within the month may be a part of one.
            let places = found.value.rational.denominator == 1 ? metric.placesShown : 1
            value = .number(found.value.rational, places: places)
            toDate = pace.map { .number(found.value.rational * Rational(Int128($0.gone), Int128($0.all)), places: 1) }
        }
    }

    /// The sum of the targets of all portfolios; nil when one has none, or the figure does not add up.
    init?(sumOf targets: [MetricTarget?], _ context: BlockContext) {
        guard let first = targets.first.flatMap({ $0 }), first.metric.isMonthFlow, targets.allSatisfy({ $0 != nil }) else { return nil }
        let parts = targets.compactMap { $0 }
        (metric, isTooEarly, pace) = (first.metric, first.isTooEarly, first.pace)
        func sum(_ values: [CellValue]) -> CellValue? {
            switch values[0] {
            case .money(_, let currency):
                let minor = values.reduce(Int128(0)) { if case .money(let minor, _) = $1 { $0 + Int128(minor) } else { $0 } }
                return Int64(exactly: minor).map { .money($0, currency) }
            case .number:
                let places = values.map { if case .number(_, let places) = $0 { places } else { 0 } }.max() ?? 0
                return .number(values.compactMap(\.number).reduce(.zero, +), places: places)
            default: return nil
            }
        }
        guard let whole = sum(parts.map(\.value)) else { return nil }
        value = whole
        if let pace, case .money(let minor, let currency) = whole {
            toDate = .money(pace.part(ofMinor: minor), currency)
        } else {
            let due = parts.compactMap(\.toDate)
            toDate = due.isEmpty ? nil : sum(due)
        }
    }

    /// The formula of the target to date over the target's cell; nil when it is a value.
    func toDateFormula(_ target: CellReference) -> Formula? {
        if case .money(let minor, let currency) = value { return pace?.formula(target, ofMinor: minor, currency) }
        return pace?.formula(target)
    }

    /// How the figure in one cell is judged against the target in another.
    func judgement(actual: CellReference, target: CellReference, _ context: BlockContext) -> Judgement {
        Judgement(
            actual: actual, target: target, isBetterWhenHigher: metric.isBetterWhenHigher, amberWithin: context.amberWithin(metric))
    }
}
