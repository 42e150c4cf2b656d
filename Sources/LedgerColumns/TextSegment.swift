import Ledger

/// Some rows of a text column as a segment: numbered texts where few heads suffice, plain texts otherwise. Linear in the bytes.
public func encodeSegment(_ column: StringColumn, rows: Range<Int>) -> [UInt8] {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= column.count, "the rows are not in the column")
    if let numbered = NumberedTexts(column, rows: rows) {
        var bytes = Segment.begin(.numberedTexts, elementType: Segment.textType, rowCount: rows.count, capacity: rows.count * 4)
        numbered.append(to: &bytes)
        Segment.finish(&bytes)
        return bytes
    }
    let start = rows.isEmpty ? 0 : column.range(rows.lowerBound).lowerBound
    let end = rows.isEmpty ? 0 : Int(column.ends[rows.upperBound - 1])
    var bytes = Segment.begin(.plainTexts, elementType: Segment.textType, rowCount: rows.count, capacity: rows.count * 2 + end - start)
    let lengths = rows.map { UInt32(column.range($0).count) }
    appendBlocks(lengths.span, to: &bytes)
    bytes += column.bytes[start..<end]
    Segment.finish(&bytes)
    return bytes
}

/// Decodes a segment of texts to the end of `column` and returns how many it has; throws when it is damaged, `column` is then partly written.
public func decodeSegment(_ bytes: RawSpan, appendingTo column: inout StringColumn) throws(ColumnError) -> Int {
    var cursor = ByteCursor()
    let header = try Segment.readHeader(bytes, &cursor, elementType: Segment.textType)
    switch header.encoding {
    case .numberedTexts:
        try NumberedTexts(bytes, &cursor, rowCount: header.rowCount).append(to: &column)
    case .plainTexts:
        try readPlainTexts(bytes, &cursor, rowCount: header.rowCount, appendingTo: &column)
    case .constant, .blocks:
        throw ColumnError(.malformed, "the stored column is written as numbers but holds texts")
    }
    try Segment.requireEnd(bytes, cursor)
    return header.rowCount
}

private func readPlainTexts(
    _ bytes: RawSpan, _ cursor: inout ByteCursor, rowCount: Int, appendingTo column: inout StringColumn
) throws(ColumnError) {
    var lengths = [UInt32](repeating: 0, count: rowCount)
    var span = lengths.mutableSpan
    try readBlocks(bytes, &cursor, into: &span, rows: 0..<rowCount)
    let start = column.bytes.count
    var end = start
    for length in lengths {
        end += Int(length)
        guard let stored = UInt32(exactly: end) else { throw ColumnError(.malformed, "the stored texts exceed 4 GiB") }
        column.ends.append(stored)
    }
    let texts = bytes.extracting(try cursor.take(end - start, of: bytes))
    texts.withUnsafeBytes { column.bytes.append(contentsOf: $0) }
}

/// Texts as a segment.
public func encodeSegment(_ texts: [String]) -> [UInt8] {
    var column = StringColumn()
    for text in texts { column.append(text) }
    return encodeSegment(column, rows: 0..<column.count)
}

/// Decodes a segment of texts; throws when it is damaged or holds another type.
public func decodeTextSegment(_ bytes: RawSpan) throws(ColumnError) -> [String] {
    var column = StringColumn()
    let count = try decodeSegment(bytes, appendingTo: &column)
    return (0..<count).map { column[$0] }
}

/// The values of a dictionary as a segment, in code order.
public func encodeSegment(_ dictionary: StringDictionary) -> [UInt8] { encodeSegment(dictionary.values) }

/// Decodes the values of a dictionary; throws when the segment is damaged or a value occurs twice.
public func decodeDictionarySegment(_ bytes: RawSpan) throws(ColumnError) -> StringDictionary {
    let values = try decodeTextSegment(bytes)
    guard let dictionary = StringDictionary(distinct: values) else {
        throw ColumnError(.malformed, "the stored dictionary has a value twice")
    }
    return dictionary
}

/// Currencies as a segment of their codes.
public func encodeSegment(_ currencies: [Currency]) -> [UInt8] { encodeSegment(currencies.map(\.code)) }

/// Decodes currencies; throws when the segment is damaged or has an unknown code or more than 256 of them.
public func decodeCurrencySegment(_ bytes: RawSpan) throws(ColumnError) -> [Currency] {
    let codes = try decodeTextSegment(bytes)
    let currencies = codes.compactMap { Currency(code: $0) }
    guard currencies.count == codes.count, codes.count <= 256 else {
        throw ColumnError(.malformed, "the stored currencies have an unknown code")
    }
    return currencies
}
