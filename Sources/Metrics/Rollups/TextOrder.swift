/// Texts by their UTF-8, ascending: gives the places of `texts` in that order. O(n log n), mostly on whole numbers.
func utf8Order(_ texts: [String]) -> [Int] {
    struct Keyed {
        /// The first 16 bytes, the first of them highest; missing ones are 0.
        let head: UInt128
        let place: Int
    }
    var keyed = texts.indices.map { place in
        var head: UInt128 = 0
        for byte in texts[place].utf8.prefix(16) { head = head << 8 | UInt128(byte) }
        return Keyed(head: head << (8 * UInt128(max(0, 16 - texts[place].utf8.count))), place: place)
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
