import Ledger
import Metrics

extension ReportSpec {
    /// The metrics whose workings the report shows, each once, in the catalogue's order, inputs last: those a block names, or else all of the catalogue and the inputs
    /// that the report shows.
    public func workingMetrics(_ aging: AgingLimits) -> [Metric] {
        let asked = sections.flatMap(\.blocks).flatMap { block -> [Metric] in
            guard case .workings(_, let metrics) = block else { return [] }
            return metrics ?? Metric.catalogue(aging) + shownMetrics(aging)
        }
        let wanted = Set(asked)
        return (Metric.catalogue(aging) + Metric.allInputs(aging)).filter(wanted.contains)
    }

    /// The figures that the report holds against their targets; of a report about an analyst or a team what is said of all is said of these.
    ///
    /// - Parameter analyst: Whose report is meant; nil: everybody's.
    public func targetedFigures(analyst: String? = nil) -> [TargetedFigures] {
        let whole: (scope: Scope, key: String?) = audience == .analyst ? (.analyst, analyst) : team.map { (.team, $0) } ?? (.all, nil)
        return sections.flatMap(\.blocks).flatMap { block in
            block.targetedFigures.compactMap { figures in
                if figures.scope == .all { return TargetedFigures(figures.metrics, whole.scope, key: whole.key) }
                // A portfolio's report has one analyst, who is the whole of it.
                return audience == .analyst ? nil : figures
            }
        }
    }

    /// The days whose snapshots the report's figures are made from, ascending: its own, and those before them that figures of its first months look back to, such as
    /// the opening of the first month of a trend.
    ///
    /// - Parameters:
    ///   - figures: Those of the report's days.
    ///   - known: The days that have a snapshot.
    public func snapshotDays(behind figures: [Day: DayFigures], asOf: Day, among known: Set<Day>) -> [Day] {
        let previousSnapshot = known.filter { $0 < asOf }.max()
        return figures.reduce(into: known.intersection(figures.keys)) { days, figures in
            let aging = figures.value.frame.policy.aging
            let shown =
                figures.key == asOf
                ? shownMetrics(aging) + workingMetrics(aging)
                : shownMetrics(on: figures.key, asOf: asOf, isPreviousSnapshot: figures.key == previousSnapshot)
            days.formUnion(figures.value.snapshotDays(behind: shown, among: known))
        }.sorted()
    }

    /// The metrics of which the report shows figures of a day before the as-of day, or holds those of the as-of day against them.
    private func shownMetrics(on day: Day, asOf: Day, isPreviousSnapshot: Bool) -> [Metric] {
        func isEnd(monthsBefore count: Int) -> Bool { day == asOf.month.adding(months: -count).lastDay }
        let isOfTrends = days(asOf: asOf).suffix(months).contains(day)
        return sections.flatMap(\.blocks).flatMap { block -> [Metric] in
            switch block {
            case .trend(_, _, let metrics, _) where isOfTrends: metrics
            case .trendByKey(_, _, let metric, _) where isOfTrends: [metric]
            case .headline(let metrics, _) where isEnd(monthsBefore: 1) || isEnd(monthsBefore: 12): metrics
            case .improvements(let metrics) where isEnd(monthsBefore: 1): metrics
            case .dayChange(_, _, let metrics) where isPreviousSnapshot: metrics
            default: []
            }
        }
    }

    /// The metrics of which the report shows figures; some of them twice.
    func shownMetrics(_ aging: AgingLimits) -> [Metric] { sections.flatMap(\.blocks).flatMap { $0.shownMetrics(aging) } }
}

extension BlockSpec {
    /// The figures that the block holds against their targets, those of all that it shows as such.
    fileprivate var targetedFigures: [TargetedFigures] {
        switch self {
        case .headline(let metrics, _): [TargetedFigures(metrics, .all)]
        case .trend(_, _, let metrics, let targets): [TargetedFigures(targets.of(metrics), .all)]
        case .byScope(_, _, let scope, let metrics, _, let targets):
            [TargetedFigures(targets.of(metrics), .all), TargetedFigures(targets.of(metrics), scope)]
        case .pace, .closingItems: [TargetedFigures([.cashAttributed], .all)]
        case .findings: [Scope.all, .team, .analyst].map { TargetedFigures([.cashAttributed], $0) }
        default: []
        }
    }

    /// The metrics of which the block shows figures. Lists show rows; what is shown of them as a figure is named here as well.
    fileprivate func shownMetrics(_ aging: AgingLimits) -> [Metric] {
        switch self {
        case .headline(let metrics, _), .improvements(let metrics), .trend(_, _, let metrics, _), .byScope(_, _, _, let metrics, _, _),
            .comparison(_, _, _, let metrics), .dayChange(_, _, let metrics), .workings(_, let metrics?):
            metrics
        case .trendByKey(_, _, let metric, _): [metric]
        case .bridge: BridgeBlock.movements + [.bridgeClosing]
        case .migration:
            Metric.catalogue(aging).filter(\.isOfMigration) + Metric.allInputs(aging).filter(\.isOfMigration)
        case .pace: [.cashAttributed, .targetCash]
        case .disputeGroups, .oldestDisputes, .stuckDisputes: DayFigures.disputeMetrics
        case .unappliedAges: [.arCredits]
        case .closingItems: [.landingForecast, .landingGap]
        case .findings, .stamp, .chart, .followUps, .dayCash, .dayPromises, .escalations, .accolades, .list, .restatements, .emulation,
            .workings(_, nil), .definitions, .text, .policies, .sources, .imports, .rates, .dataQuality:
            []
        }
    }
}

extension Metric {
    /// Whether the figure is a cell of the migration matrix, or a share of one.
    fileprivate var isOfMigration: Bool {
        switch self {
        case .roll, .rollOutcome, .migration, .migrationSettled, .migrationOther, .migrationOpening, .migrationNew: true
        default: false
        }
    }
}

extension TargetChoice {
    /// Those of some metrics whose figures are held against their targets, and those that are computed from one.
    fileprivate func of(_ metrics: [Metric]) -> [Metric] {
        let computed = metrics.filter(\.isOfCashTarget)
        return switch self {
        case .none: computed
        case .all: metrics
        case .of(let chosen): metrics.filter(chosen.contains) + computed
        }
    }
}
