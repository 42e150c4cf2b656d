import Ledger

/// A dispute that is open on a day.
public struct OpenDispute: Hashable, Sendable {
    public let dispute: Dispute
    /// Who owns the customer on the day; `PortfolioIndex.house` when nobody does.
    public let owner: String
    /// Reporting minor units at the day's rate.
    public let amountMinor: Int64
    /// Calendar days since the day it was opened on.
    public let daysOpen: Int

    /// Oldest first, then the larger amount, then the id.
    static func precedes(_ left: OpenDispute, _ right: OpenDispute) -> Bool {
        if left.daysOpen != right.daysOpen { return left.daysOpen > right.daysOpen }
        if left.amountMinor != right.amountMinor { return left.amountMinor > right.amountMinor }
        return left.dispute.dispute.utf8.lexicographicallyPrecedes(right.dispute.dispute.utf8)
    }
}

/// A dispute that was closed in the period of a day.
public struct ClosedDispute: Hashable, Sendable {
    public let dispute: Dispute
    /// Who owns the customer on the as-of day; `PortfolioIndex.house` when nobody does.
    public let owner: String
    /// Calendar days from the day it was opened on to the day it was closed on.
    public let cycleDays: Int
}

/// The disputes of one department or for one reason.
public struct DisputeGroup: Hashable, Sendable {
    /// nil for disputes that name none.
    public let key: String?
    public var openCount: Int64 = 0
    /// Reporting minor units at the day's rate.
    public var openMinor: Int128 = 0
    public var closedCount: Int64 = 0
    /// Σ days from opening to closing over the disputes closed in the period.
    public var closedDays: Int64 = 0
    /// The open dispute that was opened first.
    public var oldest: OpenDispute?

    /// Mean days from opening to closing of the disputes closed in the period; nil without any.
    public var cycleDays: Rational? { closedCount > 0 ? Rational(Int128(closedDays), Int128(closedCount)) : nil }
}

/// The disputes of one department or for one reason, among those of a day.
public struct DisputeSelection: Hashable, Sendable {
    public let dimension: DisputesOfDay.Dimension
    /// nil for disputes that name none.
    public let key: String?

    public init(_ dimension: DisputesOfDay.Dimension, _ key: String?) {
        self.dimension = dimension
        self.key = key
    }

    func contains(_ dispute: Dispute) -> Bool { DisputesOfDay.key(of: dispute, dimension) == key }
}

/// The disputes open on a day and those closed in its period (reading 26 of the catalogue).
public struct DisputesOfDay: Hashable, Sendable {
    /// What disputes are told apart by.
    public enum Dimension: String, CaseIterable, Sendable { case department, reason }

    /// Oldest first, then the larger amount, then the id.
    public let open: [OpenDispute]
    /// In the order of their ids.
    public let closed: [ClosedDispute]

    /// The disputes of a day. Linear in all disputes, and the logarithm of those open.
    ///
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public init(asOf: Day, tables: ReferenceTables) throws(MetricsError) {
        let period = Period.monthToDate(asOf)
        var open: [OpenDispute] = []
        var closed: [ClosedDispute] = []
        func owner(_ dispute: Dispute) -> String { tables.owners.owner(of: dispute.customer, on: asOf) }
        for dispute in tables.disputes where dispute.openedOn <= asOf {
            if let closedOn = dispute.closedOn, closedOn <= asOf {
                guard period.contains(closedOn) else { continue }
                closed.append(ClosedDispute(dispute: dispute, owner: owner(dispute), cycleDays: closedOn.days(since: dispute.openedOn)))
            } else {
                guard let conversion = tables.rates.conversion(of: dispute.currency, on: asOf) else {
                    throw .missingRate(dispute.currency, asOf, reporting: tables.rates.reporting)
                }
                guard let minor = conversion.convert(dispute.amountMinor) else { throw .amountsTooLarge("disputes") }
                open.append(
                    OpenDispute(dispute: dispute, owner: owner(dispute), amountMinor: minor, daysOpen: asOf.days(since: dispute.openedOn)))
            }
        }
        self.init(
            open: open.sorted(by: OpenDispute.precedes),
            closed: closed.sorted { $0.dispute.dispute.utf8.lexicographicallyPrecedes($1.dispute.dispute.utf8) })
    }

    private init(open: [OpenDispute], closed: [ClosedDispute]) {
        self.open = open
        self.closed = closed
    }

    /// The disputes of some customers.
    public func of(customers: Set<String>) -> DisputesOfDay {
        DisputesOfDay(
            open: open.filter { customers.contains($0.dispute.customer) }, closed: closed.filter { customers.contains($0.dispute.customer) }
        )
    }

    /// The disputes of the customers of an owner.
    public func of(owner: String) -> DisputesOfDay {
        DisputesOfDay(open: open.filter { $0.owner == owner }, closed: closed.filter { $0.owner == owner })
    }

    /// The disputes by department or reason, in the order of names (``namePrecedes(_:_:)``), those that name none last. Every dispute stands in exactly one group.
    public func groups(by dimension: Dimension) -> [DisputeGroup] {
        var groups: [String?: DisputeGroup] = [:]
        for entry in open {
            let key = Self.key(of: entry.dispute, dimension)
            var group = groups[key] ?? DisputeGroup(key: key)
            group.openCount += 1
            group.openMinor += Int128(entry.amountMinor)
            // The oldest comes first.
            if group.oldest == nil { group.oldest = entry }
            groups[key] = group
        }
        for entry in closed {
            let key = Self.key(of: entry.dispute, dimension)
            var group = groups[key] ?? DisputeGroup(key: key)
            group.closedCount += 1
            group.closedDays += Int64(entry.cycleDays)
            groups[key] = group
        }
        return groups.values.sorted { left, right in
            guard let leftKey = left.key else { return false }
            guard let rightKey = right.key else { return true }
            return namePrecedes(leftKey, rightKey)
        }
    }

    fileprivate static func key(of dispute: Dispute, _ dimension: Dimension) -> String? {
        switch dimension {
        case .department: dispute.department
        case .reason: dispute.reason
        }
    }
}
