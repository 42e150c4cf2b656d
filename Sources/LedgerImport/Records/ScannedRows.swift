/// Rows of a small table: where their fields stand in the text. Texts are made when they are asked for.
final class ScannedRows {
    /// Where the rows come from.
    enum Source {
        /// Delimited text, whose rows begin at an offset.
        case text(FileBytes, rowsFrom: Int, hasQuotes: Bool)
        /// A sheet, whose rejected rows are written in a way.
        case sheet(SheetRejects)
    }

    let rows: RowTable
    var source: Source
    /// What the fields stand in; of delimited text, with doubled quotes made single.
    private let text: [UInt8]

    init(_ rows: RowTable, _ text: [UInt8], source: Source) {
        self.rows = rows
        self.text = text
        self.source = source
    }

    /// A field of a row.
    func value(row: Int, field: Int) -> String {
        trimmed(String(decoding: text[rows.fields[row * rows.columnCount + field].range], as: UTF8.self))
    }

    /// All fields of a row.
    func values(row: Int) -> [String] { (0..<rows.columnCount).map { value(row: row, field: $0) } }

    /// The row that begins at an offset, as it stands in the file; of a sheet, as its file of rejected rows has it. `isLine` says that it ends with its line,
    /// whatever quotes are in it.
    func rawText(_ start: UInt32, isLine: Bool = false) -> String {
        switch source {
        case .text(let bytes, let first, let hasQuotes):
            return bytes.withSpan { rawRow($0, from: first + Int(start), hasQuotes: hasQuotes && !isLine) }
        case .sheet(let rejects):
            guard let row = rows.row(startingAt: start) else { return "" }
            let text = text
            return rejects.line(text.span.bytes, rows, row: row)
        }
    }
}
