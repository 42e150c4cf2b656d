import Ledger

/// Figures of some keys of a scope taken together, as far as they follow from the figures of each key.
///
/// An amount or a number of things is the sum over the keys where the sum over all keys of the scope is the whole ledger's figure; a figure that is the same for
/// every key and the whole ledger, such as the days of the period, is that; a formula is computed from such figures. Anything else, such as an average that
/// is a sum of rows over a sum of rows, does not follow.
public struct CombinedKeys {
    private let figures: DayFigures
    private let scope: Scope
    private let keys: [String]
    private var known: [Metric: FigureValue?] = [:]

    /// - Parameter keys: Keys of the scope, each once.
    public init(_ keys: [String], of scope: Scope, in figures: DayFigures) {
        self.figures = figures
        self.scope = scope
        self.keys = keys
    }

    /// The figure of the keys together; nil when it does not follow from theirs. O(keys of the scope) the first time a metric is asked for.
    public mutating func value(_ metric: Metric) -> FigureValue? {
        if let known = known[metric] { return known }
        let value = sum(metric) ?? formula(metric)
        known[metric] = .some(value)
        return value
    }

    private func sum(_ metric: Metric) -> FigureValue? {
        // What is rounded for each key adds up by accident only.
        if isRounded(metric) { return nil }
        let whole = figures.value(metric)
        let all = figures.keys(scope).map { figures.value(metric, scope, $0) }
        if all.allSatisfy({ $0 == whole }) { return whole }
        guard metric.unit == .money || metric.unit == .count, let total = whole.rational, let sum = Self.sum(all), sum == total else {
            return nil
        }
        return Self.sum(keys.map { figures.value(metric, scope, $0) }).map { FigureValue($0, unit: metric.unit) }
    }

    /// Whether it is a weighted sum or a mean in money, each rounded once.
    private func isRounded(_ metric: Metric) -> Bool {
        guard case .base(let basis, _) = metric.definition(figures.frame) else { return false }
        return basis.weights != nil || basis.measure == .meanMoney
    }

    private mutating func weightedSum(_ basis: Basis) -> FigureValue? {
        guard let weights = basis.weights else { return nil }
        var sum = Rational.zero
        for (input, weight) in zip(basis.inputs, weights) {
            guard let value = value(input) else { return nil }
            guard let number = value.rational else { return value }
            sum = sum + number * weight
        }
        return FigureValue(minor: sum.rounded)
    }

    private mutating func formula(_ metric: Metric) -> FigureValue? {
        let expression: Expression
        switch metric.definition(figures.frame) {
        case .base(let basis, _): return weightedSum(basis)
        case .formula(let formula): expression = formula
        }
        var inputs: [Metric: FigureValue] = [:]
        for input in expression.inputs {
            guard let value = value(input) else { return nil }
            inputs[input] = value
        }
        switch expression.evaluate({ inputs[$0]! }) {
        case .success(let number): return FigureValue(number, unit: metric.unit)
        case .failure(let missing): return .unavailable(missing.reason)
        }
    }

    private static func sum(_ values: [FigureValue]) -> Rational? {
        var sum = Rational.zero
        for value in values {
            guard let number = value.rational else { return nil }
            sum = sum + number
        }
        return sum
    }
}
