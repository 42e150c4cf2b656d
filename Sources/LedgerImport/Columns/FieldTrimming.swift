import Ledger

/// Takes blanks of any width, and what cannot be seen, off both ends of every field, and `="` and `"` off fields that are
/// formulas of a text, as programs write ids so that spreadsheet programs keep their zeros: `="00123"`.
func trimFields(_ text: RawSpan, _ rows: inout RowTable) {
    for index in 0..<rows.count * rows.columnCount {
        let field = rows.fields[index]
        var (start, end) = (Int(field.start), Int(field.end))
        if start == end || isNoBlank(text.byte(start)) && isNoBlank(text.byte(end &- 1)) { continue }
        let bounds = trimmedBounds(text, start, end)
        (start, end) = (Int(bounds.start), Int(bounds.end))
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

/// Some UTF-8 text without blanks at its ends.
func trimmedBounds(_ text: RawSpan, _ start: Int, _ end: Int) -> FieldBounds {
    var (start, end) = (start, end)
    while let length = (1...3).first(where: { start + $0 <= end && isBlank(text, start, $0) }) { start += length }
    while let length = (1...3).first(where: { start + $0 <= end && isBlank(text, end - $0, $0) }) { end -= length }
    return FieldBounds(start: UInt32(start), end: UInt32(end))
}

/// Whether a byte is neither a blank nor part of a wide one, nor begins a formula: a quick look at both ends of a field, which most of them need no more of.
@inline(__always)
func isNoBlank(_ byte: UInt8) -> Bool { byte > Ascii.space && byte < 0x7F && byte != equals }

/// Whether so many UTF-8 bytes at an offset are one blank.
private func isBlank(_ text: RawSpan, _ offset: Int, _ length: Int) -> Bool {
    let first = UInt32(text.byte(offset))
    func next(_ place: Int) -> UInt32? {
        let byte = text.byte(offset + place)
        return byte & 0xC0 == 0x80 ? UInt32(byte & 0x3F) : nil
    }
    let value: UInt32? =
        switch (length, first) {
        case (1, 0..<0x80): first
        case (2, 0xC2...0xDF): next(1).map { (first & 0x1F) << 6 | $0 }
        case (3, 0xE0...0xEF): next(1).flatMap { second in next(2).map { (first & 0x0F) << 12 | second << 6 | $0 } }
        default: nil
        }
    return value.flatMap(Unicode.Scalar.init)?.isBlank ?? false
}

extension Unicode.Scalar {
    /// Whether a character leaves nothing to be seen, so that it is no part of a value at whose ends it stands: zero bytes, tabs, separators, blanks of any width, soft
    /// hyphens, marks of direction, joiners and the mark of a byte order.
    public var isBlank: Bool {
        switch value {
        case 0, 0x09, 0x0B, 0x0C, 0x1C...0x20, 0x85, 0xA0, 0xAD, 0x1680, 0x180E, 0x2000...0x200F, 0x2028...0x202F, 0x205F...0x206F, 0x3000,
            0xFEFF:
            true
        default: false
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
