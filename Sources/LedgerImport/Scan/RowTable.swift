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
    /// Indices in ``fields`` of fields that hold doubled quotes.
    var escapedFields: [Int] = []

    /// A row that cannot be read as fields.
    struct ShapeFault {
        let start: UInt32
        let line: UInt32
        /// Fields found; nil: the row is not UTF-8.
        let fieldCount: Int?
    }

    /// A quote out of place.
    struct QuotingFault {
        enum Reason { case quoteInField, textAfterQuote, unterminatedQuote }
        let reason: Reason
        let line: Int
        let column: Int
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
        for row in 0..<count where isKept[row] {
            if kept != row {
                for column in 0..<columnCount { fields[kept * columnCount + column] = fields[row * columnCount + column] }
                starts[kept] = starts[row]
                lines[kept] = lines[row]
            }
            kept += 1
        }
        count = kept
    }
}

/// Whether a range of bytes is UTF-8.
func isValidUtf8(_ text: RawSpan, _ range: Range<Int>) -> Bool {
    text.extracting(range).withUnsafeBytes { String(validating: $0, as: UTF8.self) != nil }
}
