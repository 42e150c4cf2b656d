import Ledger
import LedgerStore
import Metrics

/// What two versions of a day say differently, ready to be written.
struct Restatement {
    let before: SnapshotInfo
    let after: SnapshotInfo
    let comparison: VersionComparison
    let customer: String?
    let figuresBefore: DayFigures
    let figuresAfter: DayFigures
    let policy: Policy

    private var items: [VersionComparison.Item] { comparison.items.filter { customer == nil || $0.customer == customer } }

    func text(_ format: ResultFormat, rowsMax: Int) -> String {
        switch format {
        case .table: table(rowsMax)
        case .csv: csv(rowsMax)
        case .json: json(rowsMax).text + "\n"
        }
    }

    /// The figures that are other ones now, and the main ones whether they are or not.
    private var figures: [(before: FigureRow, after: FigureRow)] {
        let aging = policy.aging
        let main: [Metric] =
            [.arNet, .arPastDue] + (0..<aging.bucketCount).map { .aging(bucket: $0) } + [.arCredits, .dsoSimple, .cei]
        let others = Metric.catalogue(aging).filter { metric in
            !main.contains(metric) && figuresBefore.value(metric) != figuresAfter.value(metric)
        }
        return (main + others).map { metric in
            (
                FigureRow(figuresBefore.value(metric), of: metric, .all, "", policy: policy),
                FigureRow(figuresAfter.value(metric), of: metric, .all, "", policy: policy)
            )
        }
    }

    private static func text(_ cause: VersionComparison.Cause) -> String {
        guard let document = cause.postingDocument, let day = cause.postingDay else { return cause.reason.rawValue }
        return "\(cause.reason.rawValue) (\(document) of \(day.isoText))"
    }

    /// What happened to an item, one line a field.
    private static func lines(_ item: VersionComparison.Item) -> [(change: String, field: String, before: String, after: String)] {
        switch item.change {
        case .added: [("added", "", "", "")]
        case .removed: [("removed", "", "", "")]
        case .changed(let changes): changes.map { ("changed", $0.field.rawValue, $0.before, $0.after) }
        }
    }

    private func count(_ matches: (VersionComparison.Change) -> Bool) -> Int { comparison.items.count { matches($0.change) } }

    private var counts: (added: Int, removed: Int, changed: Int) {
        let added = count { $0 == .added }
        let removed = count { $0 == .removed }
        return (added, removed, comparison.items.count - added - removed)
    }

    /// The causes with how many items each concerns and what these moved the net balance by; an item of several causes counts under its first.
    private var causes: [(reason: VersionComparison.Reason, count: Int, netMinor: Int128)] {
        VersionComparison.Reason.allCases.compactMap { reason in
            let concerned = comparison.items.filter { $0.causes.first?.reason == reason }
            return concerned.isEmpty ? nil : (reason, concerned.count, concerned.reduce(0) { $0 + $1.netMinor })
        }
    }

    private func money(_ minor: Int128) -> String { MajorUnits.text(minor: minor, currency: policy.reportingCurrency) }

    private func importedOn(_ version: SnapshotInfo) -> String {
        version.parts.map(\.source.importedOn).max().map { "imported on " + $0.isoText } ?? "no items"
    }

    private func table(_ rowsMax: Int) -> String {
        let counts = counts
        var text = "\(before.name) (\(importedOn(before))) and \(after.name) (\(importedOn(after))), amounts in "
        text += "\(policy.reportingCurrency.code)\n"
        text +=
            "\(counts.added) items added, \(counts.removed) removed, \(counts.changed) changed, \(comparison.unchangedCount) unchanged\n"
        if !causes.isEmpty {
            var table = TextTable([("cause", .left), ("items", .right), ("net", .right)])
            for cause in causes { table.add([cause.reason.rawValue, String(cause.count), money(cause.netMinor)]) }
            text += "\n" + table.text
        }
        let lines = items.flatMap { item in Self.lines(item).map { (item, $0) } }
        if !lines.isEmpty {
            var table = TextTable([
                ("change", .left), ("customer", .left), ("company", .left), ("document", .left), ("line", .left), ("field", .left),
                ("before", .right), ("after", .right), ("net", .right), ("cause", .left),
            ])
            for (item, line) in lines.prefix(rowsMax) {
                table.add([
                    line.change, item.customer, item.company, item.document, item.line, line.field, line.before, line.after,
                    money(item.netMinor), item.causes.map(Self.text).joined(separator: "; "),
                ])
            }
            text += "\n" + table.text + (lines.count > rowsMax ? "\(lines.count - rowsMax) more lines\n" : "")
        }
        var table = TextTable([("figure", .left), ("before", .right), ("after", .right), ("unit", .left), ("", .left)])
        for (before, after) in figures {
            let isSame = before.value == after.value
            table.add([
                before.metric, before.shownValue, after.shownValue, before.unit == "ratio" ? "" : before.unit, isSame ? "" : "changed",
            ])
        }
        return text + "\n" + table.text
    }

    private func csv(_ rowsMax: Int) -> String {
        var text = CSVText.row([
            "change", "customer", "company", "document", "line", "currency", "field", "before", "after", "net", "causes",
        ])
        for item in items.prefix(rowsMax) {
            for line in Self.lines(item) {
                text += CSVText.row([
                    line.change, item.customer, item.company, item.document, item.line, item.currency.code, line.field, line.before,
                    line.after, money(item.netMinor), item.causes.map(Self.text).joined(separator: "; "),
                ])
            }
        }
        return text
    }

    private func json(_ rowsMax: Int) -> JSONValue {
        let counts = counts
        let items = items.prefix(rowsMax).map { item in
            JSONValue.object([
                ("change", .string(Self.lines(item)[0].change)), ("customer", .string(item.customer)), ("company", .string(item.company)),
                ("document", .string(item.document)), ("line", .string(item.line)), ("currency", .string(item.currency.code)),
                (
                    "fields",
                    .array(
                        Self.lines(item).filter { !$0.field.isEmpty }.map {
                            .object([("field", .string($0.field)), ("before", .string($0.before)), ("after", .string($0.after))])
                        })
                ),
                ("net", .number(money(item.netMinor))),
                (
                    "causes",
                    .array(
                        item.causes.map {
                            .object([
                                ("reason", .string($0.reason.rawValue)), ("document", .optional($0.postingDocument)),
                                ("date", .optional($0.postingDay?.isoText)),
                            ])
                        })
                ),
            ])
        }
        let figures = figures.map { before, after in
            JSONValue.object([
                ("metric", .string(before.metric)), ("unit", .string(before.unit)), ("before", before.value.map(JSONValue.number) ?? .null),
                ("after", after.value.map(JSONValue.number) ?? .null), ("changed", .bool(before.value != after.value)),
            ])
        }
        return .object([
            ("before", .string(before.name)), ("after", .string(after.name)), ("reportingCurrency", .string(policy.reportingCurrency.code)),
            ("added", .integer(counts.added)), ("removed", .integer(counts.removed)), ("changed", .integer(counts.changed)),
            ("unchanged", .integer(comparison.unchangedCount)), ("items", .array(items)), ("figures", .array(figures)),
        ])
    }
}
