import Ledger
import LedgerColumns

/// The texts of one column of a chunk, one after the other.
struct TextBatch {
    var bytes: [UInt8] = []
    /// Where each text ends.
    var ends: [UInt32] = []

    /// The same texts with composed characters; see ``composed(_:)``. Linear in the bytes; texts are made only where some are not ASCII.
    func withComposedCharacters() -> TextBatch {
        guard !bytes.allSatisfy({ $0 < 0x80 }) else { return self }
        var other = TextBatch()
        other.bytes.reserveCapacity(bytes.count)
        var start = 0
        for end in ends {
            other.bytes.append(contentsOf: composed(String(decoding: bytes[start..<Int(end)], as: UTF8.self)).utf8)
            other.ends.append(UInt32(other.bytes.count))
            start = Int(end)
        }
        return other
    }
}

/// What texts are put together from, row by row.
enum TextPart {
    /// A field as it is written; zero-based.
    case field(Int)
    /// The day that stands in a field, or what is written there instead.
    case days([Int32], field: Int)
    /// An amount in minor units, with the decimal places of its currency; nothing where there is none.
    case amounts([Int64], exponents: [Int8])

    func text(_ row: Int, _ rows: borrowing RowTable, of text: RawSpan) -> String {
        switch self {
        case .days(let days, _) where days[row] != ItemColumns.noDay: Day(daysSinceEpoch: days[row]).isoText
        case .field(let field), .days(_, let field): text.text(rows.fields[row * rows.columnCount + field].range)
        case .amounts(let amounts, _) where amounts[row] == ItemColumns.noAmount: ""
        case .amounts(let amounts, let exponents): Decimal64(mantissa: amounts[row], scale: Int(exponents[row])).text
        }
    }
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
        let own = text.text(rows.fields[row * rows.columnCount + column.index].range)
        var value = own
        if own.isEmpty {
            for part in parts {
                let next = part.text(row, rows, of: text)
                if !next.isEmpty { value += value.isEmpty ? next : " " + next }
            }
        }
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
