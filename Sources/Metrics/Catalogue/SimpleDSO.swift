import Ledger

/// `dso.simple` = net ÷ sales × days of the period.
enum SimpleDSO {
    static func definition(_ frame: FactsFrame) -> MetricDefinition { .formula(daysOfSales(.arNet, frame)) }

    /// A balance in days of the period's sales: balance ÷ sales × days.
    static func daysOfSales(_ balance: Metric, _ frame: FactsFrame) -> Expression {
        .product(.metric(balance) / (.metric(.sales), .noSales(frame.period)), .metric(.periodDays))
    }
}
