import Ledger
import MetricsOracle

extension OracleItem {
    /// An invoice in EUR of company X and customer C, dated 1 May 2026, wholly open; `due` as `YYYY-MM-DD`, nil for none.
    public static func invoice(_ document: String, _ due: String?, _ minor: Int64) -> OracleItem {
        OracleItem(
            company: "X", document: document, line: "", kind: .invoice, customer: "C", documentDate: Day(iso: "2026-05-01")!,
            dueDate: due.map { Day(iso: $0)! }, currency: .eur, amountMinor: minor, openMinor: minor)
    }
}
