import Ledger
import LedgerColumns

/// What moved between two days, item by item, in reporting minor units: opening + movements = closing, exactly, for every item and so for every sum of items.
///
/// An item is the same on both days when company, document, line, customer and document currency are. Postings of the days between move the document they clear,
/// else their own; of several lines those with the earliest due day first. What postings do not explain is new (the item was not there before), grown (away
/// from zero) or settled otherwise (towards zero).
public struct SnapshotBridge: Sendable {
    /// The columns of the bridge. Each is signed as it moves the balance.
    public struct Movements: Hashable, Sendable {
        public var opening: Int128 = 0
        /// Invoices of items that were not there before, and what else they came with.
        public var new: Int128 = 0
        /// Invoiced on items that were there, or grown without a posting.
        public var grown: Int128 = 0
        public var paid: Int128 = 0
        public var credited: Int128 = 0
        public var writtenOff: Int128 = 0
        public var adjusted: Int128 = 0
        /// Taken off without a posting: cleared against another item, or vanished.
        public var settledOtherwise: Int128 = 0
        /// What rates moved.
        public var fx: Int128 = 0
        public var closing: Int128 = 0

        public init() {}

        /// The movements between the balances.
        public var sum: Int128 { new + grown + paid + credited + writtenOff + adjusted + settledOtherwise + fx }

        /// Adds those of another item or account.
        public mutating func add(_ other: Movements) {
            opening += other.opening
            new += other.new
            grown += other.grown
            paid += other.paid
            credited += other.credited
            writtenOff += other.writtenOff
            adjusted += other.adjusted
            settledOtherwise += other.settledOtherwise
            fx += other.fx
            closing += other.closing
        }
    }

    /// A posting that moved an item, or a part of one.
    public struct Posting: Hashable, Sendable {
        public let day: Day
        public let kind: PostingKind
        public let document: String
        /// The part that went to the item, in document currency.
        public let amountMinor: Int64
    }

    /// An item on both days.
    public struct Item: Hashable, Sendable {
        public let company: String
        public let customer: String
        public let document: String
        public let line: String
        public let currency: Currency
        public let kind: ItemKind?
        public let dueDay: Day?
        /// Document currency; 0 where it is not.
        public let openBeforeMinor: Int64
        public let openAfterMinor: Int64
        public let movements: Movements
        /// By day, then kind and document. Kept only for a customer that was asked for.
        public let postings: [Posting]
    }

    public let first: Day
    public let last: Day
    /// By customer, company, document, currency and line.
    public let items: [Item]

    /// Compares two days.
    ///
    /// - Parameters:
    ///   - postings: Those of the days after `first` up to `last` at least.
    ///   - customer: Only this one's items, with the postings that moved them; nil: all items, without.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public init(
        before: ItemColumns, on first: Day, after: ItemColumns, on last: Day, postings: PostingColumns, rates: RateTable,
        customer: String? = nil
    ) throws(MetricsError) {
        self.first = first
        self.last = last
        var builder = try BridgeBuilder(
            before: before, after: after, postings: postings, first: first, last: last, rates: rates, customer: customer)
        items = try builder.items()
    }

    /// The sums by a key of an item, ascending by UTF-8 bytes, `house` and `unknown` last.
    public func sums(by key: (Item) -> String) -> [(key: String, movements: Movements)] {
        var sums: [String: Movements] = [:]
        for item in items { sums[key(item), default: Movements()].add(item.movements) }
        return sums.sorted { ScopeKey.precedes($0.key, $1.key) }.map { ($0.key, $0.value) }
    }

    /// The sum of all items.
    public var total: Movements { items.reduce(into: Movements()) { $0.add($1.movements) } }
}

/// Matches items and postings, and gives each item its movements.
private struct BridgeBuilder {
    let before: ItemColumns
    let after: ItemColumns
    let postings: PostingColumns
    let customer: String?
    let last: Day
    let rates: RateTable
    let ratesBefore: [Conversion]
    let ratesAfter: [Conversion]
    var groups: ItemGroups
    /// Rows of the postings that move a document.
    var moves: [DocumentKey: [Int32]] = [:]
    var conversions: DailyConversions

    init(
        before: ItemColumns, after: ItemColumns, postings: PostingColumns, first: Day, last: Day, rates: RateTable, customer: String?
    ) throws(MetricsError) {
        self.before = before
        self.after = after
        self.postings = postings
        self.customer = customer
        self.last = last
        self.rates = rates
        ratesBefore = try rates.conversions(of: before.currencies, on: first)
        ratesAfter = try rates.conversions(of: after.currencies, on: last)
        groups = ItemGroups(before: before, after: after)
        conversions = DailyConversions(currencies: postings.currencies, rates: rates)
        for row in 0..<postings.count
        where postings.postingDay[row] > first.daysSinceEpoch && postings.postingDay[row] <= last.daysSinceEpoch {
            moves[DocumentKey(postings, row), default: []].append(Int32(row))
        }
    }

    mutating func items() throws(MetricsError) -> [SnapshotBridge.Item] {
        var found: [SnapshotBridge.Item] = []
        let keys = Set(groups.pairs.keys).union(moves.keys)
        for key in customer.map({ wanted in keys.filter { $0.customer == wanted } }) ?? keys {
            // A document that stands in neither snapshot is an item that came and went.
            let pairs = groups.pairs[key] ?? [ItemPair(line: "")]
            var parts = pairs.map { ItemParts(line: $0.line, before: $0.before, after: $0.after, self) }
            parts.sort { $0.precedes($1) }
            for row in (moves[key] ?? []).sorted(by: { precedes(Int($0), Int($1)) }) { try allocate(Int(row), to: &parts) }
            for part in parts { found.append(try part.item(key, self)) }
        }
        return found.sorted { $0.precedes($1) }
    }

    /// By day, kind, document and line.
    private func precedes(_ left: Int, _ right: Int) -> Bool {
        if postings.postingDay[left] != postings.postingDay[right] { return postings.postingDay[left] < postings.postingDay[right] }
        if postings.kind[left] != postings.kind[right] { return postings.kind[left] < postings.kind[right] }
        let (mine, theirs) = (postings.document[left], postings.document[right])
        if mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
        return postings.lines[postings.line[left]].utf8.lexicographicallyPrecedes(postings.lines[postings.line[right]].utf8)
    }

    /// Gives a posting to the lines of its document: its own line, else what each line's change leaves open, the last line the rest.
    private mutating func allocate(_ row: Int, to parts: inout [ItemParts]) throws(MetricsError) {
        let amount = postings.amountMinor[row]
        guard let converted = try conversions.conversion(currency: postings.currency[row], day: postings.postingDay[row]).convert(amount)
        else { throw .amountsTooLarge("postings of \(Day(daysSinceEpoch: postings.postingDay[row]).isoText)") }
        let line = postings.lines[postings.line[row]]
        if postings.clears.range(row).isEmpty, let own = parts.firstIndex(where: { $0.line == line }) {
            return parts[own].take(row, amount, converted, postings)
        }
        var (left, leftConverted) = (amount, converted)
        for place in parts.indices {
            let isLast = place == parts.count - 1
            let open = parts[place].unexplainedMinor
            let share = isLast ? left : left < 0 ? max(left, min(0, open)) : min(left, max(0, open))
            guard share != 0 else { continue }
            // Parts add up to the posting's own converted amount: the last one takes what rounding left.
            let part =
                share == left
                ? leftConverted
                : try conversions.conversion(currency: postings.currency[row], day: postings.postingDay[row]).convert(share) ?? 0
            parts[place].take(row, share, part, postings)
            left -= share
            leftConverted -= part
        }
    }
}

/// An item while postings are given to it.
private struct ItemParts {
    let line: String
    let before: Int32
    let after: Int32
    let openBefore: Int64
    let openAfter: Int64
    let dueDay: Int32
    /// What postings do not explain so far, document currency.
    private(set) var unexplainedMinor: Int64
    /// Reporting currency by raw posting kind.
    private var byKind = [Int64](repeating: 0, count: PostingKind.allCases.count)
    private var taken: [SnapshotBridge.Posting] = []
    private let keepsPostings: Bool

    init(line: String, before: Int32, after: Int32, _ builder: BridgeBuilder) {
        self.line = line
        self.before = before
        self.after = after
        openBefore = before < 0 ? 0 : builder.before.openMinor[Int(before)]
        openAfter = after < 0 ? 0 : builder.after.openMinor[Int(after)]
        dueDay = after >= 0 ? builder.after.dueDay[Int(after)] : before >= 0 ? builder.before.dueDay[Int(before)] : ItemColumns.noDay
        unexplainedMinor = openAfter - openBefore
        keepsPostings = builder.customer != nil
    }

    /// Earliest due day first, no due day last, then by line.
    func precedes(_ other: ItemParts) -> Bool {
        let (mine, theirs) = (
            dueDay == ItemColumns.noDay ? Int32.max : dueDay, other.dueDay == ItemColumns.noDay ? Int32.max : other.dueDay
        )
        return mine == theirs ? line.utf8.lexicographicallyPrecedes(other.line.utf8) : mine < theirs
    }

    mutating func take(_ row: Int, _ amount: Int64, _ converted: Int64, _ postings: PostingColumns) {
        unexplainedMinor -= amount
        byKind[Int(postings.kind[row])] += converted
        if keepsPostings, let kind = PostingKind(rawValue: postings.kind[row]) {
            taken.append(
                SnapshotBridge.Posting(
                    day: Day(daysSinceEpoch: postings.postingDay[row]), kind: kind, document: postings.document[row], amountMinor: amount))
        }
    }

    func item(_ key: DocumentKey, _ builder: BridgeBuilder) throws(MetricsError) -> SnapshotBridge.Item {
        var movements = SnapshotBridge.Movements()
        func converted(_ amount: Int64, _ conversion: Conversion?) throws(MetricsError) -> Int128 {
            guard let conversion else { throw .missingRate(key.currency, builder.last, reporting: builder.rates.reporting) }
            guard let minor = conversion.convert(amount) else { throw .amountsTooLarge("the items of \(builder.last.isoText)") }
            return Int128(minor)
        }
        if before >= 0 { movements.opening = try converted(openBefore, builder.ratesBefore[Int(builder.before.currency[Int(before)])]) }
        if after >= 0 { movements.closing = try converted(openAfter, builder.ratesAfter[Int(builder.after.currency[Int(after)])]) }
        let rest = unexplainedMinor == 0 ? 0 : try converted(unexplainedMinor, builder.rates.conversion(of: key.currency, on: builder.last))
        let invoiced = Int128(byKind[Int(PostingKind.invoice.rawValue)])
        movements.paid = Int128(byKind[Int(PostingKind.payment.rawValue)])
        movements.credited = Int128(byKind[Int(PostingKind.creditNote.rawValue)])
        movements.writtenOff = Int128(byKind[Int(PostingKind.writeOff.rawValue)])
        movements.adjusted = Int128(byKind[Int(PostingKind.adjustment.rawValue)])
        if before < 0 {
            movements.new = invoiced
            if after < 0 { movements.settledOtherwise = rest } else { movements.new += rest }
        } else {
            movements.grown = invoiced
            let growsAway = openBefore == 0 || (unexplainedMinor > 0) == (openBefore > 0)
            if growsAway { movements.grown += rest } else { movements.settledOtherwise = rest }
        }
        movements.fx = movements.closing - movements.opening - movements.sum
        let row = after >= 0 ? Int(after) : Int(before)
        let kind = after >= 0 ? builder.after.kind[row] : before >= 0 ? builder.before.kind[row] : nil
        return SnapshotBridge.Item(
            company: key.company, customer: key.customer, document: key.document, line: line, currency: key.currency,
            kind: kind.flatMap(ItemKind.init(rawValue:)), dueDay: dueDay == ItemColumns.noDay ? nil : Day(daysSinceEpoch: dueDay),
            openBeforeMinor: openBefore, openAfterMinor: openAfter, movements: movements, postings: taken)
    }
}

extension SnapshotBridge.Item {
    /// Ascending by customer, company, document, currency and line.
    fileprivate func precedes(_ other: SnapshotBridge.Item) -> Bool {
        for (mine, theirs) in [
            (customer, other.customer), (company, other.company), (document, other.document), (currency.code, other.currency.code),
        ] where mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
        return line.utf8.lexicographicallyPrecedes(other.line.utf8)
    }
}
