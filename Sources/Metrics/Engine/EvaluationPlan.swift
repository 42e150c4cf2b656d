import Ledger

/// The order in which some metrics of a day are computed for a key: every figure once, inputs before what is made from them.
///
/// Made once a day and used for every key of every scope, so that definitions are looked up and formulas taken apart only once. Values are the same as those of
/// ``DayFigures/value(_:_:_:)``.
public struct EvaluationPlan: Sendable {
    /// The metrics asked for, in their order.
    public let metrics: [Metric]
    /// What is the same for all keys of a day, and what is computed for each of them; in an order in which inputs come first.
    private let constants: [Step]
    private let steps: [Step]
    /// Of the base figures that are computed.
    private let bases: [Base]
    /// Terms and instructions of formulas, one formula behind the other.
    private let terms: [Term]
    private let instructions: [Instruction]
    private let reasons: [UnavailableReason]
    /// How many places there are: those of the metrics asked for come first, in their order.
    private let placeCount: Int

    /// In a structure of its own, since a bare function in an array takes its arguments indirectly, which copies them.
    struct Base: Sendable {
        let evaluate: @Sendable (Facts, MetricContext) -> FigureValue
    }

    /// Computes the value of a place.
    struct Step: Sendable {
        let place: Int
        let rule: Rule
    }

    enum Rule: Sendable {
        /// The value of another place.
        case same(Int)
        /// An amount of the facts, by its offset there.
        case amount(Int, BaseFigure.Unit)
        /// The base figure of that number.
        case base(Int)
        /// Not available, for the reason of that number.
        case unavailable(Int)
        /// Whole figures added up: a range of terms.
        case sum(Range<Int>, MetricUnit)
        /// Such a sum divided by another, unless that is zero or negative: then there is no value, for the reason of that number.
        case quotient(Range<Int>, by: Range<Int>, orElse: Int, MetricUnit)
        /// Any other formula: a range of instructions.
        case formula(Range<Int>, MetricUnit)
    }

    /// A figure of whole numbers, added or taken off.
    struct Term: Sendable {
        let place: Int
        let isTakenOff: Bool
    }

    /// A step of a formula over a stack of numbers: nothing is allocated or counted while it is evaluated.
    enum Instruction: Sendable {
        /// Pushes the value of a place.
        case value(Int)
        /// Replace the two topmost numbers, or the topmost one, by the result.
        case add, subtract, multiply, negate
        /// Divides, unless the divisor is zero or negative: then there is no value, for the reason of that number.
        case divide(orElse: Int)
    }

    /// A plan for metrics on the days of a frame.
    public init(_ metrics: [Metric], frame: FactsFrame) {
        var builder = Builder(metrics, frame: frame)
        for (place, metric) in metrics.enumerated() { builder.add(metric, at: place) }
        placeCount = builder.placeCount
        (constants, steps, bases) = (builder.constants, builder.steps, builder.bases)
        (terms, instructions, reasons) = (builder.terms, builder.instructions, builder.reasons)
        self.metrics = metrics
    }

    /// Storage that is used again from key to key.
    struct Workspace {
        /// By place.
        fileprivate var computed: [FigureValue]
        /// The day whose constants stand in their places; nil before the first key.
        fileprivate var day: MetricDay?
        fileprivate var stack: [Rational] = []
        fileprivate let valueCount: Int

        /// The values of the metrics asked for, in their order.
        var values: ArraySlice<FigureValue> { computed[..<valueCount] }
    }

    var workspace: Workspace { Workspace(computed: Array(repeating: .count(0), count: placeCount), valueCount: metrics.count) }

    /// Computes the metrics asked for of one key.
    func evaluate(_ facts: Facts, _ context: MetricContext, _ workspace: inout Workspace) {
        if workspace.day !== context.day {
            evaluate(constants, facts, context, &workspace)
            workspace.day = context.day
        }
        evaluate(steps, facts, context, &workspace)
    }

    private func evaluate(_ steps: [Step], _ facts: Facts, _ context: MetricContext, _ workspace: inout Workspace) {
        precondition(workspace.computed.count == placeCount)
        workspace.computed.withUnsafeMutableBufferPointer { computed in
            for step in steps {
                // Unchecked: the places of steps and of what they are made from are below the number of all places.
                computed[step.place] =
                    switch step.rule {
                    case .same(let place): computed[place]
                    case .amount(let offset, let unit): unit.value(facts.amounts[facts.amounts.startIndex + offset])
                    case .base(let number): bases[number].evaluate(facts, context)
                    case .unavailable(let reason): .unavailable(reasons[reason])
                    case .sum(let range, let unit): sum(range, computed).value(in: unit)
                    case .quotient(let dividend, let divisor, let reason, let unit):
                        quotient(dividend, divisor, orElse: reason, unit, computed)
                    case .formula(let range, let unit): formula(range, unit, computed, &workspace.stack)
                    }
            }
        }
    }

    /// A sum of whole figures, or why one of them is not available: the first from left to right.
    private enum Sum {
        case whole(Int128)
        case unavailable(UnavailableReason)

        @inline(__always)
        func value(in unit: MetricUnit) -> FigureValue {
            switch self {
            case .whole(let number): FigureValue(Rational(number), unit: unit)
            case .unavailable(let reason): .unavailable(reason)
            }
        }
    }

    @inline(__always)
    private func sum(_ range: Range<Int>, _ computed: UnsafeMutableBufferPointer<FigureValue>) -> Sum {
        var sum: Int128 = 0
        for term in terms[range] {
            switch computed[term.place] {
            case .money(let number), .count(let number): sum += term.isTakenOff ? -Int128(number) : Int128(number)
            case .unavailable(let reason): return .unavailable(reason)
            case .ratio, .days, .index: preconditionFailure("terms are figures of whole numbers")
            }
        }
        return .whole(sum)
    }

    @inline(__always)
    private func quotient(
        _ dividend: Range<Int>, _ divisor: Range<Int>, orElse reason: Int, _ unit: MetricUnit,
        _ computed: UnsafeMutableBufferPointer<FigureValue>
    ) -> FigureValue {
        let upper: Int128
        switch sum(dividend, computed) {
        case .whole(let number): upper = number
        case .unavailable(let reason): return .unavailable(reason)
        }
        switch sum(divisor, computed) {
        case .whole(let lower): return lower > 0 ? FigureValue(.quotient(upper, by: lower), unit: unit) : .unavailable(reasons[reason])
        case .unavailable(let reason): return .unavailable(reason)
        }
    }

    /// The value of a formula; the reason met first when an input is missing, as ``Expression/evaluate(_:)`` gives it.
    ///
    /// - Parameter stack: Its storage is used again.
    private func formula(
        _ range: Range<Int>, _ unit: MetricUnit, _ computed: UnsafeMutableBufferPointer<FigureValue>, _ stack: inout [Rational]
    ) -> FigureValue {
        stack.removeAll(keepingCapacity: true)
        for index in range {
            switch instructions[index] {
            case .value(let place):
                guard let number = computed[place].rational else { return computed[place] }
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
                guard right.isPositive else { return .unavailable(reasons[reason]) }
                stack[stack.count - 1] = stack[stack.count - 1] / right
            }
        }
        return FigureValue(stack.popLast() ?? .zero, unit: unit)
    }
}

extension DayFigures {
    /// Computes a plan's metrics for every key of a scope, in the order of ``keys(_:)``: for tables of many figures. One key at a time, so memory does not grow with
    /// their number.
    public func forEachKey(
        _ scope: Scope, _ plan: EvaluationPlan, _ body: (_ key: String, _ values: ArraySlice<FigureValue>) throws -> Void
    ) rethrows {
        var workspace = plan.workspace
        try facts[scope]?.forEach { key, facts in
            plan.evaluate(facts, context(scope, key), &workspace)
            try body(key, workspace.values)
        }
    }
}
