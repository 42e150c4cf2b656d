import CXlsxWriter
import Ledger
import ReportDocument

extension SheetWriter {
    /// Writes the computed columns to the right of a table: each figure a formula over the table.
    mutating func write(_ columns: PlacedWaterfall, beside placed: PlacedTable) throws(RenderError) {
        try write(text: document.words.chartData, row: placed.titleRow, column: columns.firstColumn, .caption)
        for (offset, column) in columns.waterfall.columns.enumerated() {
            let style = CellStyle(size: 9, color: Theme.muted, bottomRule: true, alignment: .right, vertical: .center)
            try write(text: column.title(document.words), row: placed.headerRow, column: columns.firstColumn + offset, style)
        }
        let rows = columns.source.firstRow...columns.source.lastRow
        let addresses = rows.map { A1.cell(row: placed.firstBodyRow + $0, column: columns.source.column) }
        for (position, bar) in columns.waterfall.bars.enumerated() {
            let row = placed.firstBodyRow + columns.source.firstRow + position
            for (offset, column) in columns.waterfall.columns.enumerated() {
                let style = CellStyle(
                    numberFormat: "#,##0.00;-#,##0.00;", size: 9, color: Theme.muted, alignment: .right, vertical: .center)
                let status = worksheet_write_formula_num(
                    worksheet, UInt32(row), UInt16(columns.firstColumn + offset),
                    "=" + WaterfallFormula(source: addresses, position: position, bar: bar).text(column),
                    try book.styles.format(style), WaterfallFormula.value(column, bar))
                try LibraryStatus.check(status, "waterfall column in \(place(row, columns.firstColumn + offset))")
            }
        }
    }

    func addWaterfallSeries(_ chart: Chart, to native: UnsafeMutablePointer<lxw_chart>) throws(RenderError) {
        let (sheetIndex, columns) = try book.layout.waterfall(chart)
        let name = book.layout.sheets[sheetIndex].name
        let categories = try book.layout.position(CellReference(table: chart.table, row: chart.firstRow, column: chart.categoryColumn))
        func range(_ column: Int) -> ColumnRange {
            ColumnRange(sheet: name, firstRow: categories.row, lastRow: categories.row + chart.lastRow - chart.firstRow, column: column)
        }
        for (offset, column) in columns.waterfall.columns.enumerated() {
            let series = try addSeries(
                of: chart, to: native, categories: range(categories.column), values: range(columns.firstColumn + offset))
            chart_series_set_name(series, ChartTheme.literal(column.title(document.words)))
            if let color = column.color {
                ChartTheme.fill(series, color)
            } else {
                var none = lxw_chart_fill()
                none.none = 1
                chart_series_set_fill(series, &none)
            }
        }
        chart_set_series_gap(native, 40)
        chart_set_series_overlap(native, 100)
    }
}
