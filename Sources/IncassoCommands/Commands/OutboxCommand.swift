import ArgumentParser
import Ledger
import LedgerStore

/// `incasso outbox`: what is to be sent and could not be yet.
struct OutboxCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "outbox", abstract: "List the messages that wait or failed; try them again; drop them.",
        discussion: "`retry` without numbers tries what is due, as `send` does; with numbers it makes these messages due first.")

    /// What is done with messages.
    enum Action: String, CaseIterable, ExpressibleByArgument { case list, retry, drop }

    @Argument(help: ArgumentHelp("What to do.", valueName: "list|retry|drop"))
    var action = Action.list

    @Argument(help: ArgumentHelp("Numbers of messages.", valueName: "ID"))
    var ids: [Int64] = []

    @Flag(help: "List messages that were sent or dropped too.")
    var all = false

    @Option(help: ArgumentHelp("How the list is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if action == .drop, ids.isEmpty { throw ValidationError("Say which messages to drop; `incasso outbox` shows their numbers.") }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let store = try workspace.openStore()
        switch action {
        case .list: return try list(store, terminal)
        case .retry: return try SendRun(workspace, store, terminal, showsData: global.showData, .ofProcess).retry(ids)
        case .drop: return try SendRun(workspace, store, terminal, showsData: global.showData, .ofProcess).drop(ids)
        }
    }

    private func list(_ store: LedgerStore, _ terminal: Terminal) throws -> ExitStatus {
        let known = try store.outboxMessages()
        let messages = known.filter { message in
            ids.isEmpty ? all || ![.sent, .dropped].contains(message.state) : ids.contains(message.id)
        }
        switch format {
        case .csv: try terminal.result(OutboxText.csv(messages))
        case .json: try terminal.result(OutboxText.json(messages))
        case .table:
            if messages.isEmpty {
                terminal.message("nothing waits; messages that were sent: \(known.count { $0.state == .sent }) (--all lists them)")
            } else {
                try terminal.result(OutboxText.table(messages))
            }
        }
        return .done
    }
}
