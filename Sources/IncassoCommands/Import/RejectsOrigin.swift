import Foundation
import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// What is known of the file that a file of rejected rows comes from: a few mended rows do not tell how they are written, what day they show or whose they are.
struct RejectsOrigin {
    private let source: SourceFile
    private let report: [String: Any]

    /// The newest import that `parent` names; nil when it is not in the store.
    init?(_ parent: RejectsParent, among sources: [SourceFile]) {
        let found = sources.lazy.reversed().compactMap { source in source.reportMembers.map { (source, $0) } }.first { source, report in
            source.sha256.hasPrefix(parent.digest) && (parent.day == nil || report["asOf"] as? String == parent.day?.isoText)
        }
        guard let found else { return nil }
        (source, report) = found
    }

    /// The name of the file.
    var name: String { source.name }

    /// Its name; of mended rows, that of the file which all of them come from.
    var firstName: String { source.names[0] }

    /// What the origin's import told, as JSON, with its name and digest.
    var reportJSON: String? { source.reportJSON }

    /// The name of the profile the origin was read with.
    var profileName: String { report["profile"] as? String ?? "" }

    /// The profile the origin was read with, also when that is a draft; nil when there is none of that name any more.
    func profile(among profiles: [ImportProfile]) -> ImportProfile? {
        (profiles + ImportProfile.shipped + FileKind.allCases.map(ImportProfile.canonical)).first {
            $0.name == profileName && $0.kind == source.kind
        }
    }

    /// Refuses mended postings that the file or a later one has otherwise already, and those that mend no rejected line of it, or one that was mended.
    ///
    /// Throws `already-posted`, `line-not-rejected` or `line-mended-twice`. Linear in them and in the postings imported since.
    func refuse(_ postings: PostingColumns, _ lines: [MendedLine], path: String, _ transaction: ImportTransaction) throws {
        let later = try [FileKind.postings, .history].flatMap { try transaction.sources(after: source.id, kind: $0) }
        let (equal, rows) = try transaction.rows(of: postings, heldBy: Set([source.id] + later.map(\.id)))
        guard let first = rows.first else {
            var rejected = RejectedLines(of: source)
            for other in later where !other.isTakenBack && other.digests.dropLast().contains(source.sha256) {
                rejected?.note(mendedBy: other)
            }
            let known = Set(equal)
            try rejected?.refuse(lines.taking((0..<postings.count).filter { !known.contains($0) }), path: path)
            return
        }
        let key = PostingKey(
            company: postings.companies[postings.company[first]], document: postings.document[first],
            line: postings.lines[postings.line[first]], kind: PostingKind(rawValue: postings.kind[first]) ?? .adjustment)
        let finding = Diagnostic(
            code: "already-posted", file: path,
            message: "\(rows.count) of the rows are among the postings already, with other values; the first is \(key.text)",
            advice: "give them the numbers they should have, remove them from the file, or correct them in the original file")
        throw ImportError(code: .dataRejected, diagnostics: [finding])
    }

    /// Refuses mended rows in a file that lacks a column the origin had: what stood in it would be lost.
    ///
    /// Throws `missing-column`.
    func refuse(columnsOf mended: ImportReport) throws(ImportError) {
        let missing = (report["columns"] as? [String] ?? []).filter { !mended.columns.contains($0) }
        guard !missing.isEmpty else { return }
        let finding = Diagnostic(
            code: "missing-column", file: mended.file, line: 1,
            message: "\(name), which the rows come from, has \(missing.map { "'\($0)'" }.joined(separator: ", ")); this file has not",
            advice: "leave all columns of the file of rejected rows where they were")
        throw ImportError(code: .missingColumn, diagnostics: [finding], report: mended)
    }

    /// Options with what held for the origin, where nothing else is said.
    func options(_ options: ImportOptions) -> ImportOptions {
        var options = options
        if options.asOf == nil, let day = (report["asOf"] as? String).flatMap({ Day(iso: $0) }) {
            (options.asOf, options.asOfSource) = (day, .origin)
        }
        options.keptReasons.formUnion(report["keptReasons"] as? [String] ?? [])
        if options.company == nil { options.company = report["givenCompany"] as? String }
        if options.currency == nil { options.currency = (report["givenCurrency"] as? String).flatMap { Currency(code: $0) } }
        for style in report["columnStyles"] as? [[String: Any]] ?? [] {
            guard let column = style["column"] as? String, let word = style["style"] as? String else { continue }
            if let order = ImportProfile.DateOrder(word: word), options.dateOrders[column] == nil { options.dateOrders[column] = order }
            if let mark = DecimalMark(rawValue: word), options.decimalMarks[column] == nil { options.decimalMarks[column] = mark }
        }
        return options
    }
}

extension SourceFile {
    /// What the imports told that rejected the rows it has, the first of all first; none when it has no mended rows.
    private var origins: [[String: Any]] {
        var origins: [[String: Any]] = []
        var report = reportMembers?["origin"] as? [String: Any]
        while let origin = report {
            origins.insert(origin, at: 0)
            report = origin["origin"] as? [String: Any]
        }
        return origins
    }

    /// What its import told, behind what those told that rejected the rows it has; none when that is not known.
    var reports: [[String: Any]] { origins + [reportMembers].compactMap { $0 } }

    /// Its name; of mended rows, behind the names of the files they come from.
    var names: [String] { origins.map { $0["file"] as? String ?? "" } + [name] }

    /// Its SHA-256; of mended rows, behind those of the files they come from.
    var digests: [String] { origins.compactMap { $0["sha256"] as? String } + [sha256] }

    /// Whether its import, or the one its rows were rejected of, found in the bytes of a report's file what the report tells.
    func holds(_ report: ImportReport, whenUnknown: Bool = true) -> Bool {
        let told = reports.last { $0["sha256"] as? String == report.sha256 }
        guard let known = told?["contentFingerprint"] as? String, !known.isEmpty, !report.contentFingerprint.isEmpty else {
            return whenUnknown
        }
        return known == report.contentFingerprint
    }

    /// What its import told, by key; nil when that is not known.
    var reportMembers: [String: Any]? {
        reportJSON.flatMap { try? JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: Any] }
    }
}
