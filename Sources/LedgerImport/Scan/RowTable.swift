/// Where a field stands in the text of a chunk, quotes left out.
struct FieldBounds {
    var start: UInt32
    var end: UInt32

    @inline(__always) var count: Int { Int(end) &- Int(start) }
    @inline(__always) var range: Range<Int> { Int(start)..<Int(end) }
}

/// The rows of one chunk: field bounds row by row, and where each row begins.
///
/// Reused from chunk to chunk; only the first ``count`` rows are meant.
struct RowTable {
    /// `columnCount` bounds for each row.
    var fields: [FieldBounds] = []
    /// The offset of each row in the chunk.
    var starts: [UInt32] = []
    /// The physical line of each row.
    var lines: [UInt32] = []
    let columnCount: Int
    private(set) var count = 0
    /// Rows without any value that were dropped.
    private(set) var blankCount = 0
    /// Rows that do not have the right shape, in order.
    private(set) var shapeFaults: [ShapeFault] = []
    /// The fault after which rows cannot be told apart; scanning stopped there.
    var quotingFault: QuotingFault?
    /// Quoted fields that reach over line ends.
    private(set) var spans = QuotedSpans()
    /// Indices in ``fields`` of fields that hold doubled quotes.
    var escapedFields: [Int] = []

    /// What each field is, as ``fields``; empty where the syntax has no types.
    private(set) var types: [FieldType] = []
    /// Fields that hold no value, in order of rows.
    private(set) var cellFaults: [CellFault] = []

    /// What a field is, where its syntax says so.
    enum FieldType: UInt8 {
        /// Text, to be read as the file writes numbers and dates.
        case text
        /// A day as `YYYY-MM-DD`.
        case day
        /// A number as digits with a point.
        case number
    }

    /// A field that its syntax marks as having no value.
    struct CellFault {
        var row: Int
        let field: Int
        let reason: FaultReason
    }

    /// A row that cannot be read as fields.
    struct ShapeFault {
        let start: UInt32
        let line: UInt32
        /// Fields found; nil: the row is not UTF-8, or ``strayQuote``.
        let fieldCount: Int?
        /// How a quote stands out of place; nil when none does.
        var strayQuote: QuotingFault.Reason?

        /// What is wrong, and its message.
        func fault(columnCount: Int) -> (reason: FaultReason, message: String) {
            if let strayQuote {
                return strayQuote == .textAfterQuote
                    ? (.textAfterQuote, "text follows a closing quote")
                    : (.quoteInField, "a quote stands inside a field that does not start with one")
            }
            guard let fieldCount else { return (.badEncoding, "the row is not UTF-8") }
            return (.wrongFieldCount, "the row has \(fieldCount) fields, the header has \(columnCount)")
        }
    }

    /// A quote out of place.
    struct QuotingFault {
        enum Reason { case quoteInField, textAfterQuote, unterminatedQuote }
        let reason: Reason
        let line: Int
        let column: Int
    }

    /// Quoted fields that reach over line ends.
    struct QuotedSpans {
        var count = 0
        /// The line the first one begins on; 0: there is none.
        var firstLine = 0
        /// The lines of the first one that holds rows: each of its lines has as many fields as the header.
        var rowLines: ClosedRange<Int>?

        /// Adds those of later rows.
        mutating func add(_ other: QuotedSpans) {
            count += other.count
            if firstLine == 0 { firstLine = other.firstLine }
            rowLines = rowLines ?? other.rowLines
        }
    }

    init(columnCount: Int) { self.columnCount = columnCount }

    /// Makes room for the rows of a chunk and forgets the last one's.
    mutating func prepare(rowLimit: Int) {
        if starts.count < rowLimit {
            fields = Array(repeating: FieldBounds(start: 0, end: 0), count: rowLimit * columnCount)
            starts = Array(repeating: 0, count: rowLimit)
            lines = Array(repeating: 0, count: rowLimit)
        }
        count = 0
        blankCount = 0
        shapeFaults.removeAll(keepingCapacity: true)
        escapedFields.removeAll(keepingCapacity: true)
        quotingFault = nil
        spans = QuotedSpans()
        types.removeAll(keepingCapacity: true)
        cellFaults.removeAll(keepingCapacity: true)
    }

    /// Ends a row whose fields stand at `count * columnCount` in ``fields``, or counts it as blank or misshapen.
    ///
    /// `isEmpty` says whether all its fields are empty, and matters only when it has as many as the header.
    mutating func endRow(_ text: RawSpan, start: Int, end: Int, line: Int, fieldCount: Int, hasHighBytes: Bool, isEmpty: Bool) {
        let isBlank = fieldCount == 1 ? start == end || (end == start + 1 && text.byte(start) == Ascii.carriageReturn) : false
        if isBlank && columnCount > 1 {
            blankCount += 1
        } else if fieldCount != columnCount {
            shapeFaults.append(ShapeFault(start: UInt32(start), line: UInt32(truncatingIfNeeded: line), fieldCount: fieldCount))
        } else if hasHighBytes && !isValidUtf8(text, start..<end) {
            shapeFaults.append(ShapeFault(start: UInt32(start), line: UInt32(truncatingIfNeeded: line), fieldCount: nil))
        } else if isEmpty {
            blankCount += 1
        } else {
            starts[count] = UInt32(start)
            lines[count] = UInt32(truncatingIfNeeded: line)
            count += 1
        }
        if count * columnCount <= escapedFields.last ?? -1 { escapedFields.removeAll { $0 >= count * columnCount } }
    }

    /// Notes a quoted field that reaches over line ends.
    mutating func noteSpan(lines: ClosedRange<Int>, holdsRows: Bool) {
        spans.add(QuotedSpans(count: 1, firstLine: lines.lowerBound, rowLines: holdsRows ? lines : nil))
    }

    /// Notes a row that a quote out of place stands in.
    mutating func noteStrayQuote(_ reason: QuotingFault.Reason, start: Int, end: Int, line: Int) {
        shapeFaults.append(
            ShapeFault(start: UInt32(start), line: UInt32(truncatingIfNeeded: line), fieldCount: nil, strayQuote: reason))
        escapedFields.removeAll { $0 >= count * columnCount }
    }

    /// Whether all fields of the row being ended are empty.
    var isRowEmpty: Bool {
        let base = count * columnCount
        if fields[base].count > 0 { return false }
        for index in base..<base + columnCount where fields[index].count > 0 { return false }
        return true
    }

    /// Takes out the misshapen rows that are none after all; returns their number.
    mutating func removeShapeFaults(where isNone: (ShapeFault) -> Bool) -> Int {
        let before = shapeFaults.count
        shapeFaults.removeAll(where: isNone)
        return before - shapeFaults.count
    }

    /// Keeps only the marked rows, in order.
    mutating func filter(_ isKept: [Bool]) {
        var kept = 0
        cellFaults = cellFaults.filter { isKept[$0.row] }
        var faults = cellFaults.indices.makeIterator()
        var nextFault = faults.next()
        for row in 0..<count where isKept[row] {
            while let index = nextFault, cellFaults[index].row == row {
                cellFaults[index].row = kept
                nextFault = faults.next()
            }
            if kept != row {
                for column in 0..<columnCount {
                    fields[kept * columnCount + column] = fields[row * columnCount + column]
                    if !types.isEmpty { types[kept * columnCount + column] = types[row * columnCount + column] }
                }
                starts[kept] = starts[row]
                lines[kept] = lines[row]
            }
            kept += 1
        }
        count = kept
    }
}

extension RowTable {
    /// Makes room for types of fields; to be called after ``prepare(rowLimit:)`` by a syntax that has types.
    mutating func prepareTypes() { types = Array(repeating: .text, count: starts.count * columnCount) }

    /// Whether fields have types.
    var hasTypes: Bool { !types.isEmpty }

    /// What a field is.
    @inline(__always)
    func type(row: Int, field: Int) -> FieldType { types.isEmpty ? .text : types[row &* columnCount &+ field] }

    /// The row that begins at an offset. The logarithm of the rows.
    func row(startingAt start: UInt32) -> Int? {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if starts[middle] < start { low = middle + 1 } else { high = middle }
        }
        return low < count && starts[low] == start ? low : nil
    }

    /// Empties the fields of the row being read.
    mutating func clearFields() {
        for index in count * columnCount..<(count + 1) * columnCount {
            fields[index] = FieldBounds(start: 0, end: 0)
            types[index] = .text
        }
    }

    /// Notes bounds and type of a field of the row being read.
    @inline(__always)
    mutating func setField(_ index: Int, _ start: Int, _ end: Int, type: FieldType) {
        setField(index, start, end)
        types[count &* columnCount &+ index] = type
    }

    /// Notes that a field of the row being read has no value.
    mutating func addCellFault(field: Int, reason: FaultReason) { addCellFault(row: count, field: field, reason: reason) }

    /// Notes that a field of a row has no value; rows ascend.
    mutating func addCellFault(row: Int, field: Int, reason: FaultReason) {
        cellFaults.append(CellFault(row: row, field: field, reason: reason))
    }

    /// The fields of a row that have no value. The logarithm of all such fields, and those of the row.
    func cellFaultFields(ofRow row: Int) -> [Int] {
        var (low, high) = (0, cellFaults.count)
        while low < high {
            let middle = (low + high) / 2
            if cellFaults[middle].row < row { low = middle + 1 } else { high = middle }
        }
        return cellFaults[low...].prefix { $0.row == row }.map(\.field)
    }

    /// Ends a row of a sheet. A row is blank when none of its fields has a value or a fault.
    mutating func endSheetRow(line: UInt32) {
        guard !isRowEmpty || cellFaults.last?.row == count else {
            blankCount += 1
            return
        }
        // Rows of a sheet have no offset; their index tells them apart.
        starts[count] = UInt32(count)
        lines[count] = line
        count += 1
    }
}

/// Whether a range of bytes is UTF-8.
func isValidUtf8(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    text.extracting(range).withUnsafeBytes { String(validating: $0, as: UTF8.self) != nil }
}
