import GRDB
import Ledger
import LedgerColumns

/// What became of the postings of a file.
public struct PostingOutcome: Hashable, Sendable {
    /// Postings with a new key.
    public var added = 0
    /// Postings that were known as they are.
    public var unchanged = 0
    /// Postings whose key was known with other content, which they replaced.
    public var replaced = 0
    /// Those of them that were of another calendar year: the number may stand for another document.
    public var replacedOfOtherYear = 0

    /// Counts of postings.
    public init(added: Int = 0, unchanged: Int = 0, replaced: Int = 0, replacedOfOtherYear: Int = 0) {
        self.replacedOfOtherYear = replacedOfOtherYear
        self.added = added
        self.unchanged = unchanged
        self.replaced = replaced
    }
}

extension ImportTransaction {
    /// Adds postings, known by company, document, line and kind: a known one with the same content changes nothing, one with other content replaces the earlier.
    ///
    /// Columns of different lengths or codes without a value stop the program. Linear in the rows of the file and the postings of the store.
    ///
    /// - Parameter areKeysDistinct: Whether it is known that no two of the postings have one key; if not, the later of two holds.
    public func addPostings(
        _ postings: PostingColumns, source: SourceFile.ID, areKeysDistinct: Bool = false
    ) throws(StoreError) -> PostingOutcome {
        postings.checkShape()
        return try storing("table posting_batch") {
            let batches = PostingBatches(database: database)
            let known = try batches.batches()
            if areKeysDistinct, known.isEmpty, postings.count > 0 {
                _ = try insertBatch(postings, source)
                try RevisionRows.grow(.postings, in: database)
                return PostingOutcome(added: postings.count)
            }
            let index = PostingIndex(postings)
            var comparison = PostingComparison(index)
            for batch in known { try comparison.compare(with: batch, batches) }
            let outcome = comparison.outcome
            guard outcome.added + outcome.replaced > 0 else { return outcome }
            let rows = postings.amountMinor.indices.filter { comparison.isNew[$0] }
            let batch = try insertBatch(rows.count == postings.count ? postings : postings.selecting(rows), source)
            try supersede(comparison.superseded, by: batch)
            try RevisionRows.grow(.postings, in: database)
            return outcome
        }
    }

    /// The rows of postings that imports hold under the same key, with the same content and with other content, both ascending. Linear in the rows and in the
    /// postings of these imports.
    public func rows(of postings: PostingColumns, heldBy sources: Set<SourceFile.ID>) throws(StoreError) -> (equal: [Int], other: [Int]) {
        try storing("table posting_batch") {
            let index = PostingIndex(postings)
            let batches = PostingBatches(database: database)
            var (equal, other): ([Int], [Int]) = ([], [])
            for batch in try batches.batches(of: sources) {
                let known = try batches.columns(of: batch)
                let map = PostingCodeMap(from: known, to: postings)
                let matches = index.matches(in: known, map, isLive: try batches.liveRows(of: batch))
                for match in matches {
                    if index.hasEqualContent(known, match.other, map, match.own) {
                        equal.append(match.own)
                    } else {
                        other.append(match.own)
                    }
                }
            }
            return (equal.sorted(), other.sorted())
        }
    }

    private func insertBatch(_ postings: PostingColumns, _ source: SourceFile.ID) throws -> Int64 {
        let sql = "INSERT INTO posting_batch (source_file, row_count, first_day, last_day) VALUES (?, ?, ?, ?)"
        let first = postings.postingDay.min().map { Day(daysSinceEpoch: $0).isoText }
        let last = postings.postingDay.max().map { Day(daysSinceEpoch: $0).isoText }
        try database.execute(sql: sql, arguments: [source.rawValue, postings.count, first, last])
        let batch = database.lastInsertedRowID
        try SegmentTable.postings.write(postings, owner: batch, to: database)
        return batch
    }

    /// Notes the replaced rows and what days remain in their batches.
    private func supersede(_ superseded: [SupersededRows], by batch: Int64) throws {
        let statement = try database.makeStatement(sql: "INSERT INTO posting_superseded (batch, row, superseded_by) VALUES (?, ?, ?)")
        for earlier in superseded {
            for row in earlier.rows { try statement.execute(arguments: [earlier.batch, row, batch]) }
            try database.execute(
                sql: "UPDATE posting_batch SET first_day = ?, last_day = ? WHERE id = ?",
                arguments: [earlier.firstLiveDay?.isoText, earlier.lastLiveDay?.isoText, earlier.batch])
        }
    }
}

/// Rows of an earlier batch that give way, and the days of those that stay.
struct SupersededRows {
    let batch: Int64
    let rows: [Int]
    let firstLiveDay: Day?
    let lastLiveDay: Day?
}

/// The postings of a file compared with what the store has.
struct PostingComparison {
    let index: PostingIndex
    /// Of each row of the file, whether it is to be stored.
    private(set) var isNew: [Bool]
    private(set) var outcome: PostingOutcome
    private(set) var superseded: [SupersededRows] = []

    init(_ index: PostingIndex) {
        self.index = index
        isNew = [Bool](repeating: true, count: index.postings.count)
        outcome = PostingOutcome(added: index.postings.count - index.earlierRows.count)
        for earlier in index.earlierRows {
            isNew[earlier.row] = false
            if earlier.isEqual { outcome.unchanged += 1 } else { outcome.replaced += 1 }
        }
    }

    /// Compares with a batch; the columns that are not part of the key are read only when a key is known.
    mutating func compare(with batch: PostingBatch, _ batches: PostingBatches) throws {
        let keys = try batches.columns(of: batch, PostingBatches.keyColumns)
        var isLive = try batches.liveRows(of: batch)
        let keyMap = PostingCodeMap(from: keys, to: index.postings)
        let matches = index.matches(in: keys, keyMap, isLive: isLive)
        guard !matches.isEmpty else { return }
        let known = try batches.columns(of: batch)
        let map = PostingCodeMap(from: known, to: index.postings)
        var replaced: [Int] = []
        for match in matches {
            outcome.added -= 1
            if index.hasEqualContent(known, match.other, map, match.own) {
                outcome.unchanged += 1
                isNew[match.own] = false
            } else {
                outcome.replaced += 1
                let years = [known.postingDay[match.other], index.postings.postingDay[match.own]].map {
                    Day(daysSinceEpoch: $0).components.year
                }
                if years[0] != years[1] { outcome.replacedOfOtherYear += 1 }
                replaced.append(match.other)
                isLive[match.other] = false
            }
        }
        guard !replaced.isEmpty else { return }
        let liveDays = known.postingDay.indices.lazy.filter { isLive[$0] }.map { known.postingDay[$0] }
        superseded.append(
            SupersededRows(
                batch: batch.id, rows: replaced, firstLiveDay: liveDays.min().map { Day(daysSinceEpoch: $0) },
                lastLiveDay: liveDays.max().map { Day(daysSinceEpoch: $0) }))
    }
}
