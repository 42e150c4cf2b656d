import Ledger

/// The numbers a chart shows, taken from its table.
public struct ChartData: Hashable, Sendable {
    /// One label for each row shown.
    public var categories: [CellValue]
    public var series: [Series]
    /// What the series are held against; nil for nothing.
    public var reference: Series?
    /// What the series is expected to be at the end of a running month; nil for nothing.
    public var forecast: Series?

    /// Whether the last category is a running month: it is drawn apart from the whole ones.
    public var endsInRunningMonth: Bool { if case .monthToDate? = categories.last { true } else { false } }

    /// One line or one colour of columns.
    public struct Series: Hashable, Sendable {
        public var title: String
        /// Money in major units, ratios as fractions; nil is a gap.
        public var values: [Double?]
    }

    /// The first number of the chart: tells what kind of figure its axis shows; nil when it has no numbers.
    public var sample: CellValue?
    /// The last cell of the first series.
    public var last: CellValue?
}

extension ReportDocument {
    /// Every table, in reading order.
    public var tables: [Table] {
        sections.flatMap { section in
            section.blocks.compactMap { block in
                guard case .table(let table) = block else { return nil }
                return table
            }
        }
    }

    /// The formatter for this document's language and words.
    public var figureFormat: FigureFormat { FigureFormat(language, notAvailable: words.notAvailable) }

    /// What a cell shows: its value, or the word of its status when it has no value of its own.
    public func displayText(_ cell: Cell, _ format: FigureFormat) -> String {
        if case .empty = cell.value, let status = cell.status { return words.statusNames[status] ?? status.rawValue }
        return format.text(cell.value, signed: cell.isChange)
    }

    /// The data of a chart; throws when it names a table, rows or columns that are not there.
    public func data(of chart: Chart) throws(RenderError) -> ChartData {
        guard let table = tables.first(where: { $0.id == chart.table }) else {
            throw RenderError(code: .badReference, message: "chart \(chart.id) shows table \(chart.table), which is not in the document")
        }
        let columns = [chart.categoryColumn] + chart.seriesColumns + [chart.referenceColumn, chart.forecastColumn].compactMap { $0 }
        guard chart.firstRow >= 0, chart.firstRow <= chart.lastRow, chart.lastRow < table.rows.count, !chart.seriesColumns.isEmpty,
            columns.allSatisfy(table.columns.indices.contains)
        else {
            throw RenderError(
                code: .badReference,
                message: "chart \(chart.id) shows rows \(chart.firstRow) to \(chart.lastRow), columns \(columns) of table \(chart.table), "
                    + "which has \(table.rows.count) rows and \(table.columns.count) columns")
        }
        let rows = table.rows[chart.firstRow...chart.lastRow]
        func series(_ column: Int) -> ChartData.Series {
            ChartData.Series(title: table.columns[column].title, values: rows.map { $0.cells[column].value.number?.doubleValue })
        }
        let values = chart.seriesColumns.flatMap { column in rows.map { $0.cells[column].value } }
        return ChartData(
            categories: rows.map { $0.cells[chart.categoryColumn].value }, series: chart.seriesColumns.map(series),
            reference: chart.referenceColumn.map(series), forecast: chart.forecastColumn.map(series),
            sample: values.first { $0.number != nil },
            last: rows.last?.cells[chart.seriesColumns[0]].value)
    }
}
