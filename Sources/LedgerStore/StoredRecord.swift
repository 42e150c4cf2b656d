import GRDB
import Ledger

/// A table of plain rows: its name, its key and its other columns.
struct RecordTable {
    let name: String
    let key: [String]
    let others: [String]

    var columns: [String] { key + others }

    /// Inserts rows, or replaces those of their keys that differ; changes nothing otherwise.
    func upsertSQL(rowCount: Int) -> String {
        let list = columns.joined(separator: ", ")
        let row = "(" + columns.map { _ in "?" }.joined(separator: ", ") + ")"
        let rows = repeatElement(row, count: rowCount).joined(separator: ", ")
        let sets = others.map { "\($0) = excluded.\($0)" }.joined(separator: ", ")
        let differs = others.map { "\(name).\($0) IS NOT excluded.\($0)" }.joined(separator: " OR ")
        return """
            INSERT INTO \(name) (\(list)) VALUES \(rows)
            ON CONFLICT (\(key.joined(separator: ", "))) DO UPDATE SET \(sets) WHERE \(differs)
            """
    }

    /// All rows by key.
    var selectSQL: String { "SELECT \(columns.joined(separator: ", ")) FROM \(name) ORDER BY \(key.joined(separator: ", "))" }
}

/// A record of one of the small tables.
protocol StoredRecord: Hashable, Sendable {
    static var table: RecordTable { get }
    /// The counter that grows when a record changes.
    static var revisionKind: RevisionKind { get }
    /// Binds the values in the order of the table's columns.
    func bind(to row: inout RowBinder)
    init(_ row: RecordRow) throws(StoreError)
}

extension StoredRecord {
    static func fetchAll(_ database: Database) throws -> [Self] {
        var records: [Self] = []
        try forEach(database) { records.append($0) }
        return records
    }

    /// Gives all records by key to `body`, one at a time.
    static func forEach(_ database: Database, _ body: (Self) throws -> Void) throws {
        let row = try StatementRow(database, sql: table.selectSQL, columns: table.columns)
        while try row.advance() { try body(try Self(RecordRow(table: table.name, row: row))) }
    }
}

/// What became of the records of a file.
public struct UpsertCounts: Hashable, Sendable {
    /// Records with a new key.
    public var added = 0
    /// Records whose key was known with other content, which they replaced.
    public var changed = 0
    /// Records that were known as they are.
    public var unchanged = 0
    /// Records that are gone: earlier assignments of customers whose portfolio was replaced.
    public var removed = 0

    /// Counts of records.
    public init(added: Int = 0, changed: Int = 0, unchanged: Int = 0, removed: Int = 0) {
        self.added = added
        self.changed = changed
        self.unchanged = unchanged
        self.removed = removed
    }
}

/// What a revision counter counts the changes of.
public enum RevisionKind: String, CaseIterable, Hashable, Sendable {
    case snapshots, postings, customers, analysts, portfolios, activities, promises, disputes, targets, rates, interest
    case noneOnRecord = "none-on-record"
}
