import LedgerColumns

/// Matches the debit items of two snapshots that list them in much the same order, as exports of one system do from month to month: while the opening list is gone through,
/// the closing rows near by stand in a small table that stays in the cache. What it does not find is left to ``ItemMatches``, so that its result never depends on the order.
struct ItemWalk: Sendable {
    let keys: ItemKeys

    /// Opening rows that are looked up in a go.
    private static let batchCount = 1024
    /// Closing rows that are put into the table ahead of the last one that was found.
    private static let reach = 2048
    /// Places of the table. Each has one row, the last one that came: with 32 places for a row ahead few are lost before they are looked for.
    private static let tableCount = 1 << 16
    /// Rows of a part that are looked for in the whole closing list, to know where the walk begins there.
    private static let anchorCount = 16

    /// What the walk writes.
    private struct Found {
        let closingRow: RowMemory<UInt32>
        let isFound: RowMemory<UInt8>
        /// The row of `isFound` that is written for whatever was not found.
        let nowhere: Int
    }

    /// Writes the closing row of each opening row, or ``ItemMatches/none``, and marks the closing rows that were found; each part of the opening list on a thread of its own.
    ///
    /// - Parameter isFound: The rows of the closing snapshot, all 0, and one behind them for each part.
    /// - Returns: The opening rows that have no match, by part.
    func run(parts: Int, closingRow: RowMemory<UInt32>, isFound: RowMemory<UInt8>) -> [[UInt32]] {
        let count = keys.opening.count
        return concurrentParts(parts) { part in
            let rows = count * part / parts..<count * (part + 1) / parts
            let start = part == 0 ? 0 : anchor(rows) ?? keys.closing.count * part / parts
            let found = Found(closingRow: closingRow, isFound: isFound, nowhere: keys.closing.count + part)
            return keys.opening.read { opening in
                keys.closing.read { closing in walk(rows, from: start, opening, closing, found) }
            }
        }
    }

    /// The closing row of one of the first rows of a part.
    private func anchor(_ rows: Range<Int>) -> Int? {
        keys.closing.read { closing in
            for row in rows.prefix(Self.anchorCount) {
                let key = keys.opening[row]
                for other in closing.indices where closing[other] == key && keys.isSame(row, other) { return other }
            }
            return nil
        }
    }

    private func walk(
        _ rows: Range<Int>, from start: Int, _ opening: Span<UInt64>, _ closing: Span<UInt64>, _ found: Found
    ) -> [UInt32] {
        guard !closing.isEmpty else {
            found.closingRow.write(rows) { rows in for row in rows.indices { rows[row] = ItemMatches.none } }
            return rows.map { UInt32($0) }
        }
        var left: [UInt32] = []
        var leftOfBatch = [UInt32](repeating: 0, count: Self.batchCount)
        var table = [UInt32](repeating: 0, count: Self.tableCount)
        // Closing rows up to here are, or were, in the table.
        var filled = start
        var wanted = start + Self.reach
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: Self.batchCount) {
            let batch = first..<min(first + Self.batchCount, rows.upperBound)
            fill(&table, filled..<max(filled, min(wanted, closing.count)), closing)
            filled = max(filled, min(wanted, closing.count))
            let (count, last) = find(batch, table, opening, closing, found, &leftOfBatch)
            left += leftOfBatch[..<(batch.count - count)]
            guard count > batch.count / 16 else {
                // A block that only one of the lists has: the table moves on, and comes back when its end is found behind.
                wanted = filled + batch.count * 2
                continue
            }
            wanted = last + Self.reach
            if wanted + Self.tableCount / 4 < filled { filled = last + 1 }
        }
        return left
    }

    @inline(__always)
    private func place(_ key: UInt64) -> Int {
        Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - Self.tableCount.trailingZeroBitCount))
    }

    private func fill(_ table: inout [UInt32], _ rows: Range<Int>, _ closing: Span<UInt64>) {
        var places = table.mutableSpan
        for row in rows { places[place(closing[row])] = UInt32(truncatingIfNeeded: row) }
    }

    /// Looks some rows up, writes those that were not found to `left`, and returns how many were and the last closing row of them. Without branches: whether an item is
    /// still open is anybody's guess.
    private func find(
        _ batch: Range<Int>, _ table: [UInt32], _ opening: Span<UInt64>, _ closing: Span<UInt64>, _ found: Found, _ left: inout [UInt32]
    ) -> (count: Int, last: Int) {
        let places = table.span
        var left = left.mutableSpan
        var (count, last) = (0, 0)
        found.closingRow.write(batch) { closingRow in
            for index in closingRow.indices {
                let row = batch.lowerBound &+ index
                let key = opening[row]
                let other = Int(places[place(key)])
                var isSame = closing[other] == key
                if keys.texts != nil, isSame { isSame = keys.isSame(row, other) }
                closingRow[index] = isSame ? UInt32(truncatingIfNeeded: other) : ItemMatches.none
                found.isFound[isSame ? other : found.nowhere] = 1
                // The next row takes the place of one that was found.
                left[index &- count] = UInt32(truncatingIfNeeded: row)
                count &+= isSame ? 1 : 0
                last = isSame ? max(last, other) : last
            }
        }
        return (count, last)
    }
}
