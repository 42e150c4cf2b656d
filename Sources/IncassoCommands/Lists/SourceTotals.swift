import EmbeddedEngine
import Ledger
import LedgerStore
import Metrics
import ReportDocument
import Reports

/// The files behind a day's snapshot, and whether its balances are what was counted when they were imported.
struct SourceTotals {
    private let parts: [SnapshotPart]
    private let differs: [Currency]

    init(day: Day, store: LedgerStore, engine: EmbeddedEngine) throws {
        guard let snapshot = try store.currentSnapshot(on: day), let positions = try engine.positions(on: day) else {
            (parts, differs) = ([], [])
            return
        }
        parts = snapshot.parts
        differs = try ControlTotals.differing(snapshot, positions, store: store)
    }

    /// `files`, each with its control totals, and `controlTotalsAgree`.
    var members: [(key: String, value: JSONValue)] {
        let files = parts.map { part in
            let totals = part.totals.map { total in
                JSONValue.object([
                    ("currency", .string(total.currency.code)), ("items", .integer(total.itemCount)),
                    ("debits", .number(MajorUnits.text(minor: Int128(total.debitMinor), currency: total.currency))),
                    ("credits", .number(MajorUnits.text(minor: Int128(total.creditMinor), currency: total.currency))),
                ])
            }
            return JSONValue.object([
                ("names", .array(part.source.names.map(JSONValue.string))), ("sha256", .string(part.source.sha256)),
                ("totals", .array(totals)),
            ])
        }
        return [("files", .array(files)), ("controlTotalsAgree", .bool(differs.isEmpty))]
    }

    /// A table of files and totals, and a sentence on whether they agree.
    func text(_ language: Language) -> String {
        let words = words(language)
        let format = FigureFormat(language, minus: .hyphen)
        var table = TextTable(
            [
                (words.heading(Heading.file), .left), (words.heading(Heading.rows), .right),
                (words.heading(ListColumnHeading.currency), .left),
            ]
                + [ListColumnHeading.debits, .credits].map { (words.heading($0), .right) })
        for part in parts {
            for total in part.totals {
                table.add([
                    part.source.names.joined(separator: " + "), String(total.itemCount), total.currency.code,
                    format.money(total.debitMinor, total.currency), format.money(total.creditMinor, total.currency),
                ])
            }
        }
        return "\n" + ListText.wrapped(words.controlTotals(differing: differs), indent: "") + "\n" + table.text
    }
}
