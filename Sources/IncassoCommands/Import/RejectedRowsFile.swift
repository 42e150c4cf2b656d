import Ledger
import LedgerImport

/// The file of the rows an import rejected: header and rows as they stood in the file, each with its line there and why in front, to be mended.
enum RejectedRowsFile {
    /// How the file's name ends.
    static let ending = ".rejected.csv"

    /// The name of the file of rejected rows of a file.
    static func name(of file: String) -> String {
        let base = file.split(separator: ".").dropLast().joined(separator: ".")
        return (base.isEmpty ? file : base) + ending
    }

    /// What to do with the rejected rows of a file that was taken without them, or that was not taken.
    static func advice(_ kind: FileKind, isTaken: Bool) -> String {
        switch kind {
        case .history: "mend them in the original file and import that"
        case _ where !isTaken: "mend them in the original file and import that, or take the others with --allow-rejects first"
        default: "mend them and import this file"
        }
    }

    /// Writes the rejected rows of a report into the workspace, whole or not at all.
    ///
    /// - Returns: The path; nil when no row was rejected.
    static func write(_ report: ImportReport, of file: ImportPlan.File, in workspace: Workspace) throws -> String? {
        guard !report.rejectedRows.isEmpty else { return nil }
        let folder = workspace.path(Workspace.rejectsName)
        try TextFile.createFolder(folder)
        let path = Workspace.path(name(of: file.name), in: folder)
        // A byte order mark tells the reader that rows of a file in another encoding are UTF-8 now.
        let mark = report.encoding == .utf8 && report.sheet == nil ? "" : "\u{FEFF}"
        let separator = report.rejectsSeparator
        let reasons = Dictionary(grouping: report.diagnostics.filter { $0.severity == .error && $0.line != nil }) { $0.line! }
            .mapValues { $0.map(\.message).joined(separator: " / ") }
        let header = (RejectedRow.ownColumns + [report.rejectsHeader]).joined(separator: separator)
        let lines = report.rejectedRows.map { row in
            let reason = row.reason + (reasons[row.line].map { ": " + $0 } ?? row.column.map { ": column \($0)" } ?? "")
            return [String(row.line), plain(reason, separator), row.text].joined(separator: separator)
        }
        try TextFile.write(mark + ([header] + lines).map { $0 + "\n" }.joined(), to: path)
        return path
    }

    /// A reason as a field of any dialect: without separators, quotes and line ends.
    private static func plain(_ reason: String, _ separator: String) -> String {
        reason.replacing(separator, with: " ").replacing("\"", with: "'").split(whereSeparator: \.isNewline).joined(separator: " ")
    }
}
