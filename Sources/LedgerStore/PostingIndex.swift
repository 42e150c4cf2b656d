import Ledger
import LedgerColumns

/// The postings of a file, found by their key: company, document, line and kind.
///
/// Keys are hashed to 64 bits and compared byte by byte where hashes are equal. Of two rows with one key the later one holds.
struct PostingIndex {
    let postings: PostingColumns
    private let hashes: [UInt64]
    /// Row + 1 by hash, 0 where there is none; at most half full.
    private var slots: [UInt32]
    /// Rows that a later row of the same file repeats or replaces.
    private(set) var earlierRows: [(row: Int, isEqual: Bool)] = []

    /// Linear in the rows.
    init(_ postings: PostingColumns) {
        precondition(postings.count < Int(UInt32.max), "too many postings in one file")
        self.postings = postings
        hashes = PostingIndex.hashes(of: postings)
        var capacity = 16
        while capacity < postings.count * 2 { capacity *= 2 }
        slots = [UInt32](repeating: 0, count: capacity)
        let own = PostingCodeMap(from: postings, to: postings)
        for row in 0..<postings.count {
            let slot = slot(of: hashes[row], postings, row, own)
            if slots[slot] != 0 {
                let earlier = Int(slots[slot]) - 1
                earlierRows.append((earlier, hasEqualContent(postings, row, own, earlier)))
            }
            slots[slot] = UInt32(row + 1)
        }
    }

    /// Of each row of other postings that `isLive`, the row here with the same key. Linear in the rows of `others`.
    func matches(in others: PostingColumns, _ map: PostingCodeMap, isLive: [Bool]) -> [(other: Int, own: Int)] {
        let otherHashes = PostingIndex.hashes(of: others)
        var matches: [(other: Int, own: Int)] = []
        for row in 0..<otherHashes.count where isLive[row] {
            let found = slots[slot(of: otherHashes[row], others, row, map)]
            if found != 0 { matches.append((row, Int(found) - 1)) }
        }
        return matches
    }

    /// Whether a row of other postings says the same as a row here, apart from the key.
    func hasEqualContent(_ others: PostingColumns, _ other: Int, _ map: PostingCodeMap, _ row: Int) -> Bool {
        postings.amountMinor[row] == others.amountMinor[other] && postings.postingDay[row] == others.postingDay[other]
            && postings.documentDay[row] == others.documentDay[other] && postings.dueDay[row] == others.dueDay[other]
            && UInt32(postings.currency[row]) == map.currencies[Int(others.currency[other])]
            && postings.customer[row] == map.customers[Int(others.customer[other])]
            && postings.clears.equals(row, others.clears, other)
    }

    /// The slot of the row with an equal key, or the free slot where it would be.
    private func slot(of hash: UInt64, _ others: PostingColumns, _ other: Int, _ map: PostingCodeMap) -> Int {
        let mask = slots.count - 1
        var slot = Int(truncatingIfNeeded: hash) & mask
        while slots[slot] != 0 {
            let row = Int(slots[slot]) - 1
            if hashes[row] == hash, hasEqualKey(others, other, map, row) { return slot }
            slot = (slot + 1) & mask
        }
        return slot
    }

    private func hasEqualKey(_ others: PostingColumns, _ other: Int, _ map: PostingCodeMap, _ row: Int) -> Bool {
        postings.kind[row] == others.kind[other] && postings.company[row] == map.companies[Int(others.company[other])]
            && postings.line[row] == map.lines[Int(others.line[other])] && postings.document.equals(row, others.document, other)
    }

    /// The hash of each row's key; the same for the same key in any postings.
    static func hashes(of postings: PostingColumns) -> [UInt64] {
        let companies = textHashes(postings.companies)
        let lines = textHashes(postings.lines)
        let documents = postings.document.bytes.span.bytes
        return (0..<postings.document.count).map { row in
            let range = postings.document.range(row)
            let seed = foldMultiply(
                companies[Int(postings.company[row])] ^ UInt64(postings.kind[row]), lines[Int(postings.line[row])] | 1)
            return stableHash(documents.extracting(range), seed: seed)
        }
    }

    private static func textHashes(_ dictionary: StringDictionary) -> [UInt64] {
        dictionary.values.map { value in
            let bytes = Array(value.utf8)
            return stableHash(bytes.span.bytes)
        }
    }
}

/// The codes of some postings as codes of others; `unknown` for a value the others do not have.
struct PostingCodeMap {
    static let unknown = UInt32.max

    let companies: [UInt32]
    let customers: [UInt32]
    let lines: [UInt32]
    let currencies: [UInt32]

    init(from source: PostingColumns, to target: PostingColumns) {
        companies = source.companies.values.map { target.companies.code(of: $0) ?? PostingCodeMap.unknown }
        customers = source.customers.values.map { target.customers.code(of: $0) ?? PostingCodeMap.unknown }
        lines = source.lines.values.map { target.lines.code(of: $0) ?? PostingCodeMap.unknown }
        currencies = source.currencies.map { target.currencies.firstIndex(of: $0).map { UInt32($0) } ?? PostingCodeMap.unknown }
    }
}
