import Ledger
import LedgerColumns

/// The lists a collections team works from on a day. Every list is in its order: the first row first.
public struct DayLists: Sendable {
    public let asOf: Day
    public let policy: Policy
    /// The scores and balances the lists were made from.
    public let figures: DayFigures
    /// Accounts whose score is at or above `highFrom`: by score, then past due, then id.
    public let highRisk: [Account]
    /// What each account calls for today; accounts that call for nothing are missing.
    public let worklist: [WorklistRow]
    /// Promises judged in the period, and those not judged yet: by state, then due day, then id.
    public let promises: [PromiseRow]
    /// Open disputes, the oldest first.
    public let disputes: [AccountRow<DisputeRow>]
    /// Credit items, the oldest first.
    public let unapplied: [AccountRow<UnappliedRow>]
    public let reconciliation: Result<Reconciliation, UnreconciledReason>

    /// What an account calls for today; nil when that is nothing.
    public func work(of customer: String) -> WorklistRow? { customers.code(of: customer).flatMap { work[Int($0)] } }

    /// The credit limits of the accounts that could not be judged.
    ///
    /// - Parameter owner: the analyst (or `house`) whose accounts are meant; nil: all.
    public func unjudgedLimits(of owner: String?) -> [UnjudgedLimits] {
        UnjudgedLimits.all(accounts.lazy.filter { owner == nil || $0.owner == owner }.map(\.risk))
    }

    /// By place of ``accounts``.
    private let work: [WorklistRow?]
    private let accounts: [Account]
    /// The customers of ``accounts``: codes are places.
    private let customers: StringDictionary

    init(accounts: [Account], figures: DayFigures, reconciliation: Result<Reconciliation, UnreconciledReason>) {
        asOf = figures.frame.asOf
        policy = figures.frame.policy
        self.figures = figures
        self.accounts = accounts
        self.reconciliation = reconciliation
        let judge = WorklistJudge(asOf: figures.frame.asOf, policy: figures.frame.policy, rates: figures.tables.rates)
        customers = StringDictionary(values: accounts.map(\.customer))
        work = accounts.map(judge.row)
        worklist = Self.ordered(work.compactMap { $0 }, by: WorklistRow.isShownBefore)
        let high = figures.frame.policy.risk.highFrom
        highRisk = Self.ordered(accounts.filter { $0.risk.score >= high }, by: Self.isRiskier)
        let period = figures.frame.period
        promises = Self.ordered(
            accounts.flatMap { account in
                account.promises.filter { !$0.isJudged || period.contains($0.promise.dueOn) }.map { PromiseRow(account: account, row: $0) }
            }
        ) { Self.isShownBefore($0.row, $1.row) }
        disputes = Self.ordered(accounts.flatMap { account in account.disputes.map { AccountRow(account: account, row: $0) } }) {
            DisputeRow.isShownBefore($0.row, $1.row)
        }
        unapplied = Self.ordered(accounts.flatMap { account in account.unapplied.map { AccountRow(account: account, row: $0) } }) {
            UnappliedRow.isShownBefore($0.row, $1.row)
        }
    }

    /// Rows in order. Their places are sorted, so that each row, which is large, moves but once.
    private static func ordered<Row>(_ rows: [Row], by isShownBefore: (Row, Row) -> Bool) -> [Row] {
        rows.indices.sorted { isShownBefore(rows[$0], rows[$1]) }.map { rows[$0] }
    }

    /// The lists of a portfolio, with nothing of another one; what is of the whole ledger is not available.
    public func cut(to portfolio: Portfolio, figures: DayFigures) -> DayLists {
        let places = portfolio.customers.compactMap(customers.code).sorted()
        return DayLists(
            accounts: places.map { accounts[Int($0)].cut(to: portfolio) }, figures: figures,
            reconciliation: .failure(UnreconciledReason(reason: .notBy(portfolio.scope))))
    }

    private static func isRiskier(_ left: Account, _ right: Account) -> Bool {
        if left.risk.score != right.risk.score { return left.risk.score > right.risk.score }
        if left.pastDueMinor != right.pastDueMinor { return left.pastDueMinor > right.pastDueMinor }
        return left.customer.utf8.lexicographicallyPrecedes(right.customer.utf8)
    }

    private static func isShownBefore(_ left: PromiseProgress, _ right: PromiseProgress) -> Bool {
        let order = PromiseProgress.State.listOrder
        let (first, second) = (order.firstIndex(of: left.state) ?? 0, order.firstIndex(of: right.state) ?? 0)
        if first != second { return first < second }
        if left.promise.dueOn != right.promise.dueOn { return left.promise.dueOn < right.promise.dueOn }
        return left.promise.promise.utf8.lexicographicallyPrecedes(right.promise.promise.utf8)
    }
}

/// A row of a list with the account it belongs to.
public struct AccountRow<Row: Hashable & Sendable>: Hashable, Sendable {
    public let account: Account
    public let row: Row
}

/// A promise with the account it belongs to.
public typealias PromiseRow = AccountRow<PromiseProgress>

extension PromiseProgress.State {
    /// What needs doing first.
    public static let listOrder: [PromiseProgress.State] = [.pending, .dueToday, .dueThisWeek, .later, .paid, .broken, .partial, .kept]
}

extension MetricsEngine {
    /// The lists of the day of some figures. Linear in the items of the day, plus the sorting of what is listed.
    ///
    /// - Parameter figures: Of a day with a snapshot, with scope customer among those asked for.
    /// - Throws: `missing-rate`, `amounts-too-large`; whatever the source throws.
    public func lists(_ figures: DayFigures) throws -> DayLists {
        let day = figures.frame.asOf
        guard let items = try source.items(on: day) else {
            throw MetricsError(
                code: .noSnapshot, message: "no snapshot of \(day.isoText)", advice: "`incasso snapshots` lists the days in the store")
        }
        let builder = AccountBuilder(figures, items: try ItemsByCustomer(items, asOf: day, rates: tables.rates))
        let open = figures.promises.all.lazy.filter(\.isOpen).map(\.promise.customer)
        let followed = tables.activityIndex.byCustomer.customers { places in
            places.contains { tables.activities.date(Int($0)) <= day && tables.activities.followUpOn(Int($0)) != nil }
        }
        let customers = Set(figures.keys(.customer)).union(open).union(followed)
        let accounts = try customers.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { try builder.account($0) }
        return DayLists(accounts: accounts, figures: figures, reconciliation: try Reconciliation.of(day, source))
    }
}
