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

    /// Whether text `row` equals text `otherRow` of another column, byte by byte.
    @inlinable public func equals(_ row: Int, _ other: StringColumn, _ otherRow: Int) -> Bool {
        let (mine, theirs) = (range(row), other.range(otherRow))
        guard mine.count == theirs.count else { return false }
        for offset in 0..<mine.count where bytes[mine.lowerBound + offset] != other.bytes[theirs.lowerBound + offset] { return false }
        return true
    }
}
