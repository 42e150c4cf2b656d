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
        /// How many bars reach their aims, and which is furthest from it, by its share.
        case bars(met: Int, of: Int, furthest: Point?)
        /// The highest and the lowest of several series at the last category, and what they are held against.
        case panels(at: String, highest: Point, lowest: Point, whole: Point?)
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
        /// nil where the first or the last point is an extreme as well, or where a chart has several series.
        public let highest: Point?
        public let lowest: Point?

        /// The first and the last category differ.
        public var hasCourse: Bool { first.label != last.label }
    }

    /// The message of a chart over a table; empty where a value is missing.
    init(_ chart: Chart, _ table: DraftTable, _ format: FigureFormat) {
        let rows = Array(table.rows[chart.firstRow...chart.lastRow])
        let points = { (column: Int) in
            rows.map { Point(label: format.text($0.cells[chart.categoryColumn].value), value: $0.cells[column].value) }
        }
        let series = chart.seriesColumns.map { (name: table.columns[$0].title, points: points($0)) }
        switch chart.kind {
        case .line, .column, .stackedColumn:
            let held = chart.referenceColumn.map { [(name: table.columns[$0].title, points: points($0))] } ?? []
            parts =
                series.prefix(Self.seriesMax).compactMap { Self.course($0.name, $0.points, withExtremes: series.count == 1) }
                + held.compactMap { Self.course($0.name, $0.points, withExtremes: false) }
        case .waterfall: parts = [Self.bridge(series[0].points)].compactMap { $0 }
        case .bullet: parts = [Self.bars(chart, series.map(\.points))].compactMap { $0 }
        case .smallMultiples:
            parts = [
                Self.panels(series.map { ($0.name, $0.points) }, whole: chart.referenceColumn.map { (table.columns[$0].title, points($0)) })
            ]
            .compactMap { $0 }
        }
    }

    /// More series than these are for the table.
    private static let seriesMax = 6

    private static func course(_ name: String, _ points: [Point], withExtremes: Bool) -> Part? {
        guard let first = points.first, let last = points.last, points.allSatisfy({ $0.value.number != nil }) else { return nil }
        let ends = [first, last].compactMap(\.value.number)
        let highest = points.max { $0.value.number! < $1.value.number! }.flatMap { ends.contains($0.value.number!) ? nil : $0 }
        let lowest = points.min { $0.value.number! < $1.value.number! }.flatMap { ends.contains($0.value.number!) ? nil : $0 }
        return .course(
            Course(name: name, first: first, last: last, highest: withExtremes ? highest : nil, lowest: withExtremes ? lowest : nil))
    }

    private static func bridge(_ points: [Point]) -> Part? {
        guard points.count > 2, points.allSatisfy({ $0.value.number != nil }) else { return nil }
        func size(_ point: Point) -> Rational { point.value.number!.magnitude }
        let movements = points[1..<(points.count - 1)].filter { size($0) > .zero }.sorted { size($0) > size($1) }
        return .bridge(from: points[0], to: points[points.count - 1], movements: Array(movements.prefix(2)))
    }

    /// Actual against the part of the target that is to be reached by now.
    private static func bars(_ chart: Chart, _ series: [[Point]]) -> Part? {
        guard series.count >= 2 else { return nil }
        let shares = zip(series[0], series[1]).compactMap { actual, target -> Point? in
            guard let reached = actual.value.number, let wanted = target.value.number, wanted > .zero, chart.targetShare > .zero else {
                return nil
            }
            return Point(label: actual.label, value: .ratio(reached / (wanted * chart.targetShare)))
        }
        guard let lowest = shares.min(by: { $0.value.number! < $1.value.number! }) else { return nil }
        let met = shares.count { $0.value.number! >= Rational(1) }
        return .bars(met: met, of: shares.count, furthest: met < shares.count ? lowest : nil)
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
            at: highest.at, highest: highest.point, lowest: lowest.point, whole: reference?.value.number == nil ? nil : reference)
    }
}

extension Rational {
    /// The number without its sign.
    fileprivate var magnitude: Rational { self < .zero ? .zero - self : self }
}
