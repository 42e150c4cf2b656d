import Ledger
import LedgerColumns

/// The debit items of a positions rollup by row and calendar month of their document day: only the months that occur.
public struct DocumentMonths: Hashable, Sendable {
    /// Stands for items without a document day.
    public static let noMonth = Int32.min

    /// The items of a row and month.
    public struct Entry: Hashable, Sendable {
        /// A row of the rollup.
        public var row: UInt32
        /// `Month.index`, or ``noMonth``.
        public var month: Int32
        /// Σ open × (D − document day), reporting minor units × days; negative for documents dated after D.
        public var minorDays: Int128
        /// Σ open, reporting minor units.
        public var openMinor: Int64
        public var count: Int64
    }

    /// Ascending by row and month, each pair once.
    public let entries: [Entry]

    /// No items.
    public init() { entries = [] }

    /// Entries that ascend by row and month, each pair once.
    init(ascending entries: [Entry]) { self.entries = entries }

    /// Entries in any order; those of the same row and month are added up. O(n log n).
    init(_ parts: [Entry]) {
        var merged: [Entry] = []
        for entry in parts.sorted(by: { ($0.row, $0.month) < ($1.row, $1.month) }) {
            if let last = merged.last, last.row == entry.row, last.month == entry.month {
                merged[merged.count - 1].minorDays += entry.minorDays
                merged[merged.count - 1].openMinor += entry.openMinor
                merged[merged.count - 1].count += entry.count
            } else {
                merged.append(entry)
            }
        }
        entries = merged
    }
}

extension ColumnArchiveWriter {
    mutating func append(_ documents: DocumentMonths) {
        let entries = documents.entries
        append("document-row", made: { entries.map(\.row) })
        append("document-month", made: { entries.map(\.month) })
        append("document-days", wide: entries.map(\.minorDays))
        append("document-open", made: { entries.map(\.openMinor) })
        append("document-count", made: { entries.map(\.count) })
    }
}

extension ColumnArchiveReader {
    func documentMonths() throws(ColumnError) -> DocumentMonths {
        let rows: [UInt32] = try numbers("document-row")
        let months: [Int32] = try numbers("document-month")
        let days = try wide("document-days")
        let open: [Int64] = try numbers("document-open")
        let counts: [Int64] = try numbers("document-count")
        guard months.count == rows.count, days.count == rows.count, open.count == rows.count, counts.count == rows.count else {
            throw ColumnError(.malformed, "a rollup's columns by document month differ in length")
        }
        return DocumentMonths(
            rows.indices.map {
                DocumentMonths.Entry(row: rows[$0], month: months[$0], minorDays: days[$0], openMinor: open[$0], count: counts[$0])
            })
    }
}

/// The calendar month of days, from a table over the days of a column.
struct MonthOfDay: Sendable {
    private var first: Int32 = 0
    private var table: [Int32] = []

    /// A table for the days of a column. Linear in the rows and in the span of days.
    init(_ days: [Int32]) {
        var (low, high) = (Int32.max, Int32.min)
        for day in days where day != ItemColumns.noDay {
            low = min(low, day)
            high = max(high, day)
        }
        guard low <= high else { return }
        first = low
        table.reserveCapacity(Int(high - low) + 1)
        var month = Day(daysSinceEpoch: low).month
        var monthEnd = month.lastDay.daysSinceEpoch
        for day in low...high {
            if day > monthEnd {
                month = month.adding(months: 1)
                monthEnd = month.lastDay.daysSinceEpoch
            }
            table.append(Int32(month.index))
        }
    }

    /// `Month.index` of a day of the column, ``DocumentMonths/noMonth`` for a missing one.
    func index(of day: Int32) -> Int32 { day == ItemColumns.noDay ? DocumentMonths.noMonth : table[Int(day - first)] }
}
