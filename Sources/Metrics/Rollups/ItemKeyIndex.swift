import Ledger
import LedgerColumns

/// The debit items of a snapshot by item key (company + document + line), for matching another snapshot.
///
/// An open-addressing table of row numbers, at most half full; texts are compared on every hit. Keys are unique in a snapshot (checked at import).
struct ItemKeyIndex {
    private let items: ItemColumns
    private let mask: Int
    private var slots: [Int32]
    private var hashes: [UInt64]

    /// Indexes the rows with a positive open amount. Linear.
    init(_ items: ItemColumns) {
        self.items = items
        var capacity = 16
        while capacity < items.count * 2 { capacity *= 2 }
        mask = capacity - 1
        slots = [Int32](repeating: -1, count: capacity)
        hashes = [UInt64](repeating: 0, count: capacity)
        let companies = DocumentMatcher.companyHashes(items.companies)
        let lines = DocumentMatcher.companyHashes(items.lines)
        for row in 0..<items.count where items.openMinor[row] > 0 {
            let hash = Self.hash(items, row, companies: companies, lines: lines)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 { slot = (slot + 1) & mask }
            slots[slot] = Int32(row)
            hashes[slot] = hash
        }
    }

    /// For each debit item of another snapshot the row here with the same key and document currency, −1 when there is none (and for credit items). Linear.
    func matches(of other: ItemColumns) -> [Int32] {
        let companies = DocumentMatcher.companyHashes(other.companies)
        let lines = DocumentMatcher.companyHashes(other.lines)
        var matches = [Int32](repeating: -1, count: other.count)
        for row in 0..<other.count where other.openMinor[row] > 0 {
            let hash = Self.hash(other, row, companies: companies, lines: lines)
            var slot = Int(truncatingIfNeeded: hash) & mask
            while slots[slot] >= 0 {
                let candidate = Int(slots[slot])
                if hashes[slot] == hash, isSameItem(candidate, other, row) {
                    matches[row] = Int32(candidate)
                    break
                }
                slot = (slot + 1) & mask
            }
        }
        return matches
    }

    private func isSameItem(_ row: Int, _ other: ItemColumns, _ otherRow: Int) -> Bool {
        items.document.equals(row, other.document, otherRow)
            && items.currencies[Int(items.currency[row])] == other.currencies[Int(other.currency[otherRow])]
            && items.companies[items.company[row]] == other.companies[other.company[otherRow]]
            && items.lines[items.line[row]] == other.lines[other.line[otherRow]]
    }

    private static func hash(_ items: ItemColumns, _ row: Int, companies: [UInt64], lines: [UInt64]) -> UInt64 {
        let seed = foldMultiply(companies[Int(items.company[row])] ^ 0x5555_5555_5555_5555, lines[Int(items.line[row])] | 1)
        return stableHash(items.document.bytes.span.extracting(items.document.range(row)).bytes, seed: seed)
    }
}
