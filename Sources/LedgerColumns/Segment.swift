/// The part of a column that is stored as one array of bytes which describes and checks itself.
///
/// Layout, little-endian: magic (4 bytes), format version, encoding, element type, 0, row count (64 bits), checksum of all other bytes (64 bits), payload.
public enum Segment {
    /// The first four bytes: "ICSG".
    static let magic: UInt32 = 0x4753_4349
    /// The newest format this code writes and reads.
    static let formatVersion: UInt8 = 1
    /// Bytes before the payload.
    static let headerByteCount = 24
    /// Most rows of a segment.
    static let rowCountMax = 1 << 32

    /// How the payload is written. Raw values are stored.
    enum Encoding: UInt8 {
        /// One value for all rows.
        case constant = 0
        /// Blocks of 1024 rows: frame of reference or delta, bit-packed.
        case blocks = 1
        /// Texts: lengths and bytes.
        case plainTexts = 2
        /// Texts: a head from a short list, then digits as a number.
        case numberedTexts = 3
    }

    /// Element type of texts in the header; numbers have their own.
    static let textType: UInt8 = 16

    /// What the header says.
    struct Header {
        let encoding: Encoding
        let rowCount: Int
        let checksum: UInt64
    }

    /// The checksum in the header of an encoded segment, or nil when the bytes are no segment. Does not verify it.
    public static func checksum(_ bytes: RawSpan) -> UInt64? {
        guard bytes.byteCount >= headerByteCount, bytes.unsafeLoadUnaligned(as: UInt32.self) == magic else { return nil }
        return UInt64(littleEndian: bytes.unsafeLoadUnaligned(fromByteOffset: 16, as: UInt64.self))
    }

    /// Verifies magic, version and checksum, and returns the number of rows.
    public static func verify(_ bytes: RawSpan) throws(ColumnError) -> Int {
        var cursor = ByteCursor()
        return try readHeader(bytes, &cursor, elementType: nil).rowCount
    }

    /// A segment whose payload is to be appended.
    static func begin(_ encoding: Encoding, elementType: UInt8, rowCount: Int, capacity: Int) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(headerByteCount + capacity)
        appendNumber(magic, to: &bytes)
        bytes += [formatVersion, encoding.rawValue, elementType, 0]
        appendNumber(UInt64(rowCount), to: &bytes)
        appendNumber(UInt64(0), to: &bytes)
        return bytes
    }

    /// Writes the number of rows of a segment that was begun before it was known.
    static func setRowCount(_ rowCount: Int, of bytes: inout [UInt8]) {
        withUnsafeBytes(of: UInt64(rowCount).littleEndian) { source in bytes.replaceSubrange(8..<16, with: source) }
    }

    /// Writes the checksum of a segment whose payload is complete.
    static func finish(_ bytes: inout [UInt8]) {
        let sum = computeChecksum(bytes.span.bytes).littleEndian
        withUnsafeBytes(of: sum) { source in bytes.replaceSubrange(16..<24, with: source) }
    }

    static func computeChecksum(_ bytes: RawSpan) -> UInt64 {
        stableHash(bytes.extracting(headerByteCount..<bytes.byteCount), seed: stableHash(bytes.extracting(0..<16)))
    }

    static func readHeader(
        _ bytes: RawSpan, _ cursor: inout ByteCursor, elementType: UInt8?, isVerified: Bool = false
    ) throws(ColumnError) -> Header {
        guard bytes.byteCount >= headerByteCount, try cursor.number(UInt32.self, of: bytes) == magic else {
            throw ColumnError(.notASegment, "the bytes are not a stored column")
        }
        let version = try cursor.number(UInt8.self, of: bytes)
        guard version <= formatVersion else {
            throw ColumnError(.newerFormat, "the stored column has format \(version), this program reads up to \(formatVersion)")
        }
        let encoding = Encoding(rawValue: try cursor.number(UInt8.self, of: bytes))
        let type = try cursor.number(UInt8.self, of: bytes)
        _ = try cursor.number(UInt8.self, of: bytes)
        let rowCount = try cursor.number(UInt64.self, of: bytes)
        let checksum = try cursor.number(UInt64.self, of: bytes)
        guard isVerified || checksum == computeChecksum(bytes) else {
            throw ColumnError(.checksumMismatch, "the stored column is not what was written: its checksum differs")
        }
        guard let encoding, rowCount <= UInt64(rowCountMax) else {
            throw ColumnError(.malformed, "the stored column has an unknown encoding")
        }
        if let elementType, elementType != type {
            throw ColumnError(.wrongType, "the stored column holds another type")
        }
        return Header(encoding: encoding, rowCount: Int(rowCount), checksum: checksum)
    }

    static func requireEnd(_ bytes: RawSpan, _ cursor: ByteCursor) throws(ColumnError) {
        guard cursor.offset == bytes.byteCount else { throw ColumnError(.wrongLength, "the stored column is longer than its rows") }
    }
}

/// A column of numbers as a segment. Linear; a constant column takes a few bytes.
@specialized(where Element == Int32)
@specialized(where Element == Int64)
@specialized(where Element == UInt32)
@specialized(where Element == UInt8)
public func encodeSegment<Element: SegmentElement>(_ values: Span<Element>) -> [UInt8] {
    if let constant = constantValue(values) {
        var bytes = Segment.begin(.constant, elementType: Element.segmentType, rowCount: values.count, capacity: 8)
        appendNumber(constant, to: &bytes)
        Segment.finish(&bytes)
        return bytes
    }
    // Three quarters of the plain size: typical columns need less, and growing once is cheap.
    let capacity = values.count * MemoryLayout<Element>.size / 4 * 3
    var bytes = Segment.begin(.blocks, elementType: Element.segmentType, rowCount: values.count, capacity: capacity)
    appendBlocks(values, to: &bytes)
    Segment.finish(&bytes)
    return bytes
}

/// A column of numbers as a segment.
public func encodeSegment<Element: SegmentElement>(_ values: [Element]) -> [UInt8] { encodeSegment(values.span) }

/// Decodes a segment of numbers into rows `offset…` of `values` and returns how many rows it has.
///
/// Throws when the segment is damaged, holds another type, or has more rows than there is room for; `values` may then be partly written.
public func decodeSegment<Element: SegmentElement>(
    _ bytes: RawSpan, into values: inout MutableSpan<Element>, at offset: Int
) throws(ColumnError) -> Int {
    var cursor = ByteCursor()
    let header = try Segment.readHeader(bytes, &cursor, elementType: Element.segmentType)
    guard offset >= 0, header.rowCount <= values.count - offset else {
        throw ColumnError(.malformed, "the stored column has more rows than expected")
    }
    try readPayload(bytes, &cursor, header.encoding, into: &values, rows: offset..<(offset + header.rowCount))
    return header.rowCount
}

/// Decodes a segment of numbers; throws when it is damaged or holds another type.
public func decodeSegment<Element: SegmentElement>(_ bytes: RawSpan, of type: Element.Type) throws(ColumnError) -> [Element] {
    try decodeSegment(bytes, of: type, isVerified: false)
}

/// Decodes a segment of numbers, whose checksum need not be computed when it is verified.
@specialized(where Element == Int32)
@specialized(where Element == Int64)
@specialized(where Element == UInt32)
@specialized(where Element == UInt8)
func decodeSegment<Element: SegmentElement>(_ bytes: RawSpan, of _: Element.Type, isVerified: Bool) throws(ColumnError) -> [Element] {
    var cursor = ByteCursor()
    let header = try Segment.readHeader(bytes, &cursor, elementType: Element.segmentType, isVerified: isVerified)
    var values = [Element](repeating: 0, count: header.rowCount)
    var span = values.mutableSpan
    try readPayload(bytes, &cursor, header.encoding, into: &span, rows: 0..<header.rowCount)
    return values
}

/// Reads the payload of a segment of numbers to its end.
@specialized(where Element == Int32)
@specialized(where Element == Int64)
@specialized(where Element == UInt32)
@specialized(where Element == UInt8)
func readPayload<Element: SegmentElement>(
    _ bytes: RawSpan, _ cursor: inout ByteCursor, _ encoding: Segment.Encoding, into values: inout MutableSpan<Element>, rows: Range<Int>
) throws(ColumnError) {
    precondition(rows.lowerBound >= 0 && rows.upperBound <= values.count)
    switch encoding {
    case .constant:
        let constant = try cursor.number(Element.self, of: bytes)
        // Unchecked: see the precondition.
        for row in rows { values[unchecked: row] = constant }
    case .blocks:
        try readBlocks(bytes, &cursor, into: &values, rows: rows)
    case .plainTexts, .numberedTexts:
        throw ColumnError(.malformed, "the stored column is written as texts but holds numbers")
    }
    try Segment.requireEnd(bytes, cursor)
}

/// The value of all rows when they are the same; the least element for no rows at all, whose value never matters.
@inline(__always)
func constantValue<Element: SegmentElement>(_ values: Span<Element>) -> Element? {
    guard values.count > 0 else { return Element.min }
    let first = values[0]
    // Unchecked: the index is below the count.
    for row in 0..<values.count where values[unchecked: row] != first { return nil }
    return first
}
