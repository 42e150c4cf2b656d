import Ledger
import Metrics
import ReportDocument

extension BlockContext {
    /// The cell of a month's target. Half a contact is nobody's target; where one is, it is shown.
    func cell(of target: MetricTarget) -> CellValue {
        let isWhole = target.value.rational?.denominator == 1
        return value(target.value, places: isWhole ? target.metric.placesShown : 1)
    }

    /// The cell of what of a target is to be reached by the as-of day, which may be a part of a contact; nil when that is all of it.
    func cell(toDate target: MetricTarget) -> CellValue? { target.toDate.map { value($0, places: 1) } }
}

extension MetricTarget {
    /// The formula of the target to date over the target's cell; nil when it is a value.
    func toDateFormula(_ target: CellReference, _ currency: Currency) -> Formula? {
        if case .money(let minor) = value { return pace?.formula(target, ofMinor: minor, currency) }
        return pace?.formula(target)
    }

    /// How the figure in one cell is judged against the target in another.
    func judgement(actual: CellReference, target: CellReference) -> Judgement {
        Judgement(actual: actual, target: target, isBetterWhenHigher: metric.isBetterWhenHigher, amberWithin: amberWithin.rational)
    }
}

extension MonthPace {
    /// The part of an amount as a formula over its cell, rounded to the currency's places; nil where the part lies half-way between two minor units.
    fileprivate func formula(_ whole: CellReference, ofMinor minor: Int64, _ currency: Currency) -> Formula? {
        let product = Int128(minor) * Int128(gone)
        guard product * 2 % Int128(all) != 0 || product % Int128(all) == 0 else { return nil }
        return .rounded(formula(whole), places: currency.exponent)
    }

    fileprivate func formula(_ whole: CellReference) -> Formula { .divide(.multiply(.cell(whole), .whole(gone)), .whole(all)) }
}
