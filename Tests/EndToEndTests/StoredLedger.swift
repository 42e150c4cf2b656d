import Ledger
import LedgerColumns
import LedgerStore

/// What the store of a workspace says, whatever the order of its rows: the open items of each day and all postings that hold.
struct StoredLedger: Equatable {
    let days: [String]
    let items: [[String]]
    let postings: [String]

    /// Reads the store of a run's workspace.
    init(_ run: Run) throws {
        let store = try LedgerStore.open(at: run.folder + "/ledger.incasso", readOnly: true)
        let snapshots = try store.snapshots()
        days = snapshots.map(\.day.isoText)
        items = try snapshots.map { Self.texts(try store.items(of: $0.id)) }
        postings = Self.texts(try store.postings())
    }

    private static func day(_ number: Int32) -> String { number == ItemColumns.noDay ? "" : Day(daysSinceEpoch: number).isoText }

    private static func texts(_ items: ItemColumns) -> [String] {
        (0..<items.count).map { row in
            let texts = [
                items.companies[items.company[row]], items.document[row], items.lines[items.line[row]],
                items.customers[items.customer[row]],
                items.currencies[Int(items.currency[row])].code, items.reference[row], day(items.documentDay[row]), day(items.dueDay[row]),
            ]
            return (texts + [Int64(items.kind[row]), items.amountMinor[row], items.openMinor[row]].map(String.init)).joined(separator: "|")
        }.sorted()
    }

    private static func texts(_ postings: PostingColumns) -> [String] {
        (0..<postings.count).map { row in
            let texts = [
                postings.companies[postings.company[row]], postings.document[row], postings.lines[postings.line[row]],
                postings.customers[postings.customer[row]], postings.currencies[Int(postings.currency[row])].code, postings.clears[row],
                day(postings.postingDay[row]), day(postings.documentDay[row]), day(postings.dueDay[row]),
            ]
            return (texts + [Int64(postings.kind[row]), postings.amountMinor[row]].map(String.init)).joined(separator: "|")
        }.sorted()
    }
}
