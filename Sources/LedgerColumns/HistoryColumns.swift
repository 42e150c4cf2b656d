import Ledger

/// The invoices of a history as a struct of arrays, as they stand in its list; row i of every column belongs to invoice i.
///
/// Shape: all columns have ``count`` rows. Amounts are minor units of the row's currency, credit notes negative. Missing days are `ItemColumns.noDay`.
public struct HistoryColumns: Hashable, Sendable {
    public var companies = StringDictionary()
    public var company: [UInt32] = []
    public var customers = StringDictionary()
    public var customer: [UInt32] = []
    /// At most 256 currencies.
    public var currencies: [Currency] = []
    public var currency: [UInt8] = []
    public var document = StringColumn()
    public var documentDay: [Int32] = []
    public var dueDay: [Int32] = []
    /// The day an invoice was cleared on; none while it is open.
    public var clearedDay: [Int32] = []
    public var amountMinor: [Int64] = []
    /// 1 for an invoice that is marked as disputed, else 0.
    public var disputed: [UInt8] = []

    public init() {}

    /// Number of invoices.
    public var count: Int { amountMinor.count }
}
