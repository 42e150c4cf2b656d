import Dispatch
import EmbeddedEngine
import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore
import Synchronization

/// The customers of the documents that postings clear, held against those of the postings: where they differ, the balances of both break.
struct ClearedDocuments {
    private let postings: PostingColumns
    /// The first row that clears a document whose customer is not known yet, by the hash of its company and number; the further ones are chained to it.
    private var open: OpenDocuments
    private var next: [Int32]
    private(set) var foreignRows: [Int] = []

    /// Documents of a bucket fit a cache, so that looking for them does not wait for memory.
    private static let documentsOfBucket = 1 << 13

    /// Looks at the documents among the postings themselves. Linear in the rows.
    init(_ postings: PostingColumns) {
        self.postings = postings
        next = Array(repeating: -1, count: postings.clears.bytes.isEmpty ? 0 : postings.count)
        let companies = postings.companies.values.map { Self.hash($0) }
        var (clearing, invoices) = (HashedRows(), HashedRows())
        for row in next.indices {
            let company = companies[Int(postings.company[row])]
            if postings.kind[row].isInvoice {
                invoices.add(row, Self.hash(postings.document, row, company))
            } else if postings.clears.range(row).count > 0 {
                clearing.add(row, Self.hash(postings.clears, row, company))
            }
        }
        let bits = Int.bitWidth - (clearing.rows.count / Self.documentsOfBucket).leadingZeroBitCount
        let (asked, known) = (HashBuckets(clearing.hashes, bits: bits), HashBuckets(invoices.hashes, bits: bits))
        var left: [(row: Int32, hash: UInt64)] = []
        open = OpenDocuments(capacity: 0)
        for bucket in 0..<asked.count {
            open = OpenDocuments(capacity: asked.range(bucket).count)
            for index in asked.range(bucket).reversed() {
                let row = clearing.rows[Int(asked.rows[index])]
                next[Int(row)] = open.update(row, asked.hashes[index]) ?? -1
            }
            for index in known.range(bucket) {
                guard let first = open.remove(known.hashes[index]) else { continue }
                let owner = postings.customer[Int(invoices.rows[Int(known.rows[index])])]
                noteForeign(first) { postings.customer[$0] == owner }
            }
            left += open.left
        }
        open = OpenDocuments(capacity: left.count)
        for document in left { _ = open.update(document.row, document.hash) }
    }

    /// Rows of postings with the hash of a document of each.
    private struct HashedRows {
        private(set) var rows: [Int32] = []
        private(set) var hashes: [UInt64] = []

        mutating func add(_ row: Int, _ hash: UInt64) {
            rows.append(Int32(row))
            hashes.append(hash)
        }
    }

    /// Whether there are documents whose customer is still to be found.
    var isOpen: Bool { !open.isEmpty }

    /// Looks for documents among other postings.
    mutating func compare(_ others: PostingColumns) {
        guard isOpen else { return }
        let companies = others.companies.values.map { Self.hash($0) }
        for row in 0..<others.count where others.kind[row].isInvoice {
            compare(Self.hash(others.document, row, companies[Int(others.company[row])]), others.customers[others.customer[row]])
        }
    }

    /// Looks for documents among open items.
    mutating func compare(_ items: ItemColumns) {
        guard isOpen else { return }
        let companies = items.companies.values.map { Self.hash($0) }
        for row in 0..<items.count {
            compare(Self.hash(items.document, row, companies[Int(items.company[row])]), items.customers[items.customer[row]])
        }
    }

    private mutating func compare(_ hash: UInt64, _ customer: @autoclosure () -> String) {
        guard let first = open.remove(hash) else { return }
        let (owner, postings) = (customer(), postings)
        noteForeign(first) { postings.customers[postings.customer[$0]] == owner }
    }

    /// Notes the rows that clear a document, given by the first of them, and are not of its customer.
    private mutating func noteForeign(_ first: Int32, isOwn: (Int) -> Bool) {
        var row = Int(first)
        while row >= 0 {
            if !isOwn(row) { foreignRows.append(row) }
            row = Int(next[row])
        }
    }

    /// The warning about postings of another customer than the document they clear; nil when there are none.
    func warning(file: String) -> Diagnostic? {
        guard let first = foreignRows.min() else { return nil }
        let subject = foreignRows.count == 1 ? "1 posting is" : "\(foreignRows.count) postings are"
        return Diagnostic(
            code: "clears-other-customer", severity: .warning, file: file,
            message: subject
                + " of another customer than the document cleared (the first is \(postings.document[first]), which clears \(postings.clears[first])): the balances of both customers will not tie out",
            advice: "book each to the customer of the document it clears, or say which document of its own customer it clears")
    }

    private static func hash(_ text: String) -> UInt64 { stableHash(Array(text.utf8).span.bytes) }

    private static func hash(_ texts: StringColumn, _ row: Int, _ company: UInt64) -> UInt64 {
        stableHash(texts.bytes.span.bytes.extracting(texts.range(row)), seed: company)
    }
}

/// The documents that postings clear, looked for on a thread of their own while other files are read.
final class PendingClearedDocuments: Sendable {
    private let found = DispatchGroup()
    private let documents = Mutex<ClearedDocuments?>(nil)

    /// Begins to look.
    init(_ postings: PostingColumns) {
        // A queue of its own: the common ones may have no thread to spare.
        DispatchQueue(label: "cleared documents").async(group: found) { [self] in
            let documents = ClearedDocuments(postings)
            self.documents.withLock { $0 = documents }
        }
    }

    /// The documents, once they are looked for. To be called once.
    func take() -> ClearedDocuments? {
        found.wait()
        return documents.withLock { documents in
            defer { documents = nil }
            return documents
        }
    }
}

/// Documents whose customer is not known yet: the first row that clears each, by the hash of its company and number.
///
/// Open addressing by these hashes, which need no further hashing, at most half full.
private struct OpenDocuments {
    private struct Slot {
        var hash: UInt64 = 0
        /// Row + 1; 0 marks a free slot, −1 a document whose customer is known by now.
        var mark: Int32 = 0
    }

    private var slots: [Slot]
    private var count = 0

    /// - Parameter capacity: The most documents there can be.
    init(capacity: Int) {
        var slotCount = 64
        while slotCount < capacity * 2 { slotCount *= 2 }
        slots = Array(repeating: Slot(), count: slotCount)
    }

    var isEmpty: Bool { count == 0 }

    /// The documents that were not taken out.
    var left: [(row: Int32, hash: UInt64)] {
        isEmpty ? [] : slots.lazy.filter { $0.mark > 0 }.map { (row: $0.mark - 1, hash: $0.hash) }
    }

    /// Sets the row of a document; gives the one it had. To be called before any document is removed.
    mutating func update(_ row: Int32, _ hash: UInt64) -> Int32? {
        let place = place(of: hash)
        let known = slots[place].mark
        if known == 0 { count += 1 }
        slots[place] = Slot(hash: hash, mark: row + 1)
        return known == 0 ? nil : known - 1
    }

    /// Takes a document out; gives its row, nil when it is not there or was taken out before.
    mutating func remove(_ hash: UInt64) -> Int32? {
        let place = place(of: hash)
        guard slots[place].mark > 0 else { return nil }
        defer { slots[place].mark = -1 }
        count -= 1
        return slots[place].mark - 1
    }

    /// The slot of a document, or the free one where it would be.
    private func place(of hash: UInt64) -> Int {
        var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
        while slots[index].mark != 0, slots[index].hash != hash { index = (index + 1) & (slots.count - 1) }
        return index
    }
}

extension UInt8 {
    /// Whether a posting of this kind makes a document to be paid.
    fileprivate var isInvoice: Bool { self == PostingKind.invoice.rawValue }
}
