import Ledger
import Metrics
import ReportDocument

/// Open disputes, and who has them.
enum DisputeList {
    static func columns(_ context: ListContext) -> [ListColumn<AccountRow<DisputeRow>>] {
        let words = context.words
        return [.text(.dispute, id: "dispute", context) { $0.row.dispute.dispute }] + ListColumn.account(context) { $0.account } + [
            .text(.document, id: "document", context) { $0.row.dispute.document },
            .date(.openedOn, id: "opened", context) { $0.row.dispute.openedOn },
            .count(.age, id: "age", unit: words.unit(.days, context.currency), context) { $0.row.ageDays },
            .documentMoney(.amount, id: "amount", context) { ($0.row.dispute.amountMinor, $0.row.dispute.currency) },
            .text(.currency, id: "currency", context) { $0.row.dispute.currency.code },
            .money(.converted, id: "converted", context) { $0.row.reportingMinor },
            .money(.openOfDocument, id: "open-of-document", context) { $0.row.itemMinor },
            .text(.reason, id: "reason", context) { $0.row.dispute.reason },
            .text(.department, id: "department", context) { $0.row.dispute.department },
            .text(.because, id: "because", long: true, context) { words.because($0.row) },
        ]
    }
}
