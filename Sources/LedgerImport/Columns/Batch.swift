import Ledger

/// The columns of one chunk, with codes of the thread that parsed it.
struct Batch {
    let chunkIndex: Int
    /// The thread, whose codes are used.
    let worker: Int
    var rowCount = 0
    /// The physical line of each row.
    var lines: [UInt32] = []
    /// In the order of `BatchPlan.wide`.
    var wide: [[UInt32]] = []
    /// In the order of `BatchPlan.narrow`; codes of the thread's dictionaries.
    var narrow: [[UInt32]] = []
    var days: [[Int32]] = []
    var amounts: [[Int64]] = []
    var texts: [TextBatch] = []
    /// The hash of each row's key.
    var keyHashes: [UInt64] = []
    /// The sum mod 2^64 of the hashes of all values of each row.
    var fingerprint: UInt64 = 0
    /// Values the thread met for the first time in this chunk: for wide columns, then for narrow ones.
    var newValues: [[String]] = []
    var blankCount = 0
    /// Rows that are no items, by reason; blank ones and subtotals left out.
    var dropped: [String: Int] = [:]
    var controlRows: [ControlRow] = []
    /// What dropped rows add to the totals a file states.
    var leftOutRows: [ControlRow] = []
    /// What the values say about how they are written.
    var evidence = ColumnEvidence()
    /// Rows with a clearing document and no clearing date.
    var undatedClearings = 0
    /// The lines of headings of customers behind which no total names them, and how many have one.
    var openHeadings: [Int] = []
    var totalledHeadings = 0
    /// The lines of texts by themselves that stand within a group which its total closes, with rows below them.
    var innerTexts: [Int] = []
    /// Rows read, whether kept or rejected; not blank, not subtotals.
    var readCount = 0
    /// Faults by row and column.
    var faults: [RowFault] = []
    var rejectedRows: [RejectedRow] = []
    var quotingFault: RowTable.QuotingFault?
    var spans = RowTable.QuotedSpans()
    /// The share of the file that is read with this batch, 0...1.
    var progress = 0.0

    /// Counts rows that are no items.
    mutating func drop(_ reason: String, _ count: Int) {
        if count > 0 { dropped[reason, default: 0] += count }
    }

    /// Takes out the rows that are marked.
    mutating func remove(_ isRemoved: [Bool]) {
        func kept<Value>(_ values: [Value]) -> [Value] { zip(values, isRemoved).filter { !$1 }.map(\.0) }
        lines = kept(lines)
        wide = wide.map(kept)
        narrow = narrow.map(kept)
        days = days.map(kept)
        amounts = amounts.map(kept)
        texts = texts.map { column in
            var shortened = TextBatch()
            var start = 0
            for (row, end) in column.ends.enumerated() {
                if !isRemoved[row] {
                    shortened.bytes.append(contentsOf: column.bytes[start..<Int(end)])
                    shortened.ends.append(UInt32(shortened.bytes.count))
                }
                start = Int(end)
            }
            return shortened
        }
        keyHashes = kept(keyHashes)
        rowCount = lines.count
    }
}

/// An amount in a row that is no item: a subtotal, or a row that is left out.
struct ControlRow {
    let line: Int
    /// Empty where the row names none.
    let currency: String
    let amount: AmountScan
    /// What the column for debits and credits says; nil where it says nothing.
    let isCredit: Bool?
    /// The line of the heading whose group a subtotal closes; nil: it closes none that is known.
    var groupLine: Int?
    /// What stands in the column of customers; nil: nothing.
    var customer: String?
    var naming = Naming.open

    /// What stands in the column of customers.
    enum Naming {
        /// A customer when items have it, else the words of a total.
        case open
        /// A customer, whatever the items have.
        case customer
        /// A customer when items have it, or when the amount is below zero.
        case creditor
        /// Behind what may be the words of a total: a customer when items have it and the amount is below zero.
        case total
    }

    /// The amount in a currency; nil when it is none of that currency.
    func amountMinor(_ code: String) -> Int64? {
        guard let exponent = Currency(code: code)?.exponent, let minor = amount.minor(exponent: exponent).amountMinor else { return nil }
        return isCredit.map { $0 ? -abs(minor) : abs(minor) } ?? minor
    }
}
