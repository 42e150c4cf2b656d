import Ledger

/// Takes blanks, no-break blanks, tabs and zero bytes, which fill up fields of fixed widths, off both ends of every field, and `="` and `"` off fields that are
/// formulas of a text, as programs write ids so that spreadsheet programs keep their zeros: `="00123"`.
func trimFields(_ text: RawSpan, _ rows: inout RowTable) {
    for index in 0..<rows.count * rows.columnCount {
        let field = rows.fields[index]
        var (start, end) = (Int(field.start), Int(field.end))
        if start == end || isNoBlank(text.byte(start)) && isNoBlank(text.byte(end &- 1)) { continue }
        while start < end {
            if isBlank(text.byte(start)) { start += 1 } else if isNoBreakBlank(text, start, end) { start += 2 } else { break }
        }
        while start < end {
            if isBlank(text.byte(end - 1)) { end -= 1 } else if isNoBreakBlank(text, end - 2, end) { end -= 2 } else { break }
        }
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

/// Whether a byte is neither a blank nor part of a no-break blank, nor begins a formula: a quick look at both ends of a field, which most of them need no more of.
@inline(__always)
private func isNoBlank(_ byte: UInt8) -> Bool { byte > Ascii.space && byte != 0xC2 && byte != 0xA0 && byte != equals }

private func isBlank(_ byte: UInt8) -> Bool { byte == Ascii.space || byte == Ascii.tab || byte == 0 }

private func isNoBreakBlank(_ text: RawSpan, _ offset: Int, _ end: Int) -> Bool {
    offset >= 0 && offset + 2 <= end && text.byte(offset) == 0xC2 && text.byte(offset + 1) == 0xA0
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
