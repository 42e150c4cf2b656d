import LedgerColumns

/// Matches the debit items of two snapshots that list them in much the same order, as exports of one system do from month to month: both lists are walked side by side,
/// and where they part, the next item that both have is looked for near by. What it does not find is left to ``ItemMatches``, so that its result never depends on the order.
struct ItemWalk: Sendable {
    let opening: Side
    let closing: Side

    /// One snapshot with what its items are compared by.
    struct Side: Sendable {
        let items: ItemColumns
        let codes: KeyCodes.Side
        /// A digest of each row's key, to compare first; that of a row which is no debit item equals none of the other side.
        let tags: [UInt32]

        /// - Parameter noDebit: What stands for rows that are no debit items, 0 or 1: another one on each side.
        init(items: ItemColumns, codes: KeyCodes.Side, noDebit: UInt32, threads: Int) {
            self.items = items
            self.codes = codes
            tags = concurrentlyFilled(items.count, parts: threads) { row in
                items.openMinor[row] > 0 ? Self.tag(items.document, row, codes.code(items, row)) : noDebit
            }
        }

        /// Of the last eight bytes of the document, where documents that follow each other differ, and the code; 2 or more.
        @inline(__always)
        private static func tag(_ documents: StringColumn, _ row: Int, _ code: UInt64) -> UInt32 {
            let range = documents.range(row)
            var word = UInt64(range.count)
            if range.count >= 8 {
                // The range lies inside the bytes, so its last eight bytes do.
                word ^= documents.bytes.span.bytes.unsafeLoadUnaligned(fromByteOffset: range.upperBound - 8, as: UInt64.self)
            } else {
                for byte in documents.bytes.span.extracting(range).indices {
                    word = word << 8 ^ UInt64(documents.bytes[range.lowerBound + byte])
                }
            }
            return UInt32(truncatingIfNeeded: foldMultiply(word ^ 0x5555_5555_5555_5555, code &+ 0x9E37_79B9_7F4A_7C15)) | 2
        }
    }

    /// How far the next common item is looked for on either side. Most items are settled and added one by one, between others that stay.
    private static let reach = 16
    /// Rows of a part that are looked for in the whole closing list, to know where the walk begins there.
    private static let anchorCount = 16

    /// Walks both lists, each part of the opening one on a thread of its own, and hands pairs of rows that are the same item to `found`: no row twice.
    ///
    /// - Parameter patience: A part ends when it found nothing near by for so many rows more than it matched: the lists have another order.
    func run(parts: Int, patience: Int = 1 << 16, found: @Sendable (_ opening: Int, _ closing: Int) -> Void) {
        let count = opening.items.count
        _ = concurrentParts(parts) { part in
            let rows = count * part / parts..<count * (part + 1) / parts
            guard let start = part == 0 ? (opening: 0, closing: 0) : anchor(rows) else { return }
            walk(start.opening..<rows.upperBound, from: start.closing, patience: patience, found: found)
        }
    }

    /// The first pair of one of the first rows of a part.
    private func anchor(_ rows: Range<Int>) -> (opening: Int, closing: Int)? {
        for row in rows.prefix(Self.anchorCount) {
            let tag = opening.tags[row]
            for other in closing.tags.indices where closing.tags[other] == tag && isSame(row, other) { return (row, other) }
        }
        return nil
    }

    private func walk(_ rows: Range<Int>, from start: Int, patience: Int, found: (Int, Int) -> Void) {
        let (earlier, later) = (opening.tags.span, closing.tags.span)
        var (row, other) = (rows.lowerBound, start)
        var patience = patience
        while row < rows.upperBound, other < later.count {
            if earlier[row] == later[other], isSame(row, other) {
                found(row, other)
                (row, other) = (row + 1, other + 1)
                patience += 1
            } else if let (skipped, otherSkipped) = nextCommon(row, other, rows.upperBound, earlier, later) {
                (row, other) = (row + skipped, other + otherSkipped)
            } else {
                (row, other) = (row + 1, other + 1)
                patience -= 1
                guard patience > 0 else { return }
            }
        }
    }

    /// How many rows to skip to the nearest common item, on one of both sides; nil when none is within reach.
    @inline(__always)
    private func nextCommon(_ row: Int, _ other: Int, _ end: Int, _ earlier: Span<UInt32>, _ later: Span<UInt32>) -> (Int, Int)? {
        let (tag, otherTag) = (earlier[row], later[other])
        let (room, otherRoom) = (end - row, later.count - other)
        for skipped in 1...Self.reach {
            if skipped < room, earlier[row + skipped] == otherTag, isSame(row + skipped, other) { return (skipped, 0) }
            if skipped < otherRoom, later[other + skipped] == tag, isSame(row, other + skipped) { return (0, skipped) }
        }
        return nil
    }

    /// Whether two rows with the same tag are the same item.
    private func isSame(_ row: Int, _ other: Int) -> Bool {
        opening.codes.code(opening.items, row) == closing.codes.code(closing.items, other)
            && opening.items.document.equals(row, closing.items.document, other)
    }
}
