/// `dso.delinquent` = past due ÷ sales × days.
enum DelinquentDSO {
    static func definition(_ frame: FactsFrame) -> MetricDefinition { .formula(SimpleDSO.daysOfSales(.arPastDue, frame)) }
}
