import Ledger
import Metrics
import ReportDocument

/// How figures came about: each with the figures of its formula, down to those made from rows.
struct WorkingsBlock {
    let id: String
    let metrics: [Metric]

    func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        var rows: [(role: Row.Role, cells: [DraftCell])] = []
        for metric in metrics {
            guard let working = context.data.workings[metric] else { continue }
            // A figure that stands twice in a formula is taken apart where it comes first.
            var seen: Set<Metric> = []
            add(working, depth: 0, &seen, &rows, context)
        }
        return DraftTable(
            id: id, title: words.label(.workings),
            columns: [
                context.textColumn(.figure, id: "figure"), context.textColumn(.id, id: "id"),
                Column(id: "value", title: words.heading(.value), kind: .number), context.textColumn(.unit, id: "unit"),
                Column(id: "from", title: words.label(.from), kind: .longText),
                Column(id: "settings", title: words.label(.settings), kind: .longText),
            ], rows: rows, isHome: false)
    }

    private func add(
        _ working: FigureWorking, depth: Int, _ seen: inout Set<Metric>, _ rows: inout [(role: Row.Role, cells: [DraftCell])],
        _ context: BlockContext
    ) {
        let isNew = seen.insert(working.metric).inserted
        let unit = context.words.unit(working.metric.unit, context.currency)
        let indent = String(repeating: "\u{2003}", count: depth)
        let settings = working.settings.map { context.words.setting($0, context.figures.frame).name }.joined(separator: ", ")
        rows.append(
            (
                depth == 0 ? .subtotal : .item,
                [
                    context.text(indent + context.name(working.metric)), context.text(working.metric.id(context.aging)),
                    context.cell(working.metric), DraftCell(unit.map { .text($0) } ?? .empty),
                    context.text(context.words.source(of: working, context.aging)), context.text(settings),
                ]
            ))
        guard isNew else { return }
        for input in working.inputs { add(input, depth: depth + 1, &seen, &rows, context) }
    }

    /// What a figure was made from in one line: formula, rows, snapshots with their versions, and settings with their values.
    static func origin(_ working: FigureWorking, _ context: BlockContext) -> String {
        let words = context.words
        var parts: [String] = []
        if let expression = working.expression { parts.append(expression.text { $0.id(context.aging) }) }
        var evidence: [String] = []
        for figure in working.figures where !figure.evidence.isEmpty {
            evidence.append(figure.metric.id(context.aging) + ": " + figure.evidence.map(words.evidence).joined(separator: ", "))
        }
        parts += evidence
        let snapshots = working.snapshotDays.map { day in
            let version = context.data.sources.first { $0.day == day }?.version
            return words.format.date(day) + (version.map { " (" + words.heading(.version).lowercased() + " \($0))" } ?? "")
        }
        if !snapshots.isEmpty { parts.append(words.label(.snapshots) + ": " + snapshots.joined(separator: ", ")) }
        parts += working.settings.filter { ![.conversion, .ownership, .period].contains($0) }.map { setting in
            let (name, value) = words.setting(setting, context.figures.frame)
            return name + ": " + value
        }
        return parts.joined(separator: "; ")
    }
}
