import Ledger
import ReportDocument

/// Small multiples: one panel a series, all on the same axes, with the line they are held against behind each.
struct PanelsMarkup {
    let document: ReportDocument
    let chart: Chart
    let data: ChartData
    private let format: FigureFormat
    private let scale: AxisScale
    private let label: AxisLabel
    private let left: Double

    /// The style shows panels about as wide as they are drawn, so letters keep their size.
    private static let width = 210.0
    private static let height = 136.0
    private static let top = 24.0
    private static let bottom = 112.0
    private static let right = 204.0
    /// Every second grid line is named: between them is no room for letters.
    private static let namedTickStep = 2

    init(document: ReportDocument, chart: Chart, data: ChartData) {
        self.document = document
        self.chart = chart
        self.data = data
        format = document.figureFormat
        let drawn = data.series + (data.reference.map { [$0] } ?? [])
        scale = AxisScale(drawn.flatMap { $0.values.compactMap { $0 } }, includesZero: false, sample: data.sample)
        label = AxisLabel(format: format, sample: data.sample, scale: scale)
        let widest = scale.ticks.map { [label] in label.text($0).count }.max() ?? 1
        left = Double(widest) * 7.4 + 10
    }

    func write(to page: inout Markup) {
        page.raw("<div class=\"panels\">\n")
        for (position, series) in data.series.enumerated() {
            let id = "c-\(Markup.escaped(chart.id))-\(position + 1)"
            let title = Markup.escaped(chart.title + ", " + series.title)
            page.raw("<div>\n")
            page.element("h4", series.title)
            page.raw(
                "<svg viewBox=\"0 0 \(Int(Self.width)) \(Int(Self.height))\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\">\n"
                    + "<title id=\"\(id)-title\">\(title)</title>\n<desc id=\"\(id)-desc\">\(Markup.escaped(ends(position)))</desc>\n")
            page.raw(axes)
            if let reference = data.reference { page.raw(line(reference.values, class: "line reference")) }
            page.raw(line(series.values, class: "line", "style=\"stroke:var(--l0)\""))
            page.raw(last(position) + "</svg>\n</div>\n")
        }
        page.raw("</div>\n")
    }

    private func x(_ position: Int) -> Double {
        let room = Self.right - 4 - left
        return left + 4 + room * Double(position) / Double(max(data.categories.count - 1, 1))
    }

    private func y(_ value: Double) -> Double { Self.bottom - scale.position(value) * (Self.bottom - Self.top) }

    private var axes: String {
        // Percentages carry their unit.
        let unit = if case .ratio? = data.sample { "" } else { chart.yAxisTitle }
        var text = unit.isEmpty ? "" : "<text class=\"axis\" x=\"0\" y=\"12\">\(Markup.escaped(unit))</text>\n"
        for (place, tick) in scale.ticks.enumerated() {
            let height = Coordinate.text(y(tick))
            text +=
                "<path class=\"\(tick == 0 ? "zero" : "grid")\" d=\"M\(Coordinate.text(left)) \(height)H\(Coordinate.text(Self.right))\"/>"
            guard place % Self.namedTickStep == 0 else { continue }
            text +=
                "<text class=\"axis\" x=\"\(Coordinate.text(left - 6))\" y=\"\(Coordinate.text(y(tick) + 4))\" text-anchor=\"end\">"
                + Markup.escaped(label.text(tick)) + "</text>"
        }
        let names = [data.categories.first, data.categories.last].compactMap { $0.map { format.text($0) } }
        for (place, name) in zip([(left, "start"), (Self.right, "end")], names) {
            text +=
                "<text x=\"\(Coordinate.text(place.0))\" y=\"\(Coordinate.text(Self.bottom + 18))\" text-anchor=\"\(place.1)\">"
                + Markup.escaped(name) + "</text>"
        }
        return text + "\n"
    }

    private func line(_ values: [Double?], class name: String, _ attributes: String = "") -> String {
        LinePath(values, endsApart: data.endsInRunningMonth) { (x($0), y($1)) }.markup(class: name, attributes)
    }

    /// The last figure, written where it stands.
    private func last(_ position: Int) -> String {
        guard let value = data.series[position].values.last ?? nil, let cell = cell(position, row: chart.lastRow) else { return "" }
        return
            "<circle class=\"dot\(data.endsInRunningMonth ? " open" : "")\" cx=\"\(Coordinate.text(x(data.categories.count - 1)))\" cy=\"\(Coordinate.text(y(value)))\" r=\"3\"/>"
            + "<text class=\"value\" x=\"\(Coordinate.text(Self.right))\" y=\"12\" text-anchor=\"end\">\(Markup.escaped(format.text(cell)))</text>\n"
    }

    /// What a panel shows in words: its first and last figure.
    private func ends(_ position: Int) -> String {
        let rows = [(data.categories.first, chart.firstRow), (data.categories.last, chart.lastRow)]
        return rows.compactMap { category, row in
            guard let category, let cell = cell(position, row: row) else { return nil }
            return format.text(category) + ": " + format.textWithUnit(cell)
        }.joined(separator: "; ")
    }

    private func cell(_ position: Int, row: Int) -> CellValue? {
        document.cell(CellReference(table: chart.table, row: row, column: chart.seriesColumns[position]))?.value
    }
}
