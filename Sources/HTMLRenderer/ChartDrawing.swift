import Ledger
import ReportDocument

/// A size a chart is drawn in: the style has a class of its name.
struct DrawingSize {
    let name: String
    let width: Int
    /// The height between the ends of the value axis.
    let plotHeight: Double

    init(_ name: String, _ width: Int, plotHeight: Double = 210) {
        (self.name, self.width, self.plotHeight) = (name, width, plotHeight)
    }
}

/// Draws a chart into a given width; coordinates are written with one decimal, so that the text is the same everywhere.
struct ChartDrawing {
    let document: ReportDocument
    let chart: Chart
    let data: ChartData
    let width: Int
    /// The name of the hatching of a running month's columns, unique on the page.
    let hatching: String
    let format: FigureFormat
    private let scale: AxisScale
    private let labels: [[String]]
    private let left: Double
    /// Every how many months one is named.
    private let monthStep: Int
    /// Months say themselves what they are; other categories have a title.
    private let isOfWholeMonths: Bool

    private static let top = 26.0
    private let plotHeight: Double
    static let lineHeight = 14.0
    var right: Double { Double(width) - 8 }

    init(document: ReportDocument, chart: Chart, data: ChartData, size: DrawingSize, name: String) {
        (width, plotHeight) = (size.width, size.plotHeight)
        hatching = name + "-hatching"
        self.document = document
        self.chart = chart
        self.data = data
        format = document.figureFormat
        scale = AxisScale(ChartDrawing.range(chart.kind, data), includesZero: chart.kind != .line, sample: data.sample)
        let tickLabels = AxisLabel(format: format, sample: data.sample, scale: scale)
        left = Double(scale.ticks.map { tickLabels.text($0).count }.max() ?? 1) * 6.8 + 14
        let step = (Double(size.width) - 8 - left) / Double(max(data.categories.count, 1))
        monthStep = step < 22 ? 3 : step < 26 ? 2 : 1
        labels = CategoryLabels(format: format, charactersMax: max(3, Int(step / 6.6)), monthStep: monthStep).lines(data.categories)
        isOfWholeMonths = data.categories.allSatisfy { if case .month = $0 { true } else { false } }
    }

    var height: Int {
        if chart.kind == .bullet { return BulletDrawing(self).height }
        if isLying { return LyingWaterfall(self).height }
        return Int(ChartDrawing.top + plotHeight) + (isOfWholeMonths ? 14 : 34) + (labels.map(\.count).max() ?? 1)
            * Int(ChartDrawing.lineHeight)
    }

    /// A waterfall's names do not fit under its bars on a phone: there the bars lie, one under the other.
    private var isLying: Bool { chart.kind == .waterfall && width < 400 }

    private var bottom: Double { ChartDrawing.top + plotHeight }
    private var step: Double { (right - left) / Double(max(data.categories.count, 1)) }
    private func x(_ position: Int) -> Double { left + step * (Double(position) + 0.5) }
    private func y(_ value: Double) -> Double { bottom - scale.position(value) * plotHeight }

    var text: String {
        if chart.kind == .bullet { return BulletDrawing(self).text }
        if isLying { return LyingWaterfall(self).text }
        var text = axes
        switch chart.kind {
        case .line: text += lines + reference + lastValue
        case .stackedColumn: text += stackedColumns + hatched
        case .column: text += columns + hatched + frames
        case .waterfall: text += waterfall
        case .bullet, .smallMultiples: break
        }
        return text
    }

    /// Everything the value axis has to hold.
    private static func range(_ kind: Chart.Kind, _ data: ChartData) -> [Double] {
        switch kind {
        case .line, .column, .bullet, .smallMultiples:
            return (data.series + [data.reference, data.forecast].compactMap { $0 }).flatMap { $0.values.compactMap { $0 } }
        case .waterfall: return Waterfall(data.series[0].values).bars.flatMap { [$0.from, $0.to] }
        case .stackedColumn:
            return data.categories.indices.flatMap { position in
                let values = data.series.compactMap { $0.values[position] }
                return [values.filter { $0 > 0 }.reduce(0, +), values.filter { $0 < 0 }.reduce(0, +)]
            }
        }
    }

    private var axes: String {
        let label = AxisLabel(format: format, sample: data.sample, scale: scale)
        var text = "<text class=\"axis\" x=\"0\" y=\"12\">\(Markup.escaped(chart.yAxisTitle))</text>\n"
        for tick in scale.ticks {
            let height = number(y(tick))
            text += "<path class=\"\(tick == 0 ? "zero" : "grid")\" d=\"M\(number(left)) \(height)H\(number(right))\"/>"
            text +=
                "<text class=\"axis\" x=\"\(number(left - 6))\" y=\"\(number(y(tick) + 4))\" text-anchor=\"end\">\(Markup.escaped(label.text(tick)))</text>\n"
        }
        for (position, lines) in labels.enumerated() {
            for (line, words) in lines.enumerated() where !words.isEmpty {
                let height = bottom + 16 + Double(line) * ChartDrawing.lineHeight
                text +=
                    "<text x=\"\(number(x(position)))\" y=\"\(number(height))\" text-anchor=\"middle\"\(labelSize)>\(Markup.escaped(words))</text>"
            }
        }
        text += "\n"
        if isOfWholeMonths { return text }
        text += "<text class=\"axis\" x=\"\(number((left + right) / 2))\" y=\"\(height - 6)\" text-anchor=\"middle\">"
        return text + Markup.escaped(chart.xAxisTitle) + "</text>\n"
    }

    /// A smaller font when the longest word would run into its neighbour; empty for the usual size.
    private var labelSize: String {
        let longest = labels.joined().map(\.count).max() ?? 0
        let fitting = (step * Double(monthStep) - 4) / (Double(longest) * 0.56)
        return fitting >= 12 ? "" : " style=\"font-size:\(number(max(fitting, monthStep > 1 ? 11 : 8)))px\""
    }

    /// One path a series; a gap in the data is a gap in the line.
    private var lines: String {
        var text = ""
        for (position, series) in data.series.enumerated().reversed() {
            let paint = SeriesPaint(chart, position: position)
            text += line(series, class: "line", paint.stroke)
        }
        return text
    }

    /// What columns are held against, such as a target, and what is expected of a running month: a frame around each.
    private var frames: String {
        [(data.forecast, "forecast"), (data.reference, "frame")].map { series, kind in
            (series?.values ?? []).enumerated().compactMap { category, value in
                value.map { column(x(category), width: step * 0.8, from: 0, to: $0, "class=\"\(kind)\"") }
            }.joined()
        }.joined() + "\n"
    }

    /// What lines are held against.
    private var reference: String { data.reference.map { line($0, class: "line target") } ?? "" }

    /// The path of a series; the way into a running month is one of its own, in dots.
    private func line(_ series: ChartData.Series, class name: String, _ attributes: String = "") -> String {
        LinePath(series.values, endsApart: data.endsInRunningMonth) { (x($0), y($1)) }.markup(class: name, attributes)
    }

    /// Stripes over the columns of a running month.
    private var hatched: String {
        guard data.endsInRunningMonth else { return "" }
        let last = data.categories.count - 1
        let values = data.series.compactMap { $0.values[last] }
        guard !values.isEmpty else { return "" }
        let isStacked = chart.kind == .stackedColumn
        let high = isStacked ? values.filter { $0 > 0 }.reduce(0, +) : max(values.max() ?? 0, 0)
        let low = isStacked ? values.filter { $0 < 0 }.reduce(0, +) : min(values.min() ?? 0, 0)
        return Hatching.pattern(hatching)
            + column(x(last), width: step * (isStacked ? 0.68 : 0.72), from: low, to: high, Hatching.fill(hatching)) + "\n"
    }

    private var stackedColumns: String {
        var text = ""
        for category in data.categories.indices {
            var (above, below) = (0.0, 0.0)
            for (position, series) in data.series.enumerated() {
                guard let value = series.values[category], value != 0 else { continue }
                let start = value > 0 ? above : below
                if value > 0 { above += value } else { below += value }
                let paint = SeriesPaint(chart, position: position)
                text += column(x(category), width: step * 0.68, from: start, to: start + value, paint.fill)
            }
            text += "\n"
        }
        return text
    }

    private var columns: String {
        var text = ""
        let width = step * 0.72 / Double(data.series.count)
        for (position, series) in data.series.enumerated() {
            let paint = SeriesPaint(chart, position: position)
            for (category, value) in series.values.enumerated() {
                guard let value else { continue }
                let center = x(category) + (Double(position) - Double(data.series.count - 1) / 2) * width
                text += column(center, width: width * 0.92, from: 0, to: value, paint.fill)
            }
            text += "\n"
        }
        return text
    }

    private var waterfall: String {
        var text = ""
        for (position, bar) in Waterfall(data.series[0].values).bars.enumerated() {
            text += column(x(position), width: step * 0.68, from: bar.from, to: bar.to, SeriesPaint.bar(bar.kind).fill)
            if position + 1 < data.categories.count {
                let level = number(y(bar.to))
                text +=
                    "<path class=\"zero\" d=\"M\(number(x(position) + step * 0.34)) \(level)H\(number(x(position + 1) - step * 0.34))\"/>"
            }
            text += "\n"
        }
        return text
    }

    /// The last figure of a single line, written where it stands.
    private var lastValue: String {
        guard data.series.count == 1, let value = data.series[0].values.last ?? nil, let cell = data.last else { return "" }
        let place = x(data.categories.count - 1)
        let top = max(y(value) - 10, ChartDrawing.top - 4)
        return
            "<circle class=\"dot\(data.endsInRunningMonth ? " open" : "")\" cx=\"\(number(place))\" cy=\"\(number(y(value)))\" r=\"3.5\"/>"
            + "<text class=\"value\" x=\"\(number(right))\" y=\"\(number(top))\" text-anchor=\"end\">\(Markup.escaped(format.text(cell)))</text>\n"
    }

    /// A column between two values; never thinner than a hairline, so that a small movement can be seen.
    private func column(_ center: Double, width: Double, from: Double, to: Double, _ fill: String) -> String {
        let upper = y(max(from, to))
        let height = max(y(min(from, to)) - upper, 1)
        return "<rect x=\"\(number(center - width / 2))\" y=\"\(number(upper))\" width=\"\(number(width))\" "
            + "height=\"\(number(height))\" \(fill)/>"
    }

    func number(_ value: Double) -> String { Coordinate.text(value) }
}

/// Texts of coordinates.
enum Coordinate {
    /// With at most one decimal, so that the text is the same everywhere.
    static func text(_ value: Double) -> String {
        let tenths = Int((value * 10).rounded())
        let sign = tenths < 0 ? "-" : ""
        let (whole, rest) = tenths.magnitude.quotientAndRemainder(dividingBy: 10)
        return sign + String(whole) + (rest == 0 ? "" : "." + String(rest))
    }
}
