import Ledger

/// Takes blanks of any width, tabs and zero bytes, which fill up fields of fixed widths, off both ends of every field, and `="` and `"` off fields that are
/// formulas of a text, as programs write ids so that spreadsheet programs keep their zeros: `="00123"`.
func trimFields(_ text: RawSpan, _ rows: inout RowTable) {
    for index in 0..<rows.count * rows.columnCount {
        let field = rows.fields[index]
        var (start, end) = (Int(field.start), Int(field.end))
        if start == end || isNoBlank(text.byte(start)) && isNoBlank(text.byte(end &- 1)) { continue }
        while let length = [1, 2, 3].first(where: { start + $0 <= end && isBlank(text, start, $0) }) { start += length }
        while let length = [1, 2, 3].first(where: { start + $0 <= end && isBlank(text, end - $0, $0) }) { end -= length }
        if isTextFormula(text, start, end) { (start, end) = (start + 2, end - 1) }
        rows.fields[index] = FieldBounds(start: UInt32(start), end: UInt32(end))
    }
}

private func isTextFormula(_ text: RawSpan, _ start: Int, _ end: Int) -> Bool {
    guard end - start >= 3, text.byte(start) == equals, text.byte(start + 1) == Ascii.quote, text.byte(end - 1) == Ascii.quote else {
        return false
    }
    return !(start + 2..<end - 1).contains { text.byte($0) == Ascii.quote }
}

private let equals = UInt8(ascii: "=")

/// Whether a byte is neither a blank nor part of a wide one, nor begins a formula: a quick look at both ends of a field, which most of them need no more of.
@inline(__always)
private func isNoBlank(_ byte: UInt8) -> Bool { byte > Ascii.space && byte < 0x80 && byte != equals }

/// Whether the UTF-8 bytes at an offset are one blank: a space, a tab, a zero byte, a no-break blank, the blanks of U+2000 to U+200B, U+202F and U+205F, U+3000,
/// and the mark of a byte order, which programs leave where they join files.
private func isBlank(_ text: RawSpan, _ offset: Int, _ length: Int) -> Bool {
    let first = text.byte(offset)
    switch length {
    case 1: return first == Ascii.space || first == Ascii.tab || first == 0
    case 2: return first == 0xC2 && text.byte(offset + 1) == 0xA0
    default:
        switch (first, text.byte(offset + 1), text.byte(offset + 2)) {
        case (0xE2, 0x80, 0x80...0x8B), (0xE2, 0x80, 0xAF), (0xE2, 0x81, 0x9F), (0xE3, 0x80, 0x80), (0xEF, 0xBB, 0xBF): return true
        default: return false
        }
    }
}

/// Whether a field is a number as spreadsheet programs show one of many digits in a narrow column: a digit, decimal places, `E+09`.
func isRoundedNumber(_ text: RawSpan, _ field: FieldBounds) -> Bool {
    let (start, end) = (Int(field.start), Int(field.end))
    func isDigit(_ at: Int) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.byte(at)) }
    guard end - start >= 5, text.byte(end - 3) == UInt8(ascii: "+"), text.byte(end - 4) == UInt8(ascii: "E"), isDigit(end - 1),
        isDigit(end - 2),
        isDigit(start)
    else { return false }
    guard end - start > 5 else { return true }
    return [UInt8(ascii: "."), UInt8(ascii: ",")].contains(text.byte(start + 1)) && (start + 2..<end - 4).allSatisfy(isDigit)
}

/// Takes `.0` off the fields of a column that have nothing but digits before it.
func trimDecimalPlace(_ text: RawSpan, _ rows: inout RowTable, column: Int) {
    for row in 0..<rows.count {
        let index = row * rows.columnCount + column
        let (start, end) = (Int(rows.fields[index].start), Int(rows.fields[index].end) - 2)
        guard end > start, text.byte(end) == UInt8(ascii: "."), text.byte(end + 1) == UInt8(ascii: "0"),
            (start..<end).allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(text.byte($0)) })
        else { continue }
        rows.fields[index] = FieldBounds(start: UInt32(start), end: UInt32(end))
    }
}
