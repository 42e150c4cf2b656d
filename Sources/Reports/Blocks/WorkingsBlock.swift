import Ledger
import Metrics
import ReportDocument

/// How figures are defined and came about: each with the figures of its formula, down to those made from rows. Every figure stands once; the inputs that are not
/// asked for themselves stand behind the first figure that is made from them. The cells of the migration are one row a family.
struct WorkingsBlock {
    let id: String
    let metrics: [Metric]

    func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        var rows: [(role: Row.Role, cells: [DraftCell])] = []
        var listed = Listed(metrics: Set(metrics))
        for metric in metrics {
            if let working = context.data.workings[metric] { add(working, depth: 0, &listed, &rows, context) }
        }
        return DraftTable(
            id: id, title: words.label(.workings),
            columns: [
                context.textColumn(.figure, id: "figure"), context.textColumn(.id, id: "id"),
                Column(id: "value", title: words.heading(.value), kind: .number), context.textColumn(.unit, id: "unit"),
                context.textColumn(.definition, id: "definition", long: true),
                Column(id: "from", title: words.label(.from), kind: .longText),
                Column(id: "settings", title: words.label(.settings), kind: .longText),
                Column(id: "sources", title: words.label(.workingSources), kind: .longText),
            ], rows: rows, isHome: false)
    }

    private func add(
        _ working: FigureWorking, depth: Int, _ listed: inout Listed, _ rows: inout [(role: Row.Role, cells: [DraftCell])],
        _ context: BlockContext
    ) {
        let words = context.words
        let unit = words.unit(working.metric.unit, context.currency).map { DraftCell(.text($0)) } ?? DraftCell(.empty)
        let indent = String(repeating: "\u{2003}", count: depth)
        let settings = context.text(working.settings.map { words.setting($0, context.figures.frame).name }.joined(separator: ", "))
        if let family = working.metric.family {
            if listed.families.insert(family).inserted {
                rows.append(
                    (
                        .item,
                        [
                            context.text(indent + words.name(family)), context.text(family.id), DraftCell(.empty), unit,
                            context.text(words.definition(family)), formula(of: working, context), settings,
                            context.text(Self.snapshots(working, context).joined(separator: ", ")),
                        ]
                    ))
            }
            for input in working.inputs where listed.metrics.insert(input.metric).inserted {
                add(input, depth: depth + 1, &listed, &rows, context)
            }
            return
        }
        rows.append(
            (
                .item,
                [
                    context.text(indent + context.name(working.metric)), context.text(working.metric.id(context.aging)),
                    context.cell(working.metric), unit, context.text(words.definition(working.metric, context.data.policy)),
                    context.text(words.source(of: working, context.aging)), settings,
                    context.text(Self.sources(working, context)),
                ]
            ))
        for input in working.inputs where listed.metrics.insert(input.metric).inserted {
            add(input, depth: depth + 1, &listed, &rows, context)
        }
    }

    /// What has a row already, or is to have one of its own.
    private struct Listed {
        var metrics: Set<Metric>
        var families: Set<FigureFamily> = []
    }

    /// The formula of a family's figures, over the families of their inputs; empty for those made from rows.
    private func formula(of working: FigureWorking, _ context: BlockContext) -> DraftCell {
        working.expression.map { context.text($0.text { $0.family?.id ?? $0.id(context.aging) }) } ?? DraftCell(.empty)
    }

    /// The snapshots with their versions and the other files a figure was made from.
    private static func sources(_ working: FigureWorking, _ context: BlockContext) -> String {
        let files = context.data.workingFiles[working.metric] ?? []
        let shown = files.count > filesMax ? files.prefix(filesMax - 1) + ["… (\(files.count))"] : files[...]
        return (snapshots(working, context) + shown).joined(separator: ", ")
    }

    /// More names than these are no help; the table of imports has all files.
    private static let filesMax = 4

    private static func snapshots(_ working: FigureWorking, _ context: BlockContext) -> [String] {
        working.snapshotDays.map { day in
            let version = context.data.sources.first { $0.day == day }?.version
            return context.words.format.date(day) + (version.map { " (" + context.words.heading(.version).lowercased() + " \($0))" } ?? "")
        }
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
        let snapshots = snapshots(working, context)
        if !snapshots.isEmpty { parts.append(words.label(.snapshots) + ": " + snapshots.joined(separator: ", ")) }
        parts += working.settings.filter { ![.conversion, .ownership, .period].contains($0) }.map { setting in
            let (name, value) = words.setting(setting, context.figures.frame)
            return name + ": " + value
        }
        return parts.joined(separator: "; ")
    }
}
