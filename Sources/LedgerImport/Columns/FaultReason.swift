/// Why a row is rejected. Raw values are the codes of diagnostics.
enum FaultReason: String, CaseIterable {
    case missingValue = "missing-value"
    case badDate = "bad-date"
    case badAmount = "bad-amount"
    case tooManyDecimals = "too-many-decimals"
    case amountTooLarge = "amount-too-large"
    case unknownCurrency = "unknown-currency"
    case otherCurrencySign = "other-currency-sign"
    case unknownWord = "unknown-word"
    case badMonth = "bad-month"
    case badHalfYear = "bad-half-year"
    case badNumber = "bad-number"
    case badAddress = "bad-address"
    case wrongFieldCount = "wrong-field-count"
    case badEncoding = "bad-encoding"
    case quoteInField = "quote-in-field"
    case textAfterQuote = "text-after-quote"
    case duplicateKey = "duplicate-key"
    case datesOutOfOrder = "dates-out-of-order"
    case textTooLong = "text-too-long"
    case overlap = "overlapping-assignment"
    case unknownMetric = "unknown-metric"
    case impossibleTarget = "impossible-target"
    case needlessKey = "needless-key"
    case needlessCurrency = "needless-currency"
    case cellError = "cell-error"
    case formulaWithoutValue = "formula-without-value"
    case impreciseId = "imprecise-id"
    case dateAsId = "date-as-id"

    /// What to do about it: one sentence without a full stop.
    var advice: String {
        switch self {
        case .missingValue: "fill in the value; this column must not be empty"
        case .badDate: "write a day that exists, in the form the profile expects"
        case .badAmount: "write digits with an optional sign and decimal mark, in the form the profile expects"
        case .tooManyDecimals: "write no more decimal places than the currency has"
        case .amountTooLarge: "check the amount; at most 10^15 minor units are accepted"
        case .otherCurrencySign: "check which of the two is right"
        case .unknownCurrency: "use an active three-letter ISO 4217 code in capitals"
        case .unknownWord: "use one of the words listed, or map it in a profile"
        case .badMonth: "write the month as YYYY-MM"
        case .badHalfYear: "write the half-year as YYYY-H1 for January to June, or YYYY-H2"
        case .badNumber: "write digits with an optional sign and decimal point, at most 18 digits"
        case .badAddress: "write one plain mail address, like anna.rossi@example.com, or leave it empty"
        case .wrongFieldCount: "give the row as many fields as the header has; quote fields that contain the separator"
        case .badEncoding: "save the file as UTF-8, or choose a profile with its encoding"
        case .quoteInField: "put the field in quotes and double the quotes inside"
        case .textAfterQuote: "double the quotes inside a quoted field"
        case .duplicateKey: "remove one of the two rows, or give them different keys"
        case .datesOutOfOrder: "correct one of the two dates"
        case .textTooLong: "shorten the text; look for a quote that is not closed"
        case .unknownMetric: "write an id that `incasso metrics` prints, or cash.collected"
        case .impossibleTarget: "correct the metric as the message says"
        case .needlessKey: "empty the key, or write the scope it belongs to"
        case .needlessCurrency: "empty the currency, or write a metric that is an amount of money"
        case .cellError: "correct the formula of the cell, or empty the cell"
        case .formulaWithoutValue: "open the workbook in the program it is for and save it, so that values are stored beside formulas"
        case .impreciseId: "format the column as text and fill it again from the source: of such numbers a workbook keeps 15 digits"
        case .dateAsId: "format the column as text and fill it again from the source"
        case .overlap: "end the earlier assignment on the day before the later one begins; both ends are inclusive"
        }
    }
}

extension FaultReason {
    /// Whether the row ends with its line, whatever quotes are in it.
    var endsRowWithLine: Bool { self == .quoteInField || self == .textAfterQuote }

    /// What is wrong with a cell of a sheet.
    fileprivate var cellMessage: String {
        switch self {
        case .cellError: "holds an error instead of a value"
        case .formulaWithoutValue: "holds a formula whose value is not stored"
        case .impreciseId: "is a number of more than 15 digits, of which the last ones may be lost"
        case .dateAsId: "is a date or a time: a spreadsheet program took the id for one"
        case .badDate: "is no day of the calendar"
        default: "is no number"
        }
    }
}

/// How long a text may be.
enum TextLimit {
    /// Characters (Unicode scalars) of an id, a name or a word.
    case characters
    /// Bytes of a text that is kept as it is.
    case bytes

    static let characterCount = 1_000
    static let byteCount = 10_000

    /// Bytes that are never too many, so that few texts are looked at.
    var safeByteCount: Int { self == .characters ? TextLimit.characterCount : TextLimit.byteCount }

    /// Whether a text is too long.
    func isExceeded(by text: String) -> Bool {
        guard text.utf8.count > safeByteCount else { return false }
        return self == .bytes || text.unicodeScalars.count > TextLimit.characterCount
    }

    /// The fault of a column.
    func message(_ column: String) -> String {
        "'\(column)' has more than \(self == .characters ? "1,000 characters" : "10,000 bytes")"
    }
}

/// A fault in one row of a chunk.
struct RowFault {
    /// The offset of the row in the chunk.
    let start: UInt32
    let line: Int
    /// One-based number of the field; nil: the whole row.
    let column: Int?
    let reason: FaultReason
    /// What happened; nil when enough faults are told in detail already.
    let message: String?
}

/// Collects the faults of a chunk and remembers which rows are rejected.
struct FaultSink {
    /// Faults told in detail per chunk and per file.
    static let detailLimit = 20

    private(set) var faults: [RowFault] = []
    /// Faults of the column being read.
    private var columnFaultCount = 0
    /// Fields without a value, about which nothing more is to be said.
    private var cellFaults: Set<Field> = []

    private struct Field: Hashable {
        let row: Int
        let column: Int?
    }

    /// One flag per row of the chunk; empty while no row is rejected.
    private(set) var isRejected: [Bool] = []

    /// Says that faults of another column follow, in order of rows.
    ///
    /// The first faults of each column get a message, so that the first ones of all columns by row have one, whatever the chunk size.
    mutating func beginColumn() { columnFaultCount = 0 }

    /// Notes a fault of a row of the table.
    mutating func add(
        _ reason: FaultReason, row: Int, of rows: borrowing RowTable, column: Int?, message: @autoclosure () -> String
    ) {
        guard cellFaults.isEmpty || !cellFaults.contains(Field(row: row, column: column)) else { return }
        if isRejected.isEmpty { isRejected = Array(repeating: false, count: rows.count) }
        isRejected[row] = true
        faults.append(
            RowFault(
                start: rows.starts[row], line: Int(rows.lines[row]), column: column, reason: reason,
                message: columnFaultCount < Self.detailLimit ? message() : nil))
        columnFaultCount += 1
    }

    /// Notes that a required field is empty.
    mutating func addMissing(row: Int, of rows: borrowing RowTable, column: ColumnField) {
        add(.missingValue, row: row, of: rows, column: column.number, message: "'\(column.name)' is empty")
    }

    /// Notes the rows that could not be read as fields.
    mutating func add(shapeFaultsOf rows: borrowing RowTable) {
        for fault in rows.shapeFaults {
            let (reason, message) = fault.fault(columnCount: rows.columnCount)
            faults.append(RowFault(start: fault.start, line: Int(fault.line), column: nil, reason: reason, message: message))
        }
    }

    /// Notes the fields that have no value.
    mutating func add(cellFaultsOf rows: borrowing RowTable, names: (Int) -> String) {
        for fault in rows.cellFaults {
            add(
                fault.reason, row: fault.row, of: rows, column: fault.field + 1,
                message: "'\(names(fault.field))' \(fault.reason.cellMessage)")
            cellFaults.insert(Field(row: fault.row, column: fault.field + 1))
        }
    }

    /// Forgets the faults of rows that are marked.
    mutating func pass(over isPassed: [Bool], of rows: borrowing RowTable) {
        var starts: Set<UInt32> = []
        for row in isPassed.indices where isPassed[row] {
            starts.insert(rows.starts[row])
            if !isRejected.isEmpty { isRejected[row] = false }
        }
        faults.removeAll { starts.contains($0.start) }
    }

    /// The rows that are rejected or marked; empty when there are none.
    func removed(_ isMarked: [Bool]) -> [Bool] {
        guard isMarked.contains(true) else { return isRejected }
        return isRejected.isEmpty ? isMarked : zip(isRejected, isMarked).map { $0 || $1 }
    }

    /// The faults by row, then by column.
    func sorted() -> [RowFault] {
        faults.sorted { ($0.start, $0.column ?? 0) < ($1.start, $1.column ?? 0) }
    }
}

/// A value of a file as it may stand in a message: only what looks like a word, a short code (`R1`) or a date, never what could be a name or an amount.
func quotableValue(_ value: String) -> String {
    func isLetter(_ byte: UInt8) -> Bool { (byte >= 0x61 && byte <= 0x7A) || (byte >= 0x41 && byte <= 0x5A) }
    func isDigit(_ byte: UInt8) -> Bool { byte >= 0x30 && byte <= 0x39 }
    let isWord = value.utf8.allSatisfy { isLetter($0) || $0 == 0x5F || $0 == 0x2D }
    let isCode = value.utf8.allSatisfy { isLetter($0) || isDigit($0) } && value.utf8.contains(where: isLetter)
    let isDate =
        value.utf8.allSatisfy { isDigit($0) || $0 == 0x2D || $0 == 0x2F || $0 == 0x2E }
        && value.utf8.count { $0 == 0x2D || $0 == 0x2F || $0 == 0x2E } == 2
    let isQuotable = (isWord && value.utf8.count <= 16) || (isCode && value.utf8.count <= 4) || (isDate && value.utf8.count <= 12)
    return isQuotable ? " '\(value)'" : ""
}
