import Ledger

/// The order in which some metrics of a day are computed for a key: every figure once, inputs before what is made from them.
///
/// Made once a day and used for every key of every scope, so that definitions are looked up and formulas taken apart only once. Values are the same as those of
/// ``DayFigures/value(_:_:_:)``.
public struct EvaluationPlan: Sendable {
    /// The metrics asked for, in their order.
    public let metrics: [Metric]
    private let steps: [Step]
    /// The step of each metric asked for.
    private let places: [Int]

    private enum Step: Sendable {
        case base(@Sendable (Facts, MetricContext) -> FigureValue)
        case formula(PlannedExpression, MetricUnit)
    }

    /// A plan for metrics on the days of a frame.
    public init(_ metrics: [Metric], frame: FactsFrame) {
        var builder = Builder(frame: frame)
        places = metrics.map { builder.place(of: $0) }
        steps = builder.steps
        self.metrics = metrics
    }

    /// The values of the metrics asked for, in their order.
    func values(_ facts: Facts, _ context: MetricContext) -> [FigureValue] {
        var values: [FigureValue] = []
        values.reserveCapacity(steps.count)
        var stack: [Rational] = []
        stack.reserveCapacity(8)
        for step in steps {
            switch step {
            case .base(let evaluate): values.append(evaluate(facts, context))
            case .formula(let expression, let unit):
                switch expression.evaluate(values, &stack) {
                case .success(let number): values.append(FigureValue(number, unit: unit))
                case .failure(let missing): values.append(.unavailable(missing.reason))
                }
            }
        }
        return places.map { values[$0] }
    }

    private struct Builder {
        let frame: FactsFrame
        var steps: [Step] = []
        private var placeOfMetric: [Metric: Int] = [:]

        init(frame: FactsFrame) { self.frame = frame }

        mutating func place(of metric: Metric) -> Int {
            if let known = placeOfMetric[metric] { return known }
            let step: Step =
                switch metric.definition(frame) {
                case .base(_, let evaluate): .base(evaluate)
                case .formula(let expression): .formula(planned(expression), metric.unit)
                }
            steps.append(step)
            placeOfMetric[metric] = steps.count - 1
            return steps.count - 1
        }

        private mutating func planned(_ expression: Expression) -> PlannedExpression {
            var plan = PlannedExpression()
            append(expression, to: &plan)
            return plan
        }

        private mutating func append(_ expression: Expression, to plan: inout PlannedExpression) {
            switch expression {
            case .metric(let metric): plan.instructions.append(.value(place(of: metric)))
            case .sum(let terms):
                for (index, term) in terms.enumerated() {
                    append(term, to: &plan)
                    if index > 0 { plan.instructions.append(.add) }
                }
            case .difference(let left, let right): append(left, right, .subtract, to: &plan)
            case .product(let left, let right): append(left, right, .multiply, to: &plan)
            case .quotient(let dividend, let divisor, let reason):
                plan.reasons.append(reason)
                append(dividend, divisor, .divide(orElse: plan.reasons.count - 1), to: &plan)
            case .negated(let term):
                append(term, to: &plan)
                plan.instructions.append(.negate)
            }
        }

        private mutating func append(
            _ left: Expression, _ right: Expression, _ instruction: PlannedExpression.Instruction, to plan: inout PlannedExpression
        ) {
            append(left, to: &plan)
            append(right, to: &plan)
            plan.instructions.append(instruction)
        }
    }
}

/// An ``Expression`` as instructions over a stack: nothing is allocated or counted while it is evaluated.
private struct PlannedExpression: Sendable {
    enum Instruction: Sendable {
        /// Pushes a value computed before.
        case value(Int)
        /// Replace the two topmost numbers, or the topmost one, by the result.
        case add, subtract, multiply, negate
        /// Divides, unless the divisor is zero or negative: then there is no value, for the reason of that number.
        case divide(orElse: Int)
    }

    var instructions: [Instruction] = []
    var reasons: [UnavailableReason] = []

    /// The value; the reason met first when an input is missing, as ``Expression/evaluate(_:)`` gives it.
    ///
    /// - Parameter stack: Empty before and after; its storage is used again.
    func evaluate(_ values: [FigureValue], _ stack: inout [Rational]) -> Result<Rational, MissingFigure> {
        stack.removeAll(keepingCapacity: true)
        for instruction in instructions {
            switch instruction {
            case .value(let place):
                guard let number = values[place].rational else { return .failure(Self.missing(values[place])) }
                stack.append(number)
            case .negate: stack[stack.count - 1] = Rational.zero - stack[stack.count - 1]
            case .add, .subtract, .multiply, .divide:
                let right = stack.removeLast()
                let left = stack[stack.count - 1]
                switch instruction {
                case .subtract: stack[stack.count - 1] = left - right
                case .multiply: stack[stack.count - 1] = left * right
                case .divide(let reason):
                    guard right.numerator > 0 else { return .failure(MissingFigure(reason: reasons[reason])) }
                    stack[stack.count - 1] = left / right
                default: stack[stack.count - 1] = left + right
                }
            }
        }
        return .success(stack.popLast() ?? .zero)
    }

    private static func missing(_ value: FigureValue) -> MissingFigure {
        guard case .unavailable(let reason) = value else { preconditionFailure("only a figure that is not available has no number") }
        return MissingFigure(reason: reason)
    }
}

extension DayFigures {
    /// Computes a plan's metrics for every key of a scope, in the order of ``keys(_:)``: for tables of many figures. One key at a time, so memory does not grow with
    /// their number.
    public func forEachKey(_ scope: Scope, _ plan: EvaluationPlan, _ body: (_ key: String, _ values: [FigureValue]) throws -> Void) rethrows
    {
        for key in keys(scope) {
            try body(key, plan.values(facts(scope, key), context(scope, key)))
        }
    }
}
