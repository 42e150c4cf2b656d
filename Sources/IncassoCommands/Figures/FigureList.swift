import Ledger
import Metrics
import Reports

/// The figures of a day by one grouping, ready to be written.
struct FigureList {
    /// A figure, with its target where targets were asked for and it has one.
    struct Entry {
        let row: FigureRow
        var judged: JudgedFigure?
        /// Why its target cannot be converted; nil when it can, or there is none.
        var unjudged: UnavailableReason?
    }

    let day: Day
    let grouping: FigureGrouping
    /// Whether the day's month can be held against other months.
    let isComparable: Bool
    let entries: [Entry]
    /// Whether targets are shown, and what holds for them.
    let targets: TargetNotes?

    /// What is said once for all targets.
    struct TargetNotes {
        let pace: MonthPace?
        let thresholds: TargetThresholds
    }

    func text(_ format: ResultFormat) -> String {
        switch format {
        case .csv: csv
        case .json: json.text + "\n"
        case .table: table
        }
    }

    private var csv: String {
        let columns = targets == nil ? [] : JudgedFigure.columns
        return CSVText.row(["scope", "key", "metric", "unit", "value", "reason"] + columns)
            + entries.map {
                CSVText.row($0.row.fields + (targets == nil ? [] : JudgedFigure.fields($0.judged, unjudged: $0.unjudged)))
            }.joined()
    }

    private var json: JSONValue {
        var members: [(key: String, value: JSONValue)] = [("asOf", .string(day.isoText)), ("comparable", .bool(isComparable))]
        if let targets {
            let pace = targets.pace.map { pace in
                JSONValue.object([("gone", .integer(Int(pace.gone))), ("ofMonth", .integer(Int(pace.all)))])
            }
            members.append(("workingDays", pace ?? .null))
        }
        members.append(
            (
                "figures",
                .array(
                    entries.map {
                        .object($0.row.members + ($0.judged?.members ?? $0.unjudged.map { JudgedFigure.members(unjudged: $0) } ?? []))
                    })
            ))
        return .object(members)
    }

    private var table: String {
        let key: [(title: String, alignment: TextTable.Alignment)] = grouping == .scope(.all) ? [] : [(grouping.word, .left)]
        let hasToDate = entries.contains { $0.judged?.target.toDate != nil }
        var columns = key + [("metric", .left), ("value", .right), ("unit", .left)]
        if targets != nil {
            columns += [("target", .right)] + (hasToDate ? [("to date", .right)] : []) + [("variance", .right), ("status", .left)]
        }
        var table = TextTable(columns + [("reason", .left)])
        for entry in entries {
            let row = entry.row
            let judged = targets == nil ? [] : cells(entry, hasToDate: hasToDate)
            let unjudged = entry.unjudged.map { "target: " + words(.english).reason($0) }
            let reason = [row.reason ?? row.caution, unjudged].compactMap { $0 }.joined(separator: "; ")
            let cells = [row.metric, row.shownValue, row.unit == "ratio" ? "" : row.unit] + judged + [reason]
            table.add(key.isEmpty ? cells : [row.key] + cells)
        }
        return "Figures of \(day.isoText) by \(grouping.word)\n\n" + table.text + (targets.map(notes) ?? "")
    }

    private func cells(_ entry: Entry, hasToDate: Bool) -> [String] {
        guard let judged = entry.judged else {
            let missing = entry.unjudged == nil ? "" : words(.english).renderer.notAvailable
            return [missing] + [String](repeating: "", count: hasToDate ? 3 : 2)
        }
        let shown = { (value: FigureValue?) in value.map { judged.text($0).shown } ?? "" }
        return [shown(judged.target.value)] + (hasToDate ? [shown(judged.target.toDate)] : [])
            + [
                judged.variance.map { judged.text($0).shownDifference } ?? "",
                judged.status?.rawValue ?? (judged.target.isTooEarly ? "at month end" : ""),
            ]
    }

    /// What the targets shown are held against, and when a missed one is amber.
    private func notes(_ targets: TargetNotes) -> String {
        let words = Reports.words(.english)
        var lines: [String] = []
        if let pace = targets.pace {
            lines.append(words.workingDays(gone: pace.gone, of: pace.all))
            if entries.contains(where: { $0.judged?.target.toDate != nil }) { lines.append(words.targetToDateCaption) }
            if entries.contains(where: { $0.judged?.target.isTooEarly == true }) { lines.append(words.lateJudgementCaption) }
        }
        let line = PolicyLine.targets(amberWithin: targets.thresholds.share(of: ""), of: targets.thresholds.byTargetId)
        lines.append(words.policyName(line) + " (amber): " + words.policyValue(line))
        return "\n" + lines.joined(separator: "\n") + "\n"
    }
}
