import CXlsxWriter
import Ledger
import ReportDocument

/// The columns a waterfall is drawn from, in order.
enum WaterfallColumn: Int, CaseIterable {
    case category, base, balance, increase, decrease, belowZero

    func title(_ words: RendererWords) -> String {
        switch self {
        case .category: ""
        case .base: words.waterfallBase
        case .balance: words.balance
        case .increase: words.increase
        case .decrease: words.decrease
        case .belowZero: words.belowZero
        }
    }

    var color: UInt32? {
        switch self {
        case .category, .base: nil
        case .balance: Theme.accent
        case .increase: Theme.lines[2]
        case .decrease: Theme.lines[3]
        case .belowZero: Theme.lines[1]
        }
    }

    /// Columns in use: the one below zero only when some bar reaches there.
    static func used(_ waterfall: Waterfall) -> [WaterfallColumn] {
        waterfall.reachesBelowZero ? allCases : allCases.dropLast()
    }
}

extension SheetWriter {
    /// Writes the computed columns under the chart: each figure a formula over the source table.
    mutating func write(_ columns: PlacedWaterfall) throws(RenderError) {
        try write(text: document.words.chartData, row: columns.titleRow, column: 0, .caption)
        for column in WaterfallColumn.used(columns.waterfall) {
            let text = column == .category ? columns.chart.xAxisTitle : column.title(document.words)
            let style = CellStyle(size: 9, color: Theme.muted, bottomRule: true, alignment: column == .category ? .left : .right)
            try write(text: text, row: columns.headerRow, column: column.rawValue, style)
        }
        let source = try sourceAddresses(columns.chart)
        let format = document.figureFormat
        for (position, bar) in columns.waterfall.bars.enumerated() {
            let row = columns.firstRow + position
            try write(text: format.text(columns.categories[position]), row: row, column: 0, CellStyle(size: 9, color: Theme.muted))
            for column in WaterfallColumn.used(columns.waterfall).dropFirst() {
                let style = CellStyle(numberFormat: "#,##0.00;-#,##0.00;", size: 9, color: Theme.muted, alignment: .right)
                let status = worksheet_write_formula_num(
                    worksheet, UInt32(row), UInt16(column.rawValue),
                    "=" + WaterfallFormula(source: source, position: position, bar: bar).text(column),
                    try book.styles.format(style), WaterfallFormula.value(column, bar))
                try LibraryStatus.check(status, "waterfall column in \(place(row, column.rawValue))")
            }
        }
    }

    /// Addresses of the chart's figures, from first to last.
    private func sourceAddresses(_ chart: Chart) throws(RenderError) -> [String] {
        var addresses: [String] = []
        for row in chart.firstRow...chart.lastRow {
            let position = try book.layout.position(CellReference(table: chart.table, row: row, column: chart.seriesColumns[0]))
            let cell = A1.cell(row: position.row, column: position.column)
            addresses.append(position.sheet == index ? cell : A1.quoted(book.layout.sheets[position.sheet].name) + "!" + cell)
        }
        return addresses
    }

    func addWaterfallSeries(
        _ chart: Chart, _ data: ChartData, firstRow: Int, to native: UnsafeMutablePointer<lxw_chart>
    ) throws(RenderError) {
        let last = UInt32(firstRow + data.categories.count - 1)
        for column in WaterfallColumn.used(Waterfall(data.series[0].values)).dropFirst() {
            guard let series = chart_add_series(native, nil, nil) else {
                throw RenderError(code: .libraryFailure, message: "chart \(chart.id) has no memory for a series")
            }
            chart_series_set_categories(series, sheet.name, UInt32(firstRow), 0, last, 0)
            chart_series_set_values(series, sheet.name, UInt32(firstRow), UInt16(column.rawValue), last, UInt16(column.rawValue))
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

/// Formulas and values of a waterfall's computed columns.
struct WaterfallFormula {
    /// Addresses of the series, from the opening balance to the closing balance.
    let source: [String]
    let position: Int
    let bar: Waterfall.Bar

    func text(_ column: WaterfallColumn) -> String {
        let own = source[position]
        if bar.kind == .balance {
            switch column {
            case .balance: return "MAX(\(own),0)"
            case .belowZero: return "MIN(\(own),0)"
            case .category, .base, .increase, .decrease: return "0*\(own)"
            }
        }
        let before = source[..<position].joined(separator: "+")
        let (low, high) = ("MIN(\(before),\(before)+\(own))", "MAX(\(before),\(before)+\(own))")
        switch column {
        case .base: return "MAX(0,\(low))+MIN(0,\(high))"
        case .increase: return "IF(\(own)>=0,MAX(0,\(high))-MAX(0,\(low)),0)"
        case .decrease: return "IF(\(own)<0,MAX(0,\(high))-MAX(0,\(low)),0)"
        case .belowZero: return "MIN(0,\(low))-MIN(0,\(high))"
        case .category, .balance: return "0*\(own)"
        }
    }

    static func value(_ column: WaterfallColumn, _ bar: Waterfall.Bar) -> Double {
        let (low, high) = (min(bar.from, bar.to), max(bar.from, bar.to))
        switch column {
        case .category: return 0
        case .base: return bar.kind == .balance ? 0 : max(0, low) + min(0, high)
        case .balance: return bar.kind == .balance ? max(0, bar.to) : 0
        case .increase: return bar.kind == .increase ? max(0, high) - max(0, low) : 0
        case .decrease: return bar.kind == .decrease ? max(0, high) - max(0, low) : 0
        case .belowZero: return min(0, low) - min(0, high)
        }
    }
}
