import LedgerColumns

/// Which debit items of two snapshots are the same one: company, document, line and document currency.
///
/// Keys are unique in a snapshot (checked at import). Items in the same order are found by walking both lists (``ItemWalk``). What it leaves is mostly settled or new: a filter
/// of bits tells of most of these rows that they have no match. The others are dealt out by the hash of their key; in each cell the later ones look the earlier ones up.
struct ItemMatches: Sendable {
    static let none = UInt32.max
    /// By row of the opening snapshot: the row of the closing one, or ``none``.
    let closingRow: RowMemory<UInt32>

    /// Matches two snapshots. Linear; on up to `threads` threads, with a result that does not depend on their number.
    ///
    /// - Parameter hashMask: Keeps some bits of the hashes, so that tests can make keys collide.
    init(_ keys: ItemKeys, threads: Int, hashMask: UInt64 = .max) {
        let openingCount = keys.opening.count
        let parts = max(1, min(threads, openingCount / 4096))
        let closingRow = RowMemory<UInt32>(unwritten: openingCount)
        let isFound = RowMemory<UInt8>(repeating: 0, count: keys.closing.count + parts)
        let left = ItemWalk(keys: keys).run(parts: parts, closingRow: closingRow, isFound: isFound)
        self.closingRow = closingRow
        let hashing = KeyHashing(mask: hashMask)
        let opening = LeftRows(keys: keys.opening, rows: left, noItem: ItemKeys.noOpeningItem)
        let closing = LeftRows(
            keys: keys.closing, rows: Self.left(isFound, count: keys.closing.count, threads: threads), noItem: ItemKeys.noClosingItem)
        // Lists in another order leave most rows, which have matches.
        let isFiltered = opening.count < openingCount / 2
        let later = closing.keys(in: isFiltered ? opening.filter(hashing) : nil, hashing)
        let earlier = opening.keys(in: isFiltered ? KeyFilter(later, hashing) : nil, hashing)
        Self.match(earlier, later, keys, hashing, threads: threads, closingRow)
    }

    /// The closing rows that were not found, in parts.
    private static func left(_ isFound: RowMemory<UInt8>, count: Int, threads: Int) -> [[UInt32]] {
        concurrentRanges(count, parts: threads) { rows in
            [UInt32](unsafeUninitializedCapacity: rows.count) { left, leftCount in
                isFound.read { isFound in
                    // Without branches: a row is overwritten by the next when it was found. There are no more of them than rows.
                    for row in rows {
                        left[leftCount] = UInt32(truncatingIfNeeded: row)
                        leftCount += isFound[row] == 0 ? 1 : 0
                    }
                }
            }
        }
    }

    private static func match(
        _ earlier: [[LeftKey]], _ later: [[LeftKey]], _ keys: ItemKeys, _ hashing: KeyHashing, threads: Int, _ closingRow: RowMemory<UInt32>
    ) {
        // About 4,096 rows of the opening snapshot in a cell, so that its table stays in the cache.
        let cells = earlier.reduce(0) { $0 + $1.count } / 4096
        let cellBitCount = max(1, min(11, Int.bitWidth - cells.leadingZeroBitCount))
        let earlierKeys = Cells(LeftKeyCells(keys: earlier, cellBitCount: cellBitCount, hashing: hashing), parts: earlier.count)
        let laterKeys = Cells(LeftKeyCells(keys: later, cellBitCount: cellBitCount, hashing: hashing), parts: later.count)
        let shares = laterKeys.shares(threads)
        _ = concurrentParts(shares.count) { share in
            var table = LeftKeyTable(hashing)
            for cell in shares[share] {
                earlierKeys.withItems(of: cell) { table.fill($0) }
                laterKeys.withItems(of: cell) { left in
                    for index in left.indices {
                        let row = Int(left[index].row)
                        // Each row has one key, which lies in one cell, and each cell is matched by one thread.
                        if let match = table.row(of: left[index], where: { keys.isSame($0, row) }) { closingRow[match] = UInt32(row) }
                    }
                }
            }
        }
    }
}
