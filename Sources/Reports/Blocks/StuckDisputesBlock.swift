import Ledger
import Metrics
import ReportDocument

/// Disputes that have been open for some days, by the department they wait for: the largest amount first, then the name; those without one last.
struct StuckDisputesBlock {
    let id: String
    let title: LocalizedText
    /// Open for at least this many days.
    let days: Int

    func table(_ context: BlockContext) -> DraftTable {
        let stuck = context.figures.disputes.open.filter { $0.daysOpen >= days }
        let groups = Dictionary(grouping: stuck) { $0.dispute.department ?? "" }.map { department, disputes in
            (
                department: department, count: disputes.count, minor: disputes.reduce(Int128(0)) { $0 + Int128($1.amountMinor) },
                oldest: disputes.map(\.daysOpen).max() ?? 0
            )
        }.sorted { left, right in
            if left.department.isEmpty != right.department.isEmpty { return right.department.isEmpty }
            return left.minor == right.minor
                ? left.department.utf8.lexicographicallyPrecedes(right.department.utf8) : left.minor > right.minor
        }
        let number: (String, String) -> Column = { Column(id: $0, title: $1, kind: .number) }
        return DraftTable(
            id: id, title: title.text(context.language), caption: groups.isEmpty ? context.nothing(of: .disputes) : nil,
            columns: [
                context.textColumn(.department, id: "department"), number("count", context.words.heading(.count)),
                Column(id: "amount", title: context.words.heading(.amount), unit: context.currency.code, kind: .number),
                number("oldest", context.words.heading(.oldestDays)),
            ],
            rows: groups.map { group in
                (
                    .item,
                    [
                        context.text(group.department.isEmpty ? context.words.heading(.notStated) : group.department),
                        DraftCell(.count(Int64(group.count))), DraftCell(context.value(FigureValue(minor: group.minor))),
                        DraftCell(.count(Int64(group.oldest))),
                    ]
                )
            }, isHome: false)
    }
}
