import ArgumentParser
import Foundation
import Ledger
import LedgerImport
import LedgerStore
import StrictYAML

/// `incasso import`: files into the store.
struct ImportCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "import", abstract: "Read files, or every file of a folder, into the store: all of them or none.",
        discussion:
            "Kinds: \(FileKind.allCases.map(\.rawValue).joined(separator: ", ")). Kind and profile are found from the header unless said.")

    @Argument(help: ArgumentHelp("A kind of file, if it is to be said, and files or folders in any order.", valueName: "[KIND] FILE…"))
    var arguments: [String]

    @Option(help: ArgumentHelp("The day a ledger shows, when neither its name nor a column says so.", valueName: "DATE"))
    var asOf: Day?

    @Option(help: ArgumentHelp("The import profile.", valueName: "NAME"))
    var profile: String?

    @Option(help: ArgumentHelp("The currency of files without a currency column.", valueName: "CODE"))
    var currency: Currency?

    @Option(help: ArgumentHelp("The company of files without a company column.", valueName: "ID"))
    var company: String?

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("The order of dates that fit two ways; for one column: COLUMN=dmy.", valueName: "dmy|mdy|iso|ymd|serial|named"))
    var dates: [ColumnAnswer<ImportProfile.DateOrder>] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("The decimal mark of amounts that fit two ways; for one column: COLUMN=comma.", valueName: "comma|point"))
    var decimal: [ColumnAnswer<DecimalMark>] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp(
            "Whether dates of a sheet beside texts are what they show; for one column: COLUMN=swapped.", valueName: "as-shown|swapped"))
    var sheetDates: [ColumnAnswer<SheetDates>] = []

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Take rows that the profile leaves out for a reason, such as special-gl.", valueName: "REASON"))
    var keep: [String] = []

    @Option(help: ArgumentHelp("The sheet of workbooks; default: the visible one whose header fits.", valueName: "NAME"))
    var sheet: String?

    @Flag(help: "Read and report, and store nothing.")
    var dryRun = false

    @Option(help: ArgumentHelp("Take a file although up to N of its rows (or N% of them) are rejected.", valueName: "N|N%"))
    var allowRejects = AllowedRejects.none

    @Flag(help: "The ledger files are all there is of their days: companies they do not name have nothing open any more.")
    var replaceDay = false

    @Option(help: ArgumentHelp("How the result is written.", valueName: "text|json"))
    var format = ReportFormat.text

    @OptionGroup var global: GlobalOptions

    /// How the result of an import is written.
    enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
        case text, json
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let profiles = try workspace.profiles()
        let named = try profile.map { try Workspace.profile(named: $0, among: profiles) }
        let (kind, paths) = try kindAndPaths()
        if let named, let kind, named.kind != kind {
            throw CommandError(
                .usage, "wrong-kind", "profile \"\(named.name)\" reads \(named.kind.rawValue), not \(kind.rawValue)",
                advice: "leave the kind out")
        }
        try checkNames(profiles)
        var options = ImportOptions(asOf: asOf, currency: currency, company: company, allowedRejects: allowRejects)
        options.dateOrders = Dictionary(dates.map { ($0.column, $0.answer) }) { _, last in last }
        options.decimalMarks = Dictionary(decimal.map { ($0.column, $0.answer) }) { _, last in last }
        options.sheetDates = Dictionary(sheetDates.map { ($0.column, $0.answer) }) { _, last in last }
        options.keptReasons = Set(keep)
        options.sheet = sheet
        options.targetMetrics = TargetId.importChecks(
            workspace.configuration.agingLimits, currency: workspace.configuration.reportingCurrency)
        let files = try ImportPlan.files(at: paths)
        let isAsRead =
            currency == nil && company == nil && profile == nil && dates.isEmpty && decimal.isEmpty && sheetDates.isEmpty && keep.isEmpty
            && sheet == nil && !replaceDay
        // The day files are imported on, in Greenwich: the only use of the clock.
        let today = Day(daysSinceEpoch: Int32(Date().timeIntervalSince1970 / 86_400))
        let session = try workspace.withStore(keeps: { !dryRun && $0.failures.isEmpty }) { store in
            let plan = ImportPlan(
                paths: files, kind: kind, named: named, profiles: profiles, options: options,
                sources: try store.sources())
            var session = ImportSession(
                workspace: workspace, options: options, isDryRun: dryRun, replacesDay: replaceDay, skipsKnownFiles: isAsRead,
                importedOn: today, terminal: terminal)
            try session.run(plan, into: store)
            return session
        }
        if global.showData { showRejectedRows(session, terminal) }
        guard session.failures.isEmpty else {
            let proposed = ProposedProfile(workspace: workspace, profiles: profiles, kind: kind, sheet: sheet)
            let (proposals, files) = dryRun ? try proposed.propose(session.failures) : ("", [])
            let refused = session.failures.map(RefusedFile.init)
            switch format {
            case .text: try terminal.result(proposals + refused.filter { !files.contains($0.path) }.map(\.text).joined())
            case .json:
                if !proposals.isEmpty { terminal.message(proposals) }
                try terminal.result(JSONValue.array(refused.map(\.json)).text + "\n")
            }
            throw refusal(session, of: paths, proposedFor: files, terminal)
        }
        switch format {
        case .text: try terminal.result(session.outcomes.map { $0.text(isDryRun: dryRun) }.joined())
        case .json: try terminal.result(JSONValue.array(session.outcomes.map { $0.json(isDryRun: dryRun) }).text + "\n")
        }
        let hasErrors = session.outcomes.contains { $0.report.diagnostics.contains { $0.severity == .error } }
        return hasErrors ? .doneWithErrors : .done
    }

    /// Refuses columns and reasons that no file can have.
    private func checkNames(_ profiles: [ImportProfile]) throws {
        let reasons = keep.isEmpty ? [] : Set((profiles + ImportProfile.shipped).flatMap(\.leftOutReasons)).sorted()
        let named: [(option: String, words: [String], known: [String])] = [
            ("--dates", dates.map(\.column), ImportOptions.dayColumns),
            ("--sheet-dates", sheetDates.map(\.column), ImportOptions.dayColumns),
            ("--decimal", decimal.map(\.column), ImportOptions.amountColumns),
            ("--keep", keep, reasons),
        ]
        for (option, words, known) in named {
            for word in words where word != ImportOptions.allColumns && !known.contains(word) {
                throw CommandError(
                    .usage, "unknown-word", "\(option) knows no \"\(word)\"", advice: NearestWord.advice(for: word, in: known))
            }
        }
    }

    /// The kind, when the first argument is one, and the other arguments.
    private func kindAndPaths() throws -> (kind: FileKind?, paths: [String]) {
        guard arguments.count > 1, let first = arguments.first else { return (nil, arguments) }
        if let kind = FileKind(rawValue: first) { return (kind, Array(arguments.dropFirst())) }
        // A lone word that is no file stands where a kind would.
        if !first.contains("."), !first.contains("/"), !FileManager.default.fileExists(atPath: first) {
            throw CommandError(
                .usage, "unknown-kind", "\"\(first)\" is no kind of file",
                advice: NearestWord.advice(for: first, in: FileKind.allCases.map(\.rawValue)))
        }
        return (nil, arguments)
    }

    /// Why nothing was taken. Where a profile was proposed, what else could be done about its file is left out.
    private func refusal(
        _ session: ImportSession, of paths: [String], proposedFor proposed: Set<String>, _ terminal: Terminal
    ) -> CommandError {
        for note in session.rejectNotes { terminal.message(note) }
        let findings = session.failures.flatMap(\.diagnostics).map { finding in
            guard let file = finding.file, proposed.contains(file) else { return finding }
            return Diagnostic(
                code: finding.code, severity: finding.severity, file: file, line: finding.line, message: finding.message,
                advice: "complete the profile that is proposed")
        }
        let strangers = session.failures.filter { [.unknownKind, .missingColumn].contains($0.code) }
        let isOfFolder = !paths.isEmpty && paths.allSatisfy(TextFile.isFolder)
        let isProposed = strangers.flatMap(\.diagnostics).allSatisfy { $0.file.map(proposed.contains) ?? false }
        return CommandError(
            session.failures.first.map { CommandError($0).status } ?? .unusableData,
            Self.joined(findings) + [
                Diagnostic(
                    code: "nothing-imported", severity: .warning, message: "nothing was imported: files of one command are taken together",
                    advice: isOfFolder && !isProposed
                        ? "what is no input is to be moved out of the folder, or the files to take named one by one" : nil)
            ])
    }

    /// Findings about whole files that differ in nothing but the file as one, with how many files it is about.
    private static func joined(_ findings: [Diagnostic]) -> [Diagnostic] {
        func key(_ finding: Diagnostic) -> [String]? {
            finding.column == nil && finding.sheet == nil ? [finding.code, finding.message, finding.advice ?? ""] : nil
        }
        let files = Dictionary(grouping: findings.filter { key($0) != nil }) { key($0)! }.mapValues { Set($0.compactMap(\.file)).count }
        var told: Set<[String]> = []
        return findings.compactMap { finding in
            guard let key = key(finding), let count = files[key], count > 2 else { return finding }
            guard told.insert(key).inserted else { return nil }
            return Diagnostic(
                code: finding.code, severity: finding.severity, file: finding.file, line: finding.line,
                message: finding.message + " (so do \(count - 1) more files)", advice: finding.advice)
        }
    }

    private func showRejectedRows(_ session: ImportSession, _ terminal: Terminal) {
        for report in session.outcomes.map(\.report) + session.failures.compactMap(\.report) {
            for row in report.rejectedRows { terminal.message("\(report.file):\(row.line): \(row.text)") }
        }
    }
}

extension AllowedRejects: ExpressibleByArgument {
    /// `5` rows or `2%` of them.
    public init?(argument: String) {
        if argument.hasSuffix("%") {
            guard let percent = Int(argument.dropLast()), (0...100).contains(percent) else { return nil }
            self = .share(percent: percent)
        } else {
            guard let count = Int(argument), count >= 0 else { return nil }
            self = count == 0 ? .none : .count(count)
        }
    }

    /// For the help.
    public var defaultValueDescription: String {
        switch self {
        case .none: "0"
        case .count(let count): String(count)
        case .share(let percent): "\(percent)%"
        }
    }
}
