import Ledger
import ReportDocument

/// What the imports told about the files behind the figures; nothing when it is not known.
struct ImportsBlock {
    func table(_ context: BlockContext) -> DraftTable? {
        let words = context.words
        guard !context.data.imports.isEmpty else { return nil }
        func number(_ heading: Heading, _ id: String) -> Column { Column(id: id, title: words.heading(heading), kind: .number) }
        return DraftTable(
            id: "imports", title: words.heading(.imports),
            columns: [
                context.textColumn(.file, id: "file"), Column(id: "snapshot", title: words.heading(.snapshot), kind: .date),
                context.textColumn(.importProfile, id: "profile"), context.textColumn(.digest, id: "sha256"),
                context.textColumn(.dialect, id: "dialect", long: true), number(.rowsRead, "read"), number(.rowsKept, "kept"),
                number(.rowsDropped, "dropped"), number(.rowsRejected, "rejected"),
                context.textColumn(.controlTotals, id: "control-totals"),
                context.textColumn(.importFindings, id: "findings", long: true),
            ],
            rows: context.data.imports.map { (.item, row($0, context)) }, isHome: false)
    }

    private func row(_ fact: ImportFact, _ context: BlockContext) -> [DraftCell] {
        let words = context.words
        let findings =
            [words.importSize(fact.byteCount)] + (fact.newestDay.map { [words.importDays(fact.day, fact.dayOrigin, newest: $0)] } ?? [])
            + (fact.droppedReasons.isEmpty ? [] : [words.droppedRows(fact.droppedReasons)])
            + (fact.rejectedReasons.isEmpty ? [] : [words.rejectedRows(fact.rejectedReasons)])
            + (fact.unknownColumns.isEmpty ? [] : [words.unknownColumns(fact.unknownColumns)])
            + fact.findings.map { words.importFinding($0.kind, $0.count) } + fact.remarks.map(words.importRemark)
            + (fact.edgeMonths.isEmpty ? [] : [words.edgeMonths(fact.edgeMonths)])
        let counts = [fact.rowsRead, fact.rowsKept, fact.rowsDropped, fact.rowsRejected].map { DraftCell(.count(Int64($0))) }
        return [
            context.text(fact.file), DraftCell(fact.day.map { .date($0) } ?? .empty),
            context.text(words.profile(fact.profile, isCertain: fact.isProfileCertain)), context.text(fact.digest),
            context.text(fact.dialect),
        ] + counts + [
            context.text(words.controlTotals(found: fact.controlTotals, agreeing: fact.agreeingTotals)),
            context.text(findings.joined(separator: "; ")),
        ]
    }
}
