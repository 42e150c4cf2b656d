/// Puts words in the order of the group codes in their highest bits, by counting digits.
struct GroupSort {
    /// Bits of a digit at the most: its counts stay in the cache.
    private static let digitBitCount: UInt64 = 11
    private let codeShift: UInt64
    private var other: [UInt64] = []

    /// - Parameter codeShift: The bit at which codes begin.
    init(codeShift: UInt64) { self.codeShift = codeShift }

    /// Words of one group come in no order that means anything. Linear.
    mutating func sort(_ words: inout [UInt64]) {
        guard words.count > 64 else { return words.sort() }
        if other.count < words.count { other.append(contentsOf: repeatElement(0, count: words.count - other.count)) }
        other.removeLast(other.count - words.count)
        var counts = [Int](repeating: 0, count: 1 << Self.digitBitCount)
        for shift in stride(from: codeShift, to: 64, by: Int(Self.digitBitCount)) {
            Self.dealOut(words, into: &other, shift: shift, &counts)
            swap(&words, &other)
        }
    }

    /// Items of one group come in no order that means anything. Linear.
    mutating func sort(_ items: inout [PositionItem]) {
        guard items.count > 1 else { return }
        // The codes as words have them, and below them the places; no cell has as many items as there are places.
        var keys = items.indices.map { UInt64(items[$0].code) << codeShift | UInt64($0) }
        sort(&keys)
        let placeMask = UInt64.max >> (64 - codeShift)
        items = keys.map { items[Int($0 & placeMask)] }
    }

    /// Puts words in the order of a digit; others of the same digit keep theirs.
    private static func dealOut(_ words: [UInt64], into other: inout [UInt64], shift: UInt64, _ counts: inout [Int]) {
        let mask = UInt64(counts.count - 1)
        let source = words.span
        var target = other.mutableSpan
        var places = counts.mutableSpan
        for digit in places.indices { places[digit] = 0 }
        for index in source.indices { places[Int(truncatingIfNeeded: source[index] &>> shift & mask)] += 1 }
        var next = 0
        for digit in places.indices { (places[digit], next) = (next, next + places[digit]) }
        for index in source.indices {
            let digit = Int(truncatingIfNeeded: source[index] &>> shift & mask)
            target[places[digit]] = source[index]
            places[digit] += 1
        }
    }
}
