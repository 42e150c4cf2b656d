import Ledger
import StrictYAML

/// The analysts and teams that targets are set for, held against those there are.
struct TargetKeys {
    /// Everybody the store knows, after the files that were read before.
    let analysts: [Analyst]

    /// A warning for each key that nobody has; none while no analysts are known. Keys of companies are not checked: their ledgers are read later.
    func warnings(_ targets: [Target], file: String) -> [Diagnostic] {
        guard !analysts.isEmpty else { return [] }
        let known: [Scope: Set<String>] = [.analyst: Set(analysts.map(\.analyst)), .team: Set(analysts.compactMap(\.team))]
        return [Scope.team, .analyst].flatMap { scope -> [Diagnostic] in
            let keys = known[scope] ?? []
            let others = Set(targets.filter { $0.scope == scope && !keys.contains($0.key) }.map(\.key))
            return others.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }.map { key in
                let nearest = NearestWord.of(key, in: keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) })
                return Diagnostic(
                    code: "unknown-target-key", severity: .warning, file: file,
                    message: "there is no \(scope.rawValue) \"\(key)\" in the analysts file, so that no figure is held against its targets",
                    advice: nearest.map { "did you mean \"\($0)\"?" } ?? "correct the key, or import the analysts file that has it")
            }
        }
    }
}
