import Ledger
import Metrics
import ReportDocument

/// Which promises of a day: due today, or broken yesterday.
public enum DayPromisesChoice: String, CaseIterable, Hashable, Sendable { case due, broken }

/// Promises due today, or broken yesterday: the largest first, then the promise's id.
struct DayPromisesBlock {
    let id: String
    let title: LocalizedText
    let choice: DayPromisesChoice
    let rows: Int

    func table(_ context: BlockContext) -> DraftTable {
        let day = context.data.workingDay
        let promises = (choice == .due ? day?.due : day?.broken) ?? []
        let found = promises.map { (judgement: $0, missingMinor: missingMinor($0, context)) }.sorted { left, right in
            let (first, second) = (left.missingMinor ?? 0, right.missingMinor ?? 0)
            return first == second
                ? left.judgement.promise.promise.utf8.lexicographicallyPrecedes(right.judgement.promise.promise.utf8) : first > second
        }
        return DraftTable(
            id: id, title: title.text(context.language), caption: found.isEmpty ? context.nothing(of: .promises) : nil,
            columns: [
                context.textColumn(.customer, id: "customer"), context.textColumn(.customerName, id: "name"),
                Column(id: "missing", title: context.words.heading(.missing), unit: context.currency.code, kind: .number),
                Column(id: "due", title: context.words.heading(.dueOn), kind: .date),
                Column(id: "made", title: context.words.heading(.madeOn), kind: .date),
                Column(id: "document", title: context.words.heading(ListHeading.document), kind: .text),
            ],
            rows: found.map { entry in
                let promise = entry.judgement.promise
                let amount =
                    entry.missingMinor.map { CellValue.money($0, context.currency) }
                    ?? .notAvailable(reason: context.words.reason(.beyondRange))
                return (
                    .item,
                    [
                        context.text(promise.customer), context.text(context.data.tables.customers[promise.customer]?.name ?? ""),
                        DraftCell(amount), DraftCell(.date(promise.dueOn)), DraftCell(.date(promise.madeOn)),
                        promise.document.map { context.text($0) } ?? DraftCell(.empty),
                    ]
                )
            }, isHome: false
        ).capped(at: rows, more: context.words.morePromises)
    }

    /// What is missing, in reporting minor units at the due day's rate, or D's for one due later; nil when it does not fit.
    private func missingMinor(_ judgement: PromiseJudgement, _ context: BlockContext) -> Int64? {
        let promise = judgement.promise
        let day = min(promise.dueOn, context.data.asOf)
        return context.data.tables.rates.conversion(of: promise.currency, on: day)?.convert(promise.amountMinor - judgement.paidMinor)
    }
}
