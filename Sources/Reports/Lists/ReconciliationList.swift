import Ledger
import Metrics
import ReportDocument

/// The customers that do not tie out, then every company and currency as a whole.
enum ReconciliationList {
    static func columns(_ context: ListContext) -> [ListColumn<Reconciliation.Line>] {
        let words = context.words
        let money = { (heading: ListColumnHeading, id: String, amount: @escaping (Reconciliation.Line) -> Int128) in
            ListColumn<Reconciliation.Line>.documentMoney(heading, id: id, context) { (Int64(clamping: amount($0)), $0.currency) }
        }
        return [
            .text(.company, id: "company", context) { $0.company },
            .text(.customer, id: "customer", context) { $0.customer ?? words.allCustomers },
            .text(.currency, id: "currency", context) { $0.currency.code },
            money(.opening, "opening") { $0.openingMinor }, money(.postings, "postings") { $0.postingsMinor },
            money(.closing, "closing") { $0.closingMinor }, money(.unexplained, "unexplained") { $0.unexplainedMinor },
            .text(.because, id: "because", long: true, context) { words.because($0) },
        ]
    }
}
