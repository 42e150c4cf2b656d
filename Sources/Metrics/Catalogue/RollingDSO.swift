import Ledger

/// `dso.rolling-3m` = net ÷ sales of the three months that end on D × calendar days in them.
enum RollingDSO {
    static func definition(_ frame: FactsFrame) -> MetricDefinition {
        let window = Period(first: frame.month.adding(months: -2).firstDay, last: frame.asOf)
        return .formula(.product(.metric(.arNet) / (.metric(.salesRolling3m), .noSales(window)), .metric(.rolling3mDays)))
    }
}
