/// An item of a cell that belongs to a group.
protocol GroupedItem: BitwiseCopyable, Sendable {
    /// The group's code in the cell.
    var code: UInt32 { get }
}

/// The places of a cell's items in the order of their groups, by counting digits.
struct GroupSort {
    private let codeBitCount: Int
    /// Code in the high half, place in the low half.
    private var keys: [UInt64] = []
    private var other: [UInt64] = []
    private var digits = [Int](repeating: 0, count: 256)

    init(codeBitCount: Int) { self.codeBitCount = codeBitCount }

    var count: Int { keys.count }

    func code(_ index: Int) -> UInt32 { UInt32(truncatingIfNeeded: keys[index] >> 32) }

    func place(_ index: Int) -> Int { Int(truncatingIfNeeded: keys[index] & 0xFFFF_FFFF) }

    /// The indices of the keys of one group, from its first one; nil behind the last group.
    func group(from first: Int) -> Range<Int>? {
        guard first < keys.count else { return nil }
        let code = code(first)
        var end = first + 1
        while end < keys.count, self.code(end) == code { end += 1 }
        return first..<end
    }

    /// Items of one group stay in the order of rows. Linear.
    mutating func sort(_ items: Span<some GroupedItem>) {
        keys.removeAll(keepingCapacity: true)
        keys.reserveCapacity(items.count)
        for place in items.indices { keys.append(UInt64(items[place].code) << 32 | UInt64(place)) }
        guard keys.count > 64 else { return keys.sort() }
        if other.count < keys.count { other = [UInt64](repeating: 0, count: keys.count) }
        for shift in stride(from: 32, to: 32 + codeBitCount, by: 8) {
            for digit in digits.indices { digits[digit] = 0 }
            for key in keys { digits[Int(key >> shift & 0xFF)] += 1 }
            var next = 0
            for digit in digits.indices { (digits[digit], next) = (next, next + digits[digit]) }
            for key in keys {
                let digit = Int(key >> shift & 0xFF)
                other[digits[digit]] = key
                digits[digit] += 1
            }
            for index in keys.indices { keys[index] = other[index] }
        }
    }
}
