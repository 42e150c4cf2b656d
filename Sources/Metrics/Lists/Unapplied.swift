import Ledger

/// A credit item, and the debit items of the same customer, company and currency it could clear.
///
/// Every debit item is proposed once. First each credit item, the oldest first, is given a debit item of exactly its amount, the oldest of several; then what
/// is left of the credit items goes to what is left of the debit items, the oldest first.
public struct UnappliedRow: Hashable, Sendable {
    public let customer: String
    /// The credit item: its open amount is negative.
    public let item: OpenItem
    /// D − document day.
    public let ageDays: Int
    /// What it could clear, in the order proposed; empty when nothing is left to clear.
    public let proposals: [ClearingProposal]

    /// Whether one debit item has exactly its amount.
    public var isExact: Bool { proposals.count == 1 && proposals[0].item.openMinor == -item.openMinor }

    /// The oldest first, then the larger credit, then customer, company, document and line.
    static func isShownBefore(_ left: UnappliedRow, _ right: UnappliedRow) -> Bool {
        if left.ageDays != right.ageDays { return left.ageDays > right.ageDays }
        if left.item.reportingMinor != right.item.reportingMinor { return left.item.reportingMinor < right.item.reportingMinor }
        if left.customer != right.customer { return left.customer.utf8.lexicographicallyPrecedes(right.customer.utf8) }
        return OpenItem.isNamedBefore(left.item, right.item)
    }
}

/// A debit item that a credit item could clear, and how much of it.
public struct ClearingProposal: Hashable, Sendable {
    public let item: OpenItem
    /// Minor units of the item's currency, above 0.
    public let clearedMinor: Int64

    /// Whether the whole item would be cleared.
    public var isWhole: Bool { clearedMinor == item.openMinor }
}

extension UnappliedRow {
    /// The credit items among the items of a customer. n log n in them.
    static func rows(_ open: [OpenItem], customer: String, asOf: Day) -> [UnappliedRow] {
        guard open.contains(where: { $0.openMinor < 0 }) else { return [] }
        struct Ledger: Hashable {
            let company: String
            let currency: Currency
        }
        return Dictionary(grouping: open) { Ledger(company: $0.company, currency: $0.currency) }.values.flatMap { items in
            rows(
                credits: items.filter { $0.openMinor < 0 }.sorted {
                    $0.documentDay == $1.documentDay ? OpenItem.isNamedBefore($0, $1) : $0.documentDay < $1.documentDay
                }, debits: items.filter { $0.openMinor > 0 }.sorted(by: OpenItem.isOlder), customer: customer, asOf: asOf)
        }.sorted(by: isShownBefore)
    }

    /// Credits by age and debits by age of one company and currency.
    private static func rows(credits: [OpenItem], debits: [OpenItem], customer: String, asOf: Day) -> [UnappliedRow] {
        var left = debits.map(\.openMinor)
        var exact: [Int64: [Int]] = [:]
        for debit in debits.indices.reversed() { exact[left[debit], default: []].append(debit) }
        var proposals: [[ClearingProposal]] = credits.map { credit in
            guard let debit = exact[-credit.openMinor]?.popLast() else { return [] }
            left[debit] = 0
            return [ClearingProposal(item: debits[debit], clearedMinor: -credit.openMinor)]
        }
        var next = 0
        for (credit, item) in credits.enumerated() where proposals[credit].isEmpty {
            var rest = -item.openMinor
            while rest > 0, next < debits.count {
                let cleared = min(rest, left[next])
                if cleared > 0 { proposals[credit].append(ClearingProposal(item: debits[next], clearedMinor: cleared)) }
                rest -= cleared
                left[next] -= cleared
                if left[next] == 0 { next += 1 }
            }
        }
        return zip(credits, proposals).map { credit, proposals in
            UnappliedRow(customer: customer, item: credit, ageDays: asOf.days(since: credit.documentDay), proposals: proposals)
        }
    }
}
