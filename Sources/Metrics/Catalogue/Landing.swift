import Ledger

/// `landing.*`: cash expected at month end, its gap to the target, and how far the same forecast was off in earlier months.
enum Landing {
    static let forecast = MetricDefinition.formula(
        .sum([.metric(.collectCash), .metric(.landingPromised), .metric(.landingDue), .metric(.landingDisputed)]))
    static let gap = MetricDefinition.formula(.difference(.metric(.landingForecast), .metric(.targetCash)))

    static let promised = expected(.promise, .landingPromised)
    static let due = expected(.due, .landingDue)
    static let disputed = expected(.dispute, .landingDisputed)

    /// What is expected of the items of D that a rule places.
    private static func expected(_ rule: LandingRule, _ entry: FactsEntry) -> MetricDefinition {
        .base(
            restsOn: Basis(
                [.landing { $0.rule == rule ? Share(nonzero: Int128($0.expectedMinor)) : nil }],
                settings: [.conversion, .ownership, .promiseTolerance, .bankCalendar, .landingRules]), entry)
    }

    /// Σ |forecast − cash of the month| over the months re-run ÷ their number, half to even.
    static let error = MetricDefinition.base(
        restsOn: Basis([.hindcasts { Share($0.missedMinor, over: 1) }], settings: hindcastSettings, measure: .meanMoney)
    ) { facts, _ in
        let errors = facts.row(.hindcastErrors)
        guard !errors.isEmpty else { return .unavailable(.noHindcast) }
        let sum = errors.reduce(Int128(0)) { $0 + ($1 < 0 ? -$1 : $1) }
        return FigureValue(minor: Rational.divideHalfEven(sum, by: Int128(errors.count)))
    }

    /// Months the forecast was re-run in.
    static let hindcasts = MetricDefinition.base(
        restsOn: Basis([.hindcasts { _ in Share(Int128(1)) }], settings: hindcastSettings, measure: .count)
    ) { facts, _ in .count(Int64(facts.layout.hindcastCount)) }

    private static let hindcastSettings: Set<Setting> = [
        .conversion, .ownership, .promiseTolerance, .bankCalendar, .workCalendar, .landingRules,
    ]

    static let workingDaysLeft = MetricDefinition.base(restsOn: .calendar([.period, .workCalendar])) { _, context in
        .count(Int64(context.frame.policy.workCalendar.businessDaysLeft(inMonthOf: context.frame.asOf)))
    }

    /// What a working day left must bring on average to reach the target: (target − attributed cash) ÷ working days left, half to even; 0 when it is reached.
    static let requiredDaily = MetricDefinition.base(
        restsOn: Basis([], inputs: [.targetCash, .cashAttributed, .workingDaysLeft], settings: [.workCalendar])
    ) { facts, context in
        let target = DayFigures.value(.targetCash, facts, context)
        let cash = DayFigures.value(.cashAttributed, facts, context)
        guard let goal = target.rational else { return target }
        guard let reached = cash.rational else { return cash }
        let days = context.frame.policy.workCalendar.businessDaysLeft(inMonthOf: context.frame.asOf)
        guard days > 0 else { return .unavailable(.noWorkingDaysLeft(context.frame.month)) }
        let missing = (goal - reached).numerator
        return FigureValue(minor: missing <= 0 ? 0 : Rational.divideHalfEven(missing, by: Int128(days)))
    }
}
