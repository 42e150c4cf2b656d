import Ledger
import Metrics
import ReportDocument

/// The figures that formulas of a report rest on and that stand nowhere else in it, as tables of a section of their own: so that every ratio has cells to point
/// at, whatever a spec shows.
struct InputTables {
    private let context: BlockContext
    /// Every figure that stands in the report, or in a table made here.
    private var standing: Set<FigureAddress>
    /// The keys of rows that combine several, by the key they stand under.
    private var combined: [String: DraftTable.Others] = [:]

    /// - Parameter tables: All tables of the report.
    init(_ tables: [DraftTable], _ context: BlockContext) {
        self.context = context
        standing = Set(FormulaResolver.homes(tables).keys)
        for others in tables.compactMap(\.others) { combined[others.key] = others }
    }

    /// The tables that some tables need, by scope; none when all they need stands in the report. `id` starts their ids.
    mutating func tables(behind tables: [DraftTable], id: String) -> [DraftTable] {
        var needed: [FigureAddress] = []
        for cell in tables.flatMap(\.rows).flatMap(\.cells) where cell.isNumber && cell.formula == nil {
            if let whole = cell.partOf?.whole { add(whole, to: &needed) }
            if let address = cell.address { addInputs(of: address, to: &needed) }
        }
        return Scope.allCases.flatMap { scope -> [DraftTable] in
            let figures = needed.filter { $0.scope == scope }
            return figures.isEmpty ? [] : self.tables(figures, scope, id: scope == .all ? id : id + "-" + scope.rawValue)
        }
    }

    private mutating func add(_ address: FigureAddress, to needed: inout [FigureAddress]) {
        guard standing.insert(address).inserted else { return }
        needed.append(address)
        addInputs(of: address, to: &needed)
    }

    private mutating func addInputs(of address: FigureAddress, to needed: inout [FigureAddress]) {
        guard let frame = context.data.figures[address.day]?.frame, case .formula(let expression) = address.metric.definition(frame) else {
            return
        }
        for input in expression.inputs {
            add(FigureAddress(metric: input, scope: address.scope, key: address.key, day: address.day), to: &needed)
        }
    }

    /// Figures a table shows at most: more would be wider than a page.
    private static let columnsMax = 8

    /// Figures of a scope: a row a key and month, a column a figure; several tables where there are many figures.
    private func tables(_ figures: [FigureAddress], _ scope: Scope, id: String) -> [DraftTable] {
        let held = Set(figures)
        let metrics = figures.map(\.metric).firstOccurrences
        let parts = stride(from: 0, to: metrics.count, by: Self.columnsMax).map {
            Array(metrics[$0..<min($0 + Self.columnsMax, metrics.count)])
        }
        let title = context.words.heading(.ratioInputs) + (scope == .all ? "" : ": " + context.words.name(scope).lowercased())
        return parts.enumerated().map { number, metrics in
            let numbered = parts.count == 1 ? "" : " (\(number + 1)/\(parts.count))"
            let own = figures.filter { metrics.contains($0.metric) }
            let days = Set(own.map(\.day)).sorted()
            let hasMonths = scope == .all || days.count > 1
            let rows = own.map(\.key).firstOccurrences.flatMap { key in
                days.compactMap { day in row(key, day, metrics, scope, held, hasMonths: hasMonths) }
            }
            return DraftTable(
                id: id + (number == 0 ? "" : "-\(number + 1)"), title: title + numbered,
                columns: (scope == .all ? [] : [Column(id: scope.rawValue, title: context.words.name(scope), kind: .text)])
                    + (hasMonths ? [Column(id: "month", title: context.words.heading(.month), kind: .date)] : [])
                    + metrics.map { context.column($0) },
                rows: rows.map(\.row), presentation: .inputs, unshownColumns: hasMonths ? context.lastDays(rows.map(\.day)) : [],
                isHome: true)
        }
    }

    /// The needed figures of a key on a day; nil without any.
    private func row(
        _ key: String, _ day: Day, _ metrics: [Metric], _ scope: Scope, _ held: Set<FigureAddress>, hasMonths: Bool
    ) -> (day: Day, row: (role: Row.Role, cells: [DraftCell]))? {
        let cells = metrics.map { metric -> DraftCell in
            let address = FigureAddress(metric: metric, scope: scope, key: key, day: day)
            return held.contains(address) ? cell(address) : DraftCell(.empty)
        }
        guard cells.contains(where: { $0.value != .empty }) else { return nil }
        let name = combined[key].map { context.words.otherKeys($0.keys.count) } ?? context.words.key(key)
        return (day, (.item, (scope == .all ? [] : [context.text(name)]) + (hasMonths ? [context.month(day)] : []) + cells))
    }

    private func cell(_ address: FigureAddress) -> DraftCell {
        guard let others = combined[address.key] else { return context.cell(address.metric, address.scope, address.key, on: address.day) }
        var keys = CombinedKeys(others.keys, of: address.scope, in: context.figures)
        let value = keys.value(address.metric).map { context.value($0, places: address.metric.placesShown) }
        return DraftCell(value ?? .notAvailable(reason: context.words.notOfOtherKeys), address: address)
    }
}

extension Array where Element: Hashable {
    /// The elements, each once, where it comes first.
    fileprivate var firstOccurrences: [Element] {
        var seen: Set<Element> = []
        return filter { seen.insert($0).inserted }
    }
}
