import CXlsxWriter
import Ledger
import ReportDocument

extension SheetWriter {
    /// Writes the columns of a line chart with gaps to the right of a table: each figure a formula over the table, nothing where there is none.
    mutating func write(_ columns: PlacedGaps, beside placed: PlacedTable) throws(RenderError) {
        let (table, source) = (placed.table, columns.source)
        try write(text: document.words.chartData, row: placed.titleRow, column: columns.firstColumn, .caption)
        let heading = CellStyle(size: 9, color: Theme.muted, bottomRule: true, alignment: .right, vertical: .center)
        for (offset, column) in source.columns.enumerated() {
            let place = columns.firstColumn + offset
            try write(text: table.columns[column].title, row: placed.headerRow, column: place, heading)
            for row in source.firstRow...source.lastRow {
                let cell = table.rows[row].cells[column]
                guard let number = CellNumber.value(cell.value), cell.value.number != nil else { continue }
                let style = CellStyle(
                    numberFormat: NumberFormat.code(cell.value, document.language, isChange: false), size: 9, color: Theme.muted,
                    alignment: .right, vertical: .center)
                let sheetRow = placed.firstBodyRow + row
                let status = worksheet_write_formula_num(
                    worksheet, UInt32(sheetRow), UInt16(place), "=" + A1.cell(row: sheetRow, column: column),
                    try book.styles.format(style), number)
                try LibraryStatus.check(status, "figure of a chart in \(self.place(sheetRow, place))")
            }
        }
    }
}
