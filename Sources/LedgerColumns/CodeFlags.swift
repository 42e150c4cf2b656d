/// Which codes occur in a column.
public struct CodeFlags: Sendable {
    /// One flag a code up to the largest so far.
    private var isUsed: [Bool] = []

    /// None.
    public init() {}

    /// Adds the codes of some rows. Linear.
    public mutating func insert(_ codes: [UInt32]) { insert(span: codes.span) }

    /// Adds the codes of some rows. Linear.
    public mutating func insert(_ codes: [UInt8]) { insert(span: codes.span) }

    private mutating func insert<Code: FixedWidthInteger & UnsignedInteger>(span codes: Span<Code>) {
        var largest = -1
        for row in codes.indices { largest = max(largest, Int(codes[row])) }
        if largest >= isUsed.count { isUsed.append(contentsOf: repeatElement(false, count: largest + 1 - isUsed.count)) }
        var flags = isUsed.mutableSpan
        for row in codes.indices { flags[Int(codes[row])] = true }
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
