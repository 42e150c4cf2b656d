import Ledger
import ReportDocument

/// What a chart tells who cannot see it: direction, first and last value, extremes.
public struct ChartMessage: Hashable, Sendable {
    public let parts: [Part]

    /// One statement of a message.
    public enum Part: Hashable, Sendable {
        /// One series from its first to its last category, with its extremes when they lie between.
        case course(Course)
        /// Balances and the largest movements between them, the largest first.
        case bridge(from: Point, to: Point, movements: [Point])
        /// The balance at the end of a bridge that cannot be drawn up to it: the first thing that is missing, and why, without a full stop.
        case bridgeEnd(at: Point, missing: String, reason: String)
        /// The whole that several series add up to, and the share one of them has in it.
        case stack(Course, share: Share?)
        /// How many rows of the table reach their targets, or in a running month what of these is to be reached to date, and which is furthest from it,
        /// by its share; `drawn`: how many of them, the first ones, have a bar.
        case bars(met: Int, of: Int, furthest: Point?, isToDate: Bool, drawn: Int)
        /// How many rows with targets there are of which only the first ones are drawn, and where the others stand.
        case firstBars(drawn: Int, of: Int, others: OtherRows)
        /// The highest and the lowest of some series at the last category, how many they are, and what they are held against.
        case panels(at: String, highest: Point, lowest: Point, of: Int, whole: Point?)
        /// Categories between the first and the last that have no figures.
        case gaps([String])
        /// What a running month has so far, and what is expected of the whole of it.
        case running(name: String, at: String, soFar: CellValue, forecast: CellValue?)
    }

    /// Where the rows of a table stand that a chart does not draw.
    public enum OtherRows: Hashable, Sendable {
        /// In the table.
        case table
        /// Some in the table, the others in its CSV file alone.
        case tableAndFile
        /// In the CSV file of the table alone.
        case file
    }

    /// The share of one series in the whole at the first and the last category.
    public struct Share: Hashable, Sendable {
        public let name: String
        public let first: Rational
        public let last: Rational
    }

    /// A value and what it is of.
    public struct Point: Hashable, Sendable {
        public let label: String
        public let value: CellValue
    }

    /// A series over its categories.
    public struct Course: Hashable, Sendable {
        public let name: String
        public let first: Point
        public let last: Point
        /// Whether the chart shows nothing else, so that its title says what this is.
        public let isOnly: Bool
        /// nil where the first or the last point is an extreme as well, or where a chart has several series.
        public let highest: Point?
        public let lowest: Point?

        /// The first and the last category differ.
        public var hasCourse: Bool { first.label != last.label }
    }

    /// The message of a chart over a table: of the rows that have all figures, and which have not.
    init(_ chart: Chart, _ table: DraftTable, _ format: FigureFormat) {
        let shown = table.rows[chart.firstRow...chart.lastRow].dropLast(chart.lastRowIsPart ? 1 : 0)
        let lacks = { (cells: [DraftCell]) in chart.seriesColumns.contains { !cells[$0].isNumber } }
        let rows = shown.filter { !lacks($0.cells) }
        let missing = shown.filter { lacks($0.cells) }.map { Self.label($0.cells[chart.categoryColumn].value, format) }
        let gaps = missing.isEmpty ? [] : [Part.gaps(missing)]
        let points = { (column: Int) in
            rows.map { Point(label: Self.label($0.cells[chart.categoryColumn].value, format), value: $0.cells[column].value) }
        }
        let series = chart.seriesColumns.map { (name: table.columns[$0].title, points: points($0)) }
        switch chart.kind {
        case .line, .column, .stackedColumn:
            let held = chart.referenceColumn.map { [(name: table.columns[$0].title, points: points($0))] } ?? []
            let courses = series.prefix(Self.seriesMax).compactMap { Self.course($0.name, $0.points, isOnly: series.count == 1) }
            let stack = chart.kind == .stackedColumn ? Self.stack(series, chart.seriesOrder) : nil
            parts =
                [stack, courses.first.map(Part.course), Self.running(chart, table, format)].compactMap { $0 }
                + courses.dropFirst().map(Part.course)
                + held.compactMap { Self.course($0.name, $0.points, isOnly: false) }.map(Part.course) + gaps
        case .waterfall: parts = [Self.bridgeEnd(chart, table, format) ?? Self.bridge(series[0].points)].compactMap { $0 }
        case .bullet: parts = Self.bars(chart, table, format)
        case .smallMultiples:
            let whole = chart.referenceColumn.map { (name: table.columns[$0].title, points: points($0)) }
            parts = [Self.panels(series.map { ($0.name, $0.points) }, whole: whole)].compactMap { $0 } + gaps
        }
    }

    /// A category within a sentence; a running month by its day, since that is what a balance is of.
    private static func label(_ category: CellValue, _ format: FigureFormat) -> String {
        if case .monthToDate(let day) = category { format.date(day) } else { format.text(category) }
    }

    /// More series than these are for the table.
    private static let seriesMax = 6

    private static func course(_ name: String, _ points: [Point], isOnly: Bool) -> Course? {
        guard let first = points.first, let last = points.last, points.allSatisfy({ $0.value.number != nil }) else { return nil }
        let ends = [first, last].compactMap(\.value.number)
        let highest = points.max { $0.value.number! < $1.value.number! }.flatMap { ends.contains($0.value.number!) ? nil : $0 }
        let lowest = points.min { $0.value.number! < $1.value.number! }.flatMap { ends.contains($0.value.number!) ? nil : $0 }
        return Course(name: name, first: first, last: last, isOnly: isOnly, highest: isOnly ? highest : nil, lowest: isOnly ? lowest : nil)
    }

    /// The sum of all series from the first to the last category, with the share of the one that matters most: the last of a scale, the first of different things.
    private static func stack(_ series: [(name: String, points: [Point])], _ order: Chart.SeriesOrder) -> Part? {
        guard series.count > 1, let told = order == .ranked ? series.last : series.first, let count = told.points.indices.last,
            let first = sum(series.map { $0.points[0].value }), let last = sum(series.map { $0.points[count].value })
        else { return nil }
        let whole = Course(
            name: "", first: Point(label: told.points[0].label, value: first), last: Point(label: told.points[count].label, value: last),
            isOnly: true, highest: nil, lowest: nil)
        guard let start = first.number, let end = last.number, start > .zero, end > .zero, let part = told.points[0].value.number,
            let latest = told.points[count].value.number
        else { return .stack(whole, share: nil) }
        return .stack(whole, share: Share(name: told.name, first: part / start, last: latest / end))
    }

    /// The sum of amounts of one currency, or of counts; nil for others.
    private static func sum(_ values: [CellValue]) -> CellValue? {
        values.dropFirst().reduce(values.first) { sum, value in
            switch (sum, value) {
            case (.money(let left, let currency)?, .money(let right, let other)) where other == currency:
                let (total, overflow) = left.addingReportingOverflow(right)
                return overflow ? nil : .money(total, currency)
            case (.count(let left)?, .count(let right)): return .count(left + right)
            default: return nil
            }
        }
    }

    /// What the last row says of a month that is still building up.
    private static func running(_ chart: Chart, _ table: DraftTable, _ format: FigureFormat) -> Part? {
        let cells = table.rows[chart.lastRow].cells
        guard chart.lastRowIsPart, chart.seriesColumns.count == 1, cells[chart.seriesColumns[0]].isNumber else { return nil }
        let forecast = chart.forecastColumn.map { cells[$0].value }.flatMap { $0.number == nil ? nil : $0 }
        return .running(
            name: table.columns[chart.seriesColumns[0]].title, at: format.text(cells[chart.categoryColumn].value),
            soFar: cells[chart.seriesColumns[0]].value, forecast: forecast)
    }

    /// What a bridge without its beginning has; nil where it has all.
    private static func bridgeEnd(_ chart: Chart, _ table: DraftTable, _ format: FigureFormat) -> Part? {
        let (category, amount) = (chart.categoryColumn, chart.seriesColumns[0])
        let end = table.rows[chart.lastRow].cells
        for row in table.rows[..<chart.firstRow] {
            if case .notAvailable(let reason) = row.cells[amount].value, end[amount].isNumber {
                return .bridgeEnd(
                    at: Point(label: label(end[category].value, format), value: end[amount].value),
                    missing: label(row.cells[category].value, format), reason: reason)
            }
        }
        return nil
    }

    private static func bridge(_ points: [Point]) -> Part? {
        guard points.count > 2, points.allSatisfy({ $0.value.number != nil }) else { return nil }
        func size(_ point: Point) -> Rational { point.value.number!.magnitude }
        let movements = points[1..<(points.count - 1)].filter { size($0) > .zero }.sorted { size($0) > size($1) }
        return .bridge(from: points[0], to: points[points.count - 1], movements: Array(movements.prefix(2)))
    }

    /// Actual against the part of the target that is to be reached by now, of all rows of the table, drawn or not; how many are drawn where that is not all.
    private static func bars(_ chart: Chart, _ table: DraftTable, _ format: FigureFormat) -> [Part] {
        guard chart.seriesColumns.count >= 2 else { return [] }
        func aimed(_ rows: [(role: Row.Role, cells: [DraftCell])]) -> [(label: String, reached: Rational, wanted: Rational)] {
            rows.compactMap { row in
                guard row.role == .item, let reached = row.cells[chart.seriesColumns[0]].value.number,
                    let wanted = row.cells[chart.seriesColumns[1]].value.number, wanted > .zero
                else { return nil }
                return (label(row.cells[chart.categoryColumn].value, format), reached, wanted)
            }
        }
        let (shown, unshown) = (aimed(table.rows), aimed(table.unshownRows))
        let rows = shown + unshown
        let drawn = aimed(Array(table.rows[chart.firstRow...chart.lastRow])).count
        let others: OtherRows = unshown.isEmpty ? .table : drawn < shown.count ? .tableAndFile : .file
        let first = drawn < rows.count ? [Part.firstBars(drawn: drawn, of: rows.count, others: others)] : []
        // On the first days of a month nothing is to be reached yet.
        guard chart.targetShare > .zero else { return first }
        let shares = rows.map { Point(label: $0.label, value: .ratio($0.reached / ($0.wanted * chart.targetShare))) }
        guard let lowest = shares.min(by: { $0.value.number! < $1.value.number! }) else { return [] }
        let met = shares.count { $0.value.number! >= Rational(1) }
        return [
            .bars(
                met: met, of: shares.count, furthest: met < shares.count ? lowest : nil, isToDate: chart.targetShare < Rational(1),
                drawn: drawn)
        ] + first
    }

    private static func panels(_ series: [(name: String, points: [Point])], whole: (name: String, points: [Point])?) -> Part? {
        let last = series.compactMap { series in
            series.points.last.map { (at: $0.label, point: Point(label: series.name, value: $0.value)) }
        }
        .filter { $0.point.value.number != nil }
        guard let highest = last.max(by: { $0.point.value.number! < $1.point.value.number! }),
            let lowest = last.min(by: { $0.point.value.number! < $1.point.value.number! })
        else { return nil }
        let reference = whole.flatMap { whole in whole.points.last.map { Point(label: whole.name, value: $0.value) } }
        return .panels(
            at: highest.at, highest: highest.point, lowest: lowest.point, of: last.count,
            whole: reference?.value.number == nil ? nil : reference)
    }
}

extension ChartMessage.Part {
    var isOfRunningMonth: Bool { if case .running = self { true } else { false } }

    /// Whether it tells of months or bars that the picture lacks.
    var isOfWhatIsNotDrawn: Bool {
        switch self {
        case .gaps, .firstBars: true
        case .course, .bridge, .bridgeEnd, .stack, .bars, .panels, .running: false
        }
    }
}

extension Rational {
    /// The number without its sign.
    fileprivate var magnitude: Rational { self < .zero ? .zero - self : self }
}
