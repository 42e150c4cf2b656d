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
        let unshown = columns.dropFirst(table.columns.count)
        let hasRoles = rows.contains { $0.role != .item }
        var header = columns.flatMap { $0.headings(dialect: dialect, words: document.words) }
        if hasRoles { header.append(dialect == .machine ? "row.role" : document.words.row) }
        var records = CSVRecords(dialect)
        for heading in header { records.append(defused(heading)) }
        records.endRecord()
        for (place, row) in rows.enumerated() {
            for (column, cell) in zip(columns, row.cells) { column.append(cell, fields, to: &records) }
            for (column, cells) in zip(unshown, table.unshownColumns) { column.append(cells.cells[place], fields, to: &records) }
            if hasRoles { records.append(fields.role(row.role)) }
            records.endRecord()
        }
        return records.text
    }

    /// A text that a spreadsheet would run as a formula, with an apostrophe in front: one that starts with `=`, `+`, `-`, `@`, a tab or a
    /// carriage return. For texts only: a negative number stays a number.
    public static func defused(_ text: String) -> String {
        guard let first = text.utf8.first, [0x3D, 0x2B, 0x2D, 0x40, 0x09, 0x0D].contains(first) else { return text }
        return "'" + text
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
    var separator: UInt8 { UInt8(ascii: self == .machine ? "," : ";") }
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
        var (hasReasons, hasNotes, hasStatuses, holdsRatios) = (false, false, false, false)
        for cell in cells {
            switch cell.value {
            case .notAvailable: hasReasons = true
            case .ratio, .ratioPoints: holdsRatios = true
            default: break
            }
            if cell.note != nil { hasNotes = true }
            if cell.status != nil, cell.value != .empty { hasStatuses = true }
        }
        (self.hasReasons, self.hasNotes, self.hasStatuses, self.holdsRatios) = (hasReasons, hasNotes, hasStatuses, holdsRatios)
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

    /// Adds the fields of a cell to a record.
    func append(_ cell: Cell, _ fields: FieldFormat, to records: inout CSVRecords) {
        records.append(fields.value(cell))
        if hasReasons {
            if case .notAvailable(let reason) = cell.value { records.append(CSVRenderer.defused(reason)) } else { records.append("") }
        }
        if hasNotes { records.append(CSVRenderer.defused(cell.note ?? "")) }
        if hasStatuses { records.append(cell.value == .empty ? "" : fields.status(cell.status)) }
    }
}
