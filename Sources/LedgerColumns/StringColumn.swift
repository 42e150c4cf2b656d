/// A column of texts with mostly different values: all bytes in one array, with the end of each text.
///
/// Shape: `ends.count` texts; text i is `bytes[ends[i-1]..<ends[i]]` in UTF-8, with `ends[-1]` read as 0. At most 4 GiB of text.
public struct StringColumn: Hashable, Sendable {
    /// The UTF-8 of all texts, one after the other.
    public var bytes: [UInt8]
    /// Where each text ends in ``bytes``; ascending.
    public var ends: [UInt32]

    /// An empty column.
    public init() {
        bytes = []
        ends = []
    }

    /// A column of its parts. The last end must be the number of bytes.
    public init(bytes: [UInt8], ends: [UInt32]) {
        precondition(Int(ends.last ?? 0) == bytes.count, "the last text ends where the bytes end")
        self.bytes = bytes
        self.ends = ends
    }

    /// Some texts of another column, in the order given. Linear in them.
    public init(_ other: StringColumn, rows: [Int]) {
        self.init()
        ends.reserveCapacity(rows.count)
        for row in rows { append(other, row) }
    }

    /// Number of texts.
    @inlinable public var count: Int { ends.count }

    /// The bytes of text `row`. Constant time.
    @inlinable public func range(_ row: Int) -> Range<Int> {
        (row == 0 ? 0 : Int(ends[row - 1]))..<Int(ends[row])
    }

    /// Text `row` as a string.
    public subscript(row: Int) -> String { String(decoding: bytes[range(row)], as: UTF8.self) }

    /// Adds a text at the end.
    public mutating func append(_ text: some StringProtocol) {
        bytes.append(contentsOf: text.utf8)
        ends.append(UInt32(bytes.count))
    }

    /// Adds text `row` of another column at the end.
    public mutating func append(_ other: StringColumn, _ row: Int) {
        bytes.append(contentsOf: other.bytes[other.range(row)])
        ends.append(UInt32(bytes.count))
    }

    /// Adds all texts of another column at the end. Both together have at most 4 GiB.
    public mutating func append(contentsOf other: StringColumn) {
        let offset = UInt32(bytes.count)
        bytes += other.bytes
        ends.append(contentsOf: other.ends.lazy.map { $0 + offset })
    }

    /// Whether text `row` equals text `otherRow` of another column, byte by byte.
    @inlinable public func equals(_ row: Int, _ other: StringColumn, _ otherRow: Int) -> Bool {
        hasSameBytes(bytes.span.extracting(range(row)), other.bytes.span.extracting(other.range(otherRow)))
    }
}

/// Whether two spans have the same bytes, compared eight at a time.
@inlinable
public func hasSameBytes(_ left: Span<UInt8>, _ right: Span<UInt8>) -> Bool {
    guard left.count == right.count else { return false }
    let (left, right) = (left.bytes, right.bytes)
    var offset = 0
    while offset + 8 <= left.byteCount {
        // Both spans have `left.byteCount` bytes, so the eight bytes are inside.
        let word = left.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self)
        if word != right.unsafeLoadUnaligned(fromByteOffset: offset, as: UInt64.self) { return false }
        offset += 8
    }
    while offset < left.byteCount {
        // The loop condition keeps the byte inside both spans.
        if left.unsafeLoad(fromByteOffset: offset, as: UInt8.self) != right.unsafeLoad(fromByteOffset: offset, as: UInt8.self) {
            return false
        }
        offset += 1
    }
    return true
}
