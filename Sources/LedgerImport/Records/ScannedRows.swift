/// Rows of a small table: where their fields stand in the text. Texts are made when they are asked for.
final class ScannedRows: Sendable {
    let rows: RowTable
    /// What the fields stand in; of delimited text, with doubled quotes made single.
    let text: [UInt8]
    private let keepsBlanks: Bool
    private let raw: @Sendable (ScannedRows, UInt32) -> String

    /// - Parameter raw: The row that begins at an offset as it stands in the file.
    init(_ rows: RowTable, _ text: [UInt8], keepsBlanks: Bool, raw: @escaping @Sendable (ScannedRows, UInt32) -> String) {
        self.rows = rows
        self.text = text
        self.keepsBlanks = keepsBlanks
        self.raw = raw
    }

    /// A field of a row.
    func value(row: Int, field: Int) -> String {
        let value = String(decoding: text[rows.fields[row * rows.columnCount + field].range], as: UTF8.self)
        return keepsBlanks ? value : trimmed(value)
    }

    /// All fields of a row.
    func values(row: Int) -> [String] { (0..<rows.columnCount).map { value(row: row, field: $0) } }

    /// The row that begins at an offset, as it stands in the file.
    func rawText(_ start: UInt32) -> String { raw(self, start) }
}
