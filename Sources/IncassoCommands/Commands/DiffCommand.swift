import ArgumentParser
import EmbeddedEngine
import Ledger
import LedgerImport
import LedgerStore
import Metrics
import StrictYAML

/// `incasso diff`: what moved between two days, or what two versions of one day say differently.
struct DiffCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "diff", abstract: "Print what moved between two days, or what was restated between two versions of one day.",
        discussion: """
            Two days: a bridge by customer that ties out to both balances; --customer shows its items one by one with the postings that moved them. \
            Two versions of one day (DATE@1 DATE@2): items added, removed and changed, why, and which figures of the day changed.
            """)

    @Argument(help: ArgumentHelp("The earlier day or version.", valueName: "DATE[@VERSION]"))
    var first: String

    @Argument(help: ArgumentHelp("The later day or version.", valueName: "DATE[@VERSION]"))
    var second: String

    @Option(
        help: ArgumentHelp(
            "What the bridge is drawn by: \(Scope.allCases.filter { $0 != .all }.map(\.rawValue).joined(separator: ", ")).",
            valueName: "SCOPE"))
    var by = Scope.customer

    @Option(help: ArgumentHelp("Only this customer, item by item.", valueName: "ID"))
    var customer: String?

    @Option(help: ArgumentHelp("The most rows a table shows; 0: all. CSV and JSON: all unless said.", valueName: "N"))
    var limit: Int?

    @Option(help: ArgumentHelp("How the result is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func validate() throws {
        if let limit, limit < 0 { throw ValidationError("--limit is 0 or more.") }
    }

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let (first, second) = (try SnapshotReference(first), try SnapshotReference(second))
        let workspace = try Workspace(folder: global.workspace)
        let store = try workspace.openStore()
        let (before, after) = (try first.snapshot(in: store), try second.snapshot(in: store))
        guard (before.day, before.version) < (after.day, after.version) else {
            throw CommandError(
                .usage, "bad-order", "\(before.name) is not before \(after.name)", advice: "name the earlier day or version first")
        }
        let policy = workspace.configuration.policy
        let engine = try EmbeddedEngine(store: store, policy: policy, threads: ImportOptions.activeCoreCount)
        let comparison = SnapshotPair(before: before, after: after, store: store, engine: engine, policy: policy)
        let rowsMax = limit.map { $0 == 0 ? Int.max : $0 } ?? (format == .table ? 40 : Int.max)
        if before.day == after.day {
            let restatement = try comparison.restatement(customer: customer)
            if let customer, !restatement.knows(customer) { throw unknown(customer, "in either version", engine.tables) }
            try terminal.result(restatement.text(format, rowsMax: rowsMax))
        } else {
            if let firstPosting = try engine.firstPostingDay(), firstPosting > before.day.adding(days: 1) {
                terminal.message(
                    "Postings start on \(firstPosting.isoText): what moved before stands under new, grown or settled otherwise.")
            }
            let bridge = try comparison.bridge(customer: customer)
            if let customer, bridge.bridge.items.isEmpty { throw unknown(customer, "and no postings between these days", engine.tables) }
            try terminal.result(bridge.text(format, by: by == .all ? .customer : by, rowsMax: rowsMax, isOfCustomer: customer != nil))
        }
        return .done
    }

    private func unknown(_ customer: String, _ place: String, _ tables: ReferenceTables) -> CommandError {
        let known = tables.customers.keys.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        let nearest = known.contains(customer) ? nil : NearestWord.of(customer, in: known)
        return CommandError(
            .usage, "unknown-customer", "customer \"\(customer)\" has no items \(place)",
            advice: nearest.map { "did you mean \"\($0)\"?" } ?? "`incasso diff` without --customer lists the customers")
    }
}

extension SnapshotInfo {
    /// `2026-10-31@2`
    var name: String { day.isoText + "@" + String(version) }
}
