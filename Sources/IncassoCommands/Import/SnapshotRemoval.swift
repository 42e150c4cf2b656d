import ArgumentParser
import Ledger
import LedgerImport
import LedgerStore

/// Takes versions and postings out of a store, on purpose and logged.
struct SnapshotRemoval {
    let store: LedgerStore
    let workspace: Workspace
    let terminal: Terminal
    /// The day that is logged.
    let today: Day

    /// Deletes a version of a day.
    func delete(_ address: VersionAddress) throws -> String {
        do {
            let (rowCount, current) = try store.importing {
                try $0.deleteSnapshot(day: address.day, version: address.version, removedOn: today)
            }
            let rest = current.map { "version \($0) is current" } ?? "the day has no snapshot any more"
            return "Deleted \(address.text), \(rowCount) items; \(rest)\n"
        } catch let error as StoreError where error.code == .noSuchSnapshot {
            let known = try store.snapshots(includingOlderVersions: true).filter { $0.day == address.day }.map { String($0.version) }
            throw CommandError(
                .noSuchInput, "no-such-version", "there is no version \(address.version) of \(address.day.isoText)",
                advice: known.isEmpty
                    ? "`incasso snapshots --all` lists days and versions" : "the day has version \(known.joined(separator: ", "))")
        }
    }

    /// Takes a posting back.
    func takeBack(_ key: PostingKey) throws -> String {
        let (found, restored, rebuilt) = try store.importing { transaction in
            let (found, restored) = try transaction.takeBack(key, removedOn: today)
            return (found, restored, try rebuildHistories(transaction))
        }
        guard found else {
            throw CommandError(
                .noSuchInput, "no-such-posting", "there is no posting \(key.text)",
                advice: "write company, document, line (may be empty) and kind as they were imported: IT01/4711//payment")
        }
        return "Took posting \(key.text) back\(restored ? "; the one it had replaced holds again" : "")\n" + rebuilt
    }

    /// Takes all postings of a file back, or what a file without rows said, by its name or the beginning of its SHA-256.
    func takeBackFile(_ name: String) throws -> String {
        let sources = try store.sources().filter { source in
            ([.postings, .history].contains(source.kind) || source.statedNone != nil)
                && (source.name == name || (name.utf8.count >= 8 && source.sha256.hasPrefix(name)))
        }
        guard let source = sources.last else {
            throw CommandError(
                .noSuchInput, "no-such-file", file: name,
                "no postings were imported from a file of that name, and none said that there are no records",
                advice: "give its name without folders, or at least 8 digits of its SHA-256")
        }
        guard Set(sources.map(\.sha256)).count == 1 else {
            let digests = sources.map { String($0.sha256.prefix(12)) }.joined(separator: ", ")
            throw CommandError(
                .usage, "several-files", "several files of that name were imported", advice: "give the SHA-256 of one: \(digests)")
        }
        if source.statedNone != nil { return try takeBackStatements(sources.filter { $0.kind == source.kind }) }
        let imports = try imports(ofList: source)
        let (count, rebuilt) = try store.importing { transaction in
            let count = try imports.reduce(0) { try $0 + transaction.takeBackPostings(of: $1, removedOn: today) }
            return (count, try rebuildHistories(transaction))
        }
        let names = imports.map(\.name).joined(separator: " + ")
        return "Took \(count) postings of \(names) back\n" + rebuilt + (try standingMonthEnds(of: source))
    }

    /// Takes back that there are no records of a kind from some day on, which files without rows said; what others said of it holds.
    private func takeBackStatements(_ sources: [SourceFile]) throws -> String {
        let taken = Set(sources.map(\.id))
        let kind = sources[0].kind
        let others = try store.sources().filter { $0.kind == kind && !$0.isTakenBack && !taken.contains($0.id) }.compactMap(\.statedNone)
        try store.importing { try $0.takeBack(sources, leaving: others.min(), removedOn: today) }
        let rest = others.min().map { "none but those on record from \($0.isoText) on" } ?? "figures before the first record are n/a again"
        return "Took \(sources[0].name) back: \(kind.rawValue): \(rest)\n"
    }

    /// All imports that the postings of a file came with: of a history, those of its list, mended rows and earlier versions included, since each brought only what
    /// was new. Throws when another import took its place.
    private func imports(ofList source: SourceFile) throws -> [SourceFile] {
        let current = try store.currentHistories()
        guard let newest = current[source.id] else { return [source] }
        guard newest.id == source.id else {
            throw CommandError(
                .noSuchInput, "not-newest-list", file: source.name,
                "\(newest.name) was imported after it, for the same list, and states its postings too",
                advice: "take \(newest.name) back, which takes the whole list back, and import again what holds")
        }
        return try store.sources().filter { current[$0.id]?.id == newest.id && !$0.isTakenBack }
    }

    /// The month-ends of a history whose postings were taken back, which stay as they are, and what to do with them; empty without any.
    private func standingMonthEnds(of source: SourceFile) throws -> String {
        guard source.kind == .history else { return "" }
        let standing = try store.snapshots().filter { snapshot in
            snapshot.parts.contains { $0.source.name == source.name || $0.source.names.contains(source.names[0]) }
        }
        guard let first = standing.first, let last = standing.last else { return "" }
        let days =
            standing.count == 1
            ? "month-end \(first.day.isoText) stays" : "\(standing.count) month-ends from \(first.day.isoText) to \(last.day.isoText) stay"
        return "Its \(days) without them; import the list again, or delete each version (`incasso snapshots --delete`)\n"
    }

    /// Rebuilds the histories whose invoices had been part-paid by what was taken back; what became of them.
    private func rebuildHistories(_ transaction: ImportTransaction) throws -> String {
        var session = ImportSession(
            workspace: workspace, options: ImportOptions(), isDryRun: false, skipsKnownFiles: true, importedOn: today, terminal: terminal)
        session.note(try transaction.exchangeRates())
        let lists = try session.rebuildHistories(transaction) { _, _ in true }.lists
        return lists.map { list in
            "Month-ends of \(list.name) rebuilt without it\n"
                + (list.lines + list.findings.map(\.text)).map { "  \($0)\n" }.joined()
        }.joined()
    }

    /// What was deleted and taken back.
    func log(_ format: ResultFormat) throws -> String {
        let lines = try store.removals().map { [$0.removedOn.isoText, $0.kind, $0.subject, String($0.rowCount)] }
        let header = ["removed_on", "kind", "subject", "rows"]
        switch format {
        case .csv: return ([header] + lines).map(CSVText.row).joined()
        case .json:
            let objects = lines.map { line in
                JSONValue.object([
                    ("removedOn", .string(line[0])), ("kind", .string(line[1])), ("subject", .string(line[2])), ("rows", .number(line[3])),
                ])
            }
            return JSONValue.array(objects).text + "\n"
        case .table:
            var table = TextTable([("removed on", .left), ("kind", .left), ("subject", .left), ("rows", .right)])
            for line in lines { table.add(line) }
            return table.text
        }
    }
}

/// A version of a day: `2026-10-31@2`.
struct VersionAddress: ExpressibleByArgument {
    let day: Day
    let version: Int

    init?(argument: String) {
        let parts = argument.split(separator: "@", omittingEmptySubsequences: false)
        guard parts.count == 2, let day = Day(iso: parts[0]), let version = Int(parts[1]), version > 0 else { return nil }
        self.day = day
        self.version = version
    }

    var text: String { "\(day.isoText)@\(version)" }
}

extension PostingKey: ExpressibleByArgument {
    /// `COMPANY/DOCUMENT/LINE/KIND`; the document may have strokes itself.
    public init?(argument: String) {
        let parts = argument.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count >= 4, let kind = PostingKind.allCases.first(where: { $0.name == parts.last }) else { return nil }
        let document = parts[1..<parts.count - 2].joined(separator: "/")
        guard !parts[0].isEmpty, !document.isEmpty else { return nil }
        self.init(company: parts[0], document: document, line: parts[parts.count - 2], kind: kind)
    }
}

extension SourceFile {
    /// The day from which on the file, which has no rows, said that there are no records; nil when it said nothing of the kind, or that was taken back.
    fileprivate var statedNone: Day? {
        guard NoneOnRecord.kinds.contains(kind), !isTakenBack, let report = reportMembers, report["rowsRead"] as? Int == 0 else {
            return nil
        }
        return (report["asOf"] as? String).flatMap { Day(iso: $0) }
    }
}
