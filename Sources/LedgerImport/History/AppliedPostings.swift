import Ledger
import LedgerColumns

/// The postings that name invoices of a history, by row of the history; in order of days.
struct AppliedPostings {
    /// What moved an invoice, and when.
    struct Move {
        let day: Int32
        let amountMinor: Int64
    }

    private(set) var moves: [Int: [Move]] = [:]
    /// Postings that name a document which is no invoice of the history.
    private(set) var unmatchedCount = 0
    /// Postings of the history's companies that name no document at all.
    private(set) var unappliedCount = 0
    /// Invoices that are moved by more than their amount.
    private(set) var overpaidCount = 0
    /// Postings of another customer than the invoice they name, and the day of the first.
    private(set) var foreignCount = 0
    private(set) var firstForeignDay = Int32.max

    /// Linear in the rows and postings.
    init(_ postings: PostingColumns, rows list: HistoryColumns) {
        guard postings.count > 0 else { return }
        var rows: [DocumentKey: Int] = [:]
        for row in 0..<list.count { rows[list.documentKey(row)] = row }
        let known = Set(list.companies.values)
        // Of a list without companies nobody knows which postings are meant for it.
        let isMeant = postings.companies.values.map { known.contains($0) || known == ["unknown"] }
        for posting in 0..<postings.count {
            guard postings.kind[posting] != PostingKind.invoice.rawValue else { continue }
            guard let cleared = postings.clearedKey(posting) else {
                if known.contains(postings.companies[postings.company[posting]]) { unappliedCount += 1 }
                continue
            }
            guard let row = rows[cleared],
                list.currencies[Int(list.currency[row])] == postings.currencies[Int(postings.currency[posting])]
            else {
                if isMeant[Int(postings.company[posting])] { unmatchedCount += 1 }
                continue
            }
            if list.customers[list.customer[row]] != postings.customers[postings.customer[posting]] {
                foreignCount += 1
                firstForeignDay = min(firstForeignDay, postings.postingDay[posting])
            }
            moves[row, default: []].append(Move(day: postings.postingDay[posting], amountMinor: postings.amountMinor[posting]))
        }
        for (row, found) in moves {
            moves[row] = found.sorted { ($0.day, $0.amountMinor) < ($1.day, $1.amountMinor) }
            let rest = found.reduce(list.amountMinor[row]) { $0 + $1.amountMinor }
            if rest != 0 && (rest < 0) != (list.amountMinor[row] < 0) { overpaidCount += 1 }
        }
    }

    /// What postings up to a day, inclusive, did to an invoice.
    func moved(_ row: Int, through day: Int32) -> Int64 {
        moves[row]?.reduce(0) { $1.day <= day ? $0 + $1.amountMinor : $0 } ?? 0
    }
}
