import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The mended rows of a ledger of which the others were taken: they are put beside those, as a new version of the day.
struct MendedRows {
    let path: String
    let parent: RejectsParent
    let day: Day
    let items: ItemColumns
    /// The lines that the items mend.
    let lines: [MendedLine]
    /// How they were read.
    let profile: ImportProfile
    /// Whether their file has a column that tells items of a document apart.
    let hasLines: Bool

    /// The items of the part that the rows were rejected of, with the mended ones.
    ///
    /// Throws `rejected-rows-only` when that part is not in the current version of the day or lacks no rows, `already-open` when it has another item
    /// under the key of one of the rows, `line-not-rejected` or `line-mended-twice` when a row mends none of its rejected lines, `company-of-other-file`
    /// when a row has a company that another file of the day has. Linear in its items.
    func amend(_ transaction: ImportTransaction) throws -> Amendment {
        let part = try part(transaction)
        let rejected = RejectedLines(of: part.source)
        try refuseUnnamed()
        var merged: ItemColumns
        do { merged = try transaction.items(of: part) } catch {
            throw refusal(code: "rejected-rows-only", "the other rows of the file cannot be read", "run `incasso verify`")
        }
        let known = Dictionary(zip(Self.keys(merged), 0...)) { first, _ in first }
        let keys = Self.keys(items)
        var new: [Int] = []
        var others: [String] = []
        let numbers = profile.tellsNumbersApart && !hasLines ? MendedNumbers(merged, profile) : nil
        for (row, key) in keys.enumerated() {
            // What was not mended before is another row of the file, whatever it has in common with this one.
            if let numbers, let origin = lines[row].origin, rejected.map({ !$0.isMended(origin) }) ?? true, numbers.has(items, row) {
                throw refusal(
                    code: "rejected-rows-only",
                    "\(key) is the number of another document of the file too, and the whole list tells them apart",
                    "mend the row in the original file and import that")
            }
            guard let open = known[key] else {
                new.append(row)
                continue
            }
            if Self.facts(items, row) != Self.facts(merged, open) { others.append(key) }
        }
        if let first = others.first {
            throw refusal(
                code: "already-open",
                "\(others.count) of the rows are in the snapshot of \(day.isoText) already, with other values; the first is \(first)",
                "remove them from the file, or correct them in the original file")
        }
        try rejected?.refuse(lines.taking(new), path: path)
        let companies = MendedCompanies(items.companies.values, beside: merged.companies.values, path: path)
        try companies.refuse(try transaction.currentParts(of: companies.new, on: day, besides: [part.source.id]))
        let zeros = CutZeros(companies: merged.companies.values, documents: merged.document)
        merged.add(new.count == items.count ? items : Self.items(items, new))
        return Amendment(
            content: .ledger(day: day, PackedItems(merged)), origin: part.source, repeatedCount: items.count - new.count,
            stillRejected: max(0, part.rejectedCount - new.count),
            warnings: companies.warnings(zeros.warning(companies: items.companies.values, documents: items.document, file: path)))
    }

    /// Refuses rows without a number of their own, whose name depends on the other rows of the file.
    private func refuseUnnamed() throws(ImportError) {
        guard profile.namesDocuments else { return }
        let unnamed = (0..<items.count).filter { items.document[$0].contains(" " + items.customers[items.customer[$0]]) }
        guard let first = unnamed.first else { return }
        throw refusal(
            code: "rejected-rows-only",
            (unnamed.count == 1 ? "1 row has" : "\(unnamed.count) rows have")
                + " no document number, and documents without one are named from the whole list; the first is on line \(lines[first].line)",
            "mend these rows in the original file and import that")
    }

    /// The part of the day that came from the import which rejected the rows, mended or not since.
    private func part(_ transaction: ImportTransaction) throws(ImportError) -> SnapshotPart {
        let parts: [SnapshotPart]
        do { parts = try transaction.currentParts(of: day) } catch {
            throw refusal(code: "rejected-rows-only", "the other rows of the file cannot be read", "run `incasso verify`")
        }
        let found = parts.last { $0.source.digests.contains { $0.hasPrefix(parent.digest) } && (parent.day ?? day) == day }
        guard let found else {
            throw refusal(
                code: "rejected-rows-only",
                "these are rejected rows of a ledger, and the other rows of that file are not in the snapshot of \(day.isoText)",
                "mend the rows in the original file and import that, or import it with --allow-rejects first")
        }
        guard found.rejectedCount > 0 else {
            throw refusal(
                code: "rejected-rows-only",
                "these are rejected rows of a ledger, and none of that file is missing in the snapshot of \(day.isoText)",
                "nothing is to be done; correct rows that were taken in the original file and import that")
        }
        return found
    }

    /// Company, document and line of each item.
    private static func keys(_ items: ItemColumns) -> [String] {
        (0..<items.count).map { row in
            [items.companies[items.company[row]], items.document[row], items.lines[items.line[row]]].joined(separator: "/")
        }
    }

    /// What else is known of an item.
    private static func facts(_ items: ItemColumns, _ row: Int) -> [String] {
        let numbers = [
            Int64(items.kind[row]), Int64(items.documentDay[row]), Int64(items.dueDay[row]), items.amountMinor[row], items.openMinor[row],
        ]
        return [items.customers[items.customer[row]], items.currencies[Int(items.currency[row])].code, items.reference[row]]
            + numbers.map(String.init)
    }

    /// Some of the items, in order of `rows`.
    private static func items(_ items: ItemColumns, _ rows: [Int]) -> ItemColumns {
        var some = items
        some.company = rows.map { items.company[$0] }
        some.customer = rows.map { items.customer[$0] }
        some.currency = rows.map { items.currency[$0] }
        some.kind = rows.map { items.kind[$0] }
        some.line = rows.map { items.line[$0] }
        some.documentDay = rows.map { items.documentDay[$0] }
        some.dueDay = rows.map { items.dueDay[$0] }
        some.amountMinor = rows.map { items.amountMinor[$0] }
        some.openMinor = rows.map { items.openMinor[$0] }
        (some.document, some.reference) = (StringColumn(), StringColumn())
        for row in rows {
            some.document.append(items.document[row])
            some.reference.append(items.reference[row])
        }
        return some
    }

    private func refusal(code: String, _ message: String, _ advice: String) -> ImportError {
        ImportError(code: .dataRejected, diagnostics: [Diagnostic(code: code, file: path, message: message, advice: advice)])
    }
}
