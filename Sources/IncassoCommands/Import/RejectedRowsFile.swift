import Foundation
import Ledger
import LedgerImport

/// The file of the rows an import rejected: header and rows as they stood in the file, to be mended.
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
        case .ledger where !isTaken: "mend them in the original file and import that, or take the others with --allow-rejects first"
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
        let mark = report.encoding == .utf8 && report.rejectsHeader == nil ? "" : "\u{FEFF}"
        let lines = [try report.rejectsHeader ?? header(of: file.path, report)] + report.rejectedRows.map(\.text)
        try TextFile.write(mark + lines.map { $0 + "\n" }.joined(), to: path)
        return path
    }

    /// Bytes of a file in which its header stands: an even number, so that no UTF-16 unit is cut.
    private static let headByteCount = 1 << 18

    /// The header line, which stands below the title rows.
    private static func header(of path: String, _ report: ImportReport) throws -> String {
        let encoding: String.Encoding =
            switch report.encoding {
            case .utf8: .utf8
            case .windows1252: .windowsCP1252
            case .utf16LittleEndian: .utf16LittleEndian
            case .utf16BigEndian: .utf16BigEndian
            }
        let start = try FileHandle(forReadingFrom: URL(fileURLWithPath: path)).read(upToCount: headByteCount) ?? Data()
        // UTF-8 may be cut inside a character, behind the header.
        let text = encoding == .utf8 ? String(decoding: start, as: UTF8.self) : String(data: start, encoding: encoding) ?? ""
        let lines = text.split(whereSeparator: \.isNewline).filter { $0.contains { !$0.isWhitespace } }
        let header = lines.dropFirst(report.dropped["title"] ?? 0).first.map(String.init) ?? ""
        return header.hasPrefix("\u{FEFF}") ? String(header.dropFirst()) : header
    }
}
