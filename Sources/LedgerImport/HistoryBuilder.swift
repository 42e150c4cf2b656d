import Ledger
import LedgerColumns

/// Rebuilds month-end snapshots and postings from invoices with clearing dates.
struct HistoryBuilder {
    private let columns: MergedColumns
    /// The day each row leaves the ledger: its clearing day, but not before its document day; `noDay` while it is open.
    private let leavingDay: [Int32]
    private let months: ClosedRange<Month>
    let diagnostics: [Diagnostic]

    /// Month-ends of one file at the most: 50 years.
    static let monthLimit = 600

    init(_ columns: MergedColumns, path: String) throws(ImportError) {
        self.columns = columns
        let (documentDays, clearedDays) = (columns.days[0], columns.days[2])
        var leaving = clearedDays
        var early = 0
        for row in leaving.indices where leaving[row] != ItemColumns.noDay && leaving[row] < documentDays[row] {
            leaving[row] = documentDays[row]
            early += 1
        }
        leavingDay = leaving
        let first = Day(daysSinceEpoch: documentDays.min() ?? 0).month
        let last = Day(daysSinceEpoch: max(documentDays.max() ?? 0, leaving.max() ?? Int32.min)).month
        guard last.index - first.index < Self.monthLimit else {
            throw ImportError(
                .tooLarge, file: path, "the dates reach from \(first.isoText) to \(last.isoText), more than 50 years",
                advice: "check the document and clearing dates")
        }
        months = first...last
        diagnostics = Self.findings(columns, path: path, early: early)
    }

    private static func findings(_ columns: MergedColumns, path: String, early: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if early > 0 {
            let subject = early == 1 ? "1 row was cleared" : "\(early) rows were cleared"
            found.append(
                Diagnostic(
                    code: "cleared-before-document", severity: .warning, file: path,
                    message: subject + " before the document date; the document date is taken instead", advice: "check the clearing dates"))
        }
        let disputed = columns.narrow[1].count { $0 == 1 }
        if disputed > 0 {
            let subject = disputed == 1 ? "1 invoice is" : "\(disputed) invoices are"
            found.append(
                Diagnostic(
                    code: "disputes-without-date", severity: .note, file: path,
                    message: subject + " marked as disputed without a day; no dispute is made of it",
                    advice: "import a disputes file to follow disputes"))
        }
        return found
    }

    /// Movements: each document on its day, and its clearing on the day it leaves the ledger.
    ///
    /// An invoice is cleared by a payment. A credit note (negative amount) is cleared by an adjustment of the opposite sign: that it was used up
    /// is known, that money flowed is not. For every month-end the sum of movements up to it is therefore the sum of open items.
    func postings() -> PostingColumns {
        var postings = PostingColumns()
        postings.companies = dictionary(0)
        postings.customers = columns.dictionaries[1]
        postings.currencies = columns.currencies
        let noLine = postings.lines.code(adding: "")
        for row in 0..<columns.count {
            let amount = columns.amounts[0][row]
            let isCredit = amount < 0
            append(&postings, row, day: columns.days[0][row], kind: isCredit ? .creditNote : .invoice, amount: amount, clears: "")
            postings.documentDay.append(columns.days[0][row])
            postings.dueDay.append(columns.days[1][row])
            guard leavingDay[row] != ItemColumns.noDay else { continue }
            let document = columns.texts[0][row]
            append(&postings, row, day: leavingDay[row], kind: isCredit ? .adjustment : .payment, amount: -amount, clears: document)
            postings.documentDay.append(ItemColumns.noDay)
            postings.dueDay.append(ItemColumns.noDay)
        }
        postings.line = Array(repeating: noLine, count: postings.count)
        return postings
    }

    private func append(
        _ postings: inout PostingColumns, _ row: Int, day: Int32, kind: PostingKind, amount: Int64, clears: String
    ) {
        postings.postingDay.append(day)
        postings.company.append(columns.wide[0][row])
        postings.customer.append(columns.wide[1][row])
        postings.currency.append(columns.narrow[0][row])
        postings.kind.append(kind.rawValue)
        postings.document.append(columns.texts[0][row])
        postings.amountMinor.append(amount)
        postings.clears.append(clears)
    }

    /// The open items of every month-end from the month of the first document to the month of the last event.
    func snapshots() -> [HistorySnapshot] {
        (months.lowerBound.index...months.upperBound.index).map { index in
            let day = Month(index: index).lastDay
            return HistorySnapshot(day: day, items: items(on: day.daysSinceEpoch))
        }
    }

    private func items(on day: Int32) -> ItemColumns {
        let rows = (0..<columns.count).filter { row in
            columns.days[0][row] <= day && (leavingDay[row] == ItemColumns.noDay || leavingDay[row] > day)
        }
        var items = ItemColumns()
        items.companies = dictionary(0)
        items.customers = columns.dictionaries[1]
        items.currencies = columns.currencies
        items.company = rows.map { columns.wide[0][$0] }
        items.customer = rows.map { columns.wide[1][$0] }
        items.currency = rows.map { columns.narrow[0][$0] }
        items.kind = rows.map { columns.amounts[0][$0] < 0 ? ItemKind.creditNote.rawValue : ItemKind.invoice.rawValue }
        items.line = Array(repeating: items.lines.code(adding: ""), count: rows.count)
        items.documentDay = rows.map { columns.days[0][$0] }
        items.dueDay = rows.map { columns.days[1][$0] }
        items.amountMinor = rows.map { columns.amounts[0][$0] }
        items.openMinor = items.amountMinor
        for row in rows {
            items.document.append(columns.texts[0][row])
            items.reference.append("")
        }
        return items
    }

    /// The companies; a file without any has the one company `unknown`.
    private func dictionary(_ index: Int) -> StringDictionary {
        let values = columns.dictionaries[index]
        return values.values == [""] ? StringDictionary(values: ["unknown"]) : values
    }
}
