/// Finds the fields of all rows of a chunk that may hold quoted fields (RFC 4180). Linear in the bytes of the chunk.
///
/// Stops at the first quote out of place and notes it. Fields with doubled quotes are listed in `rows.escapedFields`.
func scanQuotedRows(_ text: RawSpan, layout: RowLayout, firstLine: Int, into rows: inout RowTable) {
    var cursor = QuotedCursor(line: firstLine)
    let byteCount = text.byteCount
    row: while cursor.offset < byteCount {
        let rowStart = cursor.offset
        let rowLine = cursor.line
        var fieldCount = 0
        var highBytes: UInt64 = 0
        var rowEnd = rowStart
        var isLast = false
        while !isLast {
            let bounds: FieldBounds
            let isQuoted = cursor.offset < byteCount && text.byte(cursor.offset) == Ascii.quote
            let fieldLine = cursor.line
            let field =
                isQuoted
                ? cursor.quotedField(text, separator: layout.separator, highBytes: &highBytes)
                : cursor.plainField(text, separator: layout.separator, highBytes: &highBytes)
            switch field {
            case .failure(let fault):
                if fault.reason != .unterminatedQuote, layout.isolatesStrayQuotes, let end = cursor.skipRow(text, from: rowStart, layout) {
                    rows.noteStrayQuote(fault.reason, start: rowStart, end: end, line: rowLine)
                    cursor.line = rowLine + (end < byteCount ? 1 : 0)
                    continue row
                }
                rows.quotingFault = RowTable.QuotingFault(reason: fault.reason, line: fault.line, column: fieldCount + 1)
                return
            case .success(let found):
                bounds = found.bounds
                isLast = found.isLast
                rowEnd = found.rowEnd
                if isQuoted, cursor.line > fieldLine {
                    let lastLine = isLast && text.byte(cursor.offset - 1) == Ascii.lineFeed ? cursor.line - 1 : cursor.line
                    if lastLine > fieldLine {
                        let holdsRows = QuoteUse.holdsWholeRows(text, bounds.range, layout.separator, fieldCount: layout.columnCount)
                        rows.noteSpan(lines: fieldLine...lastLine, holdsRows: holdsRows)
                    }
                }
                if fieldCount < layout.columnCount {
                    rows.setField(fieldCount, Int(bounds.start), Int(bounds.end))
                    if found.hasDoubledQuotes { rows.escapedFields.append(rows.count * layout.columnCount + fieldCount) }
                }
            }
            fieldCount += 1
        }
        rows.endRow(
            text, start: rowStart, end: rowEnd, line: rowLine, fieldCount: fieldCount, hasHighBytes: highBytes & ByteWord.highBits != 0,
            isEmpty: rows.isRowEmpty)
    }
}

/// A position in text with quoted fields.
struct QuotedCursor {
    var offset = 0
    var line: Int

    init(line: Int) { self.line = line }

    /// A field and what came after it.
    struct Field {
        let bounds: FieldBounds
        /// Whether the row ends with this field.
        let isLast: Bool
        /// The end of the field with its quotes.
        let rowEnd: Int
        let hasDoubledQuotes: Bool
    }

    /// A quote out of place.
    struct Fault: Error {
        let reason: RowTable.QuotingFault.Reason
        let line: Int
    }

    /// Goes behind the line of a row with a quote out of place, when that line is the whole row for certain: each field that begins with a quote has a second
    /// one, so that none reaches over its end, and there are as many fields as in the header. Returns where it ends, its line feed left out; nil, and goes
    /// nowhere, when it is not certain. ``line`` is left to the caller.
    mutating func skipRow(_ text: RawSpan, from start: Int, _ layout: RowLayout) -> Int? {
        var (end, fieldCount) = (start, 1)
        var (fieldStart, quoteCount) = (start, 0)
        func isOpen(_ end: Int) -> Bool { fieldStart < end && text.byte(fieldStart) == Ascii.quote && quoteCount % 2 == 1 }
        while end < text.byteCount, text.byte(end) != Ascii.lineFeed {
            let byte = text.byte(end)
            if byte == Ascii.quote { quoteCount += 1 }
            if byte == layout.separator {
                if isOpen(end) { return nil }
                (fieldStart, quoteCount) = (end + 1, 0)
                fieldCount += 1
            }
            end += 1
        }
        guard fieldCount == layout.columnCount, !isOpen(end) else { return nil }
        offset = min(end + 1, text.byteCount)
        return end
    }

    /// The field at the cursor, in which quotes are characters like any other.
    mutating func fieldWithQuotes(_ text: RawSpan, separator: UInt8) -> Field {
        let start = offset
        var at = offset
        while at < text.byteCount, text.byte(at) != separator, text.byte(at) != Ascii.lineFeed { at += 1 }
        let isLast = at == text.byteCount || text.byte(at) == Ascii.lineFeed
        if isLast, at < text.byteCount { line += 1 }
        offset = min(at + 1, text.byteCount)
        return field(text, start, at, isLast: isLast)
    }

    /// Reads a field that does not start with a quote, and the separator or line end after it.
    mutating func plainField(_ text: RawSpan, separator: UInt8, highBytes: inout UInt64) -> Result<Field, Fault> {
        let start = offset
        let patterns = (ByteWord.repeating(separator), ByteWord.repeating(Ascii.lineFeed), ByteWord.repeating(Ascii.quote))
        var at = text.byteCount
        while offset < text.byteCount {
            let word = text.word(offset)
            let mask =
                ByteWord.matches(word, patterns.0) | ByteWord.matches(word, patterns.1) | ByteWord.matches(word, patterns.2)
            highBytes |= word
            if mask != 0 {
                at = offset + mask.trailingZeroBitCount / 8
                break
            }
            offset += 8
        }
        guard at < text.byteCount else {
            offset = text.byteCount
            return .success(field(text, start, at, isLast: true))
        }
        if text.byte(at) == Ascii.quote { return .failure(Fault(reason: .quoteInField, line: line)) }
        let isLast = text.byte(at) == Ascii.lineFeed
        if isLast { line += 1 }
        offset = at + 1
        return .success(field(text, start, at, isLast: isLast))
    }

    /// The field of a range, without the carriage return of a line end.
    private func field(_ text: RawSpan, _ start: Int, _ end: Int, isLast: Bool) -> Field {
        let trimmed = isLast && end > start && text.byte(end - 1) == Ascii.carriageReturn ? end - 1 : end
        let bounds = FieldBounds(start: UInt32(start), end: UInt32(trimmed))
        return Field(bounds: bounds, isLast: isLast, rowEnd: trimmed, hasDoubledQuotes: false)
    }

    /// Reads a field that starts with a quote, and the separator or line end after it.
    mutating func quotedField(_ text: RawSpan, separator: UInt8, highBytes: inout UInt64) -> Result<Field, Fault> {
        let openingLine = line
        let start = offset + 1
        var hasDoubledQuotes = false
        offset = start
        while offset < text.byteCount {
            let byte = text.byte(offset)
            highBytes |= UInt64(byte)
            offset += 1
            if byte == Ascii.lineFeed { line += 1 }
            guard byte == Ascii.quote else { continue }
            if offset < text.byteCount, text.byte(offset) == Ascii.quote {
                hasDoubledQuotes = true
                offset += 1
                continue
            }
            return closed(text, start..<offset - 1, separator: separator, hasDoubledQuotes: hasDoubledQuotes)
        }
        return .failure(Fault(reason: .unterminatedQuote, line: openingLine))
    }

    /// Reads what follows a closing quote: a separator, a line end or the end of the text.
    private mutating func closed(
        _ text: RawSpan, _ range: Range<Int>, separator: UInt8, hasDoubledQuotes: Bool
    ) -> Result<Field, Fault> {
        let rowEnd = offset
        var next = offset
        if next < text.byteCount, text.byte(next) == Ascii.carriageReturn,
            next + 1 == text.byteCount || text.byte(next + 1) == Ascii.lineFeed
        {
            next += 1
        }
        let isAtEnd = next >= text.byteCount
        let isLast = isAtEnd || text.byte(next) == Ascii.lineFeed
        guard isLast || text.byte(next) == separator else { return .failure(Fault(reason: .textAfterQuote, line: line)) }
        if isLast && !isAtEnd { line += 1 }
        offset = isAtEnd ? text.byteCount : next + 1
        let bounds = FieldBounds(start: UInt32(range.lowerBound), end: UInt32(range.upperBound))
        return .success(Field(bounds: bounds, isLast: isLast, rowEnd: rowEnd, hasDoubledQuotes: hasDoubledQuotes))
    }
}

/// A copy of the text in which doubled quotes of the listed fields are single ones; the bounds of those fields are shortened.
func unescapedCopy(_ text: RawSpan, _ rows: inout RowTable) -> [UInt8] {
    var copy = text.withUnsafeBytes { Array($0) }
    for index in rows.escapedFields {
        let range = rows.fields[index].range
        var (read, write) = (range.lowerBound, range.lowerBound)
        while read < range.upperBound {
            copy[write] = copy[read]
            // Scanning has made sure that every quote inside is followed by a second one.
            read += copy[read] == Ascii.quote ? 2 : 1
            write += 1
        }
        rows.fields[index].end = UInt32(write)
    }
    return copy
}
