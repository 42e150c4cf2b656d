/// `dso.best-possible` = aging.current ÷ sales × days: the DSO if nothing were late.
enum BestPossibleDSO {
    static func definition(_ frame: FactsFrame) -> MetricDefinition { .formula(SimpleDSO.daysOfSales(.aging(bucket: 0), frame)) }
}
