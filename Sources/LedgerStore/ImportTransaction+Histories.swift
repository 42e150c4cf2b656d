import GRDB
import Ledger
import LedgerColumns

/// An invoice history as a store knows it: what its list covers, and the earlier imports it takes the place of.
public struct HistoryScope: Hashable, Sendable {
    /// The companies of the list, whether they have open items on a day or not.
    let companies: Set<String>
    /// Earlier imports of a list of the same name with a company of it, and of its mended rows.
    public let sources: Set<SourceFile.ID>
}

extension ImportTransaction {
    /// The scope of a history that is being imported as `source`, by the name of its file and the companies of its list.
    public func historyScope(name: String, companies: [String], source: SourceFile.ID) throws(StoreError) -> HistoryScope {
        try storing("table source_file") {
            let named = Set(companies)
            let condition = """
                kind = ? AND id < ? AND (name = ? OR id IN (
                    SELECT history.source_file FROM history JOIN source_file AS list ON list.id = history.list WHERE list.name = ?))
                """
            let arguments: StatementArguments = [FileKind.history.rawValue, source.rawValue, name, name]
            let earlier = try SnapshotRows(database: database).sources(where: condition, arguments: arguments)
            let sql = "SELECT DISTINCT company FROM part_company JOIN snapshot_part ON snapshot_part.id = part WHERE source_file = ?"
            let same = try earlier.filter { other in
                guard !madeSources.contains(other.id) else { return false }
                let known = try String.fetchAll(database, sql: sql, arguments: [other.id.rawValue])
                return known.isEmpty || known.contains(where: named.contains)
            }
            return HistoryScope(companies: named, sources: Set(same.map(\.id)))
        }
    }

    /// Drops the postings that earlier imports of a history had made and this one does not make any more.
    ///
    /// - Returns: The number of postings that went.
    public func dropPostings(of scope: HistoryScope, except postings: PostingColumns) throws(StoreError) -> Int {
        try storing("table posting_batch") {
            let batches = PostingBatches(database: database)
            let index = PostingIndex(postings)
            var count = 0
            for batch in try batches.batches(of: scope.sources) {
                let isLive = try batches.liveRows(of: batch)
                let keys = try batches.columns(of: batch, PostingBatches.keyColumns)
                let map = PostingCodeMap(from: keys, to: postings)
                let kept = Set(index.matches(in: keys, map, isLive: isLive).map(\.other))
                let stale = isLive.indices.filter { isLive[$0] && !kept.contains($0) }
                for row in stale { try setReplaced(batch.id, row, by: batch.id) }
                if !stale.isEmpty { try batches.renewDays(of: batch) }
                count += stale.count
            }
            if count > 0 { try RevisionRows.grow(.postings, in: database) }
            return count
        }
    }

    /// Drops what earlier imports of a history say about days that this one does not reach any more. A day about which nothing else is said has no current
    /// version then; its older ones stay readable.
    ///
    /// - Parameters:
    ///   - days: The month-ends that the history has now.
    ///   - source: The import.
    /// - Returns: The days, ascending.
    public func dropMonthEnds(of scope: HistoryScope, except days: Set<Day>, source: SourceFile.ID) throws(StoreError) -> [Day] {
        try storing("table snapshot") {
            guard !scope.sources.isEmpty else { return [] }
            var dropped: [Day] = []
            for snapshot in try SnapshotRows(database: database).snapshots(where: "is_current = 1") where !days.contains(snapshot.day) {
                let kept = snapshot.parts.filter { !scope.sources.contains($0.source.id) }
                guard kept.count < snapshot.parts.count else { continue }
                if kept.isEmpty {
                    try database.execute(sql: "UPDATE snapshot SET is_current = 0 WHERE id = ?", arguments: [snapshot.id.rawValue])
                } else {
                    let version = try nextVersion(of: snapshot.day, after: snapshot)
                    try insertVersion(
                        snapshot.day, version, kept.map { ($0.id, $0.fingerprint) }, kept.reduce(0) { $0 + $1.rowCount },
                        kept.reduce(0) { $0 + $1.rejectedCount }, source)
                }
                dropped.append(snapshot.day)
            }
            if !dropped.isEmpty { try RevisionRows.grow(.snapshots, in: database) }
            return dropped
        }
    }
}
