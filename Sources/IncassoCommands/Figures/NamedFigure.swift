import Ledger
import Metrics
import StrictYAML

/// Metrics, scopes and keys as people name them on the command line; what does not exist is refused with the nearest name.
enum NamedFigure {
    /// The metrics of some ids, in their order.
    ///
    /// - Throws: 64 with a finding for each id that does not exist.
    static func metrics(_ ids: [String], _ aging: AgingLimits) throws -> [Metric] {
        let known = (Metric.catalogue(aging) + Metric.allInputs(aging)).map { $0.id(aging) }
        var unknown: [Diagnostic] = []
        let found = ids.compactMap { id -> Metric? in
            if let metric = Metric(id: id, aging: aging) { return metric }
            let nearest = NearestWord.of(id, in: known)
            unknown.append(
                Diagnostic(
                    code: "unknown-metric", message: "there is no metric \"\(id)\"",
                    advice: nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso metrics` without --metric lists all"))
            return nil
        }
        guard unknown.isEmpty else { throw CommandError(.usage, unknown) }
        return found
    }

    /// `analyst=AN1` or `department=Billing` as what figures are told apart by, and a key of it; `all`, or nothing, is the whole ledger.
    ///
    /// - Parameter groupings: What may be named.
    /// - Throws: 64 when there is no such scope, or a scope other than all has no key.
    static func place(_ text: String?, among groupings: [FigureGrouping] = FigureGrouping.allCases) throws -> FigurePlace {
        guard let text, text != Scope.all.rawValue else { return FigurePlace(grouping: .scope(.all), key: "") }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        guard let grouping = groupings.first(where: { $0.word == parts[0] }) else {
            throw CommandError(
                .usage, "unknown-scope", "there is no scope \"\(parts[0])\"",
                advice: NearestWord.advice(for: parts[0], in: groupings.map(\.word)))
        }
        guard parts.count == 2, grouping != .scope(.all), !parts[1].isEmpty else {
            throw CommandError(
                .usage, "bad-scope", "a scope is written with its key, like analyst=AN1",
                advice: "`incasso metrics --by \(grouping.word)` lists the keys")
        }
        return FigurePlace(grouping: grouping, key: parts[1])
    }

    /// Checks that a day has figures of a key.
    ///
    /// - Throws: 64 with the nearest key.
    static func check(_ place: FigurePlace, in figures: DayFigures) throws {
        let keys = place.grouping.keys(of: figures)
        guard !keys.contains(place.key) else { return }
        let nearest = NearestWord.of(place.key, in: keys)
        throw CommandError(
            .usage, "unknown-scope-key", "\(place.grouping.word) \"\(place.key)\" has no figures on \(figures.frame.asOf.isoText)",
            advice: nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso metrics --by \(place.grouping.word)` lists the keys")
    }
}

/// What a figure is of: a scope's key, or the disputes of a department or for a reason.
struct FigurePlace {
    let grouping: FigureGrouping
    /// Empty for the whole ledger; `unknown` for disputes that name no department or reason.
    let key: String

    /// The disputes that are meant; nil for a scope of the catalogue.
    var disputes: DisputeSelection? {
        guard case .disputes(let dimension) = grouping else { return nil }
        return DisputeSelection(dimension, key == ScopeKey.unknown ? nil : key)
    }
}
