import Ledger
import LedgerColumns

/// The account and document an item or posting belongs to in a comparison.
struct DocumentKey: Hashable {
    var company: String
    var document: String
    var customer: String
    var currency: Currency

    init(_ items: ItemColumns, _ row: Int) {
        company = items.companies[items.company[row]]
        document = items.document[row]
        customer = items.customers[items.customer[row]]
        currency = items.currencies[Int(items.currency[row])]
    }

    /// The document a posting moves: the one it clears, else its own.
    init(_ postings: PostingColumns, _ row: Int) {
        company = postings.companies[postings.company[row]]
        document = postings.clears.range(row).isEmpty ? postings.document[row] : postings.clears[row]
        customer = postings.customers[postings.customer[row]]
        currency = postings.currencies[Int(postings.currency[row])]
    }
}

/// An item in two snapshots: the same company, document, line, customer and currency.
struct ItemPair {
    let line: String
    /// Rows of the earlier and later snapshot; −1 where it is not.
    var before: Int32 = -1
    var after: Int32 = -1
}

/// The items of two snapshots by document, each item with its counterpart.
struct ItemGroups {
    private(set) var pairs: [DocumentKey: [ItemPair]] = [:]

    /// Linear in both. Keys are unique in a snapshot (checked at import).
    init(before: ItemColumns, after: ItemColumns) {
        pairs.reserveCapacity(max(before.count, after.count))
        for row in 0..<before.count {
            pairs[DocumentKey(before, row), default: []].append(ItemPair(line: before.lines[before.line[row]], before: Int32(row)))
        }
        for row in 0..<after.count {
            let key = DocumentKey(after, row)
            let line = after.lines[after.line[row]]
            if let place = pairs[key]?.firstIndex(where: { $0.line == line }) {
                pairs[key]![place].after = Int32(row)
            } else {
                pairs[key, default: []].append(ItemPair(line: line, after: Int32(row)))
            }
        }
    }
}

extension DocumentKey {
    /// Ascending by customer, company, document and currency.
    func precedes(_ other: DocumentKey) -> Bool {
        for (mine, theirs) in [(customer, other.customer), (company, other.company), (document, other.document)] where mine != theirs {
            return mine.utf8.lexicographicallyPrecedes(theirs.utf8)
        }
        return currency < other.currency
    }
}
