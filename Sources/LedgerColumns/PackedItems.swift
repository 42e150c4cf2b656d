import Ledger

/// The open items of one snapshot, encoded as a store keeps them: about a quarter of the memory of ``ItemColumns``.
///
/// Shape: all segments but the last have ``segmentRowCount`` items, unless another number was asked for when they were made.
public struct PackedItems: Hashable, Sendable {
    /// Items of a full segment: so few that those which are being encoded take little room, so many that blobs of the wider columns have some hundred KiB.
    public static let segmentRowCount = 65_536

    public let companies: StringDictionary
    public let customers: StringDictionary
    public let lines: StringDictionary
    /// At most 256 currencies.
    public let currencies: [Currency]
    /// The items, in order.
    public let segments: [ItemSegment]
    /// Number of items.
    public let count: Int

    /// Items of their parts. Codes without a value stop the program.
    public init(
        companies: StringDictionary, customers: StringDictionary, lines: StringDictionary, currencies: [Currency], segments: [ItemSegment]
    ) {
        (self.companies, self.customers, self.lines, self.currencies) = (companies, customers, lines, currencies)
        self.segments = segments
        count = segments.reduce(0) { $0 + $1.count }
        for segment in segments {
            let largest = segment.largestCodes
            precondition(
                largest.company < companies.count && largest.customer < customers.count && largest.currency < currencies.count
                    && largest.line < lines.count, "a column has a code that is not in its dictionary")
        }
    }

    /// Encodes items on all cores. Columns of different lengths or codes without a value stop the program. Linear.
    public init(_ items: ItemColumns, segmentRowCount: Int = Self.segmentRowCount) {
        precondition(items.hasRows, "the columns of items have different lengths")
        let starts = Array(stride(from: 0, to: items.count, by: segmentRowCount))
        let segments = concurrentParts(starts.count) { part in
            ItemSegment(items, rows: starts[part]..<min(starts[part] + segmentRowCount, items.count))
        }
        self.init(
            companies: items.companies, customers: items.customers, lines: items.lines, currencies: items.currencies, segments: segments)
    }

    /// Some columns in memory, with all dictionaries; the others are empty. Linear, on all cores.
    public func columns(_ wanted: Set<ItemColumn> = Set(ItemColumn.allCases)) -> ItemColumns {
        var items = ItemColumns()
        (items.companies, items.customers, items.lines, items.currencies) = (companies, customers, lines, currencies)
        for part in concurrentParts(segments.count, { segments[$0].decoded(wanted) }) { items.append(rowsOf: part) }
        return items
    }

    /// Frees some columns in this and all copies of it, once they were written: nobody may ask for them any more.
    public func giveUp(_ columns: some Sequence<ItemColumn>) {
        for column in columns {
            for segment in segments { segment.giveUp(column) }
        }
    }

    /// Hands each segment to `body` with some of its columns decoded, on all cores, and returns the results in order of segments.
    public func mapSegments<Result: Sendable>(_ columns: Set<ItemColumn>, _ body: @Sendable (ItemColumns) -> Result) -> [Result] {
        concurrentParts(segments.count) { body(segments[$0].decoded(columns)) }
    }

    /// Adds up something over all segments with some of their columns decoded: a result for each of a few parts, which are made on all cores.
    public func reduceSegments<Result: Sendable>(
        _ columns: Set<ItemColumn>, _ initial: Result, _ add: @Sendable (inout Result, ItemColumns) -> Void
    ) -> [Result] {
        let partCount = min(segments.count, Self.partCount)
        return concurrentParts(partCount) { part in
            var result = initial
            for segment in segments[segments.count * part / partCount..<segments.count * (part + 1) / partCount] {
                add(&result, segment.decoded(columns))
            }
            return result
        }
    }

    /// Parts of a reduction: enough for all cores to end together.
    private static let partCount = 8

    /// The companies that have items; a dictionary may have others, of rows that were not taken.
    public var usedCompanies: [String] { Self.values(companies, reduceSegments([.company], CodeFlags()) { $0.insert($1.company.span) }) }

    /// The customers that have items.
    public var usedCustomers: [String] { Self.values(customers, reduceSegments([.customer], CodeFlags()) { $0.insert($1.customer.span) }) }

    private static func values(_ dictionary: StringDictionary, _ parts: [CodeFlags]) -> [String] {
        var flags = CodeFlags()
        for part in parts { flags.insert(part) }
        return flags.codes.map { dictionary.values[$0] }
    }
}

extension ItemColumns {
    /// Whether all columns have the same rows.
    fileprivate var hasRows: Bool {
        [
            company.count, customer.count, currency.count, kind.count, document.count, line.count, documentDay.count, dueDay.count,
            amountMinor.count, reference.count,
        ].allSatisfy { $0 == count }
    }

    /// Adds the rows of other columns under the same dictionaries. Both together have at most 4 GiB of each text.
    public mutating func append(rowsOf other: ItemColumns) {
        company += other.company
        customer += other.customer
        currency += other.currency
        kind += other.kind
        line += other.line
        documentDay += other.documentDay
        dueDay += other.dueDay
        amountMinor += other.amountMinor
        openMinor += other.openMinor
        document.append(contentsOf: other.document)
        reference.append(contentsOf: other.reference)
    }
}
