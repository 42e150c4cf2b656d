import CXlsxWriter
import ReportDocument

/// Names for the cells people point at: totals and headline figures.
struct DefinedNames {
    let document: ReportDocument
    let layout: WorkbookLayout

    /// Defines `fig_<name>` for every cell with a name, `fig_<table>_total_<column>` for the figures of a last total row, and
    /// `fig_<table>_<row>_<column>` for the second column of headline tables where no name is given, rows counted from 1.
    func define(in workbook: UnsafeMutablePointer<lxw_workbook>) throws(RenderError) {
        var names: Set<String> = []
        for table in document.tables {
            for row in table.rows.indices {
                let namesAll = namesUnnamed(table, row)
                for (column, cell) in table.rows[row].cells.enumerated() where namesAll || !cell.isPlain {
                    guard let own = cell.name.map(TableName.prefix) ?? unnamed(table, row, column), cell.value.number != nil
                    else { continue }
                    guard names.insert(own).inserted else {
                        throw RenderError(code: .badReference, message: "two cells have the name \(own)")
                    }
                    try define(own, table, row, column, workbook)
                }
            }
        }
    }

    /// Whether figures of a row have a name without one of their own: of most rows none has.
    private func namesUnnamed(_ table: Table, _ row: Int) -> Bool {
        table.presentation == .headline || row == table.rows.count - 1 && table.rows[row].role == .total
    }

    /// The name of a figure that has none of its own; nil for most.
    private func unnamed(_ table: Table, _ row: Int, _ column: Int) -> String? {
        let part: String
        if row == table.rows.count - 1, table.rows[row].role == .total {
            part = "_total_"
        } else if table.presentation == .headline, column == 1 {
            part = "_\(row + 1)_"
        } else {
            return nil
        }
        return TableName.prefix(table.id) + part + TableName.identifier(table.columns[column].id)
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
