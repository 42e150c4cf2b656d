import Ledger

/// `coverage.*`: of the customers past due at opening, the share with an outbound contact in the period; by number and by past-due amount.
enum Coverage {
    static let accounts = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContacted)) / (.metric(.ratioPart(.coveragePastDue)), .nothingPastDueAtOpening))
    static let balance = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContactedBalance)) / (.metric(.ratioPart(.coveragePastDueBalance)), .nothingPastDueAtOpening))

    /// Customers past due at opening, and those of them with a contact.
    static let pastDueAccounts = base(.count, of: { Share($0.customers) }) { .count($0.customers) }
    static let contactedAccounts = base(.count, of: { Share($0.contacted) }) { .count($0.contacted) }
    /// What was past due at opening, and the part of it owed by customers with a contact.
    static let pastDueBalance = base(.money, of: { Share($0.pastDueMinor) }) { FigureValue(minor: $0.pastDueMinor) }
    static let contactedBalance = base(.money, of: { Share($0.contactedMinor) }) { FigureValue(minor: $0.contactedMinor) }

    private static func base(
        _ measure: Basis.Measure, of share: @escaping @Sendable (Facts.CoverageFacts) -> Share?,
        _ value: @escaping @Sendable (Facts.CoverageFacts) -> FigureValue
    ) -> MetricDefinition {
        .base(restsOn: Basis([.pastDueCustomers(share)], settings: [.conversion, .ownership, .period], measure: measure)) {
            facts, context in
            context.frame.hasOpening ? value(facts.coverage) : .unavailable(.noSnapshot(context.frame.openingDay))
        }
    }
}
