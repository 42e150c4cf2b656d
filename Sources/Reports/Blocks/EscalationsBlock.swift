import Ledger
import Metrics
import ReportDocument

/// Accounts that were escalated in the last days and still have something past due: the largest amount first, then the latest, then the id.
struct EscalationsBlock {
    let id: String
    let title: LocalizedText
    /// Days before the as-of day that are looked back.
    let days: Int
    let rows: Int

    func table(_ context: BlockContext) -> DraftTable {
        let asOf = context.data.asOf
        let activities = context.data.tables.activities
        let escalated = activities.indices.filter { place in
            activities.outcome(place) == .escalated && activities.date(place) <= asOf && asOf.days(since: activities.date(place)) <= days
        }.map { activities[$0] }
        let latest = Dictionary(escalated.map { ($0.customer, $0) }) { first, second in
            (first.date, first.activity) < (second.date, second.activity) ? second : first
        }
        let found = latest.values.map { (activity: $0, pastDueMinor: pastDueMinor($0.customer, context)) }.filter { $0.pastDueMinor > 0 }
            .sorted { left, right in
                if left.pastDueMinor != right.pastDueMinor { return left.pastDueMinor > right.pastDueMinor }
                if left.activity.date != right.activity.date { return left.activity.date > right.activity.date }
                return left.activity.customer.utf8.lexicographicallyPrecedes(right.activity.customer.utf8)
            }
        return DraftTable(
            id: id, title: title.text(context.language), caption: found.isEmpty ? context.nothing(of: .activities) : nil,
            columns: [
                context.textColumn(.customer, id: "customer"), context.textColumn(.customerName, id: "name"), context.column(.arPastDue),
                Column(id: "escalated", title: context.words.heading(.escalatedOn), kind: .date),
                Column(id: "document", title: context.words.heading(ListHeading.document), kind: .text),
            ],
            rows: found.map { entry in
                let activity = entry.activity
                return (
                    .item,
                    [
                        context.text(activity.customer), context.text(context.data.tables.customers[activity.customer]?.name ?? ""),
                        context.cell(.arPastDue, .customer, activity.customer), DraftCell(.date(activity.date)),
                        activity.document.map { context.text($0) } ?? DraftCell(.empty),
                    ]
                )
            }, isHome: true
        ).capped(at: rows, more: context.words.moreAccounts)
    }

    private func pastDueMinor(_ customer: String, _ context: BlockContext) -> Int64 {
        if case .money(let minor) = context.figures.value(.arPastDue, .customer, customer) { minor } else { 0 }
    }
}
