import Ledger

/// The open items of one snapshot as a struct of arrays; row i of every column belongs to item i.
///
/// Shape: all columns have ``count`` rows. Amounts are minor units of the row's currency; days are days since 1970-01-01.
/// A missing due day is ``noDay``, a missing original amount ``noAmount``; a missing line is the empty text.
public struct ItemColumns: Hashable, Sendable {
    /// Marks a missing day.
    public static let noDay = Int32.min
    /// Marks a missing amount.
    public static let noAmount = Int64.min

    public var companies = StringDictionary()
    public var company: [UInt32] = []
    public var customers = StringDictionary()
    public var customer: [UInt32] = []
    /// At most 256 currencies.
    public var currencies: [Currency] = []
    public var currency: [UInt8] = []
    /// Raw values of `ItemKind`.
    public var kind: [UInt8] = []
    public var document = StringColumn()
    public var lines = StringDictionary()
    public var line: [UInt32] = []
    public var documentDay: [Int32] = []
    public var dueDay: [Int32] = []
    /// The original amount, signed.
    public var amountMinor: [Int64] = []
    /// The open amount, signed: debit items positive, credit items negative. |open| ≤ 10^15.
    public var openMinor: [Int64] = []
    public var reference = StringColumn()

    public init() {}

    /// Number of items.
    public var count: Int { openMinor.count }
}

extension ItemColumns {
    /// Some rows of other columns, in the order given, under the same dictionaries. Linear in the rows.
    public init(_ other: ItemColumns, rows: [Int]) {
        self.init()
        (companies, customers, currencies, lines) = (other.companies, other.customers, other.currencies, other.lines)
        company = rows.map { other.company[$0] }
        customer = rows.map { other.customer[$0] }
        currency = rows.map { other.currency[$0] }
        kind = rows.map { other.kind[$0] }
        line = rows.map { other.line[$0] }
        documentDay = rows.map { other.documentDay[$0] }
        dueDay = rows.map { other.dueDay[$0] }
        amountMinor = rows.map { other.amountMinor[$0] }
        openMinor = rows.map { other.openMinor[$0] }
        document = StringColumn(other.document, rows: rows)
        reference = StringColumn(other.reference, rows: rows)
    }
}
