import Ledger
import LedgerColumns

extension PostingColumns {
    /// Days that a posting may lie after the day it is imported on; what is later is mistyped.
    private static let farDays = 366

    /// The warning about postings dated more than a year after a day, that of the import; nil without any. Linear.
    func farPostings(from today: Day, file: String) -> Diagnostic? {
        let limit = today.adding(days: Self.farDays).daysSinceEpoch
        let far = postingDay.indices.filter { postingDay[$0] > limit }
        guard let first = far.first else { return nil }
        return Diagnostic(
            code: "future-date", severity: .warning, file: file,
            message: (far.count == 1 ? "1 posting is" : "\(far.count) postings are")
                + " dated more than a year after today, \(today.isoText); the first is document '\(document[first])' on "
                + Day(daysSinceEpoch: postingDay[first]).isoText,
            advice: "check these dates: no month-end before them shows the postings")
    }
}
