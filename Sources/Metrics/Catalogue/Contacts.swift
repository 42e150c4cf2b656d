import Ledger

/// `contacts*`, `follow-up.on-time`: activities of the period, by who did them.
enum Contacts {
    static let count = base(of: { Share(nonzero: Int128($0.contacts)) }) { .count($0.contacts) }
    static let reached = base(of: { Share(nonzero: Int128($0.reached)) }) { .count($0.reached) }
    /// Activities with outcome promise.
    static let promises = base(of: { Share(nonzero: Int128($0.promiseOutcomes)) }) { .count($0.promiseOutcomes) }
    static let promiseConversion = MetricDefinition.formula(
        .metric(.ratioPart(.contactsPromises)) / (.metric(.contactsReached), .nobodyReached))
    /// Contacts ÷ working days of the period in the team's work calendar.
    static func perDay(_ frame: FactsFrame) -> MetricDefinition {
        .formula(.metric(.contacts) / (.metric(.workingDays), .noWorkingDays(frame.period)))
    }

    /// Follow-ups due in the period, and those of them done on or before their day.
    static let followUpsDue = base(of: { Share(nonzero: Int128($0.followUps)) }) { .count($0.followUps) }
    static let followUpsDone = base(of: { Share(nonzero: Int128($0.followUpsOnTime)) }) { .count($0.followUpsOnTime) }
    static let followUpsOnTime = MetricDefinition.formula(
        .metric(.ratioPart(.followUpsDone)) / (.metric(.ratioPart(.followUpsDue)), .noFollowUps))

    private static func base(
        of share: @escaping @Sendable (CollectionFacts) -> Share?, _ value: @escaping @Sendable (CollectionFacts) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: .records(.activities, shapedBy: [.period], share)) { facts, context in
            if context.scope == .company || context.scope == .currency { return .unavailable(.notBy(context.scope)) }
            return context.frame.imported.missing(.activities).map { .unavailable($0) } ?? value(facts.collection)
        }
    }
}
