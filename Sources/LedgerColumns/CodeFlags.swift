/// Which codes occur in a column.
public struct CodeFlags: Sendable {
    /// One flag a code up to the largest so far.
    private var isUsed: [Bool] = []

    /// None.
    public init() {}

    /// Adds the codes of some rows. Linear.
    public mutating func insert(_ codes: Span<UInt32>) { insert(span: codes) }

    /// Adds the codes of some rows. Linear.
    public mutating func insert(_ codes: Span<UInt8>) { insert(span: codes) }

    private mutating func insert<Code: FixedWidthInteger & UnsignedInteger>(span codes: Span<Code>) {
        var largest: Code = 0
        // Unchecked: rows of the span's own range.
        for row in 0..<codes.count { largest = max(largest, codes[unchecked: row]) }
        if !codes.isEmpty, Int(largest) >= isUsed.count {
            isUsed.append(contentsOf: repeatElement(false, count: Int(largest) + 1 - isUsed.count))
        }
        var flags = isUsed.mutableSpan
        // Unchecked: no code is above the largest, for which there is a flag.
        for row in 0..<codes.count { flags[unchecked: Int(codes[unchecked: row])] = true }
    }

    /// Adds the codes of another column.
    public mutating func insert(_ other: CodeFlags) {
        if other.isUsed.count > isUsed.count {
            isUsed.append(contentsOf: repeatElement(false, count: other.isUsed.count - isUsed.count))
        }
        for code in other.isUsed.indices where other.isUsed[code] { isUsed[code] = true }
    }

    /// The codes that occur, ascending.
    public var codes: [Int] { isUsed.indices.filter { isUsed[$0] } }
}
