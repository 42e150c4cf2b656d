import GRDB
import Ledger
import LedgerColumns

extension LedgerStore {
    /// The files that brought the live postings of a span of days, both inclusive, in the order they were imported.
    public func postingSources(from first: Day, through last: Day) throws(StoreError) -> [SourceFile.ID] {
        try reading("table posting_batch") { database in
            let sql = """
                SELECT DISTINCT source_file FROM posting_batch WHERE first_day IS NOT NULL AND last_day >= ? AND first_day <= ?
                ORDER BY source_file
                """
            return try Int64.fetchAll(database, sql: sql, arguments: [first.isoText, last.isoText]).map { SourceFile.ID(rawValue: $0) }
        }
    }

    /// The files that brought live postings, with the days of these, in the order they were imported; a file may stand there several times.
    public func postingSourcePeriods() throws(StoreError) -> [(source: SourceFile.ID, days: Period)] {
        try reading("table posting_batch") { database in
            let sql =
                "SELECT source_file, first_day, last_day FROM posting_batch WHERE first_day IS NOT NULL ORDER BY source_file, first_day"
            return try Row.fetchAll(database, sql: sql).compactMap { row in
                let (source, first, last): (Int64, String, String) = (row[0], row[1], row[2])
                guard let first = Day(iso: first), let last = Day(iso: last) else { return nil }
                return (SourceFile.ID(rawValue: source), Period(first: first, last: last))
            }
        }
    }

    /// The postings of some days, both inclusive, as they were known when a file had been imported: later files brought none and replaced none.
    /// Linear in all postings imported by then.
    ///
    /// - Parameter first: nil for all days up to the last.
    public func postings(
        from first: Day? = nil, through last: Day, knownWith source: SourceFile.ID
    ) throws(StoreError) -> PostingColumns {
        try postings(from: first, through: last, where: "source_file <= ?", source, supersededBy: "source_file <= ?", source)
    }

    /// The postings up to a day that files after one and up to another brought and that none of these replaced.
    public func postings(
        through last: Day, importedAfter first: SourceFile.ID, upTo newest: SourceFile.ID
    ) throws(StoreError) -> PostingColumns {
        try postings(
            from: nil, through: last, where: "source_file > \(first.rawValue) AND source_file <= ?", newest,
            supersededBy: "source_file <= ?", newest)
    }

    private func postings(
        from first: Day?, through last: Day, where condition: String, _ argument: SourceFile.ID, supersededBy later: String,
        _ laterArgument: SourceFile.ID
    ) throws(StoreError) -> PostingColumns {
        try reading("table posting_segment") { database in
            let batches = PostingBatches(database: database)
            let from = first?.daysSinceEpoch ?? Int32.min
            let sql = "SELECT id, row_count FROM posting_batch WHERE \(condition) ORDER BY id"
            let superseding = """
                SELECT row FROM posting_superseded WHERE batch = ? AND superseded_by IN (SELECT id FROM posting_batch WHERE \(later))
                """
            var postings = PostingColumns()
            for row in try Row.fetchAll(database, sql: sql, arguments: [argument.rawValue]) {
                let record = RecordRow(table: "posting_batch", row: row)
                let batch = PostingBatch(id: try record.integer("id"), rowCount: try record.count("row_count"))
                let columns = try batches.columns(of: batch)
                let replaced = Set(try Int.fetchAll(database, sql: superseding, arguments: [batch.id, laterArgument.rawValue]))
                postings.append(
                    columns.selecting(
                        columns.postingDay.indices.filter {
                            columns.postingDay[$0] >= from && columns.postingDay[$0] <= last.daysSinceEpoch && !replaced.contains($0)
                        }))
            }
            return postings
        }
    }
}
