/// Writes named columns into one array of bytes that describes and checks itself.
///
/// Layout, little-endian: magic (4 bytes), format version, three zero bytes, column count (32 bits), 4 zero bytes, checksum of all other bytes (64 bits),
/// then of each column its name, byte count (64 bits) and segment.
public struct ColumnArchiveWriter {
    /// The first four bytes: "ICAR".
    static let magic: UInt32 = 0x5241_4349
    static let formatVersion: UInt8 = 1
    static let headerByteCount = 24

    private var names: [String] = []
    private var encoders: [@Sendable () -> [UInt8]] = []

    /// An archive without columns.
    public init() {}

    /// Adds a column of numbers; every name is used once.
    public mutating func append<Element: SegmentElement>(_ name: String, _ values: [Element]) {
        append(name, encoded: { encodeSegment(values) })
    }

    /// Adds a column of texts; every name is used once.
    public mutating func append(_ name: String, _ texts: [String]) {
        append(name, encoded: { encodeSegment(texts) })
    }

    /// Adds a single number; every name is used once.
    public mutating func append(_ name: String, _ value: Int64) {
        append(name, [value])
    }

    /// Adds a column whose values are made when it is encoded; every name is used once.
    public mutating func append<Element: SegmentElement>(_ name: String, made values: @escaping @Sendable () -> [Element]) {
        append(name, encoded: { encodeSegment(values()) })
    }

    /// Adds a column whose segment is made when the archive is; every name is used once.
    public mutating func append(_ name: String, encoded encode: @escaping @Sendable () -> [UInt8]) {
        names.append(name)
        encoders.append(encode)
    }

    /// The archive as bytes. Columns are encoded on all cores.
    public consuming func finish() -> [UInt8] {
        precondition(Set(names).count == names.count, "an archive has every column once")
        let (names, encoders) = (names, encoders)
        var segments = concurrentParts(encoders.count) { encoders[$0]() }
        var bytes: [UInt8] = []
        let columnByteCount = zip(names, segments).reduce(0) { $0 + $1.0.utf8.count + 12 + $1.1.count }
        bytes.reserveCapacity(ColumnArchiveWriter.headerByteCount + columnByteCount)
        appendNumber(ColumnArchiveWriter.magic, to: &bytes)
        bytes += [ColumnArchiveWriter.formatVersion, 0, 0, 0]
        appendNumber(UInt32(names.count), to: &bytes)
        appendNumber(UInt32(0), to: &bytes)
        appendNumber(UInt64(0), to: &bytes)
        for (index, name) in names.enumerated() {
            appendText(name, to: &bytes)
            appendNumber(UInt64(segments[index].count), to: &bytes)
            bytes += segments[index]
            segments[index] = []
        }
        let headSum = stableHash(bytes.span.bytes.extracting(0..<16))
        let sum = stableHash(bytes.span.bytes.extracting(ColumnArchiveWriter.headerByteCount..<bytes.count), seed: headSum).littleEndian
        withUnsafeBytes(of: sum) { bytes.replaceSubrange(16..<24, with: $0) }
        return bytes
    }
}

/// Reads named columns from what ``ColumnArchiveWriter`` wrote.
public struct ColumnArchiveReader: Sendable {
    private let bytes: [UInt8]
    private let ranges: [String: Range<Int>]

    /// Verifies an archive and finds its columns; throws when it is damaged.
    public init(_ bytes: [UInt8]) throws(ColumnError) {
        let span = bytes.span.bytes
        var cursor = ByteCursor()
        guard span.byteCount >= ColumnArchiveWriter.headerByteCount,
            try cursor.number(UInt32.self, of: span) == ColumnArchiveWriter.magic
        else { throw ColumnError(.notASegment, "the bytes are not a column archive") }
        let version = try cursor.number(UInt8.self, of: span)
        guard version <= ColumnArchiveWriter.formatVersion else {
            throw ColumnError(.newerFormat, "the column archive has format \(version), this program reads up to 1")
        }
        _ = try cursor.take(3, of: span)
        let columnCount = try cursor.number(UInt32.self, of: span)
        _ = try cursor.take(4, of: span)
        let checksum = try cursor.number(UInt64.self, of: span)
        let columns = span.extracting(ColumnArchiveWriter.headerByteCount..<span.byteCount)
        guard checksum == stableHash(columns, seed: stableHash(span.extracting(0..<16))) else {
            throw ColumnError(.checksumMismatch, "the column archive is not what was written: its checksum differs")
        }
        var ranges: [String: Range<Int>] = [:]
        for _ in 0..<columnCount {
            let name = try cursor.text(of: span)
            let byteCount = try cursor.count(upTo: span.byteCount, of: span)
            ranges[name] = try cursor.take(byteCount, of: span)
        }
        try Segment.requireEnd(span, cursor)
        self.bytes = bytes
        self.ranges = ranges
    }

    /// The names of the columns, sorted.
    public var names: [String] { ranges.keys.sorted() }

    /// A column of numbers; throws when it is missing or holds another type.
    public func numbers<Element: SegmentElement>(_ name: String, of type: Element.Type = Element.self) throws(ColumnError) -> [Element] {
        let range = try range(name)
        do {
            return try decodeSegment(bytes.span.bytes.extracting(range), of: type)
        } catch {
            throw error.named(name)
        }
    }

    /// A column of texts; throws when it is missing or holds another type.
    public func texts(_ name: String) throws(ColumnError) -> [String] {
        let range = try range(name)
        do {
            return try decodeTextSegment(bytes.span.bytes.extracting(range))
        } catch {
            throw error.named(name)
        }
    }

    /// A single number; throws when it is missing, holds another type or is a column of several.
    public func number(_ name: String) throws(ColumnError) -> Int64 {
        let values = try numbers(name, of: Int64.self)
        guard values.count == 1 else { throw ColumnError(.wrongType, "the archive has a column, not a single number", column: name) }
        return values[0]
    }

    private func range(_ name: String) throws(ColumnError) -> Range<Int> {
        guard let range = ranges[name] else { throw ColumnError(.missingColumn, "the archive has no column \(name)", column: name) }
        return range
    }
}
