/// Texts by their UTF-8, ascending: gives the places of `texts` in that order. O(n log n), mostly on whole numbers.
func utf8Order(_ texts: [String]) -> [Int] {
    let shared = sharedPrefixCount(texts)
    // Twelve bytes behind those that all texts begin with, the first of them highest, missing ones 0; and below them the place.
    var keys = texts.enumerated().map { place, text in
        var text = text
        let head = text.withUTF8 { bytes in
            var (high, low): (UInt64, UInt64) = (0, 0)
            for (index, byte) in bytes.dropFirst(shared).prefix(8).enumerated() { high |= UInt64(byte) << UInt64(56 - 8 * index) }
            for (index, byte) in bytes.dropFirst(shared + 8).prefix(4).enumerated() { low |= UInt64(byte) << UInt64(56 - 8 * index) }
            return UInt128(high) << 64 | UInt128(low)
        }
        return head | UInt128(place)
    }
    keys.sort()
    var order = keys.map { Int($0 & 0xFFFF_FFFF) }
    var start = 0
    while start < keys.count {
        var end = start + 1
        while end < keys.count, keys[end] >> 32 == keys[start] >> 32 { end += 1 }
        if end > start + 1 { order[start..<end].sort { texts[$0].utf8.lexicographicallyPrecedes(texts[$1].utf8) } }
        start = end
    }
    return order
}

/// With how many bytes in common all texts begin.
private func sharedPrefixCount(_ texts: [String]) -> Int {
    guard let first = texts.first.map({ Array($0.utf8) }) else { return 0 }
    var count = first.count
    for text in texts.dropFirst() where count > 0 {
        var text = text
        count = text.withUTF8 { bytes in
            var same = 0
            while same < count, same < bytes.count, bytes[same] == first[same] { same += 1 }
            return same
        }
    }
    return count
}

/// The rank of each place of a list of which some places were put in order, and 0 of the others: `ranks(of: [2, 0, 1], count: 3)` is [1, 2, 0].
func ranks(of order: [Int], count: Int) -> [UInt32] {
    var ranks = [UInt32](repeating: 0, count: count)
    for (rank, place) in order.enumerated() { ranks[place] = UInt32(rank) }
    return ranks
}
