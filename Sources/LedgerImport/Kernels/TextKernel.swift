import Ledger
import LedgerColumns

/// The texts of one column of a chunk, one after the other.
struct TextBatch {
    var bytes: [UInt8] = []
    /// Where each text ends.
    var ends: [UInt32] = []
}

/// A field that texts are put together from.
struct TextPart {
    /// Zero-based.
    let field: Int
    /// Of each row, the day that stands in it; nil when it is no date.
    let days: [Int32]?
}

/// Copies one field of every row. Where it is empty, the `parts` of the row stand for it, with blanks between.
func copyTexts(
    _ text: RawSpan, _ rows: borrowing RowTable, column: ColumnField, parts: [TextPart] = [], limit: TextLimit, faults: inout FaultSink
) -> TextBatch {
    let fields = rows.fields.span
    var byteCount = 0
    var isComplete = true
    var index = column.index
    for row in 0..<rows.count {
        let count = fields[index].count
        if count == 0 {
            isComplete = false
            if column.isRequired && parts.isEmpty { faults.addMissing(row: row, of: rows, column: column) }
        }
        if count > limit.safeByteCount, limit.isExceeded(by: text.text(fields[index].range)) {
            faults.add(.textTooLong, row: row, of: rows, column: column.number, message: limit.message(column.name))
        }
        byteCount &+= count
        index &+= rows.columnCount
    }
    if !isComplete && !parts.isEmpty { return joinTexts(text, rows, column: column, parts: parts, faults: &faults) }
    // Whole words are stored; the last one may reach past the text, into slack that is cut off afterwards.
    var bytes = [UInt8](repeating: 0, count: byteCount + 8)
    var ends = [UInt32](repeating: 0, count: rows.count)
    copyWords(text, rows, column: column.index, bytes: bytes.mutableSpan, ends: ends.mutableSpan)
    bytes.removeLast(8)
    return TextBatch(bytes: bytes, ends: ends)
}

/// The texts of a column in which empty fields are put together from other fields.
private func joinTexts(
    _ text: RawSpan, _ rows: borrowing RowTable, column: ColumnField, parts: [TextPart], faults: inout FaultSink
) -> TextBatch {
    var batch = TextBatch()
    for row in 0..<rows.count {
        let base = row * rows.columnCount
        let own = text.text(rows.fields[base + column.index].range)
        let joined = parts.map { part in
            if let day = part.days?[row], day != ItemColumns.noDay { return Day(daysSinceEpoch: day).isoText }
            return text.text(rows.fields[base + part.field].range)
        }.filter { !$0.isEmpty }.joined(separator: " ")
        let value = own.isEmpty ? joined : own
        if value.isEmpty && column.isRequired { faults.addMissing(row: row, of: rows, column: column) }
        batch.bytes.append(contentsOf: value.utf8)
        batch.ends.append(UInt32(batch.bytes.count))
    }
    return batch
}

private func copyWords(
    _ text: RawSpan, _ rows: borrowing RowTable, column: Int, bytes: consuming MutableSpan<UInt8>, ends: consuming MutableSpan<UInt32>
) {
    let fields = rows.fields.span
    var output = bytes.mutableBytes
    var index = column
    var end = 0
    for row in 0..<rows.count {
        let field = fields[index]
        let start = Int(field.start)
        var copied = 0
        while copied < field.count {
            output.storeBytes(of: text.word(start &+ copied), toByteOffset: end &+ copied, as: UInt64.self)
            copied &+= 8
        }
        end &+= field.count
        ends[row] = UInt32(truncatingIfNeeded: end)
        index &+= rows.columnCount
    }
}
