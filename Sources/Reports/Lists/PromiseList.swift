import Ledger
import Metrics
import ReportDocument

/// Promises that are open or were judged in the period.
enum PromiseList {
    static func columns(_ context: ListContext) -> [ListColumn<PromiseRow>] {
        let words = context.words
        return [
            .text(.state, id: "state", context) { words.state($0.row.state) },
            .text(.promise, id: "promise", context) { $0.row.promise.promise },
        ] + ListColumn.account(context) { $0.account } + [
            .text(.document, id: "document", context) { $0.row.promise.document },
            .date(.madeOn, id: "made", context) { $0.row.promise.madeOn },
            .date(.dueOn, id: "due", context) { $0.row.promise.dueOn },
            .documentMoney(.promised, id: "promised", context) { ($0.row.promise.amountMinor, $0.row.promise.currency) },
            .documentMoney(.paid, id: "paid", context) { ($0.row.paidMinor, $0.row.promise.currency) },
            .documentMoney(.missing, id: "missing", context) { ($0.row.missingMinor, $0.row.promise.currency) },
            .text(.currency, id: "currency", context) { $0.row.promise.currency.code },
            .text(.because, id: "because", long: true, context) { words.because($0.row) },
        ]
    }
}
