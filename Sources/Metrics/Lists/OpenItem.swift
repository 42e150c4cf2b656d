import Ledger
import LedgerColumns

/// An open item as lists show it.
public struct OpenItem: Hashable, Sendable {
    public let company: String
    public let document: String
    /// Empty for none.
    public let line: String
    public let kind: ItemKind
    public let currency: Currency
    /// Minor units of ``currency``, signed.
    public let openMinor: Int64
    /// Minor units of the reporting currency at D, signed.
    public let reportingMinor: Int64
    public let documentDay: Day
    public let dueDay: Day?
    /// D − due day; 0 or less is not late, nil without a due day.
    public let daysPastDue: Int?

    /// Whether the item is past due: a debit item with a due day before D.
    public var isPastDue: Bool { openMinor > 0 && (daysPastDue ?? 0) > 0 }

    /// Oldest due day first (none last), then the larger amount, then company, document and line.
    static func isOlder(_ left: OpenItem, _ right: OpenItem) -> Bool {
        if left.dueDay != right.dueDay { return left.dueDay.map { day in right.dueDay.map { day < $0 } ?? true } ?? false }
        if left.reportingMinor != right.reportingMinor { return left.reportingMinor > right.reportingMinor }
        return isNamedBefore(left, right)
    }

    /// By company, document and line, UTF-8.
    static func isNamedBefore(_ left: OpenItem, _ right: OpenItem) -> Bool {
        if left.company != right.company { return left.company.utf8.lexicographicallyPrecedes(right.company.utf8) }
        if left.document != right.document { return left.document.utf8.lexicographicallyPrecedes(right.document.utf8) }
        return left.line.utf8.lexicographicallyPrecedes(right.line.utf8)
    }
}

/// The items of a day grouped by customer.
struct ItemsByCustomer {
    private let items: ItemColumns
    private let asOf: Day
    private let conversions: [Conversion]
    /// Row numbers, customer after customer; those of customer code c are `rows[starts[c]..<starts[c + 1]]`.
    private let rows: [Int32]
    private let starts: [Int]

    /// Two passes over the customer column: linear in the items.
    init(_ items: ItemColumns, asOf: Day, rates: RateTable) throws(MetricsError) {
        self.items = items
        self.asOf = asOf
        conversions = try rates.conversions(of: items.currencies, on: asOf)
        var starts = [Int](repeating: 0, count: items.customers.count + 1)
        for code in items.customer { starts[Int(code) + 1] += 1 }
        for code in 0..<items.customers.count { starts[code + 1] += starts[code] }
        var next = starts
        var rows = [Int32](repeating: 0, count: items.count)
        for row in 0..<items.count {
            let code = Int(items.customer[row])
            rows[next[code]] = Int32(row)
            next[code] += 1
        }
        self.rows = rows
        self.starts = starts
    }

    /// The items of a customer, in no particular order. Linear in them.
    func items(of customer: String) throws(MetricsError) -> [OpenItem] {
        guard let code = items.customers.code(of: customer) else { return [] }
        var found: [OpenItem] = []
        for row in rows[starts[Int(code)]..<starts[Int(code) + 1]] { found.append(try item(Int(row))) }
        return found
    }

    private func item(_ row: Int) throws(MetricsError) -> OpenItem {
        guard let converted = conversions[Int(items.currency[row])].convert(items.openMinor[row]) else {
            throw .amountsTooLarge("the items of \(asOf.isoText)")
        }
        let due = items.dueDay[row] == ItemColumns.noDay ? nil : Day(daysSinceEpoch: items.dueDay[row])
        return OpenItem(
            company: items.companies[items.company[row]], document: items.document[row], line: items.lines[items.line[row]],
            kind: ItemKind(rawValue: items.kind[row]) ?? .other, currency: items.currencies[Int(items.currency[row])],
            openMinor: items.openMinor[row], reportingMinor: converted, documentDay: Day(daysSinceEpoch: items.documentDay[row]),
            dueDay: due, daysPastDue: due.map { asOf.days(since: $0) })
    }
}
