import Ledger

/// `coverage.*`: of the customers past due at opening, the share with an outbound contact in the period; by number and by past-due amount.
enum Coverage {
    static let accounts = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContacted)) / (.metric(.ratioPart(.coveragePastDue)), .nothingPastDueAtOpening))
    static let balance = MetricDefinition.formula(
        .metric(.ratioPart(.coverageContactedBalance)) / (.metric(.ratioPart(.coveragePastDueBalance)), .nothingPastDueAtOpening))

    /// Customers past due at opening, and those of them with a contact.
    static let pastDueAccounts = base(.pastDueCustomers, .count, of: { Share($0.customers) })
    static let contactedAccounts = base(.contactedCustomers, .count, needs: [.opening, .activities], of: { Share($0.contacted) })
    /// What was past due at opening, and the part of it owed by customers with a contact.
    static let pastDueBalance = base(.pastDueAtOpening, .money, of: { Share($0.pastDueMinor) })
    static let contactedBalance = base(.contactedAtOpening, .money, needs: [.opening, .activities], of: { Share($0.contactedMinor) })

    private static func base(
        _ entry: FactsEntry, _ unit: BaseFigure.Unit, needs: FactsNeeds = .opening, of share: @escaping @Sendable (CoverageFacts) -> Share?
    ) -> MetricDefinition {
        .base(
            restsOn: Basis(
                [.pastDueCustomers(share)], settings: [.conversion, .ownership, .period], measure: unit == .money ? .money : .count),
            entry, as: unit, needs: needs)
    }
}

/// What one customer that was past due at opening adds to the coverage.
struct CoverageFacts: Sendable {
    /// 1; and 1 when there was a contact in the period.
    var customers: Int64 = 0
    var contacted: Int64 = 0
    var pastDueMinor: Int128 = 0
    var contactedMinor: Int128 = 0
}
