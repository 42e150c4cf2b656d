import Ledger
import ReportDocument

/// Writes each table of a document as one delimited file with all its rows and columns, for spreadsheets and programs.
///
/// Besides the table's columns a file may have, each only when needed: `<id>.reason` after a column with figures that are not available, `<id>.note` after one
/// with figures that have a note,
/// `<id>.status` after a column of figures with a judgement, and a last column with the kind of row when subtotals or totals are among the rows.
public enum CSVRenderer {
    /// One file a table, in reading order: `<document>-<table>.csv` or `.it.csv`.
    public static func files(_ document: ReportDocument, dialect: CSVDialect) -> [(name: String, text: String)] {
        document.tables.map { table in
            (document.name + "-" + table.id + dialect.fileExtension, render(table, of: document, dialect: dialect))
        }
    }

    /// The text of one table's file, with a header and CRLF line ends (RFC 4180). O(cells).
    public static func render(_ table: Table, of document: ReportDocument, dialect: CSVDialect) -> String {
        let fields = FieldFormat(dialect: dialect, words: document.words)
        let rows = table.allRows
        let columns =
            table.columns.enumerated().map { place, column in ColumnFields(column, rows.lazy.map { $0.cells[place] }) }
            + table.unshownColumns.map { ColumnFields($0.column, $0.cells) }
        let hasRoles = rows.contains { $0.role != .item }
        var header = columns.flatMap { $0.headings(dialect: dialect, words: document.words) }
        if hasRoles { header.append(dialect == .machine ? "row.role" : document.words.row) }
        var text = dialect.byteOrderMark
        append(header.map(CSVRenderer.defused), to: &text, dialect: dialect)
        for (place, row) in rows.enumerated() {
            var record = zip(columns, row.cells + table.unshownColumns.map { $0.cells[place] }).flatMap { $0.values($1, fields) }
            if hasRoles { record.append(fields.role(row.role)) }
            append(record, to: &text, dialect: dialect)
        }
        return text
    }

    /// A text that a spreadsheet would run as a formula, with an apostrophe in front: one that starts with `=`, `+`, `-`, `@`, a tab or a
    /// carriage return. For texts only: a negative number stays a number.
    public static func defused(_ text: String) -> String {
        guard let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else { return text }
        return "'" + text
    }

    private static func append(_ record: [String], to text: inout String, dialect: CSVDialect) {
        var isFirst = true
        for field in record {
            if !isFirst { text += dialect.separator }
            isFirst = false
            text += quoted(field, dialect: dialect)
        }
        text += "\r\n"
    }

    /// A field in quotes where the separator, a quote, a line end or outer spaces ask for them.
    private static func quoted(_ field: String, dialect: CSVDialect) -> String {
        var field = field
        let separator = dialect.separator.utf8.first
        let needsQuotes = field.withUTF8 { bytes in
            bytes.first == 0x20 || bytes.last == 0x20
                || bytes.contains { $0 == 0x22 || $0 == 0x0A || $0 == 0x0D || $0 == separator }
        }
        guard needsQuotes else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }
}

/// How a delimited file is written.
public enum CSVDialect: String, Hashable, CaseIterable, Sendable {
    /// UTF-8, comma, decimal point, ISO dates, column ids as header: the same in every language.
    case machine
    /// UTF-8 with byte order mark, semicolon, decimal comma, dd/mm/yyyy, headings as header: opens by double click in an Italian spreadsheet.
    case italian

    /// What file names end with.
    public var fileExtension: String { self == .machine ? ".csv" : ".it.csv" }
    var separator: String { self == .machine ? "," : ";" }
    var byteOrderMark: String { self == .machine ? "" : "\u{FEFF}" }
}

/// The fields one table column takes in a file.
struct ColumnFields {
    let column: Column
    let hasReasons: Bool
    let hasNotes: Bool
    let hasStatuses: Bool
    let holdsRatios: Bool

    init(_ column: Column, _ cells: some Collection<Cell>) {
        self.column = column
        hasReasons = cells.contains { if case .notAvailable = $0.value { true } else { false } }
        hasNotes = cells.contains { $0.note != nil }
        holdsRatios = cells.contains {
            switch $0.value {
            case .ratio, .ratioPoints: true
            default: false
            }
        }
        hasStatuses = cells.contains { $0.status != nil && $0.value != .empty }
    }

    func headings(dialect: CSVDialect, words: RendererWords) -> [String] {
        // Ratios are written as fractions, so a unit of "%" in the heading would be wrong.
        let unit = holdsRatios ? nil : column.unit
        let name = dialect == .machine ? column.id : column.title + (unit.map { " (\($0))" } ?? "")
        let reason = dialect == .machine ? column.id + ".reason" : column.title + " – " + words.reason
        let status = dialect == .machine ? column.id + ".status" : column.title + " – " + words.status
        let note = dialect == .machine ? column.id + ".note" : column.title + " – " + words.note
        return [name] + (hasReasons ? [reason] : []) + (hasNotes ? [note] : []) + (hasStatuses ? [status] : [])
    }

    func values(_ cell: Cell, _ fields: FieldFormat) -> [String] {
        var values = [fields.value(cell)]
        if hasReasons {
            if case .notAvailable(let reason) = cell.value { values.append(CSVRenderer.defused(reason)) } else { values.append("") }
        }
        if hasNotes { values.append(CSVRenderer.defused(cell.note ?? "")) }
        if hasStatuses { values.append(cell.value == .empty ? "" : fields.status(cell.status)) }
        return values
    }
}
