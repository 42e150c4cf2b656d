import Ledger
import Metrics
import ReportDocument

/// The same items in other systems' buckets: from the report's buckets to theirs cause by cause, the systems' own columns, and their rules in words.
struct EmulationBlock {
    let id: String
    let rules: [BucketRule]

    func blocks(_ context: BlockContext) -> [DraftBlock] {
        let emulations = rules.compactMap { context.data.emulations[$0.id] }
        guard !emulations.isEmpty else { return [] }
        let tieOuts = emulations.map { DraftBlock.paragraph(context.words.tieOut($0, context.currency), role: .note) }
        return [.table(reconciliation(emulations, context))] + tieOuts
            + [.table(columns(emulations, context)), .table(sentences(emulations, context))]
    }

    private func placeName(_ place: Int, _ context: BlockContext) -> String {
        let count = context.aging.bucketCount
        if place < count { return context.words.bucket(place, context.aging) }
        return place == count ? context.name(.creditsOutside) : context.words.label(.noColumn)
    }

    private func number(_ id: String, _ title: String, _ context: BlockContext) -> Column {
        Column(id: id, title: title, unit: context.currency.code, kind: .number)
    }

    private func reconciliation(_ emulations: [Emulation], _ context: BlockContext) -> DraftTable {
        let words = context.words
        let buckets = 0..<context.aging.bucketCount
        let places = buckets.map { (context.aging.label($0), $0) } + [("credits", buckets.count), ("none", buckets.count + 1)]
        var rows: [(role: Row.Role, cells: [DraftCell])] = []
        for emulation in emulations { add(emulation, &rows, context) }
        return DraftTable(
            id: id, title: words.label(.emulation), caption: words.label(.caption),
            columns: [
                Column(id: "system", title: words.label(.system), kind: .text),
                Column(id: "cause", title: words.label(.cause), kind: .text),
                Column(id: "items", title: words.label(.items), kind: .number),
            ] + places.map { number($0.0, placeName($0.1, context), context) },
            rows: rows, isHome: false)
    }

    /// Ours, a row for each cause, and their sum: theirs.
    private func add(_ emulation: Emulation, _ rows: inout [(role: Row.Role, cells: [DraftCell])], _ context: BlockContext) {
        let words = context.words
        func money(_ minor: Int64) -> DraftCell { DraftCell(.money(minor, context.currency)) }
        let system = context.text(words.name(emulation.rule))
        let first = rows.count
        let figures = (0..<context.aging.bucketCount).map { context.cell(.aging(bucket: $0)) } + [context.cell(.creditsOutside), money(0)]
        let items = DraftCell(.count(Int64(emulation.itemCount)))
        rows.append((.item, [system, context.text(words.label(.inOurs)), items] + figures))
        for cause in emulation.causes {
            let count = DraftCell(.count(Int64(cause.sum.itemCount)))
            rows.append((.item, [system, context.text(words.name(cause.cause)), count] + cause.movedMinor.map(money)))
        }
        let last = rows.count - 1
        let theirs = emulation.theirs.enumerated().map { place, minor in
            var cell = money(minor)
            if emulation.tiesOut { cell.formula = .sum(table: id, column: place + 3, firstRow: first, lastRow: last) }
            return cell
        }
        rows.append((.subtotal, [system, context.text(words.label(.inTheirs)), items] + theirs))
    }

    private func columns(_ emulations: [Emulation], _ context: BlockContext) -> DraftTable {
        let words = context.words
        var rows: [(role: Row.Role, cells: [DraftCell])] = []
        for emulation in emulations {
            func add(_ name: String, _ sum: Emulation.ItemSum, _ counterpart: DraftCell) {
                rows.append(
                    (
                        .item,
                        [
                            context.text(words.name(emulation.rule)), context.text(name), DraftCell(.count(Int64(sum.itemCount))),
                            DraftCell(.money(sum.minor, context.currency)), counterpart,
                        ]
                    ))
            }
            for column in emulation.columns {
                add(words.name(column.column.kind), column.sum, context.text(placeName(column.column.counterpart, context)))
            }
            if emulation.nowhere.itemCount > 0 { add(words.label(.noColumn), emulation.nowhere, DraftCell(.empty)) }
        }
        return DraftTable(
            id: id + "-columns", title: words.label(.emulatedColumns),
            columns: [
                Column(id: "system", title: words.label(.system), kind: .text),
                Column(id: "column", title: words.label(.column), kind: .text),
                Column(id: "items", title: words.label(.items), kind: .number), number("amount", words.heading(.amount), context),
                Column(id: "compared-with", title: words.label(.comparedWith), kind: .text),
            ], rows: rows, isHome: false)
    }

    private func sentences(_ emulations: [Emulation], _ context: BlockContext) -> DraftTable {
        let words = context.words
        return DraftTable(
            id: id + "-rules", title: words.label(.rules),
            columns: [
                Column(id: "system", title: words.label(.system), kind: .text),
                Column(id: "report", title: words.label(.report), kind: .longText),
                Column(id: "rule", title: words.label(.rule), kind: .longText),
                Column(id: "source", title: words.label(.source), kind: .longText),
            ],
            rows: emulations.map { emulation in
                (
                    .item,
                    [
                        context.text(words.name(emulation.rule)), emulation.rule.report.map { context.text($0) } ?? DraftCell(.empty),
                        context.text(words.sentences(emulation.rule, asOf: emulation.asOf)),
                        context.text(words.source(of: emulation.rule)),
                    ]
                )
            }, isHome: false)
    }
}
