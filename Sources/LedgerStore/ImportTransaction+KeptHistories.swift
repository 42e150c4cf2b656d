import GRDB
import Ledger
import LedgerColumns

/// The list of a history as the store keeps it: its invoices, mended rows among them.
public struct KeptHistory: Hashable, Sendable {
    /// The import that brought the invoices, or the last of their mended rows.
    public let source: SourceFile
    /// The import of the whole list; ``source`` itself when no rows were mended.
    public let list: SourceFile
    /// Number of invoices.
    public let rowCount: Int
    /// Rows of the list that were not taken.
    public let rejectedCount: Int
}

/// What became of the month-ends of a history.
public struct MonthEndStanding: Hashable, Sendable {
    /// Days that a file imported after the list says something else about.
    public var replaced: Set<Day> = []
    /// Days that nothing of the list is said about any more, ascending: their versions were deleted.
    public var gone: [Day] = []
}

extension ImportTransaction {
    /// The histories that hold, in order of import. Those that were imported before a store kept their invoices are not among them.
    public func keptHistories() throws(StoreError) -> [KeptHistory] {
        try storing("table history") {
            let rows = SnapshotRows(database: database)
            func source(_ id: Int64) throws -> SourceFile {
                guard let found = try rows.sources(where: "id = ?", arguments: [id]).first else {
                    throw StoreError(.damaged, "a source file is missing", context: "table source_file, id \(id)")
                }
                return found
            }
            let sql = "SELECT source_file, list, row_count, rejected_count FROM history WHERE is_current = 1 ORDER BY source_file"
            return try Row.fetchAll(database, sql: sql).map { row in
                let record = RecordRow(table: "history", row: row)
                return KeptHistory(
                    source: try source(try record.integer("source_file")), list: try source(try record.integer("list")),
                    rowCount: try record.count("row_count"), rejectedCount: try record.count("rejected_count"))
            }
        }
    }

    /// The invoices of a history. Linear in them.
    public func rows(of history: KeptHistory) throws(StoreError) -> HistoryColumns {
        try storing("table history_segment") {
            try SegmentTable.histories.read(
                HistoryColumns.self, owner: history.source.id.rawValue, rowCount: history.rowCount,
                columns: Set(HistoryColumns.layout.map(\.name)), from: database)
        }
    }

    /// The names of the lists that month-ends of some companies were rebuilt from, and that are not kept any more: they were taken back, or imported into a
    /// store of an older version. Each once, in the order of their first import.
    public func namesOfHistoriesNotKept(companies: Set<String>) throws(StoreError) -> [String] {
        try storing("table history") {
            let sql = """
                SELECT source.name, part_company.company FROM source_file AS source
                JOIN snapshot_part ON snapshot_part.source_file = source.id JOIN part_company ON part_company.part = snapshot_part.id
                JOIN snapshot_member ON snapshot_member.part = snapshot_part.id
                JOIN snapshot ON snapshot.id = snapshot_member.snapshot AND snapshot.is_current = 1
                WHERE source.kind = ? AND source.id NOT IN (
                    SELECT member.source_file FROM history AS member JOIN history AS newest ON newest.list = member.list AND newest.is_current = 1)
                GROUP BY source.name, part_company.company ORDER BY min(source.id)
                """
            let rows = try Row.fetchAll(database, sql: sql, arguments: [FileKind.history.rawValue])
            var names: [String] = []
            for row in rows {
                let record = RecordRow(table: "source_file", row: row)
                let name = try record.text("name")
                if companies.contains(try record.text("company")), !names.contains(name) { names.append(name) }
            }
            return names
        }
    }

    /// The scope of a history that is kept, by the companies of its list: all imports of its list, and those whose place it took.
    public func scope(of history: KeptHistory, companies: [String]) throws(StoreError) -> HistoryScope {
        let earlier = try historyScope(name: history.list.name, companies: companies, source: history.list.id)
        return try storing("table history") {
            let sql = "SELECT source_file FROM history WHERE list = ?"
            let members = try Int64.fetchAll(database, sql: sql, arguments: [history.list.id.rawValue])
            return HistoryScope(companies: earlier.companies, sources: earlier.sources.union(members.map(SourceFile.ID.init(rawValue:))))
        }
    }

    /// Keeps the invoices of a history. Those of the imports of its scope are given up: it took their place. Linear in the rows.
    ///
    /// Columns of different lengths or codes without a value stop the program.
    ///
    /// - Parameters:
    ///   - source: The import that brought them.
    ///   - list: The import of the whole list, when `source` brought mended rows of it; nil: `source`.
    ///   - rejectedCount: Rows of the list that were not taken.
    public func keep(
        _ rows: HistoryColumns, of source: SourceFile.ID, list: SourceFile.ID? = nil, rejectedCount: Int, scope: HistoryScope
    ) throws(StoreError) {
        rows.checkShape()
        try storing("table history") {
            let list = list ?? source
            for earlier in scope.sources {
                let sql = "UPDATE history SET is_current = 0, list = ? WHERE source_file = ?"
                try database.execute(sql: sql, arguments: [list.rawValue, earlier.rawValue])
                try database.execute(sql: "DELETE FROM history_segment WHERE history = ?", arguments: [earlier.rawValue])
            }
            let sql = "INSERT INTO history (source_file, list, row_count, rejected_count, is_current) VALUES (?, ?, ?, ?, 1)"
            try database.execute(sql: sql, arguments: [source.rawValue, list.rawValue, rows.count, rejectedCount])
            try SegmentTable.histories.write(rows, owner: source.rawValue, to: database)
        }
    }

    /// What became of the month-ends of a history since its list was imported.
    ///
    /// - Parameters:
    ///   - days: Its month-ends, ascending.
    ///   - known: Those of them that an earlier import of the list brought.
    public func standing(of days: [Day], known: Set<Day>, in scope: HistoryScope, since list: SourceFile.ID) throws(StoreError)
        -> MonthEndStanding
    {
        try storing("table snapshot") {
            let current = try SnapshotRows(database: database).snapshots(where: "is_current = 1")
            let parts = Dictionary(current.map { ($0.day, $0.parts) }) { first, _ in first }
            var standing = MonthEndStanding()
            for day in days {
                let parts = parts[day] ?? []
                guard !parts.contains(where: { scope.sources.contains($0.source.id) }) else { continue }
                let later = parts.filter { $0.source.id > list }
                if known.contains(day) {
                    if later.isEmpty { standing.gone.append(day) } else { standing.replaced.insert(day) }
                } else if later.contains(where: { $0.companies.contains(where: scope.companies.contains) }) {
                    standing.replaced.insert(day)
                }
            }
            return standing
        }
    }

    /// Whether the postings of all invoices of a history hold as its imports made them. Linear in the rows and in the postings of these imports.
    public func holdsDocuments(of rows: HistoryColumns, scope: HistoryScope) throws(StoreError) -> Bool {
        try storing("table posting_batch") {
            let index = PostingIndex(Self.documents(rows))
            let batches = PostingBatches(database: database)
            var found = 0
            for batch in try batches.batches(of: scope.sources) {
                let keys = try batches.columns(of: batch, PostingBatches.keyColumns)
                let map = PostingCodeMap(from: keys, to: index.postings)
                found += index.matches(in: keys, map, isLive: try batches.liveRows(of: batch)).count
            }
            return found == rows.count
        }
    }

    /// What the postings of invoices are known by; the other columns are empty.
    private static func documents(_ rows: HistoryColumns) -> PostingColumns {
        var postings = PostingColumns()
        (postings.companies, postings.company) = (rows.companies, rows.company)
        (postings.document, postings.amountMinor) = (rows.document, rows.amountMinor)
        postings.kind = rows.amountMinor.map { ($0 < 0 ? PostingKind.creditNote : .invoice).rawValue }
        postings.line = Array(repeating: postings.lines.code(adding: ""), count: rows.count)
        return postings
    }
}

extension LedgerStore {
    /// The import of each history that holds, by itself and by the imports whose place it took. Imports that a store kept no invoices of are left out.
    public func currentHistories() throws(StoreError) -> [SourceFile.ID: SourceFile] {
        try reading("table history") { database in
            let sql = """
                SELECT history.source_file AS member, newest.source_file AS current FROM history
                JOIN history AS newest ON newest.list = history.list AND newest.is_current = 1
                """
            let rows = SnapshotRows(database: database)
            var current: [SourceFile.ID: SourceFile] = [:]
            for row in try Row.fetchAll(database, sql: sql) {
                let record = RecordRow(table: "history", row: row)
                let source = try rows.sources(where: "id = ?", arguments: [try record.integer("current")]).first
                current[SourceFile.ID(rawValue: try record.integer("member"))] = source
            }
            return current
        }
    }
}

extension HistoryColumns {
    /// Adds the invoices of other columns at the end. Linear in their number.
    public mutating func add(_ other: HistoryColumns) { append(other) }

    /// Some of the invoices, in the order given. Linear in them.
    public func taking(_ rows: [Int]) -> HistoryColumns { selecting(rows) }
}
