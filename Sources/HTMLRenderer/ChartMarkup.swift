import Ledger
import ReportDocument

/// Writes a chart: title, legend, inline drawing, and where its data stand.
struct ChartMarkup {
    let document: ReportDocument
    let chart: Chart

    func write(to page: inout Markup) throws(RenderError) {
        let data = try document.data(of: chart)
        let id = "c-" + Markup.escaped(chart.id)
        page.raw("<figure id=\"\(id)\">\n<figcaption>\n")
        page.element("h3", chart.title)
        writeLegend(data, to: &page)
        page.raw("</figcaption>\n<div class=\"scroll\" tabindex=\"0\" role=\"region\" aria-label=\"\(Markup.escaped(chart.title))\">\n")
        let drawing = ChartDrawing(document: document, chart: chart, data: data)
        page.raw(
            "<svg viewBox=\"0 0 \(ChartDrawing.width) \(drawing.height)\" role=\"img\" aria-labelledby=\"\(id)-title \(id)-desc\">\n"
                + "<title id=\"\(id)-title\">\(Markup.escaped(chart.title))</title>\n<desc id=\"\(id)-desc\">\(Markup.escaped(chart.alternativeText))</desc>\n"
        )
        page.raw(drawing.text)
        page.raw("</svg>\n</div>\n")
        let table = document.tables.first { $0.id == chart.table }
        page.raw(
            "<p class=\"note\">\(Markup.escaped(document.words.chartData)): <a href=\"#t-\(Markup.escaped(chart.table))\">"
                + "\(Markup.escaped(table?.title ?? chart.table))</a></p>\n</figure>\n")
    }

    private func writeLegend(_ data: ChartData, to page: inout Markup) {
        let words = document.words
        let entries: [(String, SeriesPaint)]
        if chart.kind == .waterfall {
            entries = [(words.balance, .bar(.balance)), (words.increase, .bar(.increase)), (words.decrease, .bar(.decrease))]
        } else {
            entries = data.series.enumerated().map { ($1.title, SeriesPaint(chart.kind, position: $0, count: data.series.count)) }
        }
        guard entries.count > 1 else { return }
        page.raw("<ul class=\"legend\">\n")
        for (title, paint) in entries {
            page.raw("<li>\(paint.swatch)\(Markup.escaped(title))</li>\n")
        }
        page.raw("</ul>\n")
    }
}

/// The stroke or fill of a series.
struct SeriesPaint {
    let kind: Chart.Kind
    let position: Int
    let count: Int

    init(_ kind: Chart.Kind, position: Int, count: Int) {
        self.kind = kind
        self.position = position
        self.count = count
    }

    /// The paint of a waterfall's bar.
    static func bar(_ kind: Waterfall.Kind) -> SeriesPaint {
        switch kind {
        case .balance: SeriesPaint(.waterfall, position: 0, count: 1)
        case .increase: SeriesPaint(.waterfall, position: 2, count: 1)
        case .decrease: SeriesPaint(.waterfall, position: 3, count: 1)
        }
    }

    static let dashes = ["", "6 4", "1.5 4"]

    /// Attributes of a line.
    var stroke: String {
        let dash = SeriesPaint.dashes[position % SeriesPaint.dashes.count]
        return "style=\"stroke:var(--l\(position % Theme.lines.count))\"" + (dash.isEmpty ? "" : " stroke-dasharray=\"\(dash)\"")
    }

    /// Attributes of a column.
    var fill: String {
        let name =
            kind == .stackedColumn ? "r\(position * (SeriesPaint.rampSteps - 1) / max(count - 1, 1))" : "l\(position % Theme.lines.count)"
        return "style=\"fill:var(--\(name))\""
    }

    /// Shades of stacked columns the style knows.
    static let rampSteps = 13

    /// A small drawing for the legend.
    var swatch: String {
        let isLine = kind == .line
        let shape =
            isLine ? "<path class=\"line\" d=\"M1 6H23\" \(stroke)/>" : "<rect x=\"0.5\" y=\"0.5\" width=\"13\" height=\"9\" \(fill)/>"
        return "<svg viewBox=\"0 0 \(isLine ? 24 : 14) 10\" aria-hidden=\"true\">" + shape + "</svg>"
    }
}
