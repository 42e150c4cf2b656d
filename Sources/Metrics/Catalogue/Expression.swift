import Ledger

/// The formula of a metric over other metrics: evaluated for the figure, shown as its working, written live into the workbook.
public indirect enum Expression: Hashable, Sendable {
    case metric(Metric)
    case sum([Expression])
    case difference(Expression, Expression)
    case product(Expression, Expression)
    /// A quotient; when the divisor is zero or negative the figure is not available, for this reason.
    case quotient(Expression, Expression, orElse: UnavailableReason)
    case negated(Expression)
}

extension Expression {
    static func / (left: Expression, right: (Expression, UnavailableReason)) -> Expression { .quotient(left, right.0, orElse: right.1) }

    /// The value, given those of the metrics in it; the first reason met from left to right when one is missing.
    public func evaluate(_ value: (Metric) -> FigureValue) -> Result<Rational, MissingFigure> {
        switch self {
        case .metric(let metric):
            let figure = value(metric)
            if case .unavailable(let reason) = figure { return .failure(MissingFigure(reason: reason)) }
            return .success(figure.rational ?? .zero)
        case .sum(let terms):
            return terms.reduce(.success(.zero)) { sum, term in sum.flatMap { sum in term.evaluate(value).map { sum + $0 } } }
        case .difference(let left, let right):
            return left.evaluate(value).flatMap { left in right.evaluate(value).map { left - $0 } }
        case .product(let left, let right):
            return left.evaluate(value).flatMap { left in right.evaluate(value).map { left * $0 } }
        case .quotient(let dividend, let divisor, let reason):
            return dividend.evaluate(value).flatMap { dividend in
                divisor.evaluate(value).flatMap { divisor in
                    divisor > .zero ? .success(dividend / divisor) : .failure(MissingFigure(reason: reason))
                }
            }
        case .negated(let term):
            return term.evaluate(value).map { Rational.zero - $0 }
        }
    }

    /// All metrics in the formula, from left to right, each once.
    public var inputs: [Metric] {
        switch self {
        case .metric(let metric): [metric]
        case .sum(let terms): terms.flatMap(\.inputs).firstOccurrences
        case .difference(let left, let right), .product(let left, let right), .quotient(let left, let right, _):
            (left.inputs + right.inputs).firstOccurrences
        case .negated(let term): term.inputs
        }
    }
}

/// Carries the reason of a missing input through an evaluation.
public struct MissingFigure: Error {
    public let reason: UnavailableReason
}

extension Array where Element: Hashable {
    fileprivate var firstOccurrences: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
