import ArgumentParser
import CSVRenderer
import Foundation
import Ledger
import LedgerStore

/// `incasso snapshots`: what is in the store.
struct SnapshotsCommand: WorkspaceCommand {
    static let configuration = CommandConfiguration(
        commandName: "snapshots", abstract: "List the snapshots in the store: days, versions, rows, totals per currency, source files.")

    @Flag(help: "Older versions too.")
    var all = false

    @Option(help: ArgumentHelp("Delete a version of a day; it is logged.", valueName: "DAY@VERSION"))
    var delete: VersionAddress?

    @Option(
        help: ArgumentHelp("Take a posting back that was imported by mistake; it is logged.", valueName: "COMPANY/DOCUMENT/LINE/KIND"))
    var takeBack: PostingKey?

    @Option(
        help: ArgumentHelp(
            "Take all postings of an imported file back, or that there are no records, which a file without rows said; it is logged.",
            valueName: "FILE"))
    var takeBackFile: String?

    @Flag(help: "List what was deleted and taken back.")
    var log = false

    @Option(help: ArgumentHelp("How the list is written.", valueName: "table|csv|json"))
    var format = ResultFormat.table

    @OptionGroup var global: GlobalOptions

    func perform(_ terminal: Terminal) throws -> ExitStatus {
        let workspace = try Workspace(folder: global.workspace)
        let store = try workspace.openStore()
        if [delete != nil, takeBack != nil, takeBackFile != nil, log].count(where: { $0 }) > 1 {
            throw CommandError(
                .usage, "one-at-a-time", "--delete, --take-back, --take-back-file and --log do not go together", advice: "say one of them")
        }
        let removal = SnapshotRemoval(
            store: store, workspace: workspace, terminal: terminal, today: Day(daysSinceEpoch: Int32(Date().timeIntervalSince1970 / 86_400))
        )
        if let delete { return try told(try removal.delete(delete), terminal) }
        if let takeBack { return try told(try removal.takeBack(takeBack), terminal) }
        if let takeBackFile { return try told(try removal.takeBackFile(takeBackFile), terminal) }
        if log { return try told(try removal.log(format), terminal) }
        let snapshots = try store.snapshots(includingOlderVersions: all)
        switch format {
        case .table: try terminal.result(try table(snapshots))
        case .csv: try terminal.result(try csv(snapshots))
        case .json: try terminal.result(JSONValue.array(try snapshots.map(json)).text + "\n")
        }
        return .done
    }

    private func told(_ text: String, _ terminal: Terminal) throws -> ExitStatus {
        try terminal.result(text)
        return .done
    }

    /// One line for each snapshot and currency; one without a currency for a snapshot without items.
    private func lines(_ snapshots: [SnapshotInfo]) throws -> [[String]] {
        try snapshots.flatMap { snapshot in
            let start = [
                snapshot.day.isoText, String(snapshot.version), snapshot.isCurrent ? "yes" : "no", String(snapshot.rowCount),
                String(snapshot.rejectedCount),
            ]
            let files = snapshot.parts.map { $0.source.names.joined(separator: " + ") }.joined(separator: " ")
            let totals = try snapshot.totals().map { [$0.currency.code, String($0.itemCount)] + $0.amounts }
            return (totals.isEmpty ? [["", "0", "", "", ""]] : totals).map { start + $0 + [files] }
        }
    }

    private func csv(_ snapshots: [SnapshotInfo]) throws -> String {
        let header = "day version current items rejected currency currency_items debit credit net files".split(separator: " ").map(
            String.init)
        // Only the last field is a text from outside.
        let rows = try lines(snapshots).map { Array($0.dropLast()) + [CSVRenderer.defused($0.last ?? "")] }
        return ([header] + rows).map(CSVText.row).joined()
    }

    private func table(_ snapshots: [SnapshotInfo]) throws -> String {
        var table = TextTable([
            ("day", .left), ("version", .right), ("current", .left), ("items", .right), ("rejected", .right), ("currency", .left),
            ("of currency", .right), ("debit", .right), ("credit", .right), ("net", .right), ("files", .left),
        ])
        for line in try lines(snapshots) { table.add(line) }
        return table.text
    }

    private func json(_ snapshot: SnapshotInfo) throws -> JSONValue {
        let totals = try snapshot.totals().map { total in
            let amounts = total.amounts.map(JSONValue.number)
            return JSONValue.object([
                ("currency", .string(total.currency.code)), ("items", .integer(total.itemCount)), ("debit", amounts[0]),
                ("credit", amounts[1]),
                ("net", amounts[2]),
            ])
        }
        let files = snapshot.parts.map { part in
            JSONValue.object([
                ("name", .string(part.source.name)), ("sha256", .string(part.source.sha256)), ("profile", .optional(part.source.profile)),
                ("importedOn", .string(part.source.importedOn.isoText)), ("items", .integer(part.rowCount)),
                ("rejected", .integer(part.rejectedCount)), ("companies", .array(part.companies.map(JSONValue.string))),
                ("report", part.source.reportJSON.map(JSONValue.verbatim) ?? .null),
            ])
        }
        return .object([
            ("day", .string(snapshot.day.isoText)), ("version", .integer(snapshot.version)), ("current", .bool(snapshot.isCurrent)),
            ("items", .integer(snapshot.rowCount)), ("rejected", .integer(snapshot.rejectedCount)), ("totals", .array(totals)),
            ("files", .array(files)),
        ])
    }
}

extension CurrencyTotal {
    /// Debit, credit and net in major units, as plain text.
    fileprivate var amounts: [String] {
        [Int128(debitMinor), Int128(creditMinor), Int128(debitMinor) + Int128(creditMinor)].map {
            MajorUnits.text(minor: $0, currency: currency)
        }
    }
}
