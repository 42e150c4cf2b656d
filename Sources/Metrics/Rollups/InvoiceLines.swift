import Ledger
import LedgerColumns

/// The lines known of documents, and which of them a payment of a day clears.
///
/// Where document numbers start again each fiscal year, one number stands for several invoices: a payment clears the newest that was there on its day. Of the
/// lines of one invoice the one with the earliest due day counts, no due day coming last, then the earliest posting day (reading 16 of the catalogue).
struct InvoiceLines {
    struct Line {
        /// `Int32.max` stands for no due day, so that it comes last.
        var due: Int32
        var document: Int32
        var posting: Int32

        /// - Parameter due: ``ItemColumns/noDay`` for none.
        init(due: Int32, document: Int32, posting: Int32) {
            self.due = due == ItemColumns.noDay ? Int32.max : due
            (self.document, self.posting) = (document, posting)
        }

        /// The due day; nil without one.
        var dueDay: Int32? { due == Int32.max ? nil : due }

        fileprivate func precedes(_ other: Line) -> Bool { (due, posting) < (other.due, other.posting) }
    }

    /// By document number its invoice that was met first; no line where ``Line/document`` is ``ItemColumns/noDay``.
    private var first: [Line]
    /// Further invoices of a number.
    private var others: [Int: [Line]] = [:]

    /// - Parameter documentCount: Documents have the numbers from 0 up to it.
    init(documentCount: Int) {
        first = [Line](repeating: Line(due: ItemColumns.noDay, document: ItemColumns.noDay, posting: 0), count: documentCount)
    }

    mutating func add(_ line: Line, of number: Int) {
        if first[number].document == ItemColumns.noDay || first[number].document == line.document && line.precedes(first[number]) {
            first[number] = line
        } else if first[number].document != line.document {
            addOther(line, of: number)
        }
    }

    private mutating func addOther(_ line: Line, of number: Int) {
        var known = others[number] ?? []
        if let place = known.firstIndex(where: { $0.document == line.document }) {
            if line.precedes(known[place]) { known[place] = line }
        } else {
            known.append(line)
        }
        others[number] = known
    }

    /// The line of a document that a payment of a day clears: of its newest invoice up to that day, or else of its oldest; nil when none is known.
    func line(of number: Int, paidOn day: Int32) -> Line? {
        var best = first[number]
        guard best.document != ItemColumns.noDay else { return nil }
        guard !others.isEmpty, let more = others[number] else { return best }
        for line in more {
            let isThere = line.document <= day
            let isBetter = best.document <= day ? isThere && line.document > best.document : isThere || line.document < best.document
            if isBetter { best = line }
        }
        return best
    }
}
