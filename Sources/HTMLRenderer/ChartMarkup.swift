import Ledger
import ReportDocument

/// Writes a chart: title, legend, inline drawings for a phone, for half a page and for a whole one, and where its data stand.
struct ChartMarkup {
    let document: ReportDocument
    let chart: Chart
    /// Whether no other chart stands beside it.
    let isAlone: Bool

    /// The drawings of a chart: the style shows the one that fits, so letters keep their size.
    private static let alone = [DrawingSize("phone", 330), DrawingSize("half", 560), DrawingSize("whole", 880)]
    /// On paper charts that share a row are low, so that they stand on the page of what they belong to.
    private static let beside = [DrawingSize("phone", 330), DrawingSize("half", 560), DrawingSize("paper", 560, plotHeight: 76)]

    func write(to page: inout Markup) throws(RenderError) {
        let data = try document.data(of: chart)
        let id = "c-" + Markup.escaped(chart.id)
        page.raw("<figure id=\"\(id)\">\n<figcaption>\n")
        page.element("h3", chart.title)
        if let message = chart.message { page.element("p", message, class: "message") }
        writeLegend(data, to: &page)
        page.raw("</figcaption>\n")
        if chart.kind == .smallMultiples {
            PanelsMarkup(document: document, chart: chart, data: data).write(to: &page)
        } else {
            writeDrawings(data, to: &page)
        }
        let table = document.tables.first { $0.id == chart.table }
        page.raw(
            "<p class=\"note\">\(Markup.escaped(document.words.chartData)): <a href=\"#t-\(Markup.escaped(chart.table))\">"
                + "\(Markup.escaped(table?.title ?? chart.table))</a></p>\n</figure>\n")
    }

    /// The drawing in each size.
    private func writeDrawings(_ data: ChartData, to page: inout Markup) {
        let id = "c-" + Markup.escaped(chart.id)
        for size in isAlone ? Self.alone : Self.beside {
            let names = "\(id)-\(size.name)"
            let drawing = ChartDrawing(document: document, chart: chart, data: data, size: size, name: names)
            page.raw(
                "<svg class=\"\(size.name)\" viewBox=\"0 0 \(drawing.width) \(drawing.height)\" role=\"img\" "
                    + "aria-labelledby=\"\(names)-title \(names)-desc\">\n<title id=\"\(names)-title\">\(Markup.escaped(chart.title))</title>\n"
                    + "<desc id=\"\(names)-desc\">\(Markup.escaped(chart.alternativeText))</desc>\n")
            page.raw(drawing.text)
            page.raw("</svg>\n")
        }
    }

    private func writeLegend(_ data: ChartData, to page: inout Markup) {
        let words = document.words
        var entries: [(String, SeriesPaint)]
        if chart.kind == .waterfall {
            entries = [(words.balance, .bar(.balance)), (words.increase, .bar(.increase)), (words.decrease, .bar(.decrease))]
        } else if chart.kind == .bullet {
            // The field behind a bar is where its actual would be off target.
            entries =
                [(data.series[0].title, SeriesPaint(chart, position: 0)), (data.series[1].title, .mark)]
                + (words.statusNames[.red].map { [($0, .field)] } ?? [])
        } else if chart.kind == .smallMultiples {
            entries = data.reference.map { [($0.title, .reference)] } ?? []
        } else {
            entries =
                data.series.enumerated().map { ($1.title, SeriesPaint(chart, position: $0)) }
                + (data.reference.map { [($0.title, chart.kind == .column ? .frame : .target)] } ?? [])
                + (data.forecast.map { [($0.title, .forecast)] } ?? [])
        }
        let isHatched = data.endsInRunningMonth && (chart.kind == .column || chart.kind == .stackedColumn)
        let isDotted = data.endsInRunningMonth && (chart.kind == .line || chart.kind == .smallMultiples)
        if isHatched || isDotted {
            // A single series needs no name beside what its last month is.
            entries =
                (entries.count > 1 || chart.kind == .smallMultiples ? entries : []) + [
                    (words.runningMonth, isHatched ? .hatched(chart) : .dotted)
                ]
        }
        guard isHatched || isDotted || entries.count > 1 || chart.kind == .smallMultiples, !entries.isEmpty else { return }
        page.raw("<ul class=\"legend\">\n")
        for (title, paint) in entries {
            page.raw("<li>\(paint.swatch)\(Markup.escaped(title))</li>\n")
        }
        page.raw("</ul>\n")
    }
}

/// The stroke or fill of a series.
struct SeriesPaint {
    private let palette: Palette
    private let position: Int

    private enum Palette: Hashable {
        case lines, columns, categories, mark, field, reference, target, frame, forecast, dotted
        /// A running month's column; the name of its pattern.
        case hatched(String)
        case ranked(count: Int)
    }

    init(_ chart: Chart, position: Int) {
        self.position = position
        palette =
            switch (chart.kind, chart.seriesOrder) {
            case (.line, _), (.smallMultiples, _): .lines
            case (.stackedColumn, .ranked): .ranked(count: chart.seriesColumns.count)
            case (.stackedColumn, .categories): .categories
            case (.column, _), (.waterfall, _), (.bullet, _): .columns
            }
    }

    /// The target of a bullet.
    static let mark = SeriesPaint(palette: .mark, position: 0)

    /// The field behind a bullet's bar.
    static let field = SeriesPaint(palette: .field, position: 0)

    /// The line that small multiples are held against.
    static let reference = SeriesPaint(palette: .reference, position: 0)

    /// The line that lines are held against.
    static let target = SeriesPaint(palette: .target, position: 0)

    /// The frames around columns that show what these are held against.
    static let frame = SeriesPaint(palette: .frame, position: 0)

    /// The frame around a running month's column that shows what is expected of it.
    static let forecast = SeriesPaint(palette: .forecast, position: 0)

    /// The way of lines into a running month.
    static let dotted = SeriesPaint(palette: .dotted, position: 0)

    /// A running month's column in the legend of a chart.
    static func hatched(_ chart: Chart) -> SeriesPaint {
        SeriesPaint(palette: .hatched("c-" + Markup.escaped(chart.id) + "-legend"), position: 0)
    }

    private init(palette: Palette, position: Int) {
        self.position = position
        self.palette = palette
    }

    private init(bar position: Int) {
        self.position = position
        palette = .columns
    }

    /// The paint of a waterfall's bar.
    static func bar(_ kind: Waterfall.Kind) -> SeriesPaint {
        switch kind {
        case .balance: SeriesPaint(bar: 0)
        case .increase: SeriesPaint(bar: 2)
        case .decrease: SeriesPaint(bar: 3)
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
        if palette == .mark { return "class=\"mark\"" }
        if palette == .frame { return "class=\"frame\"" }
        if palette == .forecast { return "class=\"forecast\"" }
        if palette == .field { return "class=\"field\"" }
        let name =
            switch palette {
            case .lines, .columns: "l\(position % Theme.lines.count)"
            case .mark, .field, .reference, .target, .frame, .forecast, .dotted: ""
            case .hatched: "l0"
            case .categories: "k\(position % Theme.categories.count)"
            case .ranked(let count): "r\(position * (SeriesPaint.rampSteps - 1) / max(count - 1, 1))"
            }
        return "style=\"fill:var(--\(name))\""
    }

    /// Shades of stacked columns the style knows.
    static let rampSteps = 13

    /// A small drawing for the legend.
    var swatch: String {
        let lineKinds: [Palette: String] = [.reference: "reference", .target: "target", .dotted: "dotted"]
        if let kind = lineKinds[palette] {
            return "<svg viewBox=\"0 0 24 10\" aria-hidden=\"true\"><path class=\"line \(kind)\" d=\"M1 6H23\"/></svg>"
        }
        if case .hatched(let name) = palette {
            let box = "x=\"0.5\" y=\"0.5\" width=\"13\" height=\"9\""
            return
                "<svg viewBox=\"0 0 14 10\" aria-hidden=\"true\">\(Hatching.pattern(name))<rect \(box) \(fill)/><rect \(box) \(Hatching.fill(name))/></svg>"
        }
        let isLine = palette == .lines
        if palette == .mark {
            return "<svg viewBox=\"0 0 14 10\" aria-hidden=\"true\"><rect x=\"5.5\" y=\"0\" width=\"3\" height=\"10\" \(fill)/></svg>"
        }
        if palette == .field {
            let bar = "<rect x=\"0.5\" y=\"3\" width=\"8\" height=\"4\" style=\"fill:var(--red)\"/>"
            let field = "<rect x=\"0.5\" y=\"0.5\" width=\"13\" height=\"9\" \(fill)/>"
            return "<svg viewBox=\"0 0 14 10\" aria-hidden=\"true\">\(field)\(bar)</svg>"
        }
        let shape =
            isLine ? "<path class=\"line\" d=\"M1 6H23\" \(stroke)/>" : "<rect x=\"0.5\" y=\"0.5\" width=\"13\" height=\"9\" \(fill)/>"
        return "<svg viewBox=\"0 0 \(isLine ? 24 : 14) 10\" aria-hidden=\"true\">" + shape + "</svg>"
    }
}
