/// `add` = dso.simple − dso.best-possible, in days; negative when credits are large.
enum AverageDaysDelinquent {
    static let definition = MetricDefinition.formula(.difference(.metric(.dsoSimple), .metric(.dsoBestPossible)))
}
