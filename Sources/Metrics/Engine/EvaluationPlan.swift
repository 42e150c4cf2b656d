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
    private struct Base: Sendable {
        let evaluate: @Sendable (Facts, MetricContext) -> FigureValue
    }

    /// Computes the value of a place.
    private struct Step: Sendable {
        let place: Int
        let rule: Rule
    }

    private enum Rule: Sendable {
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
    private struct Term: Sendable {
        let place: Int
        let isTakenOff: Bool
    }

    /// A step of a formula over a stack of numbers: nothing is allocated or counted while it is evaluated.
    private enum Instruction: Sendable {
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

    private struct Builder {
        let frame: FactsFrame
        var constants: [Step] = []
        var steps: [Step] = []
        var bases: [Base] = []
        var terms: [Term] = []
        var instructions: [Instruction] = []
        var reasons: [UnavailableReason] = []
        private var placeOfMetric: [Metric: Int] = [:]
        private var constantPlaces: Set<Int> = []
        /// The places kept for the metrics asked for.
        private let keptPlaces: [Metric: Int]
        private(set) var placeCount: Int
        private let layout: FactsLayout

        init(_ metrics: [Metric], frame: FactsFrame) {
            self.frame = frame
            keptPlaces = Dictionary(metrics.enumerated().map { ($0.element, $0.offset) }) { first, _ in first }
            placeCount = metrics.count
            // The rows before the last have the same places whatever the number of re-run forecasts.
            layout = FactsLayout(bucketCount: frame.policy.aging.bucketCount, monthCount: frame.months.count)
        }

        /// Adds a metric that is asked for: computed at its place, or copied there when it is asked for again.
        mutating func add(_ metric: Metric, at place: Int) {
            let known = self.place(of: metric)
            if known != place { append(.same(known), at: place, isConstant: constantPlaces.contains(known)) }
        }

        mutating func place(of metric: Metric) -> Int {
            if let known = placeOfMetric[metric] { return known }
            let rule: Rule
            let isConstant: Bool
            switch metric.definition(frame) {
            case .base(let basis, let figure):
                rule = self.rule(figure)
                isConstant = basis.isSameForEveryKey
            case .formula(let expression):
                // The inputs are steps before this one, and their instructions come before its own.
                let inputs = expression.inputs.map { self.place(of: $0) }
                isConstant = inputs.allSatisfy(constantPlaces.contains)
                rule = self.rule(expression, metric.unit)
            }
            let place = keptPlaces[metric] ?? placeCount
            if place == placeCount { placeCount += 1 }
            placeOfMetric[metric] = place
            append(rule, at: place, isConstant: isConstant)
            return place
        }

        private mutating func append(_ rule: Rule, at place: Int, isConstant: Bool) {
            if isConstant {
                constantPlaces.insert(place)
                constants.append(Step(place: place, rule: rule))
            } else {
                steps.append(Step(place: place, rule: rule))
            }
        }

        private mutating func rule(_ figure: BaseFigure) -> Rule {
            switch figure.rule {
            case .amount(let place, let unit, let needs):
                if case .row(.hindcastErrors, _) = place { preconditionFailure("the number of re-run forecasts is not known here") }
                guard let reason = needs.missing(frame) else { return .amount(place.offset(layout), unit) }
                reasons.append(reason)
                return .unavailable(reasons.count - 1)
            case .computed(let compute):
                bases.append(Base(evaluate: compute))
                return .base(bases.count - 1)
            }
        }

        private mutating func rule(_ expression: Expression, _ unit: MetricUnit) -> Rule {
            if let range = sum(expression) { return .sum(range, unit) }
            if case .quotient(let dividend, let divisor, let reason) = expression, dividend.isWholeSum, divisor.isWholeSum,
                let upper = sum(dividend), let lower = sum(divisor)
            {
                reasons.append(reason)
                return .quotient(upper, by: lower, orElse: reasons.count - 1, unit)
            }
            let first = instructions.count
            append(expression)
            return .formula(first..<instructions.count, unit)
        }

        /// The terms of a sum of whole figures; nil for another formula.
        private mutating func sum(_ expression: Expression) -> Range<Int>? {
            guard expression.isWholeSum else { return nil }
            let first = terms.count
            appendTerms(expression, takenOff: false)
            return first..<terms.count
        }

        private mutating func appendTerms(_ expression: Expression, takenOff: Bool) {
            switch expression {
            case .metric(let metric): terms.append(Term(place: place(of: metric), isTakenOff: takenOff))
            case .sum(let parts): for part in parts { appendTerms(part, takenOff: takenOff) }
            case .difference(let left, let right):
                appendTerms(left, takenOff: takenOff)
                appendTerms(right, takenOff: !takenOff)
            case .negated(let part): appendTerms(part, takenOff: !takenOff)
            case .product, .quotient: preconditionFailure("a product is no sum")
            }
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

extension Expression {
    /// Whether it only adds and subtracts figures that are whole numbers.
    fileprivate var isWholeSum: Bool {
        switch self {
        case .metric(let metric): metric.unit == .money || metric.unit == .count
        case .sum(let terms): terms.allSatisfy(\.isWholeSum)
        case .difference(let left, let right): left.isWholeSum && right.isWholeSum
        case .negated(let term): term.isWholeSum
        case .product, .quotient: false
        }
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
