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
    init(_ postings: PostingColumns, columns: MergedColumns, companies: StringDictionary) {
        guard postings.count > 0 else { return }
        var rows: [String: Int] = [:]
        for row in 0..<columns.count { rows[Self.key(companies[columns.wide[0][row]], columns.texts[0][row])] = row }
        let known = Set(companies.values)
        for posting in 0..<postings.count {
            let clears = postings.clears[posting]
            guard postings.kind[posting] != PostingKind.invoice.rawValue else { continue }
            guard !clears.isEmpty else {
                if known.contains(postings.companies[postings.company[posting]]) { unappliedCount += 1 }
                continue
            }
            guard let row = rows[Self.key(postings.companies[postings.company[posting]], clears)],
                columns.currencies[Int(columns.narrow[0][row])] == postings.currencies[Int(postings.currency[posting])]
            else {
                unmatchedCount += 1
                continue
            }
            if columns.dictionaries[1][columns.wide[1][row]] != postings.customers[postings.customer[posting]] {
                foreignCount += 1
                firstForeignDay = min(firstForeignDay, postings.postingDay[posting])
            }
            moves[row, default: []].append(Move(day: postings.postingDay[posting], amountMinor: postings.amountMinor[posting]))
        }
        for (row, list) in moves {
            moves[row] = list.sorted { ($0.day, $0.amountMinor) < ($1.day, $1.amountMinor) }
            let rest = list.reduce(columns.amounts[0][row]) { $0 + $1.amountMinor }
            if rest != 0 && (rest < 0) != (columns.amounts[0][row] < 0) { overpaidCount += 1 }
        }
    }

    /// What postings up to a day, inclusive, did to an invoice.
    func moved(_ row: Int, through day: Int32) -> Int64 {
        moves[row]?.reduce(0) { $1.day <= day ? $0 + $1.amountMinor : $0 } ?? 0
    }

    private static func key(_ company: String, _ document: String) -> String { company + "\u{1F}" + document }
}
