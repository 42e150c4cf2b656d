import Ledger
import Metrics
import ReportDocument

/// Figures by the keys of a scope, with a total row: sums where the figure adds up, the figure of the whole ledger elsewhere; beside targets where asked.
///
/// With more keys than are shown, the largest of the first amount come first and one row has the others together, so that the rows still add up to the total.
struct ByScopeBlock {
    let id: String
    let title: LocalizedText
    let scope: Scope
    let metrics: [Metric]
    /// Keys shown at most.
    let rowsMax: Int
    let targets: TargetChoice

    /// A figure's columns.
    private struct Place {
        let metric: Metric
        /// The figure's column.
        let column: Int
        /// Its columns of target, variance and status, behind it; nil: none.
        let targets: TargetColumns?
    }

    func blocks(_ context: BlockContext) -> [DraftBlock] {
        if let sentence = forecastIsOver(context) { return sentence }
        let known = context.figures.keys(scope)
        let keys = known.count > rowsMax ? ranked(known, context) : known
        let showsNames = scope == .analyst && context.data.analystNames != .portfolio
        var columns = [Column(id: scope.rawValue, title: context.words.name(scope), kind: .text)]
        if showsNames { columns.append(context.textColumn(.customerName, id: "name")) }
        let judged = metrics.filter { targets.includes($0, scope, keys, context) }
        let places = metrics.map { place($0, judged: judged, &columns, context) }
        let rows: [(role: Row.Role, cells: [DraftCell])] = keys.enumerated().map { row, key in
            let name = showsNames ? [context.text(context.data.tables.analysts[key]?.name ?? "")] : []
            return (.item, [context.text(context.words.key(key))] + name + places.flatMap { cells($0, key, row: row, context) })
        }
        var table = DraftTable(
            id: id, title: title.text(context.language), caption: isFirstForecast(context) ? context.words.forecastCaption : nil,
            columns: columns, rows: rows, isHome: true)
        let blanks = showsNames ? [DraftCell(.empty)] : []
        if keys.count > rowsMax {
            table = table.capped(at: rowsMax, more: context.words.moreKeys)
            let others = Array(keys.dropFirst(rowsMax))
            table.others = DraftTable.Others(key: othersKey, keys: others)
            table.rows.append(
                (.subtotal, [context.text(context.words.otherKeys(others.count))] + blanks + self.others(others, places, context)))
        }
        table.rows.append((.total, [context.text(context.words.key(""))] + blanks + totals(places, table.rows, context)))
        return [.table(table)] + TargetColumns(judged, context).note(context)
    }

    /// At the end of a month a table on the forecast is nothing but zeros: the report's first one is a sentence, the others are left out. nil otherwise.
    private func forecastIsOver(_ context: BlockContext) -> [DraftBlock]? {
        guard metrics.contains(.landingForecast), context.isWholeMonth else { return nil }
        return isFirstForecast(context) ? [.paragraph(context.words.nothingToForecast, role: .body)] : []
    }

    /// Whether this is the report's first table on the forecast.
    private func isFirstForecast(_ context: BlockContext) -> Bool {
        context.spec.sections.lazy.flatMap(\.blocks).compactMap { block -> String? in
            guard case .byScope(let id, _, _, let metrics, _, _) = block, metrics.contains(.landingForecast) else { return nil }
            return id
        }.first == id
    }

    /// Adds a figure's columns; those of targets need no name of their own where one figure has them, since they stand behind it.
    private func place(_ metric: Metric, judged: [Metric], _ columns: inout [Column], _ context: BlockContext) -> Place {
        let figure = context.keyColumn(metric)
        let targets = judged.contains(metric) ? TargetColumns([metric], context) : nil
        defer {
            columns.append(figure)
            columns +=
                targets?.columns(
                    prefix: figure.id + "-", name: judged.count > 1 ? figure.title : nil, unit: figure.unit, context) ?? []
        }
        return Place(metric: metric, column: columns.count, targets: targets)
    }

    private func cells(_ place: Place, _ key: String, row: Int, _ context: BlockContext) -> [DraftCell] {
        let actual = context.cellOfKey(place.metric, scope, key)
        let cells = [actual] + judged(place, actual, scope, key, row: row, context)
        guard row >= rowsMax else { return cells }
        // Rows that are not shown have no place that a formula could name.
        return cells.map { cell in
            var plain = cell
            (plain.formula, plain.judgement) = (nil, nil)
            return plain
        }
    }

    private func judged(
        _ place: Place, _ actual: DraftCell, _ scope: Scope, _ key: String, row: Int, _ context: BlockContext
    ) -> [DraftCell] {
        guard let targets = place.targets else { return [] }
        let reference = CellReference(table: id, row: row, column: place.column)
        return targets.cells(place.metric, scope, key, actual: actual, at: reference, first: place.column + 1, context)
            ?? targets.blanks(
                reason: context.targets.unjudged(place.metric, scope, key).map(context.words.reason)
                    ?? (scope == .all ? context.words.noTotalTarget : context.words.noTarget)(context.data.asOf.month))
    }

    /// The keys, the largest amount of the first figure of money first, or the largest number where none is of money; those without one last.
    private func ranked(_ keys: [String], _ context: BlockContext) -> [String] {
        guard let metric = metrics.first(where: { $0.unit == .money }) ?? metrics.first else { return keys }
        let sizes = keys.map { key in
            context.figures.value(metric, scope, key).rational.map { $0 < .zero ? .zero - $0 : $0 }
        }
        return keys.indices.sorted { left, right in
            switch (sizes[left], sizes[right]) {
            case (let first?, let second?): first == second ? left < right : first > second
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left < right
            }
        }.map { keys[$0] }
    }

    /// The key that the row of the others stands under.
    private var othersKey: String { "others of " + id }

    /// The figures of the keys that are not shown, together. They have a key of their own, so that formulas over them point at this table.
    private func others(_ keys: [String], _ places: [Place], _ context: BlockContext) -> [DraftCell] {
        var combined = CombinedKeys(keys, of: scope, in: context.figures)
        return places.flatMap { place -> [DraftCell] in
            let blanks = place.targets?.blanks(reason: context.words.notOfOtherKeys) ?? []
            guard let value = combined.value(place.metric) else {
                return [DraftCell(.notAvailable(reason: context.words.notOfOtherKeys))] + blanks
            }
            let address = FigureAddress(metric: place.metric, scope: scope, key: othersKey, day: context.data.asOf)
            let note = context.caution(place.metric, value)
            return [DraftCell(context.value(value, places: place.metric.placesShown), address: address, note: note)] + blanks
        }
    }

    /// The total's cells. A figure adds up when it is money, all keys have it, and their sum is the whole ledger's.
    private func totals(_ places: [Place], _ rows: [(role: Row.Role, cells: [DraftCell])], _ context: BlockContext) -> [DraftCell] {
        places.flatMap { place in
            var total = context.cautionedCell(place.metric)
            let parts = rows.map { $0.cells[place.column].value }
            if let whole = Self.amount(total.value), Self.sum(parts) == Int128(whole), !rows.isEmpty {
                total.formula = .sum(table: id, column: place.column, firstRow: 0, lastRow: rows.count - 1)
            }
            var targets = judged(place, total, .all, "", row: rows.count, context)
            // Keys without a target, such as the house account, come last.
            let goals = place.targets == nil ? [] : Array(rows.map { $0.cells[place.column + 1].value }.prefix { Self.amount($0) != nil })
            if let goal = targets.first.flatMap({ Self.amount($0.value) }), targets[0].formula == nil, Self.sum(goals) == Int128(goal) {
                targets[0].formula = .sum(table: id, column: place.column + 1, firstRow: 0, lastRow: goals.count - 1)
            }
            return [total] + targets
        }
    }

    /// The sum of amounts or numbers; nil when something else is among them, or nothing is.
    private static func sum(_ values: [CellValue]) -> Int128? {
        var sum: Int128 = 0
        for value in values {
            guard let amount = amount(value) else { return nil }
            sum += Int128(amount)
        }
        return values.isEmpty ? nil : sum
    }

    /// What adds up: minor units, or a number of things.
    private static func amount(_ value: CellValue) -> Int64? {
        switch value {
        case .money(let minor, _): minor
        case .count(let count): count
        default: nil
        }
    }
}

extension TargetChoice {
    /// Whether a figure has columns for its target: those that are named always, else those for which a key, or the whole, has one this month.
    func includes(_ metric: Metric, _ scope: Scope, _ keys: [String], _ context: BlockContext) -> Bool {
        switch self {
        case .none: false
        case .of(let metrics): metrics.contains(metric)
        case .all:
            context.targets.target(of: metric) != nil || keys.contains { context.targets.target(of: metric, scope, $0) != nil }
        }
    }
}
