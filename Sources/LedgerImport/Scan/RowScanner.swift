/// How the rows of a file are written.
struct RowLayout {
    let separator: UInt8
    let hasQuotes: Bool
    let columnCount: Int
    /// Whether a row with a quote inside a field is passed over alone, where it is certain how far it reaches.
    var isolatesStrayQuotes = false
}

/// Finds the fields of all rows of a chunk that holds no quote. Linear in the bytes of the chunk.
///
/// `rows` must be prepared for at least as many rows as the chunk has line ends plus one. A last row without line end counts.
func scanPlainRows(_ text: RawSpan, layout: RowLayout, firstLine: Int, into rows: inout RowTable) {
    let separators = ByteWord.repeating(layout.separator)
    let lineFeeds = ByteWord.repeating(Ascii.lineFeed)
    let columnCount = layout.columnCount
    let byteCount = text.byteCount
    // The bounds are written through a span: an element of an array in a struct is checked for sharing at every write.
    var buffer: [FieldBounds] = []
    swap(&buffer, &rows.fields)
    defer { swap(&buffer, &rows.fields) }
    var fields = buffer.mutableSpan
    var base = 0
    var line = firstLine
    var (fieldStart, rowStart, fieldCount) = (0, 0, 0)
    var highBytes: UInt64 = 0
    var offset = 0
    while offset < byteCount {
        let word = text.word(offset)
        highBytes |= word
        var mask = ByteWord.matches(word, separators) | ByteWord.matches(word, lineFeeds)
        while mask != 0 {
            // The lowest set bit is bit 7 of a byte; zero bytes past the end match neither pattern.
            let at = offset &+ mask.trailingZeroBitCount &>> 3
            mask &= mask &- 1
            if text.byte(at) != Ascii.lineFeed {
                if fieldCount < columnCount { fields[base &+ fieldCount] = FieldBounds(fieldStart, at) }
                fieldCount &+= 1
                fieldStart = at &+ 1
                continue
            }
            let fieldEnd = at > fieldStart && text.byte(at - 1) == Ascii.carriageReturn ? at - 1 : at
            if fieldCount < columnCount { fields[base &+ fieldCount] = FieldBounds(fieldStart, fieldEnd) }
            rows.endRow(
                text, start: rowStart, end: fieldEnd, line: line, fieldCount: fieldCount + 1,
                hasHighBytes: highBytes & ByteWord.highBits != 0,
                isEmpty: areEmpty(fields.span, from: base, count: columnCount))
            base = rows.count &* columnCount
            // The rest of this word belongs to the next row: its high bytes count for that row too.
            highBytes = word
            line += 1
            (fieldStart, rowStart, fieldCount) = (at + 1, at + 1, 0)
        }
        offset &+= 8
    }
    if rowStart < byteCount {
        let fieldEnd = text.byte(byteCount - 1) == Ascii.carriageReturn && byteCount > fieldStart ? byteCount - 1 : byteCount
        if fieldCount < columnCount { fields[base &+ fieldCount] = FieldBounds(fieldStart, fieldEnd) }
        rows.endRow(
            text, start: rowStart, end: fieldEnd, line: line, fieldCount: fieldCount + 1,
            hasHighBytes: highBytes & ByteWord.highBits != 0,
            isEmpty: areEmpty(fields.span, from: base, count: columnCount))
    }
}

/// Whether `count` fields from an index are all empty.
@inline(__always)
private func areEmpty(_ fields: Span<FieldBounds>, from first: Int, count: Int) -> Bool {
    for index in first..<first &+ count where fields[index].count > 0 { return false }
    return true
}

extension FieldBounds {
    /// Bounds from offsets, which fit 32 bits.
    @inline(__always)
    init(_ start: Int, _ end: Int) {
        self.init(start: UInt32(truncatingIfNeeded: start), end: UInt32(truncatingIfNeeded: end))
    }
}

extension RowTable {
    /// Notes the bounds of a field of the row being read; `index` < ``columnCount``.
    @inline(__always)
    mutating func setField(_ index: Int, _ start: Int, _ end: Int) {
        fields[count &* columnCount &+ index] = FieldBounds(start, end)
    }
}
