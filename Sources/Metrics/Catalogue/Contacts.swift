import Ledger

/// `contacts*`, `follow-up.on-time`: activities of the period, by who did them.
enum Contacts {
    static let count = base(of: { Share(nonzero: Int128($0.contacts)) }) { .count($0.contacts) }
    static let reached = base(of: { Share(nonzero: Int128($0.reached)) }) { .count($0.reached) }
    static let promiseConversion = base(of: { Share(Int128($0.promiseOutcomes), weight: Int128($0.reached)) }) {
        $0.reached > 0 ? .ratio(Rational(Int128($0.promiseOutcomes), Int128($0.reached))) : .unavailable(.nobodyReached)
    }
    /// Contacts ÷ working days of the period in the team's work calendar.
    static func perDay(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.contacts) / (.metric(.workingDays), .noWorkingDays(frame.period)))
    }

    static let followUpsOnTime = base(of: { Share(Int128($0.followUpsOnTime), weight: Int128($0.followUps)) }) {
        $0.followUps > 0 ? .ratio(Rational(Int128($0.followUpsOnTime), Int128($0.followUps))) : .unavailable(.noFollowUps)
    }

    private static func base(
        of share: @escaping @Sendable (CollectionFacts) -> Share?, _ value: @escaping @Sendable (CollectionFacts) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .records(.activities, shapedBy: [.period], share)) { facts, context in
            context.scope == .company || context.scope == .currency ? .unavailable(.notBy(context.scope)) : value(facts.collection)
        }
    }
}
