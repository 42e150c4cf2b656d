import ArgumentParser
import Ledger

/// `incasso check`: validates what people write by hand.
struct CheckCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "check", abstract: "Validate incasso.yml, import profiles and report specs.")

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        var faults: [Diagnostic] = []
        let workspace = try collecting(&faults) { try Workspace(folder: global.workspace) } ?? Workspace(defaultsIn: global.workspace)
        let profiles = try collecting(&faults) { try workspace.profiles() } ?? []
        let specs = try workspace.yamlFiles(in: Workspace.specsName)
        for spec in specs {
            faults += SpecCheck.faults(utf8: try TextFile.bytes(at: spec), file: spec, workspace.configuration)
        }
        faults += try workspace.mailFaults()
        guard faults.isEmpty else { throw CommandError(.wrongConfiguration, faults) }
        for draft in profiles where draft.isDraft {
            terminal.message(
                Diagnostic(
                    code: "draft-profile", severity: .note, file: "profiles/" + draft.name + ".yml",
                    message: "this is a draft, used only with --profile \(draft.name)",
                    advice: "complete it, and remove the line `draft: true`"
                ).text)
        }
        let counts = [(profiles.count, "import profile"), (specs.count, "report spec")].map { "\($0) \($1)" + ($0 == 1 ? "" : "s") }
        try terminal.result("valid: incasso.yml, " + counts.joined(separator: ", ") + "\n")
        return .done
    }

    /// What `read` gives; nil when it finds faults, which are added, so that one run shows those of all files.
    private func collecting<Value>(_ faults: inout [Diagnostic], _ read: () throws -> Value) throws -> Value? {
        do {
            return try read()
        } catch let error as CommandError where error.status == .wrongConfiguration {
            faults += error.diagnostics
            return nil
        }
    }
}
