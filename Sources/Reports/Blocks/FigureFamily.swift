import Metrics

/// Figures of the migration, which a table of workings defines together.
public enum FigureFamily: Hashable, CaseIterable, Sendable {
    case rollRates, rollOutcomes, migrationOpenings, migrationCells, migrationNew

    /// The ids of its figures, with a star for buckets and outcomes.
    var id: String {
        switch self {
        case .rollRates: "roll.*"
        case .rollOutcomes: "roll.*.*"
        case .migrationOpenings: "input.migration.*"
        case .migrationCells: "input.migration.*.*"
        case .migrationNew: "input.migration.new.*"
        }
    }
}

extension Metric {
    /// The family a figure of the migration belongs to; nil for all others.
    var family: FigureFamily? {
        switch self {
        case .roll: .rollRates
        case .rollOutcome: .rollOutcomes
        case .migrationOpening: .migrationOpenings
        case .migration, .migrationSettled, .migrationOther: .migrationCells
        case .migrationNew: .migrationNew
        default: nil
        }
    }
}
