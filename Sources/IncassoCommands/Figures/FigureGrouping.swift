import ArgumentParser
import Ledger
import LedgerStore
import Metrics

/// What `metrics` tells figures apart by: a scope of the catalogue or, for disputes, the department that has them or their reason.
enum FigureGrouping: Hashable, CaseIterable, ExpressibleByArgument {
    case scope(Scope)
    case disputes(DisputesOfDay.Dimension)

    static let allCases = Scope.allCases.map(FigureGrouping.scope) + DisputesOfDay.Dimension.allCases.map(FigureGrouping.disputes)

    static var allValueStrings: [String] { allCases.map(\.word) }

    var defaultValueDescription: String { word }

    init?(argument: String) {
        guard let grouping = Self.allCases.first(where: { $0.word == argument }) else { return nil }
        self = grouping
    }

    /// The word of the command line and of the column `scope`.
    var word: String {
        switch self {
        case .scope(let scope): scope.rawValue
        case .disputes(let dimension): dimension.rawValue
        }
    }

    /// The metrics there are by it, in the catalogue's order.
    func metrics(_ policy: Policy) -> [Metric] {
        switch self {
        case .scope: Metric.catalogue(policy.aging)
        case .disputes: DayFigures.disputeMetrics
        }
    }

    /// The metrics of some ids.
    ///
    /// - Throws: 64 for an id that does not exist, or that is none of disputes where those are asked for.
    func metrics(named ids: [String], _ policy: Policy) throws -> [Metric] {
        let named = try NamedFigure.metrics(ids, policy.aging)
        let known = metrics(policy)
        guard case .disputes = self, let other = named.first(where: { !known.contains($0) }) else { return named }
        throw CommandError(
            .usage, "impossible-scope", "there is no \(other.id(policy.aging)) by \(word)",
            advice: "by \(word) there are \(known.map { $0.id(policy.aging) }.joined(separator: ", "))")
    }

    /// Whether it is a scope of the catalogue: only these have targets.
    var isScope: Bool { if case .scope = self { true } else { false } }

    /// The scope whose figures of a day it needs.
    var scope: Scope { if case .scope(let scope) = self { scope } else { .all } }

    /// The keys there are on a day.
    ///
    /// - Parameter figures: Of ``scope``.
    func keys(of figures: DayFigures) -> [String] {
        switch self {
        case .scope(let scope): figures.keys(scope)
        case .disputes(let dimension): figures.disputes.groups(by: dimension).map { $0.key ?? ScopeKey.unknown }
        }
    }

    /// Goes through figures of a day, key by key; disputes that name no department or reason stand under `unknown`, last.
    ///
    /// - Parameter figures: Of ``scope``.
    func forEach(_ metrics: [Metric], of figures: DayFigures, _ body: (_ metric: Metric, _ key: String, FigureValue) -> Void) {
        switch self {
        case .scope(let scope):
            figures.forEachKey(scope, EvaluationPlan(metrics, frame: figures.frame)) { key, values in
                for (metric, value) in zip(metrics, values) { body(metric, key, value) }
            }
        case .disputes(let dimension):
            for group in figures.disputes.groups(by: dimension) {
                for metric in metrics { body(metric, group.key ?? ScopeKey.unknown, figures.value(metric, of: group)) }
            }
        }
    }
}
