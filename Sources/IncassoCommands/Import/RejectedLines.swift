import Ledger
import LedgerImport
import LedgerStore

/// The lines of a file that an import rejected, and what mended them since.
struct RejectedLines {
    /// The name of the file.
    let name: String
    private let rejected: Set<Int>
    private let kind: FileKind
    /// The file that mended a line.
    private var mended: [Int: String] = [:]

    /// The lines of the file that an import stands for: of mended rows, of the file which all of them come from. Nil when that import did not tell its lines.
    init?(of source: SourceFile) {
        let reports = source.reports
        guard let first = reports.first, let rows = first["rejectedRows"] as? [[String: Any]] else { return nil }
        name = source.names[0]
        kind = source.kind
        rejected = Set(rows.compactMap { $0["line"] as? Int })
        for (report, name) in zip(reports, source.names).dropFirst() { note(report, name) }
    }

    /// Notes what a file mended that was imported since.
    mutating func note(mendedBy source: SourceFile) {
        guard let report = source.reportMembers else { return }
        note(report, source.name)
    }

    private mutating func note(_ report: [String: Any], _ name: String) {
        for line in report["mendedLines"] as? [Int] ?? [] { mended[line] = name }
    }

    /// Whether a line was mended.
    func isMended(_ line: Int) -> Bool { mended[line] != nil }

    /// Refuses rows that mend no rejected line, or one that was mended: they would be counted beside it.
    ///
    /// Throws `line-not-rejected` or `line-mended-twice`. Linear in the rows.
    ///
    /// - Parameters:
    ///   - rows: The rows that are not there already.
    ///   - path: Their file.
    func refuse(_ rows: [MendedLine], path: String) throws(ImportError) {
        var findings: [Diagnostic] = []
        var seen: [Int: Int] = [:]
        for row in rows {
            guard let origin = row.origin, rejected.contains(origin) else {
                let what = row.origin.map { "line \($0), which is none of the rejected rows of \(name)" } ?? "no line of \(name)"
                findings.append(
                    Diagnostic(
                        code: "line-not-rejected", file: path, line: row.line, message: "the row mends \(what)",
                        advice:
                            "leave the columns rejected.… as they were; rows that the file lacks go into the file itself, which is imported again"
                    ))
                continue
            }
            if let earlier = seen[origin].map({ "by line \($0)" }) ?? mended[origin].map({ "by \($0), which was imported before" }) {
                findings.append(
                    Diagnostic(
                        code: "line-mended-twice", file: path, line: row.line,
                        message: "line \(origin) of \(name) is mended twice: here and \(earlier)",
                        advice: "keep one of the rows; what was imported wrongly is corrected in \(name), which is imported again"
                            + (kind == .postings
                                ? ", or taken back with its file (`incasso snapshots --take-back-file`), which frees the line" : "")))
            }
            seen[origin] = row.line
        }
        if !findings.isEmpty { throw ImportError(code: .dataRejected, diagnostics: findings) }
    }
}

extension [MendedLine] {
    /// Those of some of the rows.
    func taking(_ rows: [Int]) -> [MendedLine] { rows.map { self[$0] } }
}
