import Ledger

/// Cash of a few days by customer: for what reports say of yesterday.
public struct RecentCash: Sendable {
    public let period: Period
    /// Minus the payments of the period in reporting minor units at the posting days' rates, by customer; those without payments are missing.
    public let minorByCustomer: [String: Int128]

    /// Cash of all customers.
    public var totalMinor: Int128 { minorByCustomer.values.reduce(0, +) }

    /// The cash of some customers.
    public func of(customers: Set<String>) -> RecentCash {
        RecentCash(period: period, minorByCustomer: minorByCustomer.filter { customers.contains($0.key) })
    }
}

extension MetricsEngine {
    /// The cash of a period by customer.
    ///
    /// - Throws: Whatever the source throws.
    public func cash(in period: Period) throws -> RecentCash {
        var minor: [String: Int128] = [:]
        for rollup in try source.flows([period]) {
            for row in 0..<rollup.groups.count {
                let paid = rollup.reportingMinor(row, .payment)
                if paid != 0 { minor[rollup.groups.customers[Int(rollup.groups.customer[row])], default: 0] -= Int128(paid) }
            }
        }
        return RecentCash(period: period, minorByCustomer: minor)
    }
}
