import ArgumentParser
import Ledger
import LedgerStore
import Reports

/// `incasso send`: a report by mail.
struct SendCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "send", abstract: "Mail a report: for the team to its analysts, of an analyst to that analyst only.",
        discussion: """
            Each recipient gets a message of one's own, once a day of the ledger. What cannot be delivered now waits in the outbox, which every \
            `send` and `incasso outbox retry` tries again.
            """)

    @Argument(help: ArgumentHelp("The name of a spec, without its ending.", valueName: "NAME"))
    var name: String

    @Option(
        parsing: .upToNextOption,
        help: ArgumentHelp("Recipients in place of those of mail.to or analysts.csv; at allowed domains only.", valueName: "ADDRESS"))
    var to: [String] = []

    @Option(help: ArgumentHelp("The day. Default: the newest snapshot.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("Whose report, of reports for analysts: an id, or all. Default: all.", valueName: "ID|all"))
    var analyst: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Files that go with it. Default: xlsx for reports of form page, none for mail.", valueName: "xlsx,csv,html"))
    var attach: [WordList<MailAttachmentFormat>] = []

    @Flag(help: "Send again what was sent or queued of this day.")
    var again = false

    @Flag(help: "Do nothing when everybody has the newest snapshot's report, or today is no working day.")
    var ifNew = false

    @Flag(help: "Show who would get what; queue and send nothing.")
    var dryRun = false

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if again, ifNew { throw ValidationError("--again and --if-new exclude each other.") }
        _ = try recipients()
    }

    /// The addresses of `--to`. What is wrong is told by place and not by address, since standard error often ends in a journal.
    private func recipients() throws -> [MailAddress] {
        try to.enumerated().map { index, text in
            do throws(MailAddress.Fault) {
                return try MailAddress(text)
            } catch {
                throw ValidationError("address \(index + 1) of --to \(error.rawValue).")
            }
        }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let path = try workspace.spec(named: name)
        let faults = try workspace.mailFaults()
        guard faults.isEmpty else { throw CommandError(.wrongConfiguration, faults) }
        let store = try workspace.openStore()
        let day = try asOf ?? store.newestSnapshotDay()
        let clock = MailClock.ofProcess
        if ifNew, !workspace.configuration.workCalendar.isBusinessDay(clock.today) {
            terminal.message("nothing sent: \(clock.today.isoText) is no working day of calendars.work")
            return .done
        }
        let request = ReportRequest(
            specs: [path], asOf: day, periodName: day.isoText, formats: nil, languages: nil, dialect: .machine,
            analysts: analyst.flatMap { $0 == "all" ? nil : .one($0) } ?? .all)
        let mailing = try ReportMailing(request, to: recipients(), attach: WordList.joined(attach), workspace, store)
        if ifNew, try mailing.recipients.allSatisfy({ try store.isQueued(mailing.draft($0)) }) {
            terminal.message("nothing sent: everybody was sent \(name) of \(day.isoText), and there is no newer snapshot")
            return .done
        }
        if dryRun {
            return try DryRun(mailing: mailing, store: store, encode: MailServerAccess.encode, clock: clock, again: again).tell(terminal)
        }
        return try SendRun(workspace, store, terminal, showsData: global.showData, clock).send(mailing, again: again)
    }
}
