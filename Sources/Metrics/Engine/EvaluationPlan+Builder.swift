import Ledger

extension EvaluationPlan {
    /// Takes definitions apart into steps.
    struct Builder {
        let frame: FactsFrame
        private(set) var constants: [Step] = []
        private(set) var steps: [Step] = []
        private(set) var bases: [Base] = []
        private(set) var terms: [Term] = []
        private(set) var instructions: [Instruction] = []
        private(set) var reasons: [UnavailableReason] = []
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
