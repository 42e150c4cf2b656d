/// Texts by their UTF-8, ascending: gives the places of `texts` in that order. O(n log n), mostly on whole numbers.
func utf8Order(_ texts: [String]) -> [Int] {
    struct Keyed {
        /// The first 16 bytes, the first of them highest; missing ones are 0.
        let head: UInt128
        let place: Int
    }
    var keyed = texts.indices.map { place in
        var text = texts[place]
        let head = text.withUTF8 { bytes in
            var (high, low): (UInt64, UInt64) = (0, 0)
            for index in 0..<min(8, bytes.count) { high |= UInt64(bytes[index]) << UInt64(56 - 8 * index) }
            for index in 8..<max(8, min(16, bytes.count)) { low |= UInt64(bytes[index]) << UInt64(56 - 8 * (index - 8)) }
            return UInt128(high) << 64 | UInt128(low)
        }
        return Keyed(head: head, place: place)
    }
    keyed.sort { left, right in
        if left.head != right.head { return left.head < right.head }
        return texts[left.place].utf8.lexicographicallyPrecedes(texts[right.place].utf8)
    }
    return keyed.map(\.place)
}

/// The rank of each place of a list of which some places were put in order, and 0 of the others: `ranks(of: [2, 0, 1], count: 3)` is [1, 2, 0].
func ranks(of order: [Int], count: Int) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, place) in order.enumerated() { ranks[place] = UInt32(rank) }
    return ranks
}
