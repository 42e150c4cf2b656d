/// How rejected rows of a sheet are written: as delimited text, which the same profile reads.
struct SheetRejects {
    private let separator: String
    private let hasQuotes: Bool
    private let decimalMark: String

    init(_ profile: ImportProfile) {
        let dialect = profile.dialect
        separator = String(Unicode.Scalar(dialect.separator ?? FieldSyntax.canonical.separator))
        hasQuotes = dialect.hasQuotes ?? true
        decimalMark = (dialect.decimalMark ?? .point).text
    }

    /// A row of a table. Days are written with the year first, which is read whatever the profile says.
    func line(_ text: RawSpan, _ rows: borrowing RowTable, row: Int) -> String {
        line(
            (0..<rows.columnCount).map { field in
                let value = text.text(rows.fields[row * rows.columnCount + field].range)
                return rows.type(row: row, field: field) == .number ? value.replacing(".", with: decimalMark) : value
            })
    }

    /// Fields as a line. Line ends in a field would make two rows of one and become blanks.
    func line(_ fields: [String]) -> String {
        fields.map { field in
            let line = field.split(omittingEmptySubsequences: false) { $0.isNewline }.joined(separator: " ")
            guard line.contains(separator) || line.contains("\"") else { return line }
            return hasQuotes ? "\"" + line.replacing("\"", with: "\"\"") + "\"" : line.replacing(separator, with: " ")
        }.joined(separator: separator)
    }
}
