import GRDB
import Ledger
import LedgerColumns

extension ImportTransaction {
    /// Takes the open items of a ledger file as a part of a day's snapshot.
    ///
    /// The part covers the companies that have items in it. Parts of the current version whose companies are all covered are replaced, parts without a
    /// common company are kept, and a part that is covered only in part is a conflict. Any change makes a new version; the same content makes none. All files of
    /// one import go into one version of their day: ledger files with items of the same company stand beside each other there, and are a conflict when an item is
    /// in both. With `replacesDay` all parts of earlier imports
    /// give way: the import brings the whole day. A month-end of a history covers all companies of its list (`scope`), also those that have no items on that
    /// day, and takes the place of what earlier imports of the list said.
    /// `fingerprint` must depend on the content of the items only, not on the order of rows. Columns in `givenUp` are freed once they are written: who has
    /// other uses for them must not name them. Linear.
    public func addSnapshotPart(
        day: Day, items: PackedItems, givingUp givenUp: Set<ItemColumn> = [], fingerprint: UInt64, rejectedCount: Int = 0,
        source: SourceFile.ID, replacesDay: Bool = false, scope: HistoryScope? = nil
    ) throws(StoreError) -> SnapshotOutcome {
        try storing("snapshot of \(day)") {
            let current = try current(on: day)
            let companies = items.usedCompanies.sorted()
            let overlap = try (current?.parts ?? []).filter { part in
                if scope?.sources.contains(part.source.id) == true { return true }
                if madeParts.contains(part.id) { return try conflicts(part, items, companies, fingerprint, day: day, source, scope) }
                if replacesDay { return true }
                return try covers(part, scope?.companies ?? Set(companies), day: day, source)
            }
            if let current, overlap.count == 1, overlap[0].companies == companies, overlap[0].fingerprint == fingerprint {
                return SnapshotOutcome(change: .unchanged, snapshot: current, replaced: [])
            }
            let part = try insertPart(day, items, givenUp, companies, fingerprint, rejectedCount, source)
            let kept = (current?.parts ?? []).filter { !overlap.contains($0) }
            let members = [(part, fingerprint)] + kept.map { ($0.id, $0.fingerprint) }
            let rowCount = kept.reduce(items.count) { $0 + $1.rowCount }
            let rejected = kept.reduce(rejectedCount) { $0 + $1.rejectedCount }
            madeParts.insert(part)
            let version = try nextVersion(of: day, after: current)
            try insertVersion(day, version, members, rowCount, rejected, source)
            try RevisionRows.grow(.snapshots, in: database)
            guard let snapshot = try self.current(on: day) else {
                throw StoreError(.internalFault, "a snapshot is missing right after it was written", context: "snapshot of \(day)")
            }
            return SnapshotOutcome(change: current == nil || version == 1 ? .added : .changed, snapshot: snapshot, replaced: overlap)
        }
    }

    /// Takes the open items of a ledger file that are columns in memory; see above. Columns of different lengths or codes without a value stop the program.
    public func addSnapshotPart(
        day: Day, items: ItemColumns, fingerprint: UInt64, rejectedCount: Int = 0, source: SourceFile.ID, replacesDay: Bool = false,
        scope: HistoryScope? = nil
    ) throws(StoreError) -> SnapshotOutcome {
        try addSnapshotPart(
            day: day, items: PackedItems(items), fingerprint: fingerprint, rejectedCount: rejectedCount, source: source,
            replacesDay: replacesDay, scope: scope)
    }

    /// Whether a part of this import says the same as new items; throws when it has one of them otherwise. Parts of a history and of another file share no
    /// company.
    private func conflicts(
        _ part: SnapshotPart, _ items: PackedItems, _ companies: [String], _ fingerprint: UInt64, day: Day, _ source: SourceFile.ID,
        _ scope: HistoryScope?
    ) throws -> Bool {
        if part.companies == companies, part.fingerprint == fingerprint { return true }
        let named = scope?.companies ?? Set(companies)
        guard part.companies.contains(where: named.contains) else { return false }
        if scope == nil, part.source.kind == .ledger {
            guard let key = try firstSharedKey(part, items) else { return false }
            let message =
                "two files of this import have the same item, the first is \(key); import only the one that corrects the other, or take the item out of one"
            throw StoreError(.conflictingCompanies, message, context: try conflictContext(day, part, source))
        }
        let message =
            "two files of this import have items of the same companies: \(part.companies.joined(separator: ", ")); import one file with all of them"
        throw StoreError(.conflictingCompanies, message, context: try conflictContext(day, part, source))
    }

    /// The first item of a part that is among new ones, as company, document and line; nil when there is none. Linear in both.
    private func firstSharedKey(_ part: SnapshotPart, _ items: PackedItems) throws -> String? {
        func key(_ items: ItemColumns, _ row: Int) -> String {
            let line = items.lines[items.line[row]]
            return items.companies[items.company[row]] + "/" + items.document[row] + (line.isEmpty ? "" : "/" + line)
        }
        let wanted: Set<ItemColumn> = [.company, .document, .line]
        let new = items.columns(wanted)
        let keys = Set((0..<items.count).map { key(new, $0) })
        let known = try self.items(of: part, columns: wanted)
        return (0..<part.rowCount).lazy.map { key(known, $0) }.first(where: keys.contains)
    }

    /// The day and both files of a conflict.
    private func conflictContext(_ day: Day, _ part: SnapshotPart, _ source: SourceFile.ID) throws -> String {
        let name = try SnapshotRows(database: database).sources(where: "id = ?", arguments: [source.rawValue]).first?.name
        if name == part.source.name { return "snapshot of \(day), \(part.source.name) and an earlier file of that name" }
        return "snapshot of \(day), files \(part.source.name) and \(name ?? "another")"
    }

    /// Counts a part of a current version as one of this import: another file of the import must not replace it.
    public func claim(_ part: SnapshotPart) { madeParts.insert(part.id) }

    private func current(on day: Day) throws -> SnapshotInfo? {
        try SnapshotRows(database: database).snapshots(where: "day = ? AND is_current = 1", arguments: [day.isoText]).first
    }

    /// Whether a part gives way to new items of some companies; throws when only some of its companies are among them.
    private func covers(_ part: SnapshotPart, _ companies: Set<String>, day: Day, _ source: SourceFile.ID) throws -> Bool {
        let missing = part.companies.filter { !companies.contains($0) }
        if part.companies.isEmpty { return companies.isEmpty }
        guard missing.count < part.companies.count else { return false }
        guard missing.isEmpty else {
            let message =
                "the file has items of some, but not all, of the companies of an earlier file of that day: "
                + "missing \(missing.joined(separator: ", ")); import one file with all of them, or say that it replaces the whole day (--replace-day)"
            throw StoreError(.conflictingCompanies, message, context: try conflictContext(day, part, source))
        }
        return true
    }

    private func insertPart(
        _ day: Day, _ items: PackedItems, _ givenUp: Set<ItemColumn>, _ companies: [String], _ fingerprint: UInt64, _ rejectedCount: Int,
        _ source: SourceFile.ID
    ) throws -> Int64 {
        try database.execute(
            sql: "INSERT INTO snapshot_part (day, source_file, row_count, rejected_count, fingerprint) VALUES (?, ?, ?, ?, ?)",
            arguments: [day.isoText, source.rawValue, items.count, rejectedCount, Int64(bitPattern: fingerprint)])
        let part = database.lastInsertedRowID
        for company in companies {
            try database.execute(sql: "INSERT INTO part_company (part, company) VALUES (?, ?)", arguments: [part, company])
        }
        for total in try items.totals() {
            try database.execute(
                sql: "INSERT INTO part_total (part, currency, debit_minor, credit_minor, item_count) VALUES (?, ?, ?, ?, ?)",
                arguments: [part, total.currency.code, total.debitMinor, total.creditMinor, total.itemCount])
        }
        try SegmentTable.items.write(items, givingUp: givenUp, owner: part, to: database)
        return part
    }

    /// The number of the version that follows; a version this import made itself gives way and leaves its number. Numbers of deleted versions are not used again.
    func nextVersion(of day: Day, after current: SnapshotInfo?) throws -> Int {
        guard let current, madeVersions.contains(current.id.rawValue) else {
            let newest = try Int.fetchOne(database, sql: "SELECT max(version) FROM snapshot WHERE day = ?", arguments: [day.isoText])
            return max(newest ?? 0, try RemovalRows.newestVersion(of: day, in: database)) + 1
        }
        try database.execute(sql: "DELETE FROM snapshot_member WHERE snapshot = ?", arguments: [current.id.rawValue])
        try database.execute(sql: "DELETE FROM snapshot WHERE id = ?", arguments: [current.id.rawValue])
        return current.version
    }

    func insertVersion(
        _ day: Day, _ version: Int, _ members: [(part: Int64, fingerprint: UInt64)], _ rowCount: Int, _ rejectedCount: Int,
        _ source: SourceFile.ID
    ) throws {
        // Of the parts in ascending order of content, so that the order of imports does not matter.
        let fingerprint = members.map(\.fingerprint).sorted().reduce(UInt64(members.count)) { foldMultiply($0 ^ $1, 0xA076_1D64_78BD_642F) }
        try database.execute(sql: "UPDATE snapshot SET is_current = 0 WHERE day = ? AND is_current = 1", arguments: [day.isoText])
        try database.execute(
            sql: """
                INSERT INTO snapshot (day, version, is_current, source_file, row_count, rejected_count, fingerprint)
                VALUES (?, ?, 1, ?, ?, ?, ?)
                """,
            arguments: [day.isoText, version, source.rawValue, rowCount, rejectedCount, Int64(bitPattern: fingerprint)])
        let snapshot = database.lastInsertedRowID
        madeVersions.insert(snapshot)
        for member in members {
            try database.execute(sql: "INSERT INTO snapshot_member (snapshot, part) VALUES (?, ?)", arguments: [snapshot, member.part])
        }
    }
}
