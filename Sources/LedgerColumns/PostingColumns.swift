import Ledger

/// Postings (movements of the ledger) as a struct of arrays; row i of every column belongs to posting i.
///
/// Shape: all columns have ``count`` rows. Amounts are minor units of the row's currency, signed as they move the balance (payments negative).
/// Missing days are `ItemColumns.noDay`; a missing line or cleared document is the empty text.
public struct PostingColumns: Hashable, Sendable {
    public var postingDay: [Int32] = []
    public var companies = StringDictionary()
    public var company: [UInt32] = []
    public var customers = StringDictionary()
    public var customer: [UInt32] = []
    /// At most 256 currencies.
    public var currencies: [Currency] = []
    public var currency: [UInt8] = []
    /// Raw values of `PostingKind`.
    public var kind: [UInt8] = []
    public var document = StringColumn()
    public var lines = StringDictionary()
    public var line: [UInt32] = []
    public var documentDay: [Int32] = []
    public var dueDay: [Int32] = []
    public var amountMinor: [Int64] = []
    /// The document a posting is applied to, in the same company; empty when it is applied to none.
    public var clears = StringColumn()

    public init() {}

    /// Number of postings.
    public var count: Int { amountMinor.count }
}

extension PostingColumns {
    /// Some rows of other columns, in the order given, under the same dictionaries. Linear in the rows.
    public init(_ other: PostingColumns, rows: [Int]) {
        self.init()
        (companies, customers, currencies, lines) = (other.companies, other.customers, other.currencies, other.lines)
        postingDay = rows.map { other.postingDay[$0] }
        company = rows.map { other.company[$0] }
        customer = rows.map { other.customer[$0] }
        currency = rows.map { other.currency[$0] }
        kind = rows.map { other.kind[$0] }
        line = rows.map { other.line[$0] }
        documentDay = rows.map { other.documentDay[$0] }
        dueDay = rows.map { other.dueDay[$0] }
        amountMinor = rows.map { other.amountMinor[$0] }
        document = Self.texts(other.document, rows)
        clears = Self.texts(other.clears, rows)
    }

    /// Some texts of a column, in the order given, written to where they belong at once.
    private static func texts(_ column: StringColumn, _ rows: [Int]) -> StringColumn {
        var end = 0
        let ends = rows.map { row in
            end += column.range(row).count
            return UInt32(end)
        }
        let bytes = [UInt8](unsafeUninitializedCapacity: end) { target, count in
            column.bytes.withUnsafeBufferPointer { source in
                for row in rows {
                    let text = UnsafeBufferPointer(rebasing: source[column.range(row)])
                    // The rows have as many bytes as there is room for.
                    count = target[count...].initialize(fromContentsOf: text)
                }
            }
        }
        return StringColumn(bytes: bytes, ends: ends)
    }
}
