import Ledger
import LedgerColumns

/// What two versions of one day's snapshot say differently, item by item, and why where the data shows it.
///
/// Items are the same when company, document and line are. Linear in both versions.
public struct VersionComparison: Sendable {
    /// A field of an item that may change.
    public enum Field: String, CaseIterable, Sendable {
        case customer, kind, currency, amount, reference
        case openAmount = "open_amount"
        case documentDate = "document_date"
        case dueDate = "due_date"
    }

    /// A field that says something else, as text of canonical files.
    public struct FieldChange: Hashable, Sendable {
        public let field: Field
        public let before: String
        public let after: String

        public init(field: Field, before: String, after: String) {
            self.field = field
            self.before = before
            self.after = after
        }
    }

    /// What became of an item.
    public enum Change: Hashable, Sendable {
        case added, removed
        case changed([FieldChange])
    }

    /// Why an item is another one in the later version.
    public enum Reason: String, CaseIterable, Sendable {
        /// A payment of the day or before came later.
        case lateCash = "late cash"
        case reversedPayment = "reversed payment"
        /// A credit note of the day or before came later.
        case backdatedCredit = "backdated credit"
        case lateWriteOff = "late write-off"
        case lateAdjustment = "late adjustment"
        case lateInvoice = "late invoice"
        case changedDueDate = "changed due date"
        case changedCustomer = "changed customer"
        case changedDetails = "changed details"
        /// The open amount, or what late postings leave of its change, is another one and no late posting says why.
        case correctedAmount = "corrected amount, no late posting"
        case appeared = "appeared without late posting"
        case vanished = "vanished without late posting"
    }

    /// A reason with the posting that shows it.
    public struct Cause: Hashable, Sendable {
        public let reason: Reason
        public let postingDay: Day?
        public let postingDocument: String?
        /// What it changed the open amount by, minor units of the item's currency; the amounts of an item's causes add up to the change. Nil where the change is
        /// no amount of one currency.
        public let openMinor: Int64?
        /// What it changed the net balance by, reporting minor units at the day's rate; these add up to ``Item/netMinor``.
        public let netMinor: Int128
    }

    /// What a version says of an item.
    public struct State: Hashable, Sendable {
        public let customer: String
        public let kind: ItemKind?
        public let dueDay: Day?
        public let currency: Currency
        /// Minor units of ``currency``.
        public let openMinor: Int64
        /// Reporting minor units at the day's rate.
        public let convertedMinor: Int64
    }

    /// An item that differs.
    public struct Item: Hashable, Sendable {
        public let company: String
        public let document: String
        public let line: String
        /// As the later version says; of a removed item the earlier.
        public let customer: String
        public let currency: Currency
        public let change: Change
        public let causes: [Cause]
        /// As the earlier version says; nil for an added item.
        public let before: State?
        /// As the later version says; nil for a removed item.
        public let after: State?

        /// Net balance, reporting minor units at the day's rate: later − earlier.
        public var netMinor: Int128 { Int128(after?.convertedMinor ?? 0) - Int128(before?.convertedMinor ?? 0) }

        /// The customer it was moved away from; nil when it was not moved.
        public var formerCustomer: String? {
            guard let before, let after, before.customer != after.customer else { return nil }
            return before.customer
        }

        /// The net balance of a customer: what the later version says of the item there − what the earlier said.
        public func netMinor(of customer: String) -> Int128 {
            func minor(_ state: State?) -> Int128 { state.map { $0.customer == customer ? Int128($0.convertedMinor) : 0 } ?? 0 }
            return minor(after) - minor(before)
        }

        /// What a reason changed the net balance by: of all, or of a customer, whose share of a move to another customer is what left or came. Nil when it is no
        /// cause.
        public func netMinor(for reason: Reason, of customer: String? = nil) -> Int128? {
            let own = causes.filter { $0.reason == reason }
            guard !own.isEmpty else { return nil }
            let sum = own.reduce(Int128(0)) { $0 + $1.netMinor }
            guard let customer, formerCustomer != nil else { return sum }
            if reason == .changedCustomer {
                let others = customer == self.customer ? netMinor - (self.netMinor(for: .changedCustomer) ?? 0) : 0
                return netMinor(of: customer) - others
            }
            return customer == self.customer ? sum : nil
        }
    }

    /// By customer, company, document and line.
    public let items: [Item]
    public let unchangedCount: Int
    private let unchangedByCustomer: [String: Int]

    /// How many items of a customer say the same in both versions.
    public func unchangedCount(of customer: String) -> Int { unchangedByCustomer[customer] ?? 0 }

    /// Compares two versions.
    ///
    /// - Parameter late: Postings of the day or before that came after the earlier version.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public init(before: ItemColumns, after: ItemColumns, late: PostingColumns, day: Day, rates: RateTable) throws(MetricsError) {
        var rows: [ComparedItem: (before: Int, after: Int)] = [:]
        rows.reserveCapacity(max(before.count, after.count))
        for row in 0..<before.count { rows[ComparedItem(before, row)] = (row, -1) }
        for row in 0..<after.count { rows[ComparedItem(after, row), default: (-1, -1)].after = row }
        let converters = (try rates.conversions(of: before.currencies, on: day), try rates.conversions(of: after.currencies, on: day))
        var found: [Difference] = []
        var unchanged = 0
        var unchangedByCode = [Int](repeating: 0, count: before.customers.count)
        for (key, pair) in rows {
            guard let change = Self.change(before, pair.before, after, pair.after) else {
                unchanged += 1
                unchangedByCode[Int(before.customer[pair.before])] += 1
                continue
            }
            found.append(
                Difference(
                    key: key, change: change, before: pair.before < 0 ? nil : try State(before, pair.before, converters.0, day),
                    after: pair.after < 0 ? nil : try State(after, pair.after, converters.1, day)))
        }
        items = try Self.items(found, LatePostings(late, day: day), rates.reporting) { currency throws(MetricsError) in
            try rates.conversions(of: [currency], on: day)[0]
        }
        unchangedCount = unchanged
        unchangedByCustomer = Dictionary(zip(before.customers.values, unchangedByCode).filter { $0.1 > 0 }) { $0 + $1 }
    }

    private struct Difference {
        let key: ComparedItem
        let change: Change
        let before: State?
        let after: State?
    }

    /// The items that differ, in order, each with its causes.
    private static func items(
        _ differences: [Difference], _ late: LatePostings, _ reporting: Currency, conversion: (Currency) throws(MetricsError) -> Conversion
    ) throws(MetricsError) -> [Item] {
        var late = late
        let ofDocument = Dictionary(grouping: differences) { [$0.key.company, $0.key.document] }.mapValues(\.count)
        var items: [Item] = []
        for difference in differences.sorted(by: { $0.key.precedes($1.key) }) {
            let (key, state) = (difference.key, difference.after ?? difference.before)
            let currency = state?.currency ?? reporting
            let isShared = ofDocument[[key.company, key.document], default: 0] > 1
            let causes = try late.causes(
                key, isShared: isShared, difference.change, from: difference.before, to: difference.after, try conversion(currency))
            items.append(
                Item(
                    company: key.company, document: key.document, line: key.line, customer: state?.customer ?? "", currency: currency,
                    change: difference.change, causes: causes, before: difference.before, after: difference.after))
        }
        return items.sorted { $0.precedes($1) }
    }

    /// How an item differs; nil when it does not.
    private static func change(_ before: ItemColumns, _ left: Int, _ after: ItemColumns, _ right: Int) -> Change? {
        if left < 0 { return .added }
        if right < 0 { return .removed }
        var changes: [FieldChange] = []
        func compare(_ field: Field, _ before: String, _ after: String) {
            if before != after { changes.append(FieldChange(field: field, before: before, after: after)) }
        }
        let (was, now) = (before.currencies[Int(before.currency[left])], after.currencies[Int(after.currency[right])])
        compare(.customer, before.customers[before.customer[left]], after.customers[after.customer[right]])
        if before.kind[left] != after.kind[right] {
            compare(.kind, ItemKind(rawValue: before.kind[left])?.name ?? "", ItemKind(rawValue: after.kind[right])?.name ?? "")
        }
        compare(.currency, was.code, now.code)
        if before.amountMinor[left] != after.amountMinor[right] || was != now {
            compare(.amount, amount(before.amountMinor[left], was), amount(after.amountMinor[right], now))
        }
        if before.openMinor[left] != after.openMinor[right] || was != now {
            compare(.openAmount, amount(before.openMinor[left], was), amount(after.openMinor[right], now))
        }
        if before.documentDay[left] != after.documentDay[right] {
            compare(.documentDate, day(before.documentDay[left]), day(after.documentDay[right]))
        }
        if before.dueDay[left] != after.dueDay[right] { compare(.dueDate, day(before.dueDay[left]), day(after.dueDay[right])) }
        if !before.reference.equals(left, after.reference, right) {
            compare(.reference, before.reference[left], after.reference[right])
        }
        return changes.isEmpty ? nil : .changed(changes)
    }

    private static func day(_ value: Int32) -> String { value == ItemColumns.noDay ? "" : Day(daysSinceEpoch: value).isoText }

    private static func amount(_ minor: Int64, _ currency: Currency) -> String {
        minor == ItemColumns.noAmount ? "" : Decimal64(mantissa: minor, scale: currency.exponent).text
    }
}

extension VersionComparison.State {
    fileprivate init(_ items: ItemColumns, _ row: Int, _ conversions: [Conversion], _ day: Day) throws(MetricsError) {
        guard let converted = conversions[Int(items.currency[row])].convert(items.openMinor[row]) else {
            throw .amountsTooLarge("open items of \(day.isoText)")
        }
        self.init(
            customer: items.customers[items.customer[row]], kind: ItemKind(rawValue: items.kind[row]),
            dueDay: items.dueDay[row] == ItemColumns.noDay ? nil : Day(daysSinceEpoch: items.dueDay[row]),
            currency: items.currencies[Int(items.currency[row])], openMinor: items.openMinor[row], convertedMinor: converted)
    }
}

/// What tells items of one day apart.
struct ComparedItem: Hashable {
    let company: String
    let document: String
    let line: String

    init(_ items: ItemColumns, _ row: Int) {
        company = items.companies[items.company[row]]
        document = items.document[row]
        line = items.lines[items.line[row]]
    }

    /// Ascending by company, document and line.
    func precedes(_ other: ComparedItem) -> Bool {
        for (mine, theirs) in [(company, other.company), (document, other.document)] where mine != theirs {
            return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        }
        return line.utf8.lexicographicallyPrecedes(other.line.utf8)
    }
}

extension VersionComparison.Item {
    /// Ascending by customer, company, document and line.
    fileprivate func precedes(_ other: VersionComparison.Item) -> Bool {
        for (mine, theirs) in [(customer, other.customer), (company, other.company), (document, other.document)] where mine != theirs {
            return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        }
        return line.utf8.lexicographicallyPrecedes(other.line.utf8)
    }
}
