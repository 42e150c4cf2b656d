import Ledger
import Metrics
import ReportDocument

/// How figures are defined and came about: each with the figures of its formula, down to those made from rows. Every figure stands once; the inputs that are not
/// asked for themselves stand behind the first figure that is made from them. The figures of the migration stand under a row that defines their family, those that are zero or
/// not available are left out.
struct WorkingsBlock {
    let id: String
    let metrics: [Metric]

    func table(_ context: BlockContext) -> DraftTable {
        let words = context.words
        var listed = Listed(metrics: Set(metrics))
        for metric in metrics {
            if let working = context.data.workings[metric] { add(working, depth: 0, &listed, context) }
        }
        let rows = listed.lines.flatMap { line -> [(role: Row.Role, cells: [DraftCell])] in
            let members = line.family.flatMap { listed.families[$0] } ?? []
            return ([line.cells] + members).map { (.item, $0) }
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

    private func add(_ working: FigureWorking, depth: Int, _ listed: inout Listed, _ context: BlockContext) {
        let words = context.words
        if let family = working.metric.family {
            if listed.families[family] == nil {
                let unit = words.unit(working.metric.unit, context.currency).map { DraftCell(.text($0)) } ?? DraftCell(.empty)
                let heading = [
                    context.text(indent(depth) + words.name(family)), context.text(family.id), DraftCell(.empty), unit,
                    context.text(words.definition(family)), formula(of: working, context), settings(working, context),
                    context.text(Self.snapshots(working, context).joined(separator: ", ")),
                ]
                listed.lines.append((heading, family))
                listed.families[family] = []
            }
            if let value = working.value.rational, value != .zero {
                // The family's row defines them.
                listed.families[family]?.append(cells(working, depth: depth + 1, definition: DraftCell(.empty), context))
            }
        } else {
            let definition = context.text(words.definition(working.metric, context.data.policy))
            listed.lines.append((cells(working, depth: depth, definition: definition, context), nil))
        }
        for input in working.inputs where listed.metrics.insert(input.metric).inserted {
            add(input, depth: depth + 1, &listed, context)
        }
    }

    private func indent(_ depth: Int) -> String { String(repeating: "\u{2003}", count: depth) }

    private func settings(_ working: FigureWorking, _ context: BlockContext) -> DraftCell {
        context.text(working.settings.map { context.words.setting($0, context.figures.frame).name }.joined(separator: ", "))
    }

    private func cells(_ working: FigureWorking, depth: Int, definition: DraftCell, _ context: BlockContext) -> [DraftCell] {
        let words = context.words
        return [
            context.text(indent(depth) + context.name(working.metric)), context.text(working.metric.id(context.aging)),
            context.cautionedCell(working.metric),
            words.unit(working.metric.unit, context.currency).map { DraftCell(.text($0)) } ?? DraftCell(.empty),
            definition, context.text(words.source(of: working, context.aging)), settings(working, context),
            context.text(Self.sources(working, context)),
        ]
    }

    /// The rows so far: what has one already, or is to have one of its own.
    private struct Listed {
        var metrics: Set<Metric>
        /// A figure's row, or that of a family, whose figures follow it.
        var lines: [(cells: [DraftCell], family: FigureFamily?)] = []
        var families: [FigureFamily: [[DraftCell]]] = [:]

        init(metrics: Set<Metric>) { self.metrics = metrics }
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
    ///
    /// - Parameter counted: Whether the rows are those of the figure; else only their kinds are told.
    static func origin(_ working: FigureWorking, counted: Bool = true, _ context: BlockContext) -> String {
        let words = context.words
        var parts: [String] = []
        if let expression = working.expression { parts.append(expression.text { $0.id(context.aging) }) }
        var evidence: [String] = []
        for figure in working.figures where !figure.evidence.isEmpty {
            evidence.append(
                figure.metric.id(context.aging) + ": "
                    + figure.evidence.map { words.evidence(counted ? $0 : $0.uncounted) }.joined(separator: ", "))
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

extension BlockContext {
    /// A column with a metric's figures of several keys: what they are made from is said once for all of them.
    func keyColumn(_ metric: Metric) -> Column {
        var column = column(metric)
        column.origin = data.workings[metric].map { WorkingsBlock.origin($0, counted: false, self) }
        return column
    }
}
