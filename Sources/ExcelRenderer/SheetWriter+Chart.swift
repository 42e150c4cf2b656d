import CXlsxWriter
import Ledger
import ReportDocument

extension SheetWriter {
    mutating func write(_ charts: [PlacedChart], row: Int) throws(RenderError) {
        for placed in charts {
            let chart = placed.chart
            guard let native = workbook_add_chart(book.workbook, ChartTheme.type(chart.kind)) else {
                throw RenderError(code: .libraryFailure, message: "chart \(chart.id) could not be created")
            }
            let data = try document.data(of: chart)
            let theme = ChartTheme(document: document, strings: book.strings, scale: ChartTheme.scale(widthPixels: placed.widthPixels))
            if chart.kind == .waterfall {
                try addWaterfallSeries(chart, to: native)
            } else {
                try addSeries(chart, data, to: native, theme)
            }
            theme.style(native, placed, data)
            // The columns it is drawn from may be folded away.
            if chart.kind == .waterfall || book.layout.gaps(chart) != nil { chart_show_hidden_data(native) }
            if chart.kind == .waterfall {
                var unpainted: [Int16] = [0, -1]
                try LibraryStatus.check(chart_legend_delete_series(native, &unpainted), "legend of chart \(chart.id)")
            }
            var options = lxw_chart_options()
            // A frame on the edge between two rows would also be printed at the foot of the page before.
            options.y_offset = 3
            options.x_offset = Int32(placed.leftPixels)
            options.x_scale = Double(placed.widthPixels) / ChartTheme.defaultWidth
            options.y_scale = Double(placed.heightPixels) / ChartTheme.defaultHeight
            options.object_position = UInt8(LXW_OBJECT_MOVE_DONT_SIZE.rawValue)
            options.description = book.strings(try checked(chart.alternativeText, max: 8_000, "the alternative text of chart \(chart.id)"))
            try LibraryStatus.check(worksheet_insert_chart_opt(worksheet, UInt32(row), 0, native, &options), "chart \(chart.id)")
        }
    }

    private func addSeries(
        _ chart: Chart, _ data: ChartData, to native: UnsafeMutablePointer<lxw_chart>, _ theme: ChartTheme
    ) throws(RenderError) {
        let table = document.tables.first { $0.id == chart.table }
        let colors = ChartTheme.colors(chart)
        // The third series of a bullet is a text beside its bar, which a native chart does not have.
        let drawn =
            switch chart.kind {
            case .bullet: Array(chart.seriesColumns.prefix(2))
            default: chart.seriesColumns + [chart.referenceColumn, chart.forecastColumn].compactMap { $0 }
            }
        for (position, column) in drawn.enumerated() {
            let series = try addSeries(column, of: chart, to: native)
            let color = colors[position % colors.count]
            if chart.kind == .line || chart.kind == .smallMultiples {
                ChartTheme.line(series, chart, position: position, color, hasGaps: book.layout.gaps(chart) != nil)
            } else if position >= chart.seriesColumns.count || (chart.kind == .bullet && position == 1) {
                // The library has no lines among columns, so a target is a frame there as well.
                ChartTheme.outline(series, isForecast: column == chart.forecastColumn)
            } else {
                ChartTheme.fill(series, color)
            }
            if data.endsInRunningMonth, position < chart.seriesColumns.count { try setApart(series, chart, data, position, color) }
            if chart.kind == .bullet, position == 0, let table { try paintBars(series, chart, table, theme) }
            if chart.seriesColumns.count == 1, chart.referenceColumn == nil, position == 0, let last = data.last {
                let end = data.categories.count - 1
                try label(series, data.categories.indices.map { $0 == end ? document.figureFormat.text(last) : nil }, theme)
            }
        }
        if chart.kind != .line, chart.kind != .smallMultiples { chart_set_series_gap(native, 55) }
        if chart.kind == .bullet || (chart.kind == .column && chart.seriesColumns.count == 1) { chart_set_series_overlap(native, 100) }
    }

    /// A column of the chart's table as a series, named by its heading.
    private func addSeries(
        _ column: Int, of chart: Chart, to native: UnsafeMutablePointer<lxw_chart>
    ) throws(RenderError) -> UnsafeMutablePointer<lxw_chart_series> {
        let first = try book.layout.position(CellReference(table: chart.table, row: chart.firstRow, column: column))
        let categories = try book.layout.position(CellReference(table: chart.table, row: chart.firstRow, column: chart.categoryColumn))
        let name = book.layout.sheets[first.sheet].name
        let last = first.row + chart.lastRow - chart.firstRow
        let gaps = book.layout.gaps(chart)
        let series = try addSeries(
            of: chart, to: native, categories: ColumnRange(sheet: name, firstRow: first.row, lastRow: last, column: categories.column),
            values: ColumnRange(sheet: name, firstRow: first.row, lastRow: last, column: gaps?.column(of: column) ?? first.column))
        let table = document.tables.first { $0.id == chart.table }
        chart_series_set_name(series, ChartTheme.literal(table?.columns[column].title ?? ""))
        return series
    }

    /// The last point of a series is of a running month: its column is hatched, the line into it is dotted.
    private func setApart(
        _ series: UnsafeMutablePointer<lxw_chart_series>, _ chart: Chart, _ data: ChartData, _ position: Int, _ color: UInt32
    ) throws(RenderError) {
        let isLine = chart.kind == .line || chart.kind == .smallMultiples
        let hasWhole = data.categories.count > 1
        var line = ChartTheme.line(chart, position: position, color)
        line.dash_type = UInt8(LXW_CHART_LINE_DASH_ROUND_DOT.rawValue)
        guard !isLine || hasWhole else { return }
        var pattern = lxw_chart_pattern()
        // Stripes are seen on light and on dark columns.
        (pattern.fg_color, pattern.bg_color) = (Theme.isLight(color) ? Theme.muted : Theme.paper, color)
        pattern.type = UInt8(LXW_CHART_PATTERN_WIDE_UPWARD_DIAGONAL.rawValue)
        let status = withUnsafeMutablePointer(to: &line) { line in
            withUnsafeMutablePointer(to: &pattern) { pattern in
                var points = [lxw_chart_point](repeating: lxw_chart_point(line: nil, fill: nil, pattern: nil), count: data.categories.count)
                points[points.count - 1] =
                    isLine ? lxw_chart_point(line: line, fill: nil, pattern: nil) : lxw_chart_point(line: nil, fill: nil, pattern: pattern)
                return ChartTheme.withPointers(points) { chart_series_set_points(series, $0) }
            }
        }
        try LibraryStatus.check(status, "the running month of chart \(chart.id)")
    }

    /// Bars that miss their target are red; each has its share of the target beside it.
    private func paintBars(
        _ series: UnsafeMutablePointer<lxw_chart_series>, _ chart: Chart, _ table: Table, _ theme: ChartTheme
    ) throws(RenderError) {
        let rows = table.rows[chart.firstRow...chart.lastRow]
        var (red, plain) = (lxw_chart_fill(), lxw_chart_fill())
        red.color = Theme.red
        plain.color = Theme.lines[0]
        let status = withUnsafeMutablePointer(to: &red) { red in
            withUnsafeMutablePointer(to: &plain) { plain in
                ChartTheme.withPointers(
                    rows.map { lxw_chart_point(line: nil, fill: chart.status($0) == .red ? red : plain, pattern: nil) }
                ) { chart_series_set_points(series, $0) }
            }
        }
        try LibraryStatus.check(status, "colours of chart \(chart.id)")
        guard chart.seriesColumns.count > 2 else { return }
        // Beside the bar would be on the frame of its target, so the share stands at the foot of the bar, where that is long enough.
        let actuals = rows.map { $0.cells[chart.seriesColumns[0]].value.number?.doubleValue ?? 0 }
        let longest = rows.flatMap { row in chart.seriesColumns.prefix(2).map { row.cells[$0].value.number?.doubleValue ?? 0 } }.max() ?? 0
        let texts = zip(rows, actuals).map { row, actual in
            actual >= longest * ChartTheme.labelledShareMin ? document.figureFormat.text(row.cells[chart.seriesColumns[2]].value) : nil
        }
        try label(series, texts, theme, font: theme.font(size: 10, color: Theme.paper, isBold: true))
        chart_series_set_labels_position(series, UInt8(LXW_CHART_LABEL_POSITION_INSIDE_BASE.rawValue))
    }

    /// Writes texts beside the points of a series; nil for none.
    private func label(
        _ series: UnsafeMutablePointer<lxw_chart_series>, _ texts: [String?], _ theme: ChartTheme, font: lxw_chart_font? = nil
    ) throws(RenderError) {
        var font = font ?? theme.valueFont
        chart_series_set_labels(series)
        chart_series_set_labels_font(series, &font)
        let labels = texts.map { text in
            var label = lxw_chart_data_label()
            label.value = text.map { book.strings(ChartTheme.literal($0)) }
            label.hide = UInt8(text == nil ? 1 : 0)
            return label
        }
        try LibraryStatus.check(ChartTheme.withPointers(labels) { chart_series_set_labels_custom(series, $0) }, "labels of a chart")
    }
}

extension SheetWriter {
    /// Adds a series bound to cells.
    func addSeries(
        of chart: Chart, to native: UnsafeMutablePointer<lxw_chart>, categories: ColumnRange, values: ColumnRange
    ) throws(RenderError) -> UnsafeMutablePointer<lxw_chart_series> {
        let usesText = A1.lacksQuotesInLibrary(values.sheet)
        guard let series = chart_add_series(native, usesText ? "=" + categories.text : nil, usesText ? "=" + values.text : nil) else {
            throw RenderError(code: .libraryFailure, message: "chart \(chart.id) has no memory for a series")
        }
        guard !usesText else { return series }
        let (first, last) = (UInt32(values.firstRow), UInt32(values.lastRow))
        chart_series_set_categories(series, categories.sheet, first, UInt16(categories.column), last, UInt16(categories.column))
        chart_series_set_values(series, values.sheet, first, UInt16(values.column), last, UInt16(values.column))
        return series
    }
}

/// The looks of charts.
struct ChartTheme {
    let document: ReportDocument
    let strings: CStrings
    /// How much larger letters are than in a chart as wide as a page: sheets of wider ones are printed smaller, and read from further away.
    let scale: Double

    static func scale(widthPixels: Int) -> Double {
        min(max(Double(widthPixels) / Double(ColumnWidths.pageWidthPixels), 1), scaleMax)
    }

    private static let scaleMax = 1.6
    /// A bar shorter than this part of the longest has no room for a text.
    static let labelledShareMin = 0.12

    static let defaultWidth = 480.0
    static let defaultHeight = 288.0
    static let dashes = [LXW_CHART_LINE_DASH_SOLID, LXW_CHART_LINE_DASH_DASH, LXW_CHART_LINE_DASH_ROUND_DOT].map { UInt8($0.rawValue) }

    static func type(_ kind: Chart.Kind) -> UInt8 {
        switch kind {
        case .line, .smallMultiples: UInt8(LXW_CHART_LINE.rawValue)
        case .stackedColumn, .waterfall: UInt8(LXW_CHART_COLUMN_STACKED.rawValue)
        case .column: UInt8(LXW_CHART_COLUMN.rawValue)
        case .bullet: UInt8(LXW_CHART_BAR.rawValue)
        }
    }

    /// A name as text: the library takes a leading `=` for a cell address.
    static func literal(_ text: String) -> String { text.hasPrefix("=") ? "\u{200B}" + text : text }

    static func fill(_ series: UnsafeMutablePointer<lxw_chart_series>, _ color: UInt32) {
        var fill = lxw_chart_fill()
        fill.color = color
        chart_series_set_fill(series, &fill)
    }

    /// A line of a series; in small multiples one dash goes through all colours, and the last line is the one the others are held against. Many lines in one chart have
    /// marks as well, so that they are told apart on a projector and on grey paper; and so have lines with gaps, since a point between two gaps has no line.
    static func line(
        _ series: UnsafeMutablePointer<lxw_chart_series>, _ chart: Chart, position: Int, _ color: UInt32, hasGaps: Bool
    ) {
        var line = line(chart, position: position, color)
        chart_series_set_line(series, &line)
        guard chart.kind == .smallMultiples || hasGaps, position < chart.seriesColumns.count else { return }
        var fill = lxw_chart_fill()
        fill.color = color
        chart_series_set_marker_type(series, marks[position % marks.count])
        chart_series_set_marker_size(series, 5)
        chart_series_set_marker_fill(series, &fill)
        var edge = lxw_chart_line()
        edge.color = color
        chart_series_set_marker_line(series, &edge)
    }

    private static let marks = [
        LXW_CHART_MARKER_CIRCLE, LXW_CHART_MARKER_SQUARE, LXW_CHART_MARKER_TRIANGLE, LXW_CHART_MARKER_DIAMOND, LXW_CHART_MARKER_X,
    ].map { UInt8($0.rawValue) }

    static func line(_ chart: Chart, position: Int, _ color: UInt32) -> lxw_chart_line {
        var line = lxw_chart_line()
        line.color = color
        line.width = position == 0 ? 2.5 : 1.75
        line.dash_type = dashes[position % dashes.count]
        let isReference = position == chart.seriesColumns.count
        if chart.kind == .smallMultiples || isReference {
            if isReference { line.color = chart.kind == .smallMultiples ? Theme.muted : Theme.categories[1] }
            line.width = isReference && chart.kind != .smallMultiples ? 2.5 : 1.75
            line.dash_type = isReference ? dashes[1] : dashes[position / Theme.categories.count % dashes.count]
        }
        return line
    }

    /// Gives C pointers to some values and one to nothing behind them; they are there until `body` returns. O(values).
    static func withPointers<Value>(
        _ values: [Value], _ body: (UnsafeMutablePointer<UnsafeMutablePointer<Value>?>) -> lxw_error
    ) -> lxw_error {
        var values = values
        return values.withUnsafeMutableBufferPointer { values in
            var pointers = values.indices.map { index in values.baseAddress.map { $0 + index } } + [nil]
            return pointers.withUnsafeMutableBufferPointer { body($0.baseAddress!) }
        }
    }

    /// A frame without a fill: a target around its actual, or in dashes what is expected.
    static func outline(_ series: UnsafeMutablePointer<lxw_chart_series>, isForecast: Bool) {
        var none = lxw_chart_fill()
        none.none = 1
        chart_series_set_fill(series, &none)
        var line = lxw_chart_line()
        line.color = isForecast ? Theme.lines[0] : Theme.ink
        line.width = 1.5
        if isForecast { line.dash_type = dashes[1] }
        chart_series_set_line(series, &line)
    }

    static func colors(_ chart: Chart) -> [UInt32] {
        switch (chart.kind, chart.seriesOrder) {
        case (.stackedColumn, .ranked): Theme.ramp(chart.seriesColumns.count)
        case (.stackedColumn, .categories), (.smallMultiples, _): Theme.categories
        case (.line, _), (.column, _), (.waterfall, _), (.bullet, _): Theme.lines
        }
    }

    func style(_ native: UnsafeMutablePointer<lxw_chart>, _ placed: PlacedChart, _ data: ChartData) {
        let chart = placed.chart
        let hasLegend = chart.seriesColumns.count > 1 || chart.kind == .waterfall || chart.referenceColumn != nil
        // A native chart has a title only, so that says what the chart shows.
        var titleFont = font(size: chart.statement == nil ? 12 : 10, color: Theme.ink, isBold: true)
        chart_title_set_name(native, ChartTheme.literal(chart.statement ?? chart.title))
        chart_title_set_name_font(native, &titleFont)
        var legendFont = font(size: 10, color: Theme.ink)
        chart_legend_set_position(native, UInt8((hasLegend ? LXW_CHART_LEGEND_TOP : LXW_CHART_LEGEND_NONE).rawValue))
        chart_legend_set_font(native, &legendFont)
        var frame = lxw_chart_line()
        frame.color = Theme.rule
        frame.width = 0.75
        chart_chartarea_set_line(native, &frame)
        // The library takes the axes of lying bars by their place, not by what they show.
        let isLying = chart.kind == .bullet
        if let axis = chart_axis_get(native, isLying ? LXW_CHART_AXIS_TYPE_Y : LXW_CHART_AXIS_TYPE_X) {
            name(axis, chart.xAxisTitle)
            var labelFont = labelFont(placed, data)
            chart_axis_set_num_font(axis, &labelFont)
            if let first = data.categories.first, NumberFormat.code(first, document.language) != nil {
                chart_axis_set_num_format(axis, NumberFormat.axisCode(first, document.language))
            }
            chart_axis_set_line(axis, &frame)
            chart_axis_set_major_tick_mark(axis, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
            chart_axis_set_label_position(axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_LOW.rawValue))
            // Bars are counted from below; a table is read from above.
            if chart.kind == .bullet {
                chart_axis_set_reverse(axis)
                // Every bar has its name.
                chart_axis_set_interval_unit(axis, 1)
            }
        }
        if let axis = chart_axis_get(native, isLying ? LXW_CHART_AXIS_TYPE_X : LXW_CHART_AXIS_TYPE_Y) {
            name(axis, chart.yAxisTitle)
            chart_axis_set_num_format(axis, NumberFormat.axisCode(data.sample ?? .empty, document.language))
            if chart.kind == .bullet {
                chart_axis_set_label_position(axis, UInt8(LXW_CHART_AXIS_LABEL_POSITION_HIGH.rawValue))
                chart_axis_set_min(axis, 0)
            }
            if case .count? = data.sample { chart_axis_set_major_unit(axis, step(of: data, chart)) }
            var none = lxw_chart_line()
            none.none = 1
            chart_axis_set_line(axis, &none)
            chart_axis_major_gridlines_set_line(axis, &frame)
            chart_axis_set_major_tick_mark(axis, UInt8(LXW_CHART_AXIS_TICK_MARK_NONE.rawValue))
        }
    }

    /// The step of an axis of things that are counted whole.
    private func step(of data: ChartData, _ chart: Chart) -> Double {
        let values = data.categories.indices.map { position in
            let values = data.series.compactMap { $0.values[position] }
            return chart.kind == .stackedColumn ? values.reduce(0, +) : values.max() ?? 0
        }
        let ticks = AxisScale(values, includesZero: true, sample: data.sample).ticks
        return ticks.count > 1 ? ticks[1] - ticks[0] : 1
    }

    private func name(_ axis: UnsafeMutablePointer<lxw_chart_axis>, _ title: String) {
        var titleFont = font(size: 10, color: Theme.muted)
        var numberFont = font(size: 10, color: Theme.ink)
        if !title.isEmpty {
            chart_axis_set_name(axis, ChartTheme.literal(title))
            chart_axis_set_name_font(axis, &titleFont)
        }
        chart_axis_set_num_font(axis, &numberFont)
    }

    /// Labels of categories: smaller, then slanted, where they would run into each other.
    private func labelFont(_ placed: PlacedChart, _ data: ChartData) -> lxw_chart_font {
        if placed.chart.kind == .bullet { return barLabelFont(placed, data) }
        let step = (Double(placed.widthPixels) - ChartTheme.valueAxisPixels * scale) / Double(max(data.categories.count, 1))
        let longest = data.categories.map { category in
            // A month takes one line; other labels are broken between words.
            let text = document.figureFormat.text(category)
            let month: Month? =
                switch category {
                case .month(let month): month
                case .monthToDate(let day): day.month
                default: nil
                }
            if let month { return TextMeasure.pixels(String(document.figureFormat.month(month).dropLast(2))) }
            return text.split(separator: " ").map { TextMeasure.pixels(String($0)) }.max() ?? 0
        }
        let fitting = 10 * (step - 6) / max(longest.max() ?? 0, 1) / scale
        if let size = [10.0, 9, 8, 7.5].first(where: { $0 <= fitting }) { return font(size: size, color: Theme.ink) }
        var slanted = font(size: 9, color: Theme.ink)
        slanted.rotation = -45
        return slanted
    }

    private static let valueAxisPixels = 90.0

    /// Names beside bars: programs leave out every second one where they are higher than their bar's place.
    private func barLabelFont(_ placed: PlacedChart, _ data: ChartData) -> lxw_chart_font {
        let place = (Double(placed.heightPixels) - ChartTheme.aroundBarsPixels * scale) / Double(max(data.categories.count, 1))
        let points = place / ChartTheme.lineHeightPixelsPerPoint
        return font(size: min(10, max(6, points / scale)), color: Theme.ink)
    }

    /// Title, legend and value axis of bars.
    private static let aroundBarsPixels = 122.0
    /// The height of a line of letters of one point.
    private static let lineHeightPixelsPerPoint = 1.9

    /// Letters of values beside what they belong to.
    var valueFont: lxw_chart_font { font(size: 10, color: Theme.ink, isBold: true) }

    func font(size: Double, color: UInt32, isBold: Bool = false) -> lxw_chart_font {
        var font = lxw_chart_font()
        font.name = strings(CellStyle.fontName)
        font.size = (size * scale * 2).rounded() / 2
        font.color = color
        // Titles are bold unless told otherwise.
        font.bold = UInt8((isBold ? LXW_TRUE : LXW_EXPLICIT_FALSE).rawValue)
        return font
    }
}
