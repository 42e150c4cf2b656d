import Ledger
import LedgerColumns

/// The debit items of a positions rollup by row and calendar month of their document day: only the months that occur.
public struct DocumentMonths: Hashable, Sendable {
    /// Stands for items without a document day.
    public static let noMonth = Int32.min

    /// The items of a row and month.
    public struct Entry: Hashable, Sendable, BitwiseCopyable {
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

extension DocumentMonths {
    /// The columns of an archive that entries are made of.
    struct Columns {
        private let rows: ArchiveDecoder.Column<UInt32>
        private let months: ArchiveDecoder.Column<Int32>
        private let daysHigh: ArchiveDecoder.Column<Int64>
        private let daysLow: ArchiveDecoder.Column<Int64>
        private let open: ArchiveDecoder.Column<Int64>
        private let counts: ArchiveDecoder.Column<Int64>

        /// Asks for them.
        init(_ decoder: inout ArchiveDecoder) {
            rows = decoder.numbers("document-row")
            months = decoder.numbers("document-month")
            daysHigh = decoder.numbers("document-days.high")
            daysLow = decoder.numbers("document-days.low")
            open = decoder.numbers("document-open")
            counts = decoder.numbers("document-count")
        }

        /// The entries, on all cores; to be called once, when the decoder has run.
        func take() throws(ColumnError) -> DocumentMonths {
            let (rows, months, high, low) = (rows.take(), months.take(), daysHigh.take(), daysLow.take())
            let (open, counts) = (open.take(), counts.take())
            guard [months.count, high.count, low.count, open.count, counts.count].allSatisfy({ $0 == rows.count }) else {
                throw ColumnError(.malformed, "a rollup's columns by document month differ in length")
            }
            for index in rows.indices.dropFirst() where (rows[index - 1], months[index - 1]) >= (rows[index], months[index]) {
                throw ColumnError(.malformed, "a rollup's columns by document month are not in order")
            }
            let entries: [Entry] = concurrentlyFilled(rows.count, parts: 8) { index in
                Entry(
                    row: rows[index], month: months[index],
                    minorDays: Int128(high[index]) << 64 | Int128(UInt64(bitPattern: low[index])), openMinor: open[index],
                    count: counts[index])
            }
            return DocumentMonths(ascending: entries)
        }
    }
}

/// The calendar month of days, from a table over the days of a column.
struct MonthOfDay: Sendable {
    private var first: Int32 = 0
    private var table: [Int32] = []

    /// A table for the days of a column. Linear in them and in the span from the first to the last.
    init(of column: [Int32]) {
        let known = column.lazy.filter { $0 != ItemColumns.noDay }
        guard let first = known.min(), let last = known.max() else { return }
        let days = first...last
        self.first = first
        table.reserveCapacity(days.count)
        var month = Day(daysSinceEpoch: first).month
        var monthEnd = month.lastDay.daysSinceEpoch
        for day in days {
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
