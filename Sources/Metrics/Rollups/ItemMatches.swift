import Ledger
import LedgerColumns

/// Which debit items of two snapshots are the same one: company, document, line and document currency.
///
/// Keys are unique in a snapshot (checked at import). Items in the same order are found by walking both lists (``ItemWalk``). The rows of both that are left are dealt out by
/// the hash of their key; in each cell the later ones look the earlier ones up, and texts are compared on every hit.
struct ItemMatches: Sendable {
    static let none = UInt32.max
    /// By row of the opening snapshot: the row of the closing one, or ``none``.
    private(set) var closingRow: [UInt32]
    /// By row of the closing snapshot: the row of the opening one, or ``none``.
    private(set) var openingRow: [UInt32]

    /// Matches two snapshots. Linear; on up to `threads` threads, with a result that does not depend on their number.
    ///
    /// `hashMask` keeps some bits of the hashes, so that tests can make keys collide.
    init(opening: ItemColumns, closing: ItemColumns, threads: Int, hashMask: UInt64 = .max) {
        let codes = KeyCodes(opening: opening, closing: closing)
        var closingRow = [UInt32](repeating: Self.none, count: opening.count)
        var openingRow = [UInt32](repeating: Self.none, count: closing.count)
        let walk = ItemWalk(
            opening: ItemWalk.Side(items: opening, codes: codes.opening, noDebit: 0, threads: threads),
            closing: ItemWalk.Side(items: closing, codes: codes.closing, noDebit: 1, threads: threads))
        Self.withBuffers(&closingRow, &openingRow) { closingRow, openingRow in
            // SAFETY: keys are unique, so that every row is found once at the most; the subscripts are checked.
            nonisolated(unsafe) let (closingRow, openingRow) = (closingRow, openingRow)
            walk.run(parts: max(1, min(threads, opening.count / 4096))) { earlier, later in
                closingRow[earlier] = UInt32(later)
                openingRow[later] = UInt32(earlier)
            }
        }
        let leftCount = max(closingRow.count { $0 == Self.none }, openingRow.count { $0 == Self.none })
        // About 4,096 rows of either snapshot in a cell, so that its table stays in the cache.
        let cells = leftCount / 4096
        let cellBitCount = max(1, min(11, Int.bitWidth - cells.leadingZeroBitCount))
        let openingKeys = Cells(
            ItemKeys(items: opening, codes: codes.opening, match: closingRow, cellBitCount: cellBitCount, hashMask: hashMask),
            parts: max(1, min(threads, opening.count / 4096)))
        let closingKeys = Cells(
            ItemKeys(items: closing, codes: codes.closing, match: openingRow, cellBitCount: cellBitCount, hashMask: hashMask),
            parts: max(1, min(threads, closing.count / 4096)))
        let shares = closingKeys.shares(threads)
        Self.withBuffers(&closingRow, &openingRow) { closingRow, openingRow in
            // SAFETY: each row has one key, which lies in one cell, and each cell is matched by one thread; the subscripts are checked.
            nonisolated(unsafe) let (closingRow, openingRow) = (closingRow, openingRow)
            _ = concurrentParts(shares.count) { share in
                var table = KeyTable()
                for cell in shares[share] {
                    openingKeys.withItems(of: cell) { table.fill($0) }
                    closingKeys.withItems(of: cell) { keys in
                        for index in keys.indices {
                            let later = Int(keys[index].row)
                            let match = table.row(of: keys[index]) { opening.document.equals($0, closing.document, later) }
                            guard let earlier = match else { continue }
                            closingRow[earlier] = UInt32(later)
                            openingRow[later] = UInt32(earlier)
                        }
                    }
                }
            }
        }
        self.closingRow = closingRow
        self.openingRow = openingRow
    }

    private static func withBuffers(
        _ closingRow: inout [UInt32], _ openingRow: inout [UInt32],
        _ body: (UnsafeMutableBufferPointer<UInt32>, UnsafeMutableBufferPointer<UInt32>) -> Void
    ) {
        closingRow.withUnsafeMutableBufferPointer { first in openingRow.withUnsafeMutableBufferPointer { body(first, $0) } }
    }
}

/// The hash of an item's key, its code, and its row.
private struct ItemKey: BitwiseCopyable, Sendable {
    let hash: UInt32
    let row: UInt32
    /// Of company, line and currency, the same in both snapshots.
    let code: UInt64
}

/// Numbers for company, line and currency of both snapshots: equal numbers are equal values.
struct KeyCodes: Sendable {
    struct Side: Sendable {
        let company: [UInt64]
        let line: [UInt64]
        let currency: [UInt64]

        /// The number of a row.
        @inline(__always)
        func code(_ items: ItemColumns, _ row: Int) -> UInt64 {
            company[Int(items.company[row])] + line[Int(items.line[row])] + currency[Int(items.currency[row])]
        }
    }

    let opening: Side
    let closing: Side

    init(opening: ItemColumns, closing: ItemColumns) {
        var (companies, lines, currencies) = (opening.companies, opening.lines, opening.currencies)
        let company = companies.codes(adding: closing.companies.values)
        let line = lines.codes(adding: closing.lines.values)
        let currency = currencies.codes(adding: closing.currencies)
        // Exact: 2^28 companies, 2^28 lines and 256 currencies still fit.
        let width = UInt64(lines.count) * UInt64(currencies.count)
        func side(_ company: [UInt32], _ line: [UInt32], _ currency: [UInt32]) -> Side {
            Side(
                company: company.map { UInt64($0) * width }, line: line.map { UInt64($0) * UInt64(currencies.count) },
                currency: currency.map { UInt64($0) })
        }
        self.opening = side(
            Array(0..<UInt32(opening.companies.count)), Array(0..<UInt32(opening.lines.count)), Array(0..<UInt32(opening.currencies.count)))
        self.closing = side(company, line, currency)
    }
}

/// The keys of the debit items of a snapshot that have no match yet, dealt out by the high bits of their hashes.
private struct ItemKeys: CellSource {
    typealias Item = ItemKey

    let items: ItemColumns
    let codes: KeyCodes.Side
    /// By row: its match where it has one already.
    let match: [UInt32]
    let cellBitCount: Int
    let hashMask: UInt64
    private let companies: [UInt64]
    private let lines: [UInt64]

    init(items: ItemColumns, codes: KeyCodes.Side, match: [UInt32], cellBitCount: Int, hashMask: UInt64) {
        self.items = items
        self.codes = codes
        self.match = match
        self.cellBitCount = cellBitCount
        self.hashMask = hashMask
        companies = DocumentMatcher.companyHashes(items.companies)
        lines = DocumentMatcher.companyHashes(items.lines)
    }

    var cellCount: Int { 1 << cellBitCount }

    func emit<Sink: CellSink>(part: Int, of parts: Int, into sink: inout Sink) where Sink.Item == ItemKey {
        let documents = items.document.bytes.span
        for row in Self.rows(items.count, part: part, of: parts) where match[row] == ItemMatches.none && items.openMinor[row] > 0 {
            let seed = foldMultiply(companies[Int(items.company[row])] ^ 0x5555_5555_5555_5555, lines[Int(items.line[row])] | 1)
            let hash = stableHash(documents.extracting(items.document.range(row)).bytes, seed: seed) & hashMask
            sink.take(
                cell: Int(truncatingIfNeeded: hash >> UInt64(64 - cellBitCount)),
                ItemKey(
                    hash: UInt32(truncatingIfNeeded: hash), row: UInt32(row),
                    code: codes.code(items, row)))
        }
    }
}

/// The keys of one cell by hash: open addressing, at most half full, filled anew for each cell.
private struct KeyTable {
    private static let free = UInt32.max
    private var keys = [ItemKey](repeating: ItemKey(hash: 0, row: Self.free, code: 0), count: 64)
    private var mask = 63

    mutating func fill(_ cell: Span<ItemKey>) {
        var capacity = 64
        while capacity < cell.count * 2 { capacity *= 2 }
        mask = capacity - 1
        if keys.count < capacity { keys = [ItemKey](repeating: ItemKey(hash: 0, row: Self.free, code: 0), count: capacity) }
        for slot in 0..<capacity { keys[slot] = ItemKey(hash: 0, row: Self.free, code: 0) }
        for index in cell.indices {
            var slot = Int(cell[index].hash) & mask
            while keys[slot].row != Self.free { slot = (slot + 1) & mask }
            keys[slot] = cell[index]
        }
    }

    /// The row of the key that is equal and whose document `isSame` finds to be the same.
    @inline(__always)
    func row(of key: ItemKey, where isSame: (Int) -> Bool) -> Int? {
        var slot = Int(key.hash) & mask
        while keys[slot].row != Self.free {
            if keys[slot].hash == key.hash, keys[slot].code == key.code, isSame(Int(keys[slot].row)) { return Int(keys[slot].row) }
            slot = (slot + 1) & mask
        }
        return nil
    }
}
