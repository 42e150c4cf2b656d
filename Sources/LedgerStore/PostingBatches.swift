import GRDB
import Ledger
import LedgerColumns

/// The postings of one file that were new when it was imported.
struct PostingBatch {
    let id: Int64
    let rowCount: Int
}

/// Reading of batches of postings.
struct PostingBatches {
    /// Of what a key is made.
    static let keyColumns: Set<String> = ["document", "company", "line", "kind"]
    static let allColumns = Set(PostingColumns.layout.map(\.name))

    let database: Database

    /// The batches with live postings in a span of days, oldest first, of a kind of file or of some files; nil: no limit.
    func batches(from first: Day? = nil, through last: Day? = nil, ofKind kind: FileKind? = nil, of sources: Set<SourceFile.ID>? = nil)
        throws
        -> [PostingBatch]
    {
        let sql = """
            SELECT posting_batch.id AS id, source_file, row_count FROM posting_batch JOIN source_file ON source_file.id = source_file
            WHERE first_day IS NOT NULL AND (? IS NULL OR last_day >= ?) AND (? IS NULL OR first_day <= ?)
                AND (? IS NULL OR kind = ?) ORDER BY posting_batch.id
            """
        let days = [first?.isoText, first?.isoText, last?.isoText, last?.isoText, kind?.rawValue, kind?.rawValue]
        return try Row.fetchAll(database, sql: sql, arguments: StatementArguments(days)).compactMap { row in
            let record = RecordRow(table: "posting_batch", row: row)
            let source = SourceFile.ID(rawValue: try record.integer("source_file"))
            guard sources?.contains(source) ?? true else { return nil }
            return PostingBatch(id: try record.integer("id"), rowCount: try record.count("row_count"))
        }
    }

    func columns(of batch: PostingBatch, _ names: Set<String> = allColumns) throws -> PostingColumns {
        try SegmentTable.postings.read(PostingColumns.self, owner: batch.id, rowCount: batch.rowCount, columns: names, from: database)
    }

    /// Of each row of a batch, whether no later posting replaced it.
    func liveRows(of batch: PostingBatch) throws -> [Bool] {
        var isLive = [Bool](repeating: true, count: batch.rowCount)
        let rows = try Int.fetchCursor(database, sql: "SELECT row FROM posting_superseded WHERE batch = ?", arguments: [batch.id])
        while let row = try rows.next() {
            guard isLive.indices.contains(row) else {
                throw StoreError(.damaged, "a replaced posting is not in its batch", context: "table posting_superseded, batch \(batch.id)")
            }
            isLive[row] = false
        }
        return isLive
    }
}

extension PostingBatches {
    /// The postings of a span of days that hold, in the order they were imported; nil: no limit.
    func livePostings(from first: Day? = nil, through last: Day? = nil, ofKind kind: FileKind? = nil) throws -> PostingColumns {
        try pendingPostings(from: first, through: last, ofKind: kind).live()
    }

    /// The same, whose bytes are read and that are being decoded.
    func pendingPostings(from first: Day? = nil, through last: Day? = nil, ofKind kind: FileKind? = nil) throws -> PendingPostings {
        let batches = try batches(from: first, through: last, ofKind: kind).enumerated().map { place, batch in
            // The others begin when the one before them is taken, so that not all of them are in memory at a time.
            let columns = try PendingColumns<PostingColumns>(
                .postings, owner: batch.id, rowCount: batch.rowCount, columns: Self.allColumns, from: database, begins: place == 0)
            return (columns, try liveRows(of: batch))
        }
        return PendingPostings(batches: batches, from: first?.daysSinceEpoch ?? .min, through: last?.daysSinceEpoch ?? .max)
    }
}

/// Postings of some batches that are being decoded.
struct PendingPostings: Sendable {
    fileprivate let batches: [(columns: PendingColumns<PostingColumns>, isLive: [Bool])]
    fileprivate let from: Int32
    fileprivate let through: Int32

    /// Those that hold, of the days asked for. To be asked once.
    func live() throws(StoreError) -> PostingColumns {
        var postings: PostingColumns?
        for (place, (pending, isLive)) in batches.enumerated() {
            let columns = try pending.columns()
            if place + 1 < batches.count { batches[place + 1].columns.begin() }
            let isWanted = { (row: Int) in isLive[row] && columns.postingDay[row] >= from && columns.postingDay[row] <= through }
            let rows = columns.postingDay.indices
            // Mostly nothing was replaced and all days are wanted.
            let wanted = rows.allSatisfy(isWanted) ? columns : columns.selecting(rows.filter(isWanted))
            if postings == nil { postings = wanted } else { postings?.append(wanted) }
        }
        return postings ?? PostingColumns()
    }
}

extension LedgerStore {
    /// The postings of a span of days, both inclusive, without those that a later file replaced; nil: no limit. In the order they were imported.
    public func postings(from first: Day? = nil, through last: Day? = nil) throws(StoreError) -> PostingColumns {
        try reading("table posting_segment") { try PostingBatches(database: $0).pendingPostings(from: first, through: last) }.live()
    }

    /// The first day with a posting, or nil when there is none.
    public func firstPostingDay() throws(StoreError) -> Day? {
        try reading("table posting_batch") { database in
            let row = try Row.fetchOne(database, sql: "SELECT min(first_day) AS first_day FROM posting_batch")
            return try row.flatMap { try RecordRow(table: "posting_batch", row: $0).optionalDay("first_day") }
        }
    }
}
