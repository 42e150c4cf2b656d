import Ledger
import ReportDocument

/// Draws bars of actuals against targets, one a row: the bar is the actual, the upright mark the target, the field behind reaches up to where
/// the target, or what of it is to be reached by now, counts as nearly met, and the word beside says what the colour says.
struct BulletDrawing {
    private let drawing: ChartDrawing
    private let table: Table?
    private let labelWidth: Double
    private var valueWidth: Double

    private static let rowHeight = 30.0
    private static let barHeight = 12.0
    private static let fieldHeight = 20.0

    init(_ drawing: ChartDrawing) {
        self.drawing = drawing
        table = drawing.document.tables.first { $0.id == drawing.chart.table }
        let names = drawing.data.categories.map { drawing.format.text($0).count }
        labelWidth = min(Double(names.max() ?? 0) * 6.8 + 12, Double(drawing.width) * 0.35)
        valueWidth = 0
        let told = drawing.data.categories.indices.map { self.told($0, status($0)).count }
        // The mark is wider than a letter.
        valueWidth = Double(told.max() ?? 0) * 7.2 + 18
    }

    var height: Int { Int(Double(drawing.data.categories.count) * Self.rowHeight) + 4 }

    var text: String {
        let values = drawing.data.series.prefix(2).flatMap { $0.values.compactMap { $0 } }
        let scaleMax = max(values.max() ?? 1, 1e-9)
        let room = Double(drawing.width) - labelWidth - valueWidth
        func x(_ value: Double) -> Double { labelWidth + max(value, 0) / scaleMax * room }
        return drawing.data.categories.indices.map { row in line(row, x) }.joined()
    }

    private func line(_ row: Int, _ x: (Double) -> Double) -> String {
        let middle = (Double(row) + 0.5) * Self.rowHeight + 2
        let number = drawing.number
        let name = Markup.escaped(drawing.format.text(drawing.data.categories[row]))
        var text = "<text x=\"0\" y=\"\(number(middle + 4))\">\(name)</text>"
        let series = drawing.data.series
        let target = series[1].values[row].flatMap { $0 > 0 ? $0 : nil }
        if let target {
            let near = target * drawing.chart.targetShare.doubleValue * (1 - drawing.chart.amberWithin.doubleValue)
            text += rectangle(labelWidth, middle - Self.fieldHeight / 2, x(near) - labelWidth, Self.fieldHeight, "class=\"field\"")
        }
        let status = status(row)
        if let actual = series[0].values[row] {
            let fill = status == .red ? "class=\"bar\" style=\"fill:var(--red)\"" : "class=\"bar\" style=\"fill:var(--l0)\""
            text += rectangle(labelWidth, middle - Self.barHeight / 2, max(x(actual) - labelWidth, 1), Self.barHeight, fill)
        }
        if let target { text += rectangle(x(target) - 1.5, middle - 10, 3, 20, "class=\"mark\"") }
        text += "<text class=\"value\" x=\"\(number(drawing.right))\" y=\"\(number(middle + 4))\" text-anchor=\"end\">"
        return text + Markup.escaped(told(row, status)) + "</text>\n"
    }

    private func rectangle(_ x: Double, _ y: Double, _ width: Double, _ height: Double, _ attributes: String) -> String {
        let number = drawing.number
        return "<rect x=\"\(number(x))\" y=\"\(number(y))\" width=\"\(number(width))\" height=\"\(number(height))\" \(attributes)/>"
    }

    private func status(_ row: Int) -> Status? {
        table.flatMap { drawing.chart.status($0.rows[drawing.chart.firstRow + row]) }
    }

    private func value(_ table: Table, _ row: Int, _ series: Int) -> CellValue? {
        guard drawing.chart.seriesColumns.indices.contains(series) else { return nil }
        return table.rows[drawing.chart.firstRow + row].cells[drawing.chart.seriesColumns[series]].value
    }

    /// The share and the word of the judgement, or, where there is no room for it, a mark: the colour is not all that tells a target that is missed.
    private func told(_ row: Int, _ status: Status?) -> String {
        let share = table.flatMap { value($0, row, 2) }.map { drawing.format.text($0) } ?? ""
        guard let status else { return share }
        guard drawing.width >= 400 else { return status == .red ? share + " ▼" : share }
        return share + "  " + (drawing.document.words.statusNames[status] ?? status.rawValue)
    }
}
