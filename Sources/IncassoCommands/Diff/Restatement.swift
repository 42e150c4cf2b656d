import Ledger
import LedgerStore
import Metrics

/// What two versions of a day say differently, ready to be written.
struct Restatement {
    let before: SnapshotInfo
    let after: SnapshotInfo
    let comparison: VersionComparison
    /// Nil for the whole ledger; else everything is of this customer.
    let customer: String?
    let lines: RestatedLines
    let figuresBefore: DayFigures
    let figuresAfter: DayFigures
    let policy: Policy

    private var scope: Scope { customer == nil ? .all : .customer }
    private var key: String { customer ?? "" }

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
            !main.contains(metric) && figuresBefore.value(metric, scope, key) != figuresAfter.value(metric, scope, key)
        }
        return (main + others).map { metric in
            (
                FigureRow(figuresBefore.value(metric, scope, key), of: metric, scope, key, policy: policy),
                FigureRow(figuresAfter.value(metric, scope, key), of: metric, scope, key, policy: policy)
            )
        }
    }

    /// Whether a customer has items in either version.
    func knows(_ customer: String) -> Bool {
        figuresBefore.keys(.customer).contains(customer) || figuresAfter.keys(.customer).contains(customer)
            || !lines.items.isEmpty
    }

    private static func text(_ cause: VersionComparison.Cause, _ item: VersionComparison.Item) -> String {
        var text = cause.reason.rawValue
        if let minor = cause.openMinor, minor != 0 { text += " " + MajorUnits.text(minor: Int128(minor), currency: item.currency) }
        if let document = cause.postingDocument, let day = cause.postingDay { text += " (\(document) of \(day.isoText))" }
        return text
    }

    private static func causes(_ item: VersionComparison.Item) -> String { item.causes.map { text($0, item) }.joined(separator: "; ") }

    private var counts: (added: Int, removed: Int, changed: Int, unchanged: Int) {
        let items = lines.items
        let added = items.count { $0.change == .added }
        let removed = items.count { $0.change == .removed }
        let unchanged = customer.map(comparison.unchangedCount(of:)) ?? comparison.unchangedCount
        return (added, removed, items.count - added - removed, unchanged)
    }

    /// The causes with how many items each concerns, an item of several causes under each, and what they moved the net balance by: together its whole change.
    private var causes: [(reason: VersionComparison.Reason, count: Int, netMinor: Int128)] {
        VersionComparison.Reason.allCases.compactMap { reason in
            let moves = lines.items.compactMap { $0.netMinor(for: reason, of: customer) }
            return moves.isEmpty ? nil : (reason, moves.count, moves.reduce(0, +))
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
        if let customer { text += "Only customer \(customer), figures too: " }
        text += "\(counts.added) \(counts.added == 1 ? "item" : "items") added, \(counts.removed) removed, "
        text += "\(counts.changed) changed, \(counts.unchanged) unchanged\n"
        if !causes.isEmpty {
            var table = TextTable([("cause", .left), ("items", .right), ("net", .right)])
            for cause in causes { table.add([cause.reason.rawValue, String(cause.count), money(cause.netMinor)]) }
            text += "\n" + table.text
        }
        let lines = lines.all
        if !lines.isEmpty {
            var table = TextTable([
                ("change", .left), ("customer", .left), ("company", .left), ("document", .left), ("line", .left), ("field", .left),
                ("before", .right), ("after", .right), ("net", .right), ("cause", .left),
            ])
            for line in lines.prefix(rowsMax) {
                table.add([
                    line.change, line.customer, line.item.company, line.item.document, line.item.line, line.field, line.before, line.after,
                    line.netMinor.map(money) ?? "", line.isFirst ? Self.causes(line.item) : "",
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
        for line in lines.groups.prefix(rowsMax).joined() {
            text += CSVText.row([
                line.change, line.customer, line.item.company, line.item.document, line.item.line, line.currency.code, line.field,
                line.before, line.after, line.netMinor.map(money) ?? "", Self.causes(line.item),
            ])
        }
        return text
    }

    private func json(_ rowsMax: Int) -> JSONValue {
        let counts = counts
        let items = lines.groups.prefix(rowsMax).map { group in
            let (first, item) = (group[0], group[0].item)
            return JSONValue.object([
                ("change", .string(first.change)), ("customer", .string(first.customer)), ("company", .string(item.company)),
                ("document", .string(item.document)), ("line", .string(item.line)), ("currency", .string(first.currency.code)),
                (
                    "fields",
                    .array(
                        group.map {
                            .object([("field", .string($0.field)), ("before", .string($0.before)), ("after", .string($0.after))])
                        })
                ),
                ("net", .number(money(first.netMinor ?? 0))),
                (
                    "causes",
                    .array(
                        item.causes.map {
                            .object([
                                ("reason", .string($0.reason.rawValue)), ("document", .optional($0.postingDocument)),
                                ("date", .optional($0.postingDay?.isoText)),
                                (
                                    "amount",
                                    $0.openMinor.map { .number(MajorUnits.text(minor: Int128($0), currency: item.currency)) } ?? .null
                                ),
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
            ("customer", .optional(customer)), ("added", .integer(counts.added)), ("removed", .integer(counts.removed)),
            ("changed", .integer(counts.changed)),
            ("unchanged", .integer(counts.unchanged)), ("items", .array(items)), ("figures", .array(figures)),
        ])
    }
}
