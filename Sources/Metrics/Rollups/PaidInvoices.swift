import Ledger
import LedgerColumns

/// The payments that clear an invoice with a due day, each with that day: what habits are learnt from, whatever the day they are asked for.
///
/// Which invoice a payment clears depends on the invoice postings known on a day. Where all those of its document were there when it was paid, later days know no
/// more; the few others are looked at anew for each day.
struct PaidInvoices: Sendable {
    private struct Payment {
        let row: Int32
        let day: Int32
        let due: Int32
    }

    /// A payment whose document has an invoice posting of a later day.
    private struct OpenPayment {
        let row: Int32
        let day: Int32
        let document: UInt32
    }

    /// By posting row.
    private var payments: [Payment] = []
    /// Whether ``payments`` stand by their days.
    private var areByDay = true
    private var open: [OpenPayment] = []
    /// The invoice postings of the documents of ``open``.
    private var invoices: [UInt32: [InvoiceLines.Line]] = [:]

    /// Linear in the postings.
    init(_ postings: PostingColumns, _ documents: PostingDocuments) {
        var lines = InvoiceLines(documentCount: documents.count)
        var lastPosting = [Int32](repeating: Int32.min, count: documents.count)
        for row in 0..<postings.count where documents.own[row] != PostingDocuments.none {
            let document = Int(documents.own[row])
            lines.add(InvoiceLines.Line(postings, row), of: document)
            lastPosting[document] = max(lastPosting[document], postings.postingDay[row])
        }
        for row in 0..<postings.count
        where postings.kind[row] == PostingKind.payment.rawValue && postings.amountMinor[row] < 0
            && documents.cleared[row] != PostingDocuments.none
        {
            let (day, document) = (postings.postingDay[row], documents.cleared[row])
            if lastPosting[Int(document)] > day {
                open.append(OpenPayment(row: Int32(row), day: day, document: document))
                invoices[document] = []
            } else if let due = lines.line(of: Int(document), paidOn: day)?.dueDay {
                payments.append(Payment(row: Int32(row), day: day, due: due))
            }
        }
        areByDay = payments.indices.dropFirst().allSatisfy { payments[$0 - 1].day <= payments[$0].day }
        guard !open.isEmpty else { return }
        for row in 0..<postings.count where documents.own[row] != PostingDocuments.none && invoices[documents.own[row]] != nil {
            invoices[documents.own[row]]!.append(InvoiceLines.Line(postings, row))
        }
    }

    /// Gives the payments posted after a day and up to another one to `body`, with the due day of the invoice that each clears as it is known on the last day.
    /// Linear in all payments; where they stand by their days, in those of the days.
    func forEach(after first: Int32, through last: Int32, _ body: (_ row: Int, _ day: Int32, _ due: Int32) throws(MetricsError) -> Void)
        throws(MetricsError)
    {
        for payment in payments[span(after: first, through: last)] where payment.day > first && payment.day <= last {
            try body(Int(payment.row), payment.day, payment.due)
        }
        for payment in open where payment.day > first && payment.day <= last {
            var lines = InvoiceLines(documentCount: 1)
            for line in invoices[payment.document] ?? [] where line.posting <= last { lines.add(line, of: 0) }
            if let due = lines.line(of: 0, paidOn: payment.day)?.dueDay { try body(Int(payment.row), payment.day, due) }
        }
    }

    /// Where payments after a day and up to another one can stand.
    private func span(after first: Int32, through last: Int32) -> Range<Int> {
        guard areByDay else { return payments.indices }
        let start = firstPlace(in: payments) { $0.day > first }
        return start..<max(start, firstPlace(in: payments) { $0.day > last })
    }
}

extension InvoiceLines.Line {
    /// The line of an invoice posting; without a document day it is of the posting day.
    fileprivate init(_ postings: PostingColumns, _ row: Int) {
        let posting = postings.postingDay[row]
        self.init(
            due: postings.dueDay[row], document: postings.documentDay[row] == ItemColumns.noDay ? posting : postings.documentDay[row],
            posting: posting)
    }
}
