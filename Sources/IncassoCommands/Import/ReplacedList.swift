import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

/// The newest list of a company whose history comes again: one that corrects it has most of its invoices.
struct ReplacedList {
    private let name: String
    private let count: Int
    private let invoices: HistoryColumns

    /// The newest list with a company of a history; nil without any. To be asked before the history is written.
    init?(of history: HistoryColumns, _ transaction: ImportTransaction) throws {
        let companies = Set(history.companies.values)
        for kept in try transaction.keptHistories().reversed() {
            let rows = try transaction.rows(of: kept)
            guard !companies.isDisjoint(with: rows.companies.values), rows.count > 0 else { continue }
            (name, count, invoices) = (kept.list.name, rows.count, rows)
            return
        }
        return nil
    }

    /// The warning that the list has none of the invoices; nil when it has some. Linear in both.
    func warning(_ history: HistoryColumns, file: String) -> Diagnostic? {
        let new = Set((0..<history.count).map(history.documentKey))
        guard !new.isEmpty, !(0..<count).contains(where: { new.contains(invoices.documentKey($0)) }) else { return nil }
        return Diagnostic(
            code: "replaced-other-items", severity: .warning, file: file,
            message: "none of its invoices is among the \(count) of \(name), of which month-ends give way to it",
            advice: "a history has all invoices of its companies: put the lists together into one file and import that")
    }
}
