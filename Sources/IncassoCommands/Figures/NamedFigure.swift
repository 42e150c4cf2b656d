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

    /// `analyst=AN1` as scope and key; `all`, or nothing, is the whole ledger.
    ///
    /// - Throws: 64 when there is no such scope, or a scope other than all has no key.
    static func scope(_ text: String?) throws -> (scope: Scope, key: String) {
        guard let text, text != Scope.all.rawValue else { return (.all, "") }
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let names = Scope.allCases.map(\.rawValue)
        guard let scope = Scope(rawValue: parts[0]) else {
            throw CommandError(
                .usage, "unknown-scope", "there is no scope \"\(parts[0])\"", advice: NearestWord.advice(for: parts[0], in: names))
        }
        guard parts.count == 2, scope != .all, !parts[1].isEmpty else {
            throw CommandError(
                .usage, "bad-scope", "a scope is written with its key, like analyst=AN1",
                advice: "`incasso metrics --by \(scope.rawValue)` lists the keys")
        }
        return (scope, parts[1])
    }

    /// Checks that a day has figures of a key.
    ///
    /// - Throws: 64 with the nearest key.
    static func check(_ scope: Scope, _ key: String, in figures: DayFigures) throws {
        let keys = figures.keys(scope)
        guard !keys.contains(key) else { return }
        let nearest = NearestWord.of(key, in: keys)
        throw CommandError(
            .usage, "unknown-scope-key", "\(scope.rawValue) \"\(key)\" has no figures on \(figures.frame.asOf.isoText)",
            advice: nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso metrics --by \(scope.rawValue)` lists the keys")
    }
}
