import Ledger
import Metrics
import ReportDocument

/// Days of the report that were restated: each version with when it was imported, what it said, and what that changed.
struct RestatementsBlock {
    func blocks(_ context: BlockContext) -> [DraftBlock] {
        guard let versions = context.data.restatements else { return [] }
        guard !versions.isEmpty else { return [.paragraph(context.words.label(.noRestatements), role: .body)] }
        let words = context.words
        func amount(_ label: WorkingLabel, _ id: String) -> Column {
            Column(id: id, title: words.label(label), unit: context.currency.code, kind: .number)
        }
        let id = "restatements"
        let table = DraftTable(
            id: id, title: words.label(.restatements),
            columns: [
                Column(id: "snapshot", title: words.heading(.snapshot), kind: .date),
                Column(id: "version", title: words.heading(.version), kind: .number),
                Column(id: "imported-on", title: words.label(.importedOn), kind: .date),
                Column(id: "items", title: words.heading(.rows), kind: .number),
                Column(id: "net", title: context.name(.arNet), unit: context.currency.code, kind: .number),
                Column(id: "past-due", title: context.name(.arPastDue), unit: context.currency.code, kind: .number),
                amount(.netChange, "net-change"), amount(.pastDueChange, "past-due-change"),
            ],
            rows: versions.enumerated().map { row, version in
                let net = DraftCell(context.value(version.net))
                let pastDue = DraftCell(context.value(version.pastDue))
                var changes = [DraftCell(.empty), DraftCell(.empty)]
                if row > 0, versions[row - 1].day == version.day {
                    let earlier = [versions[row - 1].net, versions[row - 1].pastDue].map { DraftCell(context.value($0)) }
                    changes = zip([net, pastDue], earlier).enumerated().map { place, pair in
                        let column = 4 + place
                        return DraftCell.difference(
                            pair.0, at: CellReference(table: id, row: row, column: column), pair.1,
                            at: CellReference(table: id, row: row - 1, column: column))
                    }
                }
                return (
                    .item,
                    [
                        DraftCell(.date(version.day)), DraftCell(.count(Int64(version.version))), DraftCell(.date(version.importedOn)),
                        DraftCell(.count(Int64(version.itemCount))), net, pastDue,
                    ] + changes
                )
            }, isHome: false)
        return [.table(table)]
    }
}
