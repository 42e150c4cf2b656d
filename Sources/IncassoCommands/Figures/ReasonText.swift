import Ledger
import Metrics

/// Why a figure is not available, in English, for the results of commands.
enum ReasonText {
    /// A sentence without a full stop.
    static func text(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "no snapshot of \(day.isoText)"
        case .noSales(let period): "no sales from \(period.first.isoText) to \(period.last.isoText)"
        case .postingsStartLater(let month): "postings start in \(month.isoText)"
        case .noPostings: "no postings imported"
        case .moreThanDays(let days): "more than \(days) days: the sales history ends first"
        case .noDebitItems: "no debit items"
        case .noPastDueItems: "nothing past due"
        case .nothingToCollect: "opening balance plus sales less what is not due is not above zero"
        case .nothingCollectable: "nothing was due by month end"
        case .noTarget(let month): "no cash target for \(month.isoText)"
        case .noAppliedPayments: "no payments applied to known invoices"
        case .emptyBucket: "the opening bucket was empty"
        case .noPositiveBalance: "no customer has a positive balance"
        case .beyondRange: "the amount exceeds the range of the program"
        }
    }
}
