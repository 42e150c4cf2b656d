import GRDB
import Ledger
import LedgerColumns

extension ImportTransaction {
    /// Columns of the items of a part of a snapshot; those that are not asked for are empty.
    public func items(of part: SnapshotPart, columns: Set<ItemColumn> = Set(ItemColumn.allCases)) throws(StoreError) -> ItemColumns {
        try storing("table item_segment") {
            try SegmentTable.items.read(
                ItemColumns.self, owner: part.id, rowCount: part.rowCount, columns: Set(columns.map(\.rawValue)), from: database
            )
        }
    }

    /// The parts of a day's current version; none when the day has no snapshot.
    public func currentParts(of day: Day) throws(StoreError) -> [SnapshotPart] {
        try storing("snapshot of \(day)") {
            let rows = SnapshotRows(database: database)
            let current = try rows.snapshots(where: "day = ? AND is_current = 1", arguments: [day.isoText]).first
            return current?.parts.filter { $0.source.kind == .ledger } ?? []
        }
    }

    /// The companies of the items of all versions.
    public func companies() throws(StoreError) -> Set<String> {
        try storing("table part_company") { try String.fetchSet(database, sql: "SELECT DISTINCT company FROM part_company") }
    }

    /// The parts of current versions, of all days or of one, that have items of some companies and do not come from some imports.
    public func currentParts(of companies: [String], on day: Day? = nil, besides sources: Set<SourceFile.ID>) throws(StoreError)
        -> [SnapshotPart]
    {
        guard !companies.isEmpty else { return [] }
        return try storing("table snapshot") {
            let current = try SnapshotRows(database: database).snapshots(
                where: "is_current = 1 AND (? IS NULL OR day = ?)", arguments: [day?.isoText, day?.isoText])
            return current.flatMap(\.parts).filter { part in
                !sources.contains(part.source.id) && part.companies.contains(where: companies.contains)
            }
        }
    }

    /// The parts of the newest day up to a day, inclusive, or of the newest of all; none when no day is that old.
    public func newestParts(through day: Day? = nil) throws(StoreError) -> [SnapshotPart] {
        try storing("table snapshot") {
            let condition = "is_current = 1 AND day = (SELECT max(day) FROM snapshot WHERE is_current = 1 AND (? IS NULL OR day <= ?))"
            let arguments = StatementArguments([day?.isoText, day?.isoText])
            return try SnapshotRows(database: database).snapshots(where: condition, arguments: arguments).first?.parts ?? []
        }
    }

    /// All postings that hold and came from files of postings, those of this import included.
    public func importedPostings() throws(StoreError) -> PostingColumns {
        try storing("table posting_segment") { try PostingBatches(database: database).livePostings(ofKind: .postings) }
    }
}

extension ItemColumns {
    /// Adds the items of other columns at the end. Linear in their number.
    public mutating func add(_ other: ItemColumns) { append(other) }
}
