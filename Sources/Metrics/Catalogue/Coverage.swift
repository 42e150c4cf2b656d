import Ledger

/// `coverage.*`: of the customers past due at opening, the share with an outbound contact in the period; by number and by past-due amount.
enum Coverage {
    static let accounts = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContacted)) / (.metric(.ratioPart(.coveragePastDue)), .nothingPastDueAtOpening))
    static let balance = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContactedBalance)) / (.metric(.ratioPart(.coveragePastDueBalance)), .nothingPastDueAtOpening))

    /// Customers past due at opening, and those of them with a contact.
    static let pastDueAccounts = base(.pastDueCustomers, .count, of: { Share($0.customers) })
    static let contactedAccounts = base(
        .contactedCustomers, .count, contacted: true, needs: [.opening, .activities], of: { Share($0.customers) })
    /// What was past due at opening, and the part of it owed by customers with a contact.
    static let pastDueBalance = base(.pastDueAtOpening, .money, of: { Share($0.pastDueMinor) })
    static let contactedBalance = base(
        .contactedAtOpening, .money, contacted: true, needs: [.opening, .activities], of: { Share($0.pastDueMinor) })

    private static func base(
        _ entry: FactsEntry, _ unit: BaseFigure.Unit, contacted: Bool = false, needs: FactsNeeds = .opening,
        of share: @escaping @Sendable (CoverageFacts) -> Share?
    ) -> MetricDefinition {
        .base(
            restsOn: Basis(
                [.pastDueCustomers(contactedOnly: contacted, share)], settings: [.conversion, .ownership, .period],
                measure: unit == .money ? .money : .count),
            entry, as: unit, needs: needs)
    }
}

/// What one customer that was past due at opening adds to the coverage.
struct CoverageFacts: Sendable {
    /// 1.
    var customers: Int64 = 0
    var pastDueMinor: Int128 = 0
}
