import Ledger
import ReportDocument

/// A word-sized line of a figure's last months, without axes: the trend table has the figures.
struct Sparkline {
    private let values: [Double]

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
            let values = months.compactMap { $0.cells[column].value.number?.doubleValue }
            guard values.count >= 3, values.count == months.count || months.last?.cells[column].value.number != nil else { continue }
            self.values = values
            return
        }
        return nil
    }

    var markup: String {
        let (low, high) = (values.min() ?? 0, values.max() ?? 1)
        let span = high > low ? high - low : 1
        let points = values.enumerated().map { position, value in
            let x = 3 + (Self.width - 6) * Double(position) / Double(values.count - 1)
            return (x, Self.height - 4 - (value - low) / span * (Self.height - 8))
        }
        let path = points.enumerated().map { "\($0 == 0 ? "M" : "L")\(Coordinate.text($1.0)) \(Coordinate.text($1.1))" }.joined()
        let end = points[points.count - 1]
        return
            "<svg class=\"spark\" viewBox=\"0 0 120 28\" aria-hidden=\"true\"><path class=\"line\" d=\"\(path)\" style=\"stroke:var(--muted)\"/>"
            + "<circle class=\"dot\" cx=\"\(Coordinate.text(end.0))\" cy=\"\(Coordinate.text(end.1))\" r=\"3\"/></svg>"
    }
}
