import Ledger
import Metrics
import ReportDocument

/// Credit items, and what they could clear.
enum UnappliedList {
    static func columns(_ context: ListContext) -> [ListColumn<AccountRow<UnappliedRow>>] {
        let words = context.words
        return ListColumn.account(context) { $0.account } + [
            .text(.company, id: "company", context) { $0.row.item.company },
            .text(.document, id: "document", context) { words.document($0.row.item) },
            .text(.kind, id: "kind", context) { words.kind($0.row.item.kind) },
            .date(.documentDay, id: "document-day", context) { $0.row.item.documentDay },
            .count(.age, id: "age", unit: words.unit(.days, context.currency), context) { $0.row.ageDays },
            .documentMoney(.open, id: "open", context) { ($0.row.item.openMinor, $0.row.item.currency) },
            .text(.currency, id: "currency", context) { $0.row.item.currency.code },
            .money(.converted, id: "converted", context) { $0.row.item.reportingMinor },
            .text(.clears, id: "clears", long: true, context) { $0.row.proposals.map { words.proposal($0) }.joined(separator: "; ") },
            .text(.because, id: "because", long: true, context) { words.because($0.row) },
        ]
    }
}
