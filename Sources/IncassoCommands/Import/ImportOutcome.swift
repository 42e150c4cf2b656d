import Ledger
import LedgerImport
import LedgerStore

/// The report of a file in the store.
struct KeptReport {
    let source: SourceFile.ID
    /// The file's name, without its folder.
    let name: String
    /// What the import told that rejected the rows which the file mends.
    let originJSON: String?

    /// Writes what is told of the file.
    func write(_ report: ImportReport, _ transaction: ImportTransaction) throws {
        var named = report
        named.file = name
        named.originJSON = originJSON
        try transaction.setReport(named.jsonText, of: source)
    }
}

/// What became of a file of an import.
struct ImportOutcome {
    /// Whether the file was taken.
    enum Change {
        /// It was; the lines say what the store did with it.
        case taken([String])
        /// Its bytes are known since a day.
        case alreadyImported(Day)
    }

    private(set) var report: ImportReport
    private(set) var change: Change
    let file: ImportPlan.File
    /// Where the store has the report; nil when the file was not taken.
    var kept: KeptReport?
    /// The parts of earlier versions that gave way to the file.
    var replaced: [SnapshotPart] = []
    /// Where the rejected rows were written.
    var rejectsPath: String?

    /// Tells more of what a file that was taken brought about.
    mutating func add(_ lines: [String], _ findings: [Diagnostic]) {
        guard case .taken(let told) = change else { return }
        change = .taken(told + lines)
        report.diagnostics += findings
    }

    /// The report with what became of the file.
    func text(isDryRun: Bool) -> String {
        var text = report.text + "  " + profileOrigin + "\n"
        switch change {
        case .alreadyImported(let day): text += "  already imported on \(day.isoText): nothing changed\n"
        case .taken(let lines): text += lines.map { "  \(isDryRun ? "would be stored" : "stored"): \($0)\n" }.joined()
        }
        if let rejectsPath { text += "  rejected rows: \(rejectsPath); \(RejectedRowsFile.advice(isTaken: true, file.profile))\n" }
        return text
    }

    /// Where the profile came from.
    private var profileOrigin: String {
        if file.isNamed { return "profile as named" }
        return originName.map { "read like \($0), whose rejected rows these are" } ?? "profile detected from the header"
    }

    /// The file that mended rows were read like; nil for others.
    private var originName: String? {
        guard let mended = file.mended, !file.isNamed, mended.warnings.isEmpty else { return nil }
        return mended.origin?.name
    }

    /// The same for programs.
    func json(isDryRun: Bool) -> JSONValue {
        let (outcome, stored): (String, [String]) =
            switch change {
            case .alreadyImported: ("already-imported", [])
            case .taken(let lines): (isDryRun ? "dry-run" : "imported", lines)
            }
        return .object([
            ("outcome", .string(outcome)), ("stored", .array(stored.map(JSONValue.string))),
            ("replaced", .array(replaced.map(ImportOutcome.json))),
            ("profileIsNamed", .bool(file.isNamed)), ("readLike", .optional(originName)), ("rejects", .optional(rejectsPath)),
            ("report", .verbatim(report.jsonText)),
        ])
    }

    private static func json(_ part: SnapshotPart) -> JSONValue {
        .object([("file", .string(part.source.name)), ("items", .integer(part.rowCount))])
    }
}

/// A file that was not taken: what its import found out. Its faults are told as messages.
struct RefusedFile {
    private let error: ImportError

    init(_ error: ImportError) { self.error = error }

    /// The file, as it was named.
    var path: String { error.diagnostics.first?.file ?? "" }

    var text: String {
        guard var told = error.report else {
            let size = LedgerFileReader.byteCount(path: path).map { "\($0) bytes, " } ?? ""
            let digest = LedgerFileReader.sha256(path: path).map { "SHA-256 \($0), " } ?? ""
            let encoding = LedgerFileReader.encoding(path: path).map { "\($0.encoding.rawValue) (\($0.confidence.rawValue)), " } ?? ""
            return "\(path): \(size)\(digest)\(encoding)refused before its rows were counted\n"
                + advice + "  not taken\n"
        }
        told.diagnostics = []
        return told.text + (told.hasCountedRows ? "" : advice) + "  not taken\n"
    }

    /// What to do about each fault.
    private var advice: String { error.diagnostics.map { "  [\($0.code)]\($0.advice.map { " " + $0 } ?? "")\n" }.joined() }

    var json: JSONValue {
        let report =
            if let told = error.report {
                told.jsonText(with: error.diagnostics)
            } else {
                ImportReport.jsonText(ofUnread: path, diagnostics: error.diagnostics)
            }
        return .object([("outcome", .string("refused")), ("report", .verbatim(report))])
    }
}

extension SnapshotOutcome {
    /// What became of a ledger file, in words.
    var text: String {
        let version = "version \(snapshot.version), \(snapshot.rowCount) items"
        return switch change {
        case .added: "snapshot of \(snapshot.day.isoText), \(version)"
        case .changed: "snapshot of \(snapshot.day.isoText), new \(version)" + replacedText
        case .unchanged: "snapshot of \(snapshot.day.isoText) \(Self.unchangedWord), \(version)"
        }
    }

    /// Says of a day that nothing is new.
    static let unchangedWord = "unchanged"

    /// The files that gave way, each with the number of its items.
    private var replacedText: String {
        guard !replaced.isEmpty else { return "" }
        return "; replaces " + replaced.map { "\($0.source.name) (\($0.rowCount) items)" }.joined(separator: ", ")
    }
}

extension UpsertCounts {
    /// What became of records, in words.
    func text(_ kind: FileKind) -> String {
        "\(kind.rawValue): \(added) added, \(changed) changed, \(unchanged) unchanged" + (removed > 0 ? ", \(removed) removed" : "")
    }
}

extension PostingOutcome {
    /// What became of postings, in words.
    var text: String { "postings: \(added) added, \(replaced) replaced, \(unchanged) unchanged" }

    /// The warning that postings took the place of such of another year; nil when none did.
    func warning(file: String) -> Diagnostic? {
        guard replacedOfOtherYear > 0 else { return nil }
        let subject = replacedOfOtherYear == 1 ? "1 posting takes" : "\(replacedOfOtherYear) postings take"
        return Diagnostic(
            code: "replaced-other-year", severity: .warning, file: file,
            message: subject + " the place of one of another year that has the same company, document, line and kind",
            advice: "when these are different documents, tell them apart: the year in the column line, or a profile with "
                + "numbers_repeat_by_year: true; `incasso snapshots --take-back-file` undoes the import")
    }
}
