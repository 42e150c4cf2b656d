import Ledger
import LedgerColumns

/// What the items of a closing snapshot have open that no opening item was found to have, and their buckets.
struct ClosingLevels: Sendable {
    /// By row: document minor units, 0 for credits.
    let minor: RowMemory<Int64>
    let bucket: RowMemory<UInt8>

    init(count: Int) {
        minor = RowMemory(unwritten: count)
        bucket = RowMemory(unwritten: count)
    }

    /// Writes what is open of the items of a piece. Linear.
    func fill(_ items: ScannedItems, piece: Int, _ aging: AgingLimits, on day: Day) throws(ColumnError) {
        let (columns, rows) = try items.piece(piece, [.dueDay, .openMinor])
        let places = items.rows(ofPiece: piece)
        let open = columns.openMinor.span.extracting(rows)
        minor.write(places) { minor in for index in minor.indices { minor[index] = max(0, open[index]) } }
        bucket.write(places) { aging.fill(&$0, columns.dueDay.span.extracting(rows), on: day) }
    }

    /// Takes as much of an amount as a row has, and returns it: that stays open. To be called once for a row.
    @inline(__always)
    func take(_ openMinor: Int64, from row: Int) -> Int64 {
        let level = minor[row]
        let stays = min(openMinor, level)
        minor[row] = level &- stays
        return stays
    }
}

extension AgingLimits {
    /// The buckets of days on a day; a missing one is in the first. Linear.
    func buckets(_ dueDay: Span<Int32>, on day: Day) -> [UInt8] {
        var buckets = [UInt8](repeating: 0, count: dueDay.count)
        var span = buckets.mutableSpan
        fill(&span, dueDay, on: day)
        return buckets
    }

    /// Writes the buckets of as many days. There are at most 14 of them.
    func fill(_ buckets: inout MutableSpan<UInt8>, _ dueDay: Span<Int32>, on day: Day) {
        precondition(buckets.count == dueDay.count)
        // Past 0 days is the first limit. A missing day, which is the least of all, would be past all of them.
        for (number, limit) in ([0] + limits).enumerated() {
            // No day is before the least one, so that a limit beyond it is never passed.
            let last = Int32(clamping: Int(day.daysSinceEpoch) - min(limit, 1 << 33))
            // Unchecked: see the precondition.
            for index in 0..<buckets.count {
                let due = dueDay[unchecked: index]
                let isPast: UInt8 = due < last && due != ItemColumns.noDay ? 1 : 0
                buckets[unchecked: index] = number == 0 ? isPast : buckets[unchecked: index] &+ isPast
            }
        }
    }
}
