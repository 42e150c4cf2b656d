import Ledger
import Metrics
import ReportDocument

/// A chart over a table of the report: a trend's months or a bridge's movements.
struct ChartBlock {
    let spec: ChartSpec

    /// The chart, or nil when the table has no rows to show.
    func chart(_ context: BlockContext, _ table: DraftTable) -> Chart? {
        let title = spec.title.text(context.language)
        let columns =
            spec.kind == .waterfall
            ? [1] : spec.metrics.compactMap { column(of: $0, table, context) }
        if spec.kind == .smallMultiples { return smallMultiples(context, table) }
        if spec.kind == .bullet { return bullet(context, table, columns) }
        let isWhole = { (row: Int) in columns.allSatisfy { table.rows[row].cells[$0].isNumber } }
        // What builds up over a month would fall in a running one: columns of amounts and counts show how far they are, other charts end with the last whole month.
        let isUpToDate = isOfMonths(table) ? spec.metrics.allSatisfy(context.isComparable) : true
        let isPart = !isUpToDate && [.column, .stackedColumn].contains(spec.kind) && spec.metrics.allSatisfy(\.isMonthFlow)
        let lastRow = table.rows.count - (isUpToDate || isPart ? 1 : 2)
        guard !columns.isEmpty, let firstRow = self.firstRow(lastRow, of: table, isWhole) else { return nil }
        let ends = [table.rows[firstRow], table.rows[lastRow]].map { context.words.format.text($0.cells[0].value) }
        // There is a line of targets where every month that has a figure has one.
        let target = targetColumn(table, context).flatMap { column in
            (firstRow...lastRow).allSatisfy { table.rows[$0].cells[column].isNumber || !isWhole($0) } ? column : nil
        }
        let forecast = spec.forecast.flatMap { column(of: $0, table, context) }.flatMap {
            isPart && table.rows[lastRow].cells[$0].isNumber ? $0 : nil
        }
        return Chart(
            id: spec.id, kind: kind, title: title,
            // A bridge says from where to where in its message.
            alternativeText: spec.kind == .waterfall ? title : context.words.chartDescription(title, from: ends[0], to: ends[1]),
            xAxisTitle: categoryTitle(table, lastRow, context), yAxisTitle: axisTitle(context), table: table.id, firstRow: firstRow,
            lastRow: lastRow, categoryColumn: 0, seriesColumns: columns, referenceColumn: target, forecastColumn: forecast,
            lastRowIsPart: isPart,
            seriesOrder: areBuckets ? .ranked : .categories)
    }

    /// The first row a chart shows: that of a course of months the first one with all its figures, with gaps between it and the last one; a bridge begins
    /// behind what it lacks. nil where there is nothing to show: one month is no course.
    private func firstRow(_ lastRow: Int, of table: DraftTable, _ isWhole: (Int) -> Bool) -> Int? {
        guard lastRow >= 0, isWhole(lastRow), let first = table.rows.indices.first(where: isWhole) else { return nil }
        if spec.kind == .waterfall { return (table.rows.indices.last { !isWhole($0) } ?? -1) + 1 }
        return first < lastRow || !isOfMonths(table) ? first : nil
    }

    /// The column that lines and columns are held against.
    private func targetColumn(_ table: DraftTable, _ context: BlockContext) -> Int? {
        guard spec.showsTarget, let metric = spec.metrics.first else { return spec.target.flatMap { column(of: $0, table, context) } }
        let id = TrendBlock.targetColumnId(metric, context)
        return table.columns.firstIndex { $0.id == id }
    }

    private func isOfMonths(_ table: DraftTable) -> Bool { table.columns[0].id == "month" }

    /// What the categories are; the days of a running month are named, since the axis of a workbook shows months only.
    private func categoryTitle(_ table: DraftTable, _ lastRow: Int, _ context: BlockContext) -> String {
        let title = table.columns[0].title
        guard case .monthToDate = table.rows[lastRow].cells[0].value else { return title }
        return title + " · " + context.words.stillRunning(context.words.format.text(table.rows[lastRow].cells[0].value))
    }

    /// What the values are counted in: the unit of the first figure, its own word for things without one; a waterfall's are amounts.
    private func axisTitle(_ context: BlockContext) -> String {
        guard let metric = spec.metrics.first else { return context.currency.code }
        return context.words.unit(metric.unit, context.currency) ?? context.words.heading(.count)
    }

    /// The column of a metric: its own, or the one of a figure's target that is the metric.
    private func column(of metric: Metric, _ table: DraftTable, _ context: BlockContext) -> Int? {
        table.columns.firstIndex { $0.id == context.columnId(metric) }
            ?? table.columns.indices.first { column in table.rows.contains { $0.cells[column].address?.metric == metric } }
    }

    /// One line a key: of those that have a figure in every month the whole ledger has one. The whole ledger stands
    /// behind them where its figure can be held against theirs, which an amount cannot.
    private func smallMultiples(_ context: BlockContext, _ table: DraftTable) -> Chart? {
        let total = table.columns.count - 1
        let isWhole = { (row: Int) in table.rows[row].cells[total].isNumber }
        let isUpToDate = table.rows.last?.cells[total].address.map { context.isComparable($0.metric) } ?? true
        let lastRow = table.rows.count - (isUpToDate ? 1 : 2)
        guard let firstRow = self.firstRow(lastRow, of: table, isWhole) else { return nil }
        let keys = (1..<total).filter { column in
            (firstRow...lastRow).allSatisfy { table.rows[$0].cells[column].isNumber || !isWhole($0) }
        }
        guard !keys.isEmpty else { return nil }
        let unit = table.rows[lastRow].cells[total].address?.metric.unit
        let title = spec.title.text(context.language)
        let ends = [table.rows[firstRow], table.rows[lastRow]].map { context.words.format.text($0.cells[0].value) }
        return Chart(
            id: spec.id, kind: .smallMultiples, title: title,
            alternativeText: context.words.chartDescription(title, from: ends[0], to: ends[1]),
            xAxisTitle: categoryTitle(table, lastRow, context), yAxisTitle: table.columns[total].unit ?? "", table: table.id,
            firstRow: firstRow, lastRow: lastRow, categoryColumn: 0,
            seriesColumns: keys, referenceColumn: unit == .ratio || unit == .days ? total : nil)
    }

    /// Bars of actual and target for the first rows of a table by scope, down to the last one with a target.
    private func bullet(_ context: BlockContext, _ table: DraftTable, _ columns: [Int]) -> Chart? {
        let rows = table.rows.indices.prefix(Self.bulletRowsMax).filter { table.rows[$0].role == .item }
        guard columns.count >= 2, let lastRow = rows.last(where: { table.rows[$0].cells[columns[1]].isNumber }) else { return nil }
        let title = spec.title.text(context.language)
        let ends = [table.rows[0], table.rows[lastRow]].map { context.words.format.text($0.cells[0].value) }
        let judged = spec.metrics[0]
        let pace = judged.isMonthFlow ? context.targets.pace : nil
        let description = context.words.chartDescription(title, from: ends[0], to: ends[1])
        return Chart(
            id: spec.id, kind: .bullet, title: title,
            alternativeText: description + (TargetColumns([judged], context).runningMonth(context).map { ". " + $0 } ?? ""),
            xAxisTitle: table.columns[0].title, yAxisTitle: axisTitle(context), table: table.id, firstRow: 0, lastRow: lastRow,
            categoryColumn: 0,
            seriesColumns: Array(columns.prefix(3)), amberWithin: context.targets.amberWithin(judged).rational,
            targetShare: pace?.share ?? Rational(1))
    }

    /// More bars than these are no picture any more; the table has them all, and what the chart tells is about all of them and says how many are drawn.
    private static let bulletRowsMax = 24

    private var areBuckets: Bool {
        !spec.metrics.isEmpty && spec.metrics.allSatisfy { if case .aging = $0 { true } else { false } }
    }

    private var kind: Chart.Kind {
        switch spec.kind {
        case .line: .line
        case .column: .column
        case .stackedColumn: .stackedColumn
        case .waterfall: .waterfall
        case .bullet: .bullet
        case .smallMultiples: .smallMultiples
        }
    }
}
