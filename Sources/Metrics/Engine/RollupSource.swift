import Ledger
import LedgerColumns

/// Where the figures' rollups come from: an engine.
///
/// The embedded engine computes them from the store and keeps them there; another engine may compute the same rollups elsewhere.
public protocol RollupSource: Sendable {
    /// Balances of the current snapshot of exactly this day; nil when there is none.
    func positions(on day: Day) throws -> PositionsRollup?
    /// Flows of periods, in the order asked.
    func flows(_ periods: [Period]) throws -> [FlowsRollup]
    /// Payments of the month of D up to D.
    func payments(asOf: Day) throws -> PaymentsRollup
    /// Migration between the opening snapshot of D's period and the snapshot of D; nil when either is missing.
    func migration(asOf: Day) throws -> MigrationRollup?
    /// Postings of some days, both inclusive; more than that may come along. For what no rollup holds: the sharing of payments among promises.
    func postings(from first: Day, through last: Day) throws -> PostingColumns
    /// The earliest posting day in the store; nil without postings.
    func firstPostingDay() throws -> Day?
}

/// The small tables that figures are grouped and judged by.
public struct ReferenceTables: Sendable {
    public var customers: [String: Customer]
    public var analysts: [String: Analyst]
    public var portfolios: PortfolioIndex
    public var targets: [Target]
    public var rates: RateTable
    public var activities: [Activity]
    public var promises: [PaymentPromise]
    public var disputes: [Dispute]

    public init(
        customers: [Customer], analysts: [Analyst], portfolios: [PortfolioAssignment], targets: [Target], rates: RateTable,
        activities: [Activity] = [], promises: [PaymentPromise] = [], disputes: [Dispute] = []
    ) {
        self.activities = activities
        self.promises = promises
        self.disputes = disputes
        self.customers = Dictionary(customers.map { ($0.customer, $0) }) { _, last in last }
        self.analysts = Dictionary(analysts.map { ($0.analyst, $0) }) { _, last in last }
        self.portfolios = PortfolioIndex(portfolios)
        self.targets = targets
        self.rates = rates
    }
}
