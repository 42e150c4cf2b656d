import ArgumentParser
import Ledger

/// `incasso check`: validates what people write by hand.
struct CheckCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate incasso.yml, import profiles and report specs.")

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let specs = try workspace.yamlFiles(in: Workspace.specsName)
        let profiles = try workspace.profiles()
        var faults: [Diagnostic] = []
        for spec in specs { faults += SpecCheck.faults(utf8: try TextFile.bytes(at: spec), file: spec, aging: workspace.configuration.agingLimits) }
        guard faults.isEmpty else { throw CommandError(.wrongConfiguration, faults) }
        try terminal.result("incasso.yml, \(profiles.count) profiles and \(specs.count) report specs are valid\n")
        return .done
    }
}
