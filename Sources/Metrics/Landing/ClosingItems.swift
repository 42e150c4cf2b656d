import Ledger
import LedgerColumns

/// The debit items that are due by month end and that the landing forecast does not count on in full: what would close the gap to the target.
public struct ClosingItems: Sendable {
    /// The largest, by what they would add: then the earliest due day, then company, document and line.
    public let largest: [ClosingItem]
    /// How many items there are in all, and what they would add in all, in reporting minor units.
    public let count: Int
    public let addsMinor: Int128
}

/// A debit item, and what of it the forecast counts on. Converted amounts are reporting minor units at the as-of day's rate.
public struct ClosingItem: Hashable, Sendable {
    public let company: String
    public let customer: String
    /// The owner of the customer on the as-of day, `house` for none.
    public let owner: String
    public let document: String
    public let line: String
    public let dueOn: Day
    /// The department of an open dispute on its document; nil when there is none, empty when it is not stated.
    public let department: String?
    public let convertedMinor: Int64
    /// What of it `landing.forecast` counts on after the as-of day.
    public let expectedMinor: Int64

    /// What it would add to the forecast if it were paid in full by month end; above 0.
    public var addsMinor: Int64 { convertedMinor - expectedMinor }
}

extension MetricsEngine {
    /// The items of a day's snapshot that would close the gap of its month, the `limit` largest of them. Nil without a snapshot.
    ///
    /// Taken are debit items due on or before the last day of D's month; items without a due day and later ones are not. Linear in items, and in postings while a day
    /// of the month is left: on its last day the forecast counts on nothing.
    ///
    /// - Throws: `missing-rate`, `amounts-too-large`; whatever the source throws.
    public func closingItems(asOf: Day, limit: Int) throws -> ClosingItems? {
        guard let items = try source.items(on: asOf) else { return nil }
        let conversions = try tables.rates.conversions(of: items.currencies, on: asOf)
        let expected = try expectedMinor(items, asOf: asOf)
        let lastDay = asOf.month.lastDay.daysSinceEpoch
        var adds: [(row: Int, converted: Int64, adds: Int64)] = []
        var sum: Int128 = 0
        for row in 0..<items.count where items.openMinor[row] > 0 && items.dueDay[row] != ItemColumns.noDay && items.dueDay[row] <= lastDay
        {
            guard let converted = conversions[Int(items.currency[row])].convert(items.openMinor[row]) else {
                throw MetricsError.amountsTooLarge("open items of \(asOf.isoText)")
            }
            let rest = converted - (expected.isEmpty ? 0 : expected[row])
            guard rest > 0 else { continue }
            adds.append((row, converted, rest))
            sum += Int128(rest)
        }
        func text(_ row: Int) -> [String] {
            [items.companies[items.company[row]], items.document[row], items.lines[items.line[row]]]
        }
        adds.sort { left, right in
            if left.adds != right.adds { return left.adds > right.adds }
            if items.dueDay[left.row] != items.dueDay[right.row] { return items.dueDay[left.row] < items.dueDay[right.row] }
            for (mine, theirs) in zip(text(left.row), text(right.row)) where mine != theirs {
                return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
            }
            return left.row < right.row
        }
        let departments = departments(asOf)
        let largest = adds.prefix(limit).map { entry in
            let customer = items.customers[items.customer[entry.row]]
            return ClosingItem(
                company: items.companies[items.company[entry.row]], customer: customer,
                owner: tables.owners.owner(of: customer, on: asOf), document: items.document[entry.row],
                line: items.lines[items.line[entry.row]], dueOn: Day(daysSinceEpoch: items.dueDay[entry.row]),
                department: departments[[customer, items.document[entry.row]]], convertedMinor: entry.converted,
                expectedMinor: entry.converted - entry.adds)
        }
        return ClosingItems(largest: largest, count: adds.count, addsMinor: sum)
    }

    /// What the forecast counts on by row; empty when no day of the month is left.
    private func expectedMinor(_ items: ItemColumns, asOf: Day) throws -> [Int64] {
        guard asOf < asOf.month.lastDay else { return [] }
        var expected = [Int64](repeating: 0, count: items.count)
        try landingForecast(items, asOf: asOf).visit { expected[$0.row] += $0.expectedMinor }
        return expected
    }

    /// The department of the oldest open dispute by customer and document.
    private func departments(_ asOf: Day) -> [[String]: String] {
        let open = tables.disputes.filter { $0.openedOn <= asOf && $0.closedOn.map { $0 > asOf } ?? true }
        let ordered = open.sorted { left, right in
            left.openedOn == right.openedOn
                ? left.dispute.utf8.lexicographicallyPrecedes(right.dispute.utf8) : left.openedOn < right.openedOn
        }
        return Dictionary(ordered.map { ([$0.customer, $0.document], $0.department ?? "") }) { first, _ in first }
    }
}
