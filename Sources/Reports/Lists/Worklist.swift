import Ledger
import Metrics
import ReportDocument

/// The day's priorities: what to do for which account, why, and what is needed for the call.
enum Worklist {
    static func columns(_ context: ListContext, _ lists: DayLists? = nil) -> [ListColumn<WorklistRow>] {
        let words = context.words
        return ListColumn.account(context) { $0.account } + [
            .count(.points, id: "points", context) { $0.points },
            .text(.nextStep, id: "next-step", long: true, context) { row in row.steps.map(words.step).joined(separator: "; ") },
            .text(.because, id: "because", long: true, context) { row in
                context.because(row.reasons) { (words.because($0, context.currency, context.imported), $0.points) }
            },
            .text(.language, id: "language", context) { $0.account.record?.language },
            .figure(.arPastDue, context, figures: lists?.figures) { $0.account.customer },
            .money(.askable, id: "askable", context) { $0.account.askableMinor },
            .count(.pastDueItems, id: "items-past-due", context) { $0.account.pastDueItems.count },
            .text(.oldestItem, id: "oldest-item", long: true, context) { $0.account.pastDueItems.first.map(words.item) },
            .text(.lastContact, id: "last-contact", of: .activities, context) { $0.account.lastContact.map(words.contact) },
            .text(.dispute, id: "dispute", long: true, of: .disputes, context) { row in
                row.account.disputes.map(words.dispute).joined(separator: "; ")
            },
            .text(.promise, id: "promise", long: true, of: .promises, context) { row in
                row.account.promises.filter(\.isOpen).map(words.promise).joined(separator: "; ")
            },
        ]
    }
}
