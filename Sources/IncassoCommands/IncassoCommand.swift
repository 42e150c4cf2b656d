import ArgumentParser
import Foundation
import StrictYAML

/// The command line of Incasso.
public struct IncassoCommand: ParsableCommand {
    public static let configuration = CommandConfiguration(
        commandName: "incasso",
        abstract: "Turns snapshots of an accounts-receivable ledger into figures and reports.",
        version: "0.1.0",
        subcommands: [
            InitCommand.self, ImportCommand.self, SnapshotsCommand.self, MetricsCommand.self, ExplainCommand.self, EmulateCommand.self,
            DiffCommand.self,
            ListCommand.self, ReportCommand.self, SendCommand.self, OutboxCommand.self,
            CheckCommand.self,
            VerifyCommand.self, SimulateCommand.self,
        ])

    public init() {}

    /// Runs the command of this process and ends it with the contract's exit code.
    public static func runProcess() -> Never {
        ProcessMemory.keepFreed()
        Foundation.exit(run(arguments: Array(CommandLine.arguments.dropFirst())))
    }

    /// Runs the command that arguments name, and gives the exit code.
    public static func run(arguments: [String]) -> Int32 {
        var command: any WorkspaceCommand
        do {
            var parsed = try parseAsRoot(GlobalOptions.movedBehindCommand(arguments))
            guard let known = parsed as? any WorkspaceCommand else {
                // Help, or no command at all: running it throws the text.
                try parsed.run()
                return ExitStatus.done.rawValue
            }
            command = known
        } catch {
            return refuse(error, arguments)
        }
        let terminal = command.global.terminal
        do {
            return try command.perform(terminal).rawValue
        } catch {
            terminal.endProgress()
            let failure = CommandError(error)
            terminal.present(failure.diagnostics)
            return failure.status.rawValue
        }
    }

    /// Prints help on standard output (code 0), or what is wrong with the arguments on standard error (64).
    private static func refuse(_ error: any Error, _ arguments: [String]) -> Int32 {
        var text = fullMessage(for: error) + "\n"
        let isHelp = exitCode(for: error) == .success
        let names = configuration.subcommands.compactMap { $0.configuration.commandName }
        if !isHelp, let word = arguments.first, !word.hasPrefix("-"), !names.contains(word) {
            text = "Error: there is no command \"\(word)\"; \(NearestWord.advice(for: word, in: names))\n"
        }
        (isHelp ? FileHandle.standardOutput : FileHandle.standardError).write(Data(text.utf8))
        return isHelp ? ExitStatus.done.rawValue : ExitStatus.usage.rawValue
    }
}

/// A command that runs in a workspace.
protocol WorkspaceCommand: ParsableCommand {
    var global: GlobalOptions { get }
    /// Does the work. Results go to the terminal; what goes wrong is thrown.
    mutating func perform(_ terminal: Terminal) throws -> ExitStatus
}
