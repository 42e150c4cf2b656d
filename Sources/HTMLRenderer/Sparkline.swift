import Ledger
import ReportDocument

/// A word-sized line of a figure's last months, without axes: the trend table has the figures.
struct Sparkline {
    /// From the first month with a figure to the last one; nil is a gap.
    private let values: [Double?]

    private static let width = 120.0
    private static let height = 28.0

    /// The months of a named figure; nil when no trend of the document has at least three of them.
    ///
    /// - Parameter withRunningMonth: Whether the days of a running month stand beside whole months.
    init?(_ name: String, in document: ReportDocument, withRunningMonth: Bool) {
        for table in document.tables {
            guard let column = table.columns.firstIndex(where: { $0.id == name }) else { continue }
            let months = table.rows.filter {
                switch $0.cells[0].value {
                case .month: true
                case .monthToDate: withRunningMonth
                default: false
                }
            }
            let values = months.map { $0.cells[column].value.number?.doubleValue }.drop { $0 == nil }
            guard values.count(where: { $0 != nil }) >= 3, values.last.flatMap({ $0 }) != nil else { continue }
            self.values = Array(values)
            return
        }
        return nil
    }

    var markup: String {
        let numbers = values.compactMap { $0 }
        let (low, high) = (numbers.min() ?? 0, numbers.max() ?? 1)
        let span = high > low ? high - low : 1
        func place(_ position: Int, _ value: Double) -> (x: Double, y: Double) {
            let x = 3 + (Self.width - 6) * Double(position) / Double(values.count - 1)
            return (x, Self.height - 4 - (value - low) / span * (Self.height - 8))
        }
        let line = LinePath(values, endsApart: false, place: place).markup(class: "line", "style=\"stroke:var(--muted)\"")
        let end = place(values.count - 1, numbers[numbers.count - 1])
        return
            "<svg class=\"spark\" viewBox=\"0 0 120 28\" aria-hidden=\"true\">\(line.dropLast())"
            + "<circle class=\"dot\" cx=\"\(Coordinate.text(end.x))\" cy=\"\(Coordinate.text(end.y))\" r=\"3\"/></svg>"
    }
}
