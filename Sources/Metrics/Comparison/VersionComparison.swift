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
        /// The open amount is another one and no posting says why.
        case correctedAmount = "corrected amount, no posting"
        case appeared = "appeared without posting"
        case vanished = "vanished without posting"
    }

    /// A reason with the posting that shows it.
    public struct Cause: Hashable, Sendable {
        public let reason: Reason
        public let postingDay: Day?
        public let postingDocument: String?
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
        var rows: [ItemKey: (before: Int, after: Int)] = [:]
        rows.reserveCapacity(max(before.count, after.count))
        for row in 0..<before.count { rows[ItemKey(before, row)] = (row, -1) }
        for row in 0..<after.count { rows[ItemKey(after, row), default: (-1, -1)].after = row }
        let postings = LatePostings(late, day: day)
        let converters = (try rates.conversions(of: before.currencies, on: day), try rates.conversions(of: after.currencies, on: day))
        var found: [Item] = []
        var unchanged = 0
        var unchangedByCode = [Int](repeating: 0, count: before.customers.count)
        for (key, pair) in rows {
            let change = Self.change(before, pair.before, after, pair.after)
            guard let change else {
                unchanged += 1
                unchangedByCode[Int(before.customer[pair.before])] += 1
                continue
            }
            let was = pair.before < 0 ? nil : try State(before, pair.before, converters.0, day)
            let now = pair.after < 0 ? nil : try State(after, pair.after, converters.1, day)
            found.append(
                Item(
                    company: key.company, document: key.document, line: key.line, customer: (now ?? was)?.customer ?? "",
                    currency: (now ?? was)?.currency ?? rates.reporting, change: change,
                    causes: postings.causes(key, change, opened: (now?.openMinor ?? 0) != (was?.openMinor ?? 0)), before: was, after: now))
        }
        items = found.sorted { $0.precedes($1) }
        unchangedCount = unchanged
        unchangedByCustomer = Dictionary(zip(before.customers.values, unchangedByCode).filter { $0.1 > 0 }) { $0 + $1 }
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
private struct ItemKey: Hashable {
    let company: String
    let document: String
    let line: String

    init(_ items: ItemColumns, _ row: Int) {
        company = items.companies[items.company[row]]
        document = items.document[row]
        line = items.lines[items.line[row]]
    }
}

/// Postings that came after a version, by the document they move.
private struct LatePostings {
    private struct Document: Hashable {
        let company: String
        let document: String
    }

    private struct Posting {
        let day: Day
        let kind: PostingKind
        let amountMinor: Int64
        let document: String
    }

    private var byDocument: [Document: [Posting]] = [:]

    init(_ postings: PostingColumns, day: Day) {
        for row in 0..<postings.count where postings.postingDay[row] <= day.daysSinceEpoch {
            guard let kind = PostingKind(rawValue: postings.kind[row]) else { continue }
            let posting = Posting(
                day: Day(daysSinceEpoch: postings.postingDay[row]), kind: kind, amountMinor: postings.amountMinor[row],
                document: postings.document[row])
            let company = postings.companies[postings.company[row]]
            byDocument[Document(company: company, document: posting.document), default: []].append(posting)
            let clears = postings.clears[row]
            if !clears.isEmpty, clears != posting.document {
                byDocument[Document(company: company, document: clears), default: []].append(posting)
            }
        }
    }

    /// Why an item differs. `opened`: whether its open amount does.
    func causes(_ key: ItemKey, _ change: VersionComparison.Change, opened: Bool) -> [VersionComparison.Cause] {
        var causes: [VersionComparison.Cause] = []
        if opened {
            let postings = (byDocument[Document(company: key.company, document: key.document)] ?? []).sorted {
                ($0.day, $0.kind.rawValue, $0.document, $0.amountMinor) < ($1.day, $1.kind.rawValue, $1.document, $1.amountMinor)
            }
            for posting in postings {
                causes.append(
                    VersionComparison.Cause(reason: Self.reason(posting), postingDay: posting.day, postingDocument: posting.document))
            }
        }
        let hasPosting = !causes.isEmpty
        func add(_ reason: VersionComparison.Reason) {
            causes.append(VersionComparison.Cause(reason: reason, postingDay: nil, postingDocument: nil))
        }
        switch change {
        case .added: if !hasPosting { add(.appeared) }
        case .removed: if !hasPosting { add(.vanished) }
        case .changed(let changes):
            let fields = Set(changes.map(\.field))
            if opened, !hasPosting, !fields.contains(.currency) { add(.correctedAmount) }
            if fields.contains(.dueDate) { add(.changedDueDate) }
            if fields.contains(.customer) { add(.changedCustomer) }
            if !fields.isDisjoint(with: [.kind, .currency, .amount, .documentDate, .reference]) { add(.changedDetails) }
        }
        return causes
    }

    private static func reason(_ posting: Posting) -> VersionComparison.Reason {
        switch posting.kind {
        case .invoice: .lateInvoice
        case .payment: posting.amountMinor > 0 ? .reversedPayment : .lateCash
        case .creditNote: .backdatedCredit
        case .writeOff: .lateWriteOff
        case .adjustment: .lateAdjustment
        }
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
