import LedgerColumns

/// Hashes of keys.
struct KeyHashing: Sendable {
    /// The bits that are kept.
    let mask: UInt64

    @inline(__always)
    func hash(_ key: UInt64) -> UInt64 { foldMultiply(key ^ 0x5555_5555_5555_5555, 0x9E37_79B9_7F4A_7C15) & mask }
}

/// The key of an item that has no match yet.
struct LeftKey: BitwiseCopyable, Sendable {
    let key: UInt64
    let row: UInt32
}

/// The rows of a snapshot that have no match yet.
struct LeftRows: Sendable {
    let keys: RowMemory<UInt64>
    /// In parts.
    let rows: [[UInt32]]
    /// The key of rows that are no debit items.
    let noItem: UInt64

    /// Number of rows.
    var count: Int { rows.reduce(0) { $0 + $1.count } }

    /// A filter that lets the keys of all of them pass. Linear, parts at the same time.
    func filter(_ hashing: KeyHashing) -> KeyFilter {
        let parts = concurrentParts(rows.count) { part in
            var filter = KeyFilter(count: count, hashing)
            keys.read { filter.insert(rows[part], of: $0, besides: noItem) }
            return filter
        }
        return parts.dropFirst().reduce(into: parts[0]) { $0.formUnion($1) }
    }

    /// The keys of debit items that pass a filter, or all, in parts. Linear, parts at the same time.
    func keys(in filter: KeyFilter?, _ hashing: KeyHashing) -> [[LeftKey]] {
        concurrentParts(rows.count) { part in
            var found: [LeftKey] = []
            if let filter {
                forEach(part) { row, key in if filter.mayContain(key) { found.append(LeftKey(key: key, row: row)) } }
            } else {
                forEach(part) { row, key in found.append(LeftKey(key: key, row: row)) }
            }
            return found
        }
    }

    @inline(__always)
    private func forEach(_ part: Int, _ body: (_ row: UInt32, _ key: UInt64) -> Void) {
        keys.read { keys in
            for row in rows[part] where keys[Int(row)] != noItem { body(row, keys[Int(row)]) }
        }
    }
}

/// A set of bits by hashes of keys, four for each key or more, so that it stays in the cache: a key whose bit is not set is none of them.
struct KeyFilter: Sendable {
    private var words: [UInt64]
    private let shift: UInt64
    private let hashing: KeyHashing

    /// A filter for about `count` keys, without any.
    init(count: Int, _ hashing: KeyHashing) {
        let bitCount = max(6, Int.bitWidth - (count * 4).leadingZeroBitCount)
        words = [UInt64](repeating: 0, count: 1 << (bitCount - 6))
        shift = UInt64(64 - bitCount)
        self.hashing = hashing
    }

    init(_ keys: [[LeftKey]], _ hashing: KeyHashing) {
        self.init(count: keys.reduce(0) { $0 + $1.count }, hashing)
        let (shift, hashing) = (shift, hashing)
        var words = words.mutableSpan
        for part in keys {
            for key in part { Self.insert(hashing.hash(key.key) &>> shift, &words) }
        }
    }

    /// Lets the keys of some rows pass, but for those that are `noItem`.
    mutating func insert(_ rows: [UInt32], of keys: Span<UInt64>, besides noItem: UInt64) {
        let (hashing, shift) = (hashing, shift)
        var words = words.mutableSpan
        for row in rows where keys[Int(row)] != noItem { Self.insert(hashing.hash(keys[Int(row)]) &>> shift, &words) }
    }

    @inline(__always)
    private static func insert(_ bit: UInt64, _ words: inout MutableSpan<UInt64>) {
        words[Int(truncatingIfNeeded: bit &>> 6)] |= 1 &<< (bit & 63)
    }

    @inline(__always)
    func mayContain(_ key: UInt64) -> Bool {
        let bit = hashing.hash(key) &>> shift
        return words.span[Int(truncatingIfNeeded: bit &>> 6)] &>> (bit & 63) & 1 != 0
    }

    /// Lets pass what another filter for as many keys does.
    mutating func formUnion(_ other: KeyFilter) {
        for index in words.indices { words[index] |= other.words[index] }
    }
}

/// Left keys dealt out by the high bits of their hashes.
struct LeftKeyCells: CellSource {
    typealias Item = LeftKey

    /// By part.
    let keys: [[LeftKey]]
    let cellBitCount: Int
    let hashing: KeyHashing

    var cellCount: Int { 1 << cellBitCount }

    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == LeftKey {
        for key in keys[part] { sink.take(cell: Int(truncatingIfNeeded: hashing.hash(key.key) >> UInt64(64 - cellBitCount)), key) }
    }
}

/// The keys of one cell by hash: open addressing, at most half full, filled anew for each cell.
struct LeftKeyTable {
    private static let free = LeftKey(key: ItemKeys.noOpeningItem, row: 0)
    private let hashing: KeyHashing
    private var keys = [LeftKey](repeating: free, count: 64)
    private var mask = 63

    init(_ hashing: KeyHashing) { self.hashing = hashing }

    private func slot(_ key: UInt64) -> Int { Int(truncatingIfNeeded: hashing.hash(key)) & mask }

    mutating func fill(_ cell: Span<LeftKey>) {
        var capacity = 64
        while capacity < cell.count * 2 { capacity *= 2 }
        mask = capacity - 1
        if keys.count < capacity { keys = [LeftKey](repeating: Self.free, count: capacity) }
        for slot in 0..<capacity { keys[slot] = Self.free }
        for index in cell.indices {
            var slot = slot(cell[index].key)
            while keys[slot].key != Self.free.key { slot = (slot + 1) & mask }
            keys[slot] = cell[index]
        }
    }

    /// The row of the key that is equal and which `isSame` finds to be the same item.
    @inline(__always)
    func row(of left: LeftKey, where isSame: (Int) -> Bool) -> Int? {
        var slot = slot(left.key)
        while keys[slot].key != Self.free.key {
            if keys[slot].key == left.key, isSame(Int(keys[slot].row)) { return Int(keys[slot].row) }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
