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

    /// The metrics of which the report shows figures; some of them twice.
    func shownMetrics(_ aging: AgingLimits) -> [Metric] { sections.flatMap(\.blocks).flatMap { $0.shownMetrics(aging) } }
}

extension BlockSpec {
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
