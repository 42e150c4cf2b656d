import Ledger

/// A customer as the lists see it on a day: balances, risk, and what happened with it. Amounts are minor units of the reporting currency unless said otherwise.
public struct Account: Hashable, Sendable {
    public let customer: String
    /// nil: not in the customers file.
    public internal(set) var record: Customer?
    /// The analyst who has the customer on D, or `house`.
    public let owner: String
    public let netMinor: Int64
    /// Debit items past due; no credits are taken off, whatever the policy for credits.
    public let pastDueMinor: Int64
    public let lastBucketMinor: Int64
    public internal(set) var risk: RiskAssessment
    /// nil: no limit.
    public let creditLimit: CreditLimit?
    /// The past-due items, the oldest first.
    public let pastDueItems: [OpenItem]
    /// The part of ``pastDueMinor`` whose document is in an open dispute.
    public let disputedPastDueMinor: Int64
    /// What is missing of the open promises, converted at D.
    public let promisedMinor: Int64
    /// The latest activity on or before D, in either direction; of one day the last by id.
    public internal(set) var lastContact: Activity?
    /// The latest day on or before D on which the account was escalated.
    public let lastEscalation: Day?
    /// Follow-ups that stand on D (reading 38 of the catalogue), the earliest first.
    public internal(set) var followUps: [Activity]
    /// Open on D, the oldest first.
    public let disputes: [DisputeRow]
    /// In the order they are served.
    public internal(set) var promises: [PromiseProgress]
    /// Credit items, the oldest first.
    public let unapplied: [UnappliedRow]

    /// What is past due and neither in dispute nor promised: what the customer can be asked for; at least 0.
    public var askableMinor: Int64 { max(0, pastDueMinor - disputedPastDueMinor - promisedMinor) }

    /// The account without what names people of other portfolios.
    func cut(to portfolio: Portfolio) -> Account {
        var account = self
        let people = portfolio.tables.analysts
        func cut(_ activity: Activity) -> Activity {
            var activity = activity
            if people[activity.analyst] == nil { activity.analyst = "" }
            return activity
        }
        account.risk = risk.cutToPortfolio()
        account.record = portfolio.tables.customers[customer]
        account.lastContact = lastContact.map(cut)
        account.followUps = followUps.map(cut)
        account.promises = promises.map { progress in
            var promise = progress.promise
            if let analyst = promise.analyst, people[analyst] == nil { promise.analyst = nil }
            return progress.of(promise)
        }
        return account
    }
}

/// Gathers the accounts of a day: one pass over items, disputes, promises and activities. A class: what is looked up is large, and shared by all accounts.
final class AccountBuilder {
    private let figures: DayFigures
    private let items: ItemsByCustomer
    private let disputes: [String: [OpenDispute]]
    private let promises: PromisesOfDay
    private let activities: ActivityPlaces

    private var asOf: Day { figures.frame.asOf }
    private var tables: ReferenceTables { figures.tables }

    init(_ figures: DayFigures, items: ItemsByCustomer) {
        self.figures = figures
        self.items = items
        disputes = Dictionary(grouping: figures.disputes.open, by: \.dispute.customer)
        promises = figures.promises
        activities = figures.tables.activityIndex.byCustomer
    }

    /// The account of a customer. Linear in its items, and n log n in those past due or unapplied.
    func account(_ customer: String) throws(MetricsError) -> Account {
        let open = try items.items(of: customer)
        let facts = figures.facts(.customer, customer)
        let rows = (disputes[customer] ?? []).map { disputeRow($0, open) }
        let disputed = Set(rows.map(\.dispute.document))
        let pastDue = open.filter(\.isPastDue)
        let promises = promises.of(customer)
        var promised: Int128 = 0
        for standing in promises where standing.isOpen {
            promised += Int128(try converted(standing.missingMinor, standing.promise.currency))
        }
        let (all, asOf) = (tables.activities, asOf)
        let contacts = activities[customer].lazy.map { Int($0) }.filter { all.date($0) <= asOf }.sorted { all.precedes($0, $1) }
        let outbound = contacts.last { all.direction($0) == .out }.map { all.date($0) }
        let standing = contacts.filter { place in
            guard let due = all.followUpOn(place), due <= asOf, facts.gross > 0 else { return false }
            return all.followUpDoneOn(place).map { $0 > asOf } ?? true && outbound.map { $0 < due } ?? true
        }.map { all[$0] }
        return Account(
            customer: customer, record: tables.customers[customer],
            owner: tables.owners.owner(of: customer, on: asOf), netMinor: Int64(clamping: facts.net),
            pastDueMinor: Int64(clamping: facts.pastDue),
            lastBucketMinor: Int64(clamping: facts.lastBucket), risk: figures.risk(of: customer),
            creditLimit: tables.creditLimit(of: customer, on: asOf), pastDueItems: pastDue.sorted(by: OpenItem.isOlder),
            disputedPastDueMinor: Int64(
                clamping: pastDue.filter { disputed.contains($0.document) }.reduce(Int128(0)) { $0 + Int128($1.reportingMinor) }),
            promisedMinor: Int64(clamping: promised), lastContact: contacts.last.map { all[$0] },
            lastEscalation: contacts.last { all.outcome($0) == .escalated }.map { all.date($0) },
            followUps: standing.sorted { ($0.followUpOn ?? asOf) < ($1.followUpOn ?? asOf) },
            disputes: rows, promises: promises,
            unapplied: UnappliedRow.rows(open, customer: customer, asOf: asOf))
    }

    private func disputeRow(_ entry: OpenDispute, _ open: [OpenItem]) -> DisputeRow {
        let items = open.filter { $0.document == entry.dispute.document && $0.openMinor > 0 }
        return DisputeRow(
            dispute: entry.dispute, reportingMinor: entry.amountMinor, ageDays: entry.daysOpen,
            itemMinor: Int64(clamping: items.reduce(Int128(0)) { $0 + Int128($1.reportingMinor) }))
    }

    private func converted(_ minor: Int64, _ currency: Currency) throws(MetricsError) -> Int64 {
        guard let conversion = tables.rates.conversion(of: currency, on: asOf) else {
            throw .missingRate(currency, asOf, reporting: tables.rates.reporting)
        }
        guard let converted = conversion.convert(minor) else { throw .amountsTooLarge("promises") }
        return converted
    }
}

/// An open dispute.
public struct DisputeRow: Hashable, Sendable {
    public let dispute: Dispute
    /// The disputed amount in minor units of the reporting currency at D.
    public let reportingMinor: Int64
    /// D − opening day.
    public let ageDays: Int
    /// What is open of its document among the customer's debit items, in minor units of the reporting currency.
    public let itemMinor: Int64

    /// The oldest first, then the larger amount, then id.
    static func isShownBefore(_ left: DisputeRow, _ right: DisputeRow) -> Bool {
        if left.ageDays != right.ageDays { return left.ageDays > right.ageDays }
        if left.reportingMinor != right.reportingMinor { return left.reportingMinor > right.reportingMinor }
        return left.dispute.dispute.utf8.lexicographicallyPrecedes(right.dispute.dispute.utf8)
    }
}
