import Ledger
import LedgerColumns
import Synchronization

/// The archive of a positions rollup, encoded part by part: column by column the same segments as those of ``PositionsRollup/archive``.
struct StreamedPositions: Sendable {
    private let day: Day
    private let bucketCount: Int
    /// Those of the groups, and those behind them, in the order of the archive.
    private let groupColumns: [Column]
    private let sumColumns: [Column]

    /// A column and how it takes the values of a part.
    private struct Column: Sendable {
        let name: String
        let take: @Sendable (PositionsPart) -> Void
        let finish: @Sendable () -> [UInt8]

        init<Element: SegmentElement>(_ name: String, _ values: @escaping @Sendable (PositionsPart) -> [Element]) {
            let stream = Stream<Element>()
            self.name = name
            take = { part in
                let values = values(part)
                stream.column.withLock { $0.append(values) }
            }
            finish = { stream.column.withLock { $0.finish() } }
        }
    }

    private final class Stream<Element: SegmentElement>: Sendable {
        let column = Mutex(ColumnStream<Element>())
    }

    init(day: Day, bucketCount: Int) {
        self.day = day
        self.bucketCount = bucketCount
        groupColumns = [
            Column("company") { $0.rollup.groups.company },
            Column("customer") { $0.rollup.groups.customer },
            Column("currency") { $0.rollup.groups.currency },
            Column("kind") { $0.rollup.groups.kind },
        ]
        sumColumns = [
            Column("bucket") { $0.rollup.bucketsMinor },
            Column("credits") { $0.rollup.creditsMinor },
            Column("document") { $0.rollup.netDocumentMinor },
            Column("due") { $0.rollup.dueInOpenedMonthMinor },
            Column("days.high") { part in part.rollup.pastDueMinorDays.map { Int64(truncatingIfNeeded: $0 >> 64) } },
            Column("days.low") { part in part.rollup.pastDueMinorDays.map { Int64(truncatingIfNeeded: $0) } },
            Column("debits") { $0.rollup.debitCount },
            Column("credit-items") { $0.rollup.creditCount },
            Column("undated") { $0.rollup.undatedCount },
            Column("oldest") { $0.rollup.oldestDueDay },
            Column("credits-by-date") { $0.rollup.creditsByDateMinor },
            Column("document-row") { part in part.documentMonths.map { $0.row + UInt32(part.firstRow) } },
            Column("document-month") { part in part.documentMonths.map(\.month) },
            Column("document-days.high") { part in part.documentMonths.map { Int64(truncatingIfNeeded: $0.minorDays >> 64) } },
            Column("document-days.low") { part in part.documentMonths.map { Int64(truncatingIfNeeded: $0.minorDays) } },
            Column("document-open") { part in part.documentMonths.map(\.openMinor) },
            Column("document-count") { part in part.documentMonths.map(\.count) },
        ]
    }

    /// What each column does with a part.
    var takers: [@Sendable (PositionsPart) -> Void] { (sumColumns + groupColumns).map(\.take) }

    /// The archive of all parts, whose groups have the lists of values of `lists`; to be called once.
    func archive(_ lists: AccountGroups) -> [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("day", Int64(day.daysSinceEpoch))
        writer.append("buckets", Int64(bucketCount))
        writer.append("companies", lists.companies)
        writer.append("customers", lists.customers)
        writer.append("currencies", lists.currencies.map(\.code))
        for column in groupColumns + sumColumns { writer.append(column.name, encoded: column.finish) }
        return writer.finish()
    }
}
