import CXlsxWriter
import ReportDocument

/// Names for the cells people point at: totals and headline figures.
struct DefinedNames {
    let document: ReportDocument
    let layout: WorkbookLayout

    /// Defines `<table>_total_<column>` for the figures of a last total row and `<table>_<row>_<column>` for the second column of headline tables, rows counted from 1.
    func define(in workbook: UnsafeMutablePointer<lxw_workbook>) throws(RenderError) {
        for table in document.tables {
            if table.presentation == .headline, table.columns.count > 1 {
                for row in table.rows.indices where table.rows[row].cells[1].value.number != nil {
                    try define(
                        TableName.prefix(table.id) + "_\(row + 1)_" + TableName.identifier(table.columns[1].id), table, row, 1, workbook)
                }
            }
            guard let last = table.rows.indices.last, table.rows[last].role == .total else { continue }
            for column in table.columns.indices where table.rows[last].cells[column].value.number != nil {
                try define(
                    TableName.prefix(table.id) + "_total_" + TableName.identifier(table.columns[column].id), table, last, column, workbook)
            }
        }
    }

    private func define(
        _ name: String, _ table: Table, _ row: Int, _ column: Int, _ workbook: UnsafeMutablePointer<lxw_workbook>
    ) throws(RenderError) {
        let position = try layout.position(CellReference(table: table.id, row: row, column: column))
        let target =
            A1.quoted(layout.sheets[position.sheet].name) + "!" + A1.cell(row: position.row, column: position.column, absolute: true)
        try LibraryStatus.check(workbook_define_name(workbook, name, "=" + target), "the name \(name)")
    }
}

/// Names of tables and cells that Excel accepts: made of ids, so the same in every language.
enum TableName {
    /// `tbl_aging_by_team` for `aging-by-team`. The prefix keeps ids such as `dso1` from looking like cell addresses.
    static func native(_ id: String) -> String { "tbl_" + identifier(id) }
    /// What names of single cells start with.
    static func prefix(_ id: String) -> String { "fig_" + identifier(id) }

    /// Hyphens and anything else but ASCII letters and digits become underscores.
    static func identifier(_ id: String) -> String {
        String(
            String.UnicodeScalarView(
                id.unicodeScalars.map { scalar in
                    scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar)) ? scalar : "_"
                }))
    }
}
