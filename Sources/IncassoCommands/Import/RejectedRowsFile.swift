import Ledger
import LedgerImport

/// The file of the rows an import rejected: header and rows as they stood in the file, each with its line there, why, and which import it was in front, to be
/// mended.
enum RejectedRowsFile {
    /// How the file's name ends.
    static let ending = ".rejected.csv"

    /// The name of the file of rejected rows of a file: it has the day of a ledger that does not stand in the file's own name. `number` is 1 for the first
    /// file of that name.
    static func name(of file: String, day: Day?, number: Int = 1) -> String {
        let isMended = file.hasSuffix(ending)
        let base = isMended ? String(file.dropLast(ending.count)) : file.split(separator: ".").dropLast().joined(separator: ".")
        let start = base.isEmpty ? file : base
        let dayText = day.map { start.contains($0.isoText) ? "" : "." + $0.isoText } ?? ""
        return start + dayText + (number == 1 ? "" : "-\(number)") + ending
    }

    /// What to do with the rejected rows of a file that was taken without them, or that was not taken.
    static func advice(isTaken: Bool, _ profile: ImportProfile) -> String {
        guard isTaken else { return "mend them in the original file and import that, or take the others with --allow-rejects first" }
        return "mend them and import this file"
            + (profile.namesDocuments ? "; those without a document number are mended in the original file only" : "")
    }

    /// The text of the file of the rejected rows of a report. Mended rows that are rejected again keep the line and the import of the first time.
    static func text(_ report: ImportReport, parent: RejectsParent) -> String {
        // A byte order mark tells the reader that rows of a file in another encoding are UTF-8 now.
        let mark = report.encoding == .utf8 && report.sheet == nil ? "" : "\u{FEFF}"
        let separator = report.rejectsSeparator
        let reasons = Dictionary(grouping: report.diagnostics.filter { $0.severity == .error && $0.line != nil }) { $0.line! }
            .mapValues { $0.map(\.message).joined(separator: " / ") }
        let own = RejectedRow.ownColumns.joined(separator: separator) + separator
        let hadOwn = report.rejectsHeader.hasPrefix(own)
        let lines = report.rejectedRows.map { row in
            let reason = row.reason + (reasons[row.line].map { ": " + $0 } ?? row.column.map { ": column \($0)" } ?? "")
            var (line, text) = (String(row.line), row.text)
            if hadOwn {
                let fields = row.text.split(
                    separator: Character(separator), maxSplits: RejectedRow.ownColumns.count, omittingEmptySubsequences: false)
                (line, text) = (String(fields.first ?? ""), fields.count > RejectedRow.ownColumns.count ? String(fields.last ?? "") : "")
            }
            return [line, plain(reason, separator), parent.text, text].joined(separator: separator)
        }
        return mark + ([hadOwn ? report.rejectsHeader : own + report.rejectsHeader] + lines).map { $0 + "\n" }.joined()
    }

    /// A reason as a field of any dialect: without separators, quotes and line ends.
    private static func plain(_ reason: String, _ separator: String) -> String {
        reason.replacing(separator, with: " ").replacing("\"", with: "'").split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
