import Ledger

/// The order in which some metrics of a day are computed for a key: every figure once, inputs before what is made from them.
///
/// Made once a day and used for every key of every scope, so that definitions are looked up and formulas taken apart only once. Values are the same as those of
/// ``DayFigures/value(_:_:_:)``.
public struct EvaluationPlan: Sendable {
    /// The metrics asked for, in their order.
    public let metrics: [Metric]
    private let steps: [Step]
    /// The base figures' definitions; formulas one behind the other.
    private let bases: [Base]
    private let instructions: [Instruction]
    private let reasons: [UnavailableReason]
    /// The step of each metric asked for.
    private let places: [Int]

    /// In a structure of its own, since a bare function in an array takes its arguments indirectly, which copies them.
    private struct Base: Sendable {
        let evaluate: @Sendable (Facts, MetricContext) -> FigureValue
    }

    private enum Step: Sendable {
        /// The base figure of that number.
        case base(Int)
        /// The formula between two instructions.
        case formula(first: Int, end: Int, MetricUnit)
    }

    /// A step of a formula over a stack of numbers: nothing is allocated or counted while it is evaluated.
    private enum Instruction: Sendable {
        /// Pushes a value computed before.
        case value(Int)
        /// Replace the two topmost numbers, or the topmost one, by the result.
        case add, subtract, multiply, negate
        /// Divides, unless the divisor is zero or negative: then there is no value, for the reason of that number.
        case divide(orElse: Int)
    }

    /// A plan for metrics on the days of a frame.
    public init(_ metrics: [Metric], frame: FactsFrame) {
        var builder = Builder(frame: frame)
        places = metrics.map { builder.place(of: $0) }
        (steps, bases, instructions, reasons) = (builder.steps, builder.bases, builder.instructions, builder.reasons)
        self.metrics = metrics
    }

    /// Storage that is used again from key to key.
    struct Workspace {
        /// The values of all steps.
        fileprivate var steps: [FigureValue] = []
        fileprivate var stack: [Rational] = []
        /// The values of the metrics asked for, in their order.
        fileprivate(set) var values: [FigureValue] = []
    }

    /// Computes the metrics asked for of one key.
    func evaluate(_ facts: Facts, _ context: MetricContext, _ workspace: inout Workspace) {
        workspace.steps.removeAll(keepingCapacity: true)
        for step in steps {
            switch step {
            case .base(let number): workspace.steps.append(bases[number].evaluate(facts, context))
            case .formula(let first, let end, let unit):
                workspace.steps.append(formula(first..<end, unit, workspace.steps, &workspace.stack))
            }
        }
        workspace.values.removeAll(keepingCapacity: true)
        for place in places { workspace.values.append(workspace.steps[place]) }
    }

    /// The value of a formula; the reason met first when an input is missing, as ``Expression/evaluate(_:)`` gives it.
    ///
    /// - Parameters:
    ///   - values: Of the steps before.
    ///   - stack: Its storage is used again.
    private func formula(_ range: Range<Int>, _ unit: MetricUnit, _ values: [FigureValue], _ stack: inout [Rational]) -> FigureValue {
        stack.removeAll(keepingCapacity: true)
        for place in range {
            switch instructions[place] {
            case .value(let step):
                guard let number = values[step].rational else { return values[step] }
                stack.append(number)
            case .negate: stack[stack.count - 1] = Rational.zero - stack[stack.count - 1]
            case .add:
                let right = stack.removeLast()
                stack[stack.count - 1] = stack[stack.count - 1] + right
            case .subtract:
                let right = stack.removeLast()
                stack[stack.count - 1] = stack[stack.count - 1] - right
            case .multiply:
                let right = stack.removeLast()
                stack[stack.count - 1] = stack[stack.count - 1] * right
            case .divide(let reason):
                let right = stack.removeLast()
                guard right.numerator > 0 else { return .unavailable(reasons[reason]) }
                stack[stack.count - 1] = stack[stack.count - 1] / right
            }
        }
        return FigureValue(stack.popLast() ?? .zero, unit: unit)
    }

    private struct Builder {
        let frame: FactsFrame
        var steps: [Step] = []
        var bases: [Base] = []
        var instructions: [Instruction] = []
        var reasons: [UnavailableReason] = []
        private var placeOfMetric: [Metric: Int] = [:]

        init(frame: FactsFrame) { self.frame = frame }

        mutating func place(of metric: Metric) -> Int {
            if let known = placeOfMetric[metric] { return known }
            switch metric.definition(frame) {
            case .base(_, let evaluate):
                bases.append(Base(evaluate: evaluate))
                steps.append(.base(bases.count - 1))
            case .formula(let expression):
                // The inputs are steps before this one, and their instructions come before its own.
                for input in expression.inputs { _ = place(of: input) }
                let first = instructions.count
                append(expression)
                steps.append(.formula(first: first, end: instructions.count, metric.unit))
            }
            placeOfMetric[metric] = steps.count - 1
            return steps.count - 1
        }

        private mutating func append(_ expression: Expression) {
            switch expression {
            case .metric(let metric): instructions.append(.value(place(of: metric)))
            case .sum(let terms):
                for (index, term) in terms.enumerated() {
                    append(term)
                    if index > 0 { instructions.append(.add) }
                }
            case .difference(let left, let right): append(left, right, .subtract)
            case .product(let left, let right): append(left, right, .multiply)
            case .quotient(let dividend, let divisor, let reason):
                reasons.append(reason)
                append(dividend, divisor, .divide(orElse: reasons.count - 1))
            case .negated(let term):
                append(term)
                instructions.append(.negate)
            }
        }

        private mutating func append(_ left: Expression, _ right: Expression, _ instruction: Instruction) {
            append(left)
            append(right)
            instructions.append(instruction)
        }
    }
}

extension DayFigures {
    /// Computes a plan's metrics for every key of a scope, in the order of ``keys(_:)``: for tables of many figures. One key at a time, so memory does not grow with
    /// their number.
    public func forEachKey(_ scope: Scope, _ plan: EvaluationPlan, _ body: (_ key: String, _ values: [FigureValue]) throws -> Void) rethrows
    {
        var workspace = EvaluationPlan.Workspace()
        try facts[scope]?.forEach { key, facts in
            plan.evaluate(facts, context(scope, key), &workspace)
            try body(key, workspace.values)
        }
    }
}
