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
    /// What is expected by the end of a month of the items of the snapshot of exactly this day, which lies in the month or is the day before it; nil without a snapshot.
    func landing(asOf: Day, month: Month) throws -> LandingRollup?
    /// Late-payment interest on the snapshot of D; nil without a snapshot or without any interest rates.
    func interest(asOf: Day) throws -> InterestRollup?
    /// All postings, for what no rollup holds: the sharing of payments among promises, and workings.
    func history() throws -> PostingHistory
    /// The open items of the current snapshot of exactly this day, in no particular order; nil when there is none. For lists and workings that show items:
    /// linear in the items of the day.
    func items(on day: Day) throws -> ItemColumns?
    /// The earliest posting day in the store; nil without postings.
    func firstPostingDay() throws -> Day?
}

extension ReferenceTables {
    /// The target of a metric for exactly a scope, key and month; of several the last.
    public func target(_ metric: String, _ scope: Scope, _ key: String, _ month: Month) -> Target? {
        targets.last { $0.month == month && $0.scope == scope && $0.key == key && $0.metric == metric }
    }
}

/// The small tables that figures are grouped and judged by.
public struct ReferenceTables: Sendable {
    public var customers: [String: Customer]
    public var analysts: [String: Analyst]
    public let portfolios: PortfolioIndex
    let owners: OwnerIndex
    public var targets: [Target]
    public var rates: RateTable
    public let activities: ActivityColumns
    let activityIndex: ActivityIndex
    public var promises: [PaymentPromise]
    public var disputes: [Dispute]
    public var interest: InterestTable
    /// From which day on there are no records of a kind but those above.
    public var noneFrom: [RecordKind: Day]

    public init(
        customers: [Customer], analysts: [Analyst], portfolios: [PortfolioAssignment], targets: [Target], rates: RateTable,
        activities: [Activity] = [], promises: [PaymentPromise] = [], disputes: [Dispute] = [], interestRates: [InterestRate] = [],
        noneOnRecord: [NoneOnRecord] = []
    ) {
        self.init(
            customers: customers, analysts: analysts, portfolios: portfolios, targets: targets, rates: rates,
            activities: ActivityColumns(activities), promises: promises, disputes: disputes, interestRates: interestRates,
            noneOnRecord: noneOnRecord)
    }

    public init(
        customers: [Customer], analysts: [Analyst], portfolios: [PortfolioAssignment], targets: [Target], rates: RateTable,
        activities: ActivityColumns, promises: [PaymentPromise], disputes: [Dispute], interestRates: [InterestRate] = [],
        noneOnRecord: [NoneOnRecord] = []
    ) {
        self.activities = activities
        activityIndex = ActivityIndex(activities)
        interest = InterestTable(interestRates)
        noneFrom = Dictionary(noneOnRecord.compactMap { said in RecordKind(said.kind).map { ($0, said.from) } }) { $1 }
        self.promises = promises
        self.disputes = disputes
        self.customers = Dictionary(customers.map { ($0.customer, $0) }) { _, last in last }
        self.analysts = Dictionary(analysts.map { ($0.analyst, $0) }) { _, last in last }
        self.portfolios = PortfolioIndex(portfolios)
        owners = OwnerIndex(portfolios)
        self.targets = targets
        self.rates = rates
    }
}
