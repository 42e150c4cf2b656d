import ArgumentParser
import CSVRenderer
import Ledger
import LedgerStore
import Reports

/// `incasso report`: specs into files.
struct ReportCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Render report specs; all of report-specs/ unless named.",
        discussion: """
            Files are called NAME-PERIOD.LANGUAGE.FORMAT; reports for analysts are in a folder NAME-PERIOD with a folder an analyst. They appear \
            together when all are rendered.
            """)

    @Argument(help: ArgumentHelp("Names of specs, without their ending.", valueName: "NAME"))
    var names: [String] = []

    @Option(help: ArgumentHelp("The day. Default: the newest snapshot.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("The month, up to its last snapshot.", valueName: "YYYY-MM"))
    var period: Month?

    @Option(parsing: .singleValue, help: ArgumentHelp("Formats. Default: what the spec says.", valueName: "xlsx,html,csv,txt,eml"))
    var format: [WordList<ReportSpec.Format>] = []

    @Option(parsing: .singleValue, help: ArgumentHelp("Languages. Default: what the spec says.", valueName: "en,it"))
    var language: [WordList<Language>] = []

    @Option(help: ArgumentHelp("How CSV is written: machine (comma, point) or italian (semicolon, comma).", valueName: "DIALECT"))
    var csvDialect = CSVDialect.machine

    @Option(help: ArgumentHelp("Whose report, of reports for analysts: an id, or all. Default: all.", valueName: "ID|all"))
    var analyst: String?

    @Option(help: ArgumentHelp("The folder the files go to. Default: output/ of the workspace.", valueName: "DIR"))
    var output: String?

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if asOf != nil, period != nil { throw ValidationError("--as-of and --period exclude each other.") }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let specs = try selectedSpecs(workspace)
        let store = try workspace.openStore()
        let day = try reportDay(store)
        let request = ReportRequest(
            specs: specs, asOf: day, periodName: period?.isoText ?? day.isoText, formats: WordList.joined(format),
            languages: WordList.joined(language),
            dialect: csvDialect, analysts: analyst.flatMap { $0 == "all" ? nil : .one($0) } ?? .all)
        let folder = try OutputFolder(path: output ?? workspace.path(Workspace.outputName))
        let files: [String]
        var findings: [Diagnostic] = []
        do {
            files = try RenderedReports.render(request, workspace, store, into: folder, findings: { findings = $0 }) { done, count in
                terminal.progress("rendered \(done) of \(count) documents")
            }
            terminal.endProgress()
        } catch {
            folder.discard()
            throw error
        }
        for path in try folder.publish(files, keepingOthersIn: request.sharedFolders) { try terminal.result(path + "\n") }
        terminal.present(findings)
        return findings.contains { $0.severity == .error } ? .doneWithErrors : .done
    }

    private func selectedSpecs(_ workspace: Workspace) throws -> [String] {
        guard !names.isEmpty else {
            let specs = try workspace.yamlFiles(in: Workspace.specsName)
            if !specs.isEmpty { return specs }
            throw CommandError(
                .noSuchInput, "no-specs", file: Workspace.specsName, "there are no report specs", advice: "`incasso init` writes some")
        }
        return try names.map { try workspace.spec(named: $0) }
    }

    /// The day that was asked for, or the last snapshot day of the month, or the newest one.
    private func reportDay(_ store: LedgerStore) throws -> Day {
        if let asOf { return asOf }
        guard let period else { return try store.newestSnapshotDay() }
        guard let last = try store.snapshots().map(\.day).filter({ $0.month == period }).max() else {
            throw CommandError(
                .noSuchInput, "no-snapshot", "there is no snapshot in \(period.isoText)",
                advice: "`incasso snapshots` lists the days in the store")
        }
        return last
    }
}

/// Words separated by commas, each once.
struct WordList<Word: RawRepresentable & CaseIterable & Equatable & Sendable>: ExpressibleByArgument, Sendable
where Word.RawValue == String {
    let words: [Word]

    /// nil when a word is unknown or there is none.
    init?(argument: String) {
        var words: [Word] = []
        for text in argument.split(separator: ",", omittingEmptySubsequences: false) {
            guard let word = Word(rawValue: String(text)) else { return nil }
            if !words.contains(word) { words.append(word) }
        }
        self.words = words
    }

    /// The words of an option that may be given several times, each once; nil where it is not given.
    static func joined(_ lists: [WordList]) -> [Word]? {
        lists.isEmpty ? nil : lists.flatMap(\.words).reduce(into: []) { words, word in if !words.contains(word) { words.append(word) } }
    }
}

extension CSVDialect: ExpressibleByArgument {}
