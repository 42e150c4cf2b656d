/// The texts of one column of a chunk, one after the other.
struct TextBatch {
    var bytes: [UInt8] = []
    /// Where each text ends.
    var ends: [UInt32] = []
}

/// Copies one field of every row.
func copyTexts(
    _ text: RawSpan, _ rows: borrowing RowTable, column: Int, isRequired: Bool, limit: TextLimit, name: String, faults: inout FaultSink
) -> TextBatch {
    let fields = rows.fields.span
    var byteCount = 0
    var index = column
    for row in 0..<rows.count {
        let count = fields[index].count
        if isRequired && count == 0 {
            faults.add(.missingValue, row: row, of: rows, column: column + 1, message: "'\(name)' is empty")
        }
        if count > limit.safeByteCount, limit.isExceeded(by: text.text(fields[index].range)) {
            faults.add(.textTooLong, row: row, of: rows, column: column + 1, message: limit.message(name))
        }
        byteCount &+= count
        index &+= rows.columnCount
    }
    // Whole words are stored; the last one may reach past the text, into slack that is cut off afterwards.
    var bytes = [UInt8](repeating: 0, count: byteCount + 8)
    var ends = [UInt32](repeating: 0, count: rows.count)
    copyWords(text, rows, column: column, bytes: bytes.mutableSpan, ends: ends.mutableSpan)
    bytes.removeLast(8)
    return TextBatch(bytes: bytes, ends: ends)
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
