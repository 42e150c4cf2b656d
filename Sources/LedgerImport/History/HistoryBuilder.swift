import Ledger
import LedgerColumns

/// Rebuilds month-end snapshots and postings from invoices with clearing dates, and from postings that name these invoices.
struct HistoryBuilder {
    private let rows: HistoryColumns
    /// The day each row leaves the ledger: its clearing day, but not before its document day; `noDay` while it is open.
    private let leavingDay: [Int32]
    private let months: ClosedRange<Month>
    private let applied: AppliedPostings
    private(set) var diagnostics: [Diagnostic]

    /// The line of the posting that closes an invoice, so that a payment with the invoice's number is another posting.
    static let clearingLine = "clearing"

    /// Month-ends of one file at the most: 50 years.
    static let monthLimit = 600

    init(_ rows: HistoryColumns, applied postings: PostingColumns, path: String) throws(ImportError) {
        self.rows = rows
        let (documentDays, clearedDays) = (rows.documentDay, rows.clearedDay)
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
                advice:
                    "check the document and clearing dates; a day that stands for none, such as 9999-12-31, is to be said in a profile (no_date)"
            )
        }
        months = first...last
        applied = AppliedPostings(postings, rows: rows)
        diagnostics = Self.findings(rows, path: path, early: early)
        noteApplied(path)
        noteLatePayments(path)
        noteEdges(path)
    }

    private mutating func noteApplied(_ path: String) {
        if applied.unmatchedCount > 0 {
            diagnostics.append(
                Diagnostic(
                    code: "payments-without-invoice", severity: .warning, file: path,
                    message: (applied.unmatchedCount == 1 ? "1 posting names" : "\(applied.unmatchedCount) postings name")
                        + " a document that is no invoice of the list; the bridge will not tie out",
                    advice: "complete the list, or leave these postings out"))
        }
        if applied.unappliedCount > 0 {
            diagnostics.append(
                Diagnostic(
                    code: "payments-without-invoice", severity: .warning, file: path,
                    message: (applied.unappliedCount == 1 ? "1 posting names" : "\(applied.unappliedCount) postings name")
                        + " no invoice (column clears); no month-end shows them, and the bridge will not tie out",
                    advice: "say which invoice each is applied to"))
        }
        if applied.overpaidCount > 0 {
            diagnostics.append(
                Diagnostic(
                    code: "paid-beyond-invoice", severity: .warning, file: path,
                    message: applied.overpaidCount == 1
                        ? "1 invoice is paid beyond its amount" : "\(applied.overpaidCount) invoices are paid beyond their amounts",
                    advice: "check the payments"))
        }
    }

    /// Warns of invoices that postings move after their clearing day: these stay open with what was moved then, since movements and balances tie out.
    private mutating func noteLatePayments(_ path: String) {
        let late = applied.moves.filter { row, moves in
            leavingDay[row] != ItemColumns.noDay && moves.contains { $0.day > leavingDay[row] }
        }
        guard let first = late.keys.min() else { return }
        diagnostics.append(
            Diagnostic(
                code: "paid-after-clearing", severity: .warning, file: path,
                message: (late.count == 1 ? "1 invoice has" : "\(late.count) invoices have")
                    + " a payment after the day it was cleared, and what was paid then counts as open up to that day; the first is '\(rows.document[first])'",
                advice: "check the clearing date and the date of the payment"))
    }

    private mutating func noteEdges(_ path: String) {
        guard let first = edgeMonths.first, let last = edgeMonths.last else { return }
        let named =
            edgeMonths.count <= Self.namedMonthLimit
            ? edgeMonths.map(\.isoText).joined(separator: ", ")
            : "\(edgeMonths.count) months between \(first.isoText) and \(last.isoText)"
        diagnostics.append(
            Diagnostic(
                code: "edge-months", severity: .note, file: path,
                message: "the ledger starts or ends in \(named): ratios of these months are not comparable"))
    }

    /// Months that a note names one by one.
    private static let namedMonthLimit = 12

    /// The months in which the ledger starts or ends: those that begin before the first document could have become due, and those that the
    /// documents do not reach to the end of, by more than the longest time between two of them.
    var edgeMonths: [Month] {
        let documents = rows.documentDay
        guard let first = documents.min(), let last = documents.max() else { return [] }
        let terms = zip(documents, rows.dueDay).map { $1 == ItemColumns.noDay ? 0 : $1 - $0 }.sorted()
        // The term that nine of ten invoices keep.
        let filled = first + max(0, terms[terms.count * 9 / 10])
        let days = Set(documents).sorted()
        let gap = zip(days, days.dropFirst()).map { $1 - $0 }.max() ?? 0
        return (months.lowerBound.index...months.upperBound.index).map { Month(index: $0) }.filter { month in
            month.firstDay.daysSinceEpoch <= filled || month.lastDay.daysSinceEpoch > last + gap
        }
    }

    /// What is wrong with the bridges: the first month-end whose open items are not the sum of all movements up to it, by currency.
    func bridgeFinding(_ snapshots: [HistorySnapshot], _ postings: PostingColumns, path: String) -> Diagnostic? {
        let first = months.lowerBound.index
        let none = [Int64](repeating: 0, count: rows.currencies.count)
        var moved = [[Int64]](repeating: none, count: snapshots.count)
        func add(_ day: Int32, _ currency: Int, _ amount: Int64) {
            let month = max(0, Day(daysSinceEpoch: day).month.index - first)
            if month < moved.count { moved[month][currency] &+= amount }
        }
        for row in 0..<postings.count { add(postings.postingDay[row], Int(postings.currency[row]), postings.amountMinor[row]) }
        for (row, moves) in applied.moves {
            for move in moves { add(move.day, Int(rows.currency[row]), move.amountMinor) }
        }
        var balance = none
        for (month, snapshot) in snapshots.enumerated() {
            var open = none
            for row in 0..<snapshot.items.count { open[Int(snapshot.items.currency[row])] &+= snapshot.items.openMinor[row] }
            for currency in none.indices { balance[currency] &+= moved[month][currency] }
            if open == balance, applied.firstForeignDay <= snapshot.day.daysSinceEpoch { return foreignFinding(snapshot.day, path: path) }
            guard open != balance else { continue }
            return Diagnostic(
                code: "history-break", file: path,
                message: "the movements do not explain the balance of \(snapshot.day.isoText)",
                advice: "check the invoices and payments up to that day")
        }
        return nil
    }

    /// The finding that postings are of another customer than the invoices they name, so that the bridges of both break.
    private func foreignFinding(_ day: Day, path: String) -> Diagnostic {
        let subject = applied.foreignCount == 1 ? "1 posting is" : "\(applied.foreignCount) postings are"
        return Diagnostic(
            code: "history-break", file: path,
            message: subject
                + " of another customer than the invoice it names: by customer the movements do not explain the balance of \(day.isoText)",
            advice: "book each to the customer of its invoice, or leave the invoice out of its column clears")
    }

    private func isLeft(_ row: Int, _ day: Int32) -> Bool { leavingDay[row] != ItemColumns.noDay && leavingDay[row] <= day }

    /// What is left of an invoice on its clearing day, to be closed then.
    private func remainder(_ row: Int) -> Int64 {
        rows.amountMinor[row] + applied.moved(row, through: Int32.max)
    }

    /// What of an invoice is open at the end of a day.
    private func openMinor(_ row: Int, _ day: Int32) -> Int64 {
        // What is paid before the day of the document is an advance.
        let moved = (rows.documentDay[row] <= day ? rows.amountMinor[row] : 0) + applied.moved(row, through: day)
        return isLeft(row, day) ? moved - remainder(row) : moved
    }

    private static func findings(_ rows: HistoryColumns, path: String, early: Int) -> [Diagnostic] {
        var found: [Diagnostic] = []
        if early > 0 {
            let subject = early == 1 ? "1 row was cleared" : "\(early) rows were cleared"
            found.append(
                Diagnostic(
                    code: "cleared-before-document", severity: .warning, file: path,
                    message: subject + " before the document date; the document date is taken instead", advice: "check the clearing dates"))
        }
        let late = rows.lateClearingCount
        if late > 0 {
            found.append(
                Diagnostic(
                    code: "late-clearing", severity: .warning, file: path,
                    message: (late == 1 ? "1 row has" : "\(late) rows have")
                        + " a clearing date more than a year after the newest document in the list",
                    advice: "check these dates: month-ends are rebuilt up to the last of them"))
        }
        let disputed = rows.disputed.count { $0 == 1 }
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
        postings.companies = rows.companies
        postings.customers = rows.customers
        postings.currencies = rows.currencies
        let noLine = postings.lines.code(adding: "")
        for row in 0..<rows.count {
            let amount = rows.amountMinor[row]
            let isCredit = amount < 0
            append(&postings, row, day: rows.documentDay[row], kind: isCredit ? .creditNote : .invoice, amount: amount, clears: "")
            postings.documentDay.append(rows.documentDay[row])
            postings.dueDay.append(rows.dueDay[row])
            postings.line.append(noLine)
            let rest = remainder(row)
            guard leavingDay[row] != ItemColumns.noDay, rest != 0 else { continue }
            let document = rows.document[row]
            append(&postings, row, day: leavingDay[row], kind: isCredit ? .adjustment : .payment, amount: -rest, clears: document)
            postings.documentDay.append(ItemColumns.noDay)
            postings.dueDay.append(ItemColumns.noDay)
            postings.line.append(postings.lines.code(adding: Self.clearingLine))
        }
        return postings
    }

    private func append(
        _ postings: inout PostingColumns, _ row: Int, day: Int32, kind: PostingKind, amount: Int64, clears: String
    ) {
        postings.postingDay.append(day)
        postings.company.append(rows.company[row])
        postings.customer.append(rows.customer[row])
        postings.currency.append(rows.currency[row])
        postings.kind.append(kind.rawValue)
        postings.document.append(rows.document[row])
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
        let open = (0..<rows.count).filter { openMinor($0, day) != 0 }
        var items = ItemColumns()
        items.companies = rows.companies
        items.customers = rows.customers
        items.currencies = rows.currencies
        items.company = open.map { rows.company[$0] }
        items.customer = open.map { rows.customer[$0] }
        items.currency = open.map { rows.currency[$0] }
        items.kind = open.map { row in
            if rows.documentDay[row] > day { return ItemKind.payment.rawValue }
            return rows.amountMinor[row] < 0 ? ItemKind.creditNote.rawValue : ItemKind.invoice.rawValue
        }
        items.line = Array(repeating: items.lines.code(adding: ""), count: open.count)
        items.documentDay = open.map { rows.documentDay[$0] }
        items.dueDay = open.map { rows.dueDay[$0] }
        items.amountMinor = open.map { rows.amountMinor[$0] }
        items.openMinor = open.map { openMinor($0, day) }
        for row in open {
            items.document.append(rows.document[row])
            items.reference.append("")
        }
        return items
    }
}

extension HistoryColumns {
    /// Rows that are cleared long after the newest document: their dates are most likely mistyped.
    fileprivate var lateClearingCount: Int {
        guard let newest = documentDay.max() else { return 0 }
        return clearedDay.count { $0 > newest + 366 }
    }
}
