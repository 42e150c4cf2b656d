import ReportDocument

/// The figures of a line chart some of which are missing. A spreadsheet draws the words in their cells as zero, so the chart is drawn from columns that are empty there.
struct GapSource: Hashable {
    let table: String
    let firstRow: Int
    let lastRow: Int
    /// The columns of the series, and of what they are held against.
    let columns: [Int]

    /// nil for a chart that needs no columns of its own.
    init?(_ chart: Chart, _ rows: [Row]) {
        guard chart.kind == .line || chart.kind == .smallMultiples, rows.indices.contains(chart.firstRow),
            rows.indices.contains(chart.lastRow), chart.firstRow <= chart.lastRow
        else { return nil }
        table = chart.table
        (firstRow, lastRow) = (chart.firstRow, chart.lastRow)
        columns = chart.seriesColumns + [chart.referenceColumn].compactMap { $0 }
        let hasGap = rows[firstRow...lastRow].contains { row in columns.contains { row.cells[$0].value.number == nil } }
        guard hasGap else { return nil }
    }

    /// The different ones over a table, in the order of their charts.
    static func over(_ table: Table, in document: ReportDocument) -> [GapSource] {
        var found: [GapSource] = []
        for section in document.sections {
            for case .chart(let chart) in section.blocks where chart.table == table.id {
                if let source = GapSource(chart, table.rows), !found.contains(source) { found.append(source) }
            }
        }
        return found
    }
}

/// The columns of a line chart with gaps, to the right of everything that is printed.
struct PlacedGaps {
    let source: GapSource
    let firstColumn: Int

    /// Where the figures of a table's column stand; nil for one that the chart does not show.
    func column(of column: Int) -> Int? { source.columns.firstIndex(of: column).map { firstColumn + $0 } }
}
