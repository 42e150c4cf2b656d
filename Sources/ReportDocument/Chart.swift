import Ledger

/// A chart over columns of one table of the document; renderers read the values from there (Excel binds to the cells).
public struct Chart: Hashable, Sendable {
    /// Stable id, unique in the document.
    public var id: String
    public var kind: Kind
    public var title: String
    /// What the chart shows in one sentence: alternative text.
    public var alternativeText: String
    /// What the chart tells, for those who see it; nil where there is nothing to tell.
    public var message: String?
    /// Title and message in one short sentence, for formats where a chart has a title only; nil where there is nothing to tell.
    public var statement: String?
    public var xAxisTitle: String
    public var yAxisTitle: String
    /// The table with the data.
    public var table: String
    /// Rows of that table that are shown, both inclusive.
    public var firstRow: Int
    public var lastRow: Int
    /// Column with the category labels.
    public var categoryColumn: Int
    /// Columns with one series each; names are the columns' titles.
    public var seriesColumns: [Int]
    /// Column of a series that all others are held against, such as a target: a dashed line in lines and small multiples, frames
    /// around columns; nil for none.
    public var referenceColumn: Int?
    /// Column of what the series is expected to be at the end of the running month, in the last row: a dashed frame; nil for none.
    public var forecastColumn: Int?
    /// Whether the last row is of a running month and still building up, so that it is not held against the others.
    public var lastRowIsPart: Bool
    /// What the order of the series means.
    public var seriesOrder: SeriesOrder
    /// How far a bullet may miss its target and still be nearly on it, as a share of the target.
    public var amberWithin: Rational
    /// The part of a bullet's target that is to be reached by now, 0...1: it is judged against that.
    public var targetShare: Rational

    /// The form of a chart.
    public enum Kind: Hashable, Sendable {
        case line
        case stackedColumn
        case column
        /// One series whose first and last categories are balances and whose others are movements between them.
        case waterfall
        /// One bar a row against its target: two series, actual and target, and a third one with the actual's share of it, which is written
        /// beside the bar.
        case bullet
        /// One small line chart a series, all on the same axes; where a format has no room for them, one line chart.
        case smallMultiples
    }

    /// How the series of a chart stand to each other.
    public enum SeriesOrder: Hashable, Sendable {
        /// Different things: the first is the one that matters most.
        case categories
        /// Steps of one scale, such as aging buckets from current to oldest: colours go from light to dark.
        case ranked
    }

    /// How a bullet's actual in a row of its table stands to the part of the target that is to be reached by now; nil without a target above zero.
    public func status(_ row: Row) -> Status? {
        guard seriesColumns.count > 1, let actual = row.cells[seriesColumns[0]].value.number,
            let target = row.cells[seriesColumns[1]].value.number, target > .zero
        else { return nil }
        let place = CellReference(table: table, row: 0, column: 0)
        return Judgement(actual: place, target: place, isBetterWhenHigher: true, amberWithin: amberWithin)
            .status(actual: actual, target: target * targetShare)
    }

    public init(
        id: String, kind: Kind, title: String, alternativeText: String, xAxisTitle: String, yAxisTitle: String, table: String,
        firstRow: Int,
        lastRow: Int, categoryColumn: Int, seriesColumns: [Int], referenceColumn: Int? = nil, forecastColumn: Int? = nil,
        lastRowIsPart: Bool = false,
        seriesOrder: SeriesOrder = .categories, amberWithin: Rational = Rational(5, 100), targetShare: Rational = Rational(1)
    ) {
        self.id = id
        self.kind = kind
        self.title = title
        self.alternativeText = alternativeText
        message = nil
        statement = nil
        self.xAxisTitle = xAxisTitle
        self.yAxisTitle = yAxisTitle
        self.table = table
        self.firstRow = firstRow
        self.lastRow = lastRow
        self.categoryColumn = categoryColumn
        self.seriesColumns = seriesColumns
        self.referenceColumn = referenceColumn
        self.forecastColumn = forecastColumn
        self.lastRowIsPart = lastRowIsPart
        self.seriesOrder = seriesOrder
        self.amberWithin = amberWithin
        self.targetShare = targetShare
    }
}
