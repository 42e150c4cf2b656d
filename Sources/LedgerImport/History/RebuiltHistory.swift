import Ledger
import LedgerColumns

/// The open items of one month-end, rebuilt from a history.
public struct HistorySnapshot: Hashable, Sendable {
    /// The last day of a month.
    public let day: Day
    /// The items open on that day.
    public let items: ItemColumns
}

/// A history: the invoices of its list, and the month-ends and movements rebuilt from them.
public struct RebuiltHistory: Hashable, Sendable {
    /// The invoices.
    public let rows: HistoryColumns
    /// The month-ends from the first document to the last event, ascending; none of a list without rows.
    public private(set) var snapshots: [HistorySnapshot] = []
    /// The documents and what cleared them, without the postings that part-pay them.
    public private(set) var postings = PostingColumns()
    /// The months in which the list starts or ends, ascending.
    public private(set) var edgeMonths: [Month] = []
    /// What stands out in the list as a whole, such as bridges that do not tie out (`history-break`).
    public private(set) var diagnostics: [Diagnostic] = []

    /// Rebuilds a history.
    ///
    /// Throws `tooLarge` when its dates reach over more than 50 years. Linear in the rows for each month.
    ///
    /// - Parameters:
    ///   - applied: Postings that name invoices of the list as applied to; others are told of.
    ///   - path: The file that diagnostics name.
    public init(_ rows: HistoryColumns, applied: PostingColumns, path: String) throws(ImportError) {
        self.init(part: rows)
        guard rows.count > 0 else { return }
        let builder = try HistoryBuilder(rows, applied: applied, path: path)
        (snapshots, postings, edgeMonths) = (builder.snapshots(), builder.postings(), builder.edgeMonths)
        diagnostics = builder.diagnostics + [builder.bridgeFinding(snapshots, postings, path: path)].compactMap { $0 }
    }

    /// Some rows of a list, from which nothing is rebuilt before they are put beside the others.
    public init(part rows: HistoryColumns) {
        self.rows = rows
    }
}

extension HistoryColumns {
    /// The month-ends that are rebuilt from the invoices: from the month of the first document to that of the last event, ascending. None without invoices.
    public var monthEnds: [Day] {
        guard let first = documentDay.min(), let last = documentDay.max() else { return [] }
        let months = Day(daysSinceEpoch: first).month.index...Day(daysSinceEpoch: max(last, clearedDay.max() ?? last)).month.index
        return months.map { Month(index: $0).lastDay }
    }
}

extension ImportReport {
    /// Puts what stands out in a history into the report.
    public mutating func note(_ history: RebuiltHistory) {
        diagnostics += history.diagnostics
        edgeMonths = history.edgeMonths
    }
}
