import Ledger
import Metrics
import ReportDocument

/// Follow-ups due on the as-of day or late: the latest first, then the account that owes more, then the activity's id.
///
/// A follow-up stands until it is done, until somebody contacts the customer on its day or later, or until the customer owes nothing (reading 38 of the
/// catalogue). Of several on one account the oldest is shown.
struct FollowUpsBlock {
    let id: String
    let title: LocalizedText
    let rows: Int

    func table(_ context: BlockContext) -> DraftTable {
        let asOf = context.data.asOf
        let activities = context.data.tables.activities
        var lastContact = [Day?](repeating: nil, count: activities.customers.count)
        for place in activities.indices where activities.direction(place) == .out {
            let (date, customer) = (activities.date(place), activities.customerCode(place))
            if date <= asOf { lastContact[customer] = max(lastContact[customer] ?? date, date) }
        }
        var gross = [Int64?](repeating: nil, count: activities.customers.count)
        let standing = activities.indices.filter { place in
            let customer = activities.customerCode(place)
            guard activities.date(place) <= asOf, let on = activities.followUpOn(place), on <= asOf,
                activities.followUpDoneOn(place).map({ $0 > asOf }) ?? true, lastContact[customer].map({ $0 < on }) ?? true
            else { return false }
            let minor = gross[customer] ?? amount(.arGross, activities.customers.values[customer], context)
            gross[customer] = minor
            return minor > 0
        }.map { activities[$0] }
        let sorted = standing.map { (activity: $0, pastDueMinor: amount(.arPastDue, $0.customer, context)) }.sorted(by: precedes)
        var seen: Set<String> = []
        let found = sorted.filter { seen.insert($0.activity.customer).inserted }
        return DraftTable(
            id: id, title: title.text(context.language), caption: found.isEmpty ? context.nothing(of: .activities) : nil,
            columns: [
                context.textColumn(.customer, id: "customer"), context.textColumn(.customerName, id: "name"),
                date(.dueOn, "due", context), Column(id: "days-late", title: context.words.heading(.daysLate), kind: .number),
                context.column(.arPastDue), date(.contactedOn, "contact", context), list(.channel, "channel", context),
                list(.outcome, "outcome", context), list(.document, "document", context),
            ],
            rows: found.map { (.item, cells($0.activity, context)) }, isHome: true
        ).capped(at: rows, more: context.words.moreFollowUps)
    }

    private func precedes(_ left: (activity: Activity, pastDueMinor: Int64), _ right: (activity: Activity, pastDueMinor: Int64)) -> Bool {
        if left.activity.followUpOn != right.activity.followUpOn { return left.activity.followUpOn! < right.activity.followUpOn! }
        if left.pastDueMinor != right.pastDueMinor { return left.pastDueMinor > right.pastDueMinor }
        return left.activity.activity.utf8.lexicographicallyPrecedes(right.activity.activity.utf8)
    }

    private func amount(_ metric: Metric, _ customer: String, _ context: BlockContext) -> Int64 {
        if case .money(let minor) = context.figures.value(metric, .customer, customer) { minor } else { 0 }
    }

    private func cells(_ activity: Activity, _ context: BlockContext) -> [DraftCell] {
        let on = activity.followUpOn ?? context.data.asOf
        return [
            context.text(activity.customer), context.text(context.data.tables.customers[activity.customer]?.name ?? ""),
            DraftCell(.date(on)), DraftCell(.count(Int64(context.data.asOf.days(since: on)))),
            context.cell(.arPastDue, .customer, activity.customer), DraftCell(.date(activity.date)),
            context.text(context.words.word(activity.channel)), context.text(context.words.word(activity.outcome)),
            context.text(activity.document ?? ""),
        ]
    }

    private func date(_ heading: ListHeading, _ id: String, _ context: BlockContext) -> Column {
        Column(id: id, title: context.words.heading(heading), kind: .date)
    }

    private func list(_ heading: ListHeading, _ id: String, _ context: BlockContext) -> Column {
        Column(id: id, title: context.words.heading(heading), kind: .text)
    }
}
