import LedgerColumns

/// Where a mended row stands, and where the row stood that it mends.
public struct MendedLine: Hashable, Sendable {
    /// Physical line in the file of mended rows.
    public let line: Int
    /// Physical line in the file that the row was rejected of; nil when the row does not say.
    public let origin: Int?

    public init(line: Int, origin: Int?) {
        self.line = line
        self.origin = origin
    }
}

extension FileReading {
    /// Of rows on some lines of a file of rejected rows, which ascend, the lines they were rejected on; none of any other file, or of a sheet.
    func mendedLines(_ columns: MergedColumns) -> [MendedLine] {
        guard header.hasRejectedRows, case .text(let bytes) = source else { return [] }
        let lines = columns.allLines
        let field = header.texts.firstIndex { trimmed($0) == RejectedRow.lineColumn }
        return zip(lines, rawRows(of: bytes, atLines: lines.map(Int.init))).map { line, text in
            let row = FileBytes(copying: Array(text.utf8)).withSpan { FileHead.rows($0, syntax: syntax, limit: 1).first?.fields ?? [] }
            let origin = field.flatMap { $0 < row.count ? Int(trimmed(row[$0])) : nil }
            return MendedLine(line: Int(line), origin: origin)
        }
    }
}
