import Ledger
import ReportDocument

/// Draws a waterfall with lying bars, one movement a row with its name above and its figure beside it.
struct LyingWaterfall {
    private let drawing: ChartDrawing

    private static let rowHeight = 36.0
    private static let barHeight = 12.0

    init(_ drawing: ChartDrawing) { self.drawing = drawing }

    var height: Int { Int(Double(drawing.data.categories.count) * Self.rowHeight) + 2 }

    var text: String {
        let bars = Waterfall(drawing.data.series[0].values).bars
        let ends: [Double] = bars.map(\.from) + bars.map(\.to) + [0]
        let (low, high) = (ends.min() ?? 0, ends.max() ?? 1)
        let span = high > low ? high - low : 1
        func x(_ value: Double) -> Double { (value - low) / span * Double(drawing.width) }
        return bars.enumerated().map { row, bar in line(row, bar, x) }.joined()
    }

    private func line(_ row: Int, _ bar: Waterfall.Bar, _ x: (Double) -> Double) -> String {
        let number = drawing.number
        let top = Double(row) * Self.rowHeight
        let left = x(min(bar.from, bar.to))
        let width = max(x(max(bar.from, bar.to)) - left, 1)
        let table = drawing.document.tables.first { $0.id == drawing.chart.table }
        let figure = table?.rows[drawing.chart.firstRow + row].cells[drawing.chart.seriesColumns[0]].value ?? .empty
        let name = Markup.escaped(drawing.format.text(drawing.data.categories[row]))
        return "<text x=\"0\" y=\"\(number(top + 13))\">\(name)</text>"
            + "<text class=\"value\" x=\"\(drawing.width)\" y=\"\(number(top + 13))\" text-anchor=\"end\">"
            + Markup.escaped(drawing.format.text(figure)) + "</text>"
            + "<rect x=\"\(number(left))\" y=\"\(number(top + 18))\" width=\"\(number(width))\" height=\"\(number(Self.barHeight))\" "
            + "\(SeriesPaint.bar(bar.kind).fill)/>\n"
    }
}
