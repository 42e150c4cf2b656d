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
    let text: [UInt8]

    init(_ rows: RowTable, _ text: [UInt8], source: Source) {
        self.rows = rows
        self.text = text
        self.source = source
    }

    /// A field of a row, composed.
    func value(row: Int, field: Int) -> String {
        if let range = bareRange(row: row, field: field) { return composed(String(decoding: text[range], as: UTF8.self)) }
        return composed(trimmed(String(decoding: text[rows.fields[row * rows.columnCount + field].range], as: UTF8.self)))
    }

    /// Where a field stands in the text, when it has no blanks around it: nearly every field's outer bytes say so. Nil for others, of which a text is to be made.
    private func bareRange(row: Int, field: Int) -> Range<Int>? {
        let range = rows.fields[row * rows.columnCount + field].range
        guard !range.isEmpty else { return range }
        let (first, last) = (text[range.lowerBound], text[range.upperBound - 1])
        return first > Ascii.space && last > Ascii.space && first < 0x7F && last < 0x7F ? range : nil
    }

    /// The hash of a field's ``value(row:field:)``.
    func hash(row: Int, field: Int) -> UInt64 {
        guard let range = bareRange(row: row, field: field), text[range].allSatisfy({ $0 < 0x80 }) else {
            return FieldHash.of(value(row: row, field: field))
        }
        let text = text
        return FieldHash.of(text.span.bytes, range.lowerBound, range.count)
    }

    /// What a field's ``value(row:field:)`` is as a date.
    func date(row: Int, field: Int) -> WrittenDate {
        guard let range = bareRange(row: row, field: field) else { return DateText.read(value(row: row, field: field)) }
        return DateText.read(text, range)
    }

    /// Whether a field is empty.
    func isEmpty(row: Int, field: Int) -> Bool { bareRange(row: row, field: field).map(\.isEmpty) ?? value(row: row, field: field).isEmpty }

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
