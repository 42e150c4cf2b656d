/// The choices of a workspace that shape figures. Every report prints the ones it used.
public struct Policy: Hashable, Sendable {
    /// What counts as sales of a period.
    public enum Sales: String, CaseIterable, Sendable {
        /// Invoices; credit notes are not deducted.
        case gross
        /// Invoices less credit notes.
        case net
    }

    /// The currency of every figure.
    public var reportingCurrency: Currency
    public var aging: AgingLimits
    public var sales: Sales

    public init(reportingCurrency: Currency = .eur, aging: AgingLimits = .standard, sales: Sales = .gross) {
        self.reportingCurrency = reportingCurrency
        self.aging = aging
        self.sales = sales
    }
}
