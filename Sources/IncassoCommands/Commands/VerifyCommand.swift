import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import Reports

/// `incasso verify`: the store's integrity, and whether figures tie out.
struct VerifyCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "verify", abstract: "Check the store and whether figures tie out; exit code 2 names the first break.")

    @OptionGroup var global: GlobalOptions

    /// Breaks of one check that are printed; the others are counted.
    private static let shownBreaks = 20

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let store = try workspace.openStore()
        let damage = try store.checkIntegrity()
        try report("store integrity", damage, terminal)
        // Figures of a damaged store would be made from damaged rows.
        guard damage.isEmpty else { return .verificationBroke }
        let policy = workspace.configuration.policy
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        var (broke, missesRates) = (false, false)
        let snapshots = try store.snapshots()
        if snapshots.isEmpty {
            try terminal.result("nothing else to check: the store holds no snapshot yet; `incasso import FOLDER` reads exported files\n")
        }
        for snapshot in snapshots {
            let figures = try engine.metrics.figures(asOf: snapshot.day, scopes: Scope.allCases)
            let input = VerifyInput(snapshot: snapshot, store: store, engine: engine, figures: figures, policy: policy)
            terminal.present(figures.missingInterestFindings)
            missesRates = missesRates || !figures.missingInterestFindings.isEmpty
            for check in VerifyCheck.ofSnapshot {
                let name = "\(snapshot.day.isoText) \(check.name)"
                switch try check.outcome(input) {
                case .checked(let breaks):
                    try report(name, breaks, terminal)
                    broke = broke || !breaks.isEmpty
                case .notAvailable(let reason): try terminal.result("n/a    \(name): \(words(.english).reason(reason))\n")
                }
            }
        }
        return broke ? .verificationBroke : missesRates ? .doneWithErrors : .done
    }

    private func report(_ name: String, _ breaks: [Diagnostic], _ terminal: Terminal) throws {
        try terminal.result((breaks.isEmpty ? "ok     " : "BREAK  ") + name + (breaks.isEmpty ? "" : ": \(breaks.count)") + "\n")
        terminal.present(Array(breaks.prefix(VerifyCommand.shownBreaks)))
    }
}
