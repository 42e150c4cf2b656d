import Ledger
import Metrics
import ReportDocument

/// Gives every cell that holds a figure its formula over other cells of the report.
///
/// Each figure has a home: the first cell of a detail table that holds it. The home, or any cell of a figure without one, computes the figure from the homes of
/// its inputs where the catalogue has a formula (``InputTables`` sees to it that all inputs stand in the report); every other cell with the same figure points at
/// the home. Formulas follow the catalogue's expressions, which
/// have no cycles, and totals sum cells that are not totals, so the workbook has none either; a sum over different figures (the bridge) must not be a home.
struct FormulaResolver {
    private let homes: [FigureAddress: CellReference]
    private let frames: [Day: FactsFrame]
    private let origins: (day: Day, ofMetric: [Metric: String])?

    /// - Parameters:
    ///   - frames: the frames of the days in the report.
    ///   - origins: what figures of the whole ledger on a day were made from, in words: said once, where they are at home.
    init(tables: [DraftTable], frames: [Day: FactsFrame], origins: (day: Day, ofMetric: [Metric: String])? = nil) {
        (self.frames, self.origins) = (frames, origins)
        homes = Self.homes(tables)
    }

    /// Where the figures of some tables are at home.
    static func homes(_ tables: [DraftTable]) -> [FigureAddress: CellReference] {
        var homes: [FigureAddress: CellReference] = [:]
        for table in tables where table.isHome {
            for (row, entry) in table.rows.enumerated() {
                for (column, cell) in entry.cells.enumerated() {
                    guard let address = cell.address, cell.isNumber, homes[address] == nil else { continue }
                    let reference = CellReference(table: table.id, row: row, column: column)
                    homes[address] = reference
                }
            }
        }
        return homes
    }

    /// The finished table.
    func resolve(_ table: DraftTable) -> Table {
        let rows = table.rows.enumerated().map { row, entry in
            Row(
                role: entry.role,
                cells: entry.cells.enumerated().map { column, cell in
                    finish(cell, at: CellReference(table: table.id, row: row, column: column))
                })
        }
        return Table(
            id: table.id, title: table.title, caption: table.caption, columns: table.columns, rows: rows, presentation: table.presentation,
            moreRows: table.moreRows,
            unshownRows: table.unshownRows.map {
                Row(role: $0.role, cells: $0.cells.map { Cell($0.value, status: $0.status, isChange: $0.isChange) })
            },
            unshownColumns: table.unshownColumns)
    }

    private func finish(_ draft: DraftCell, at reference: CellReference) -> Cell {
        var cell = draft.cell
        let formula = draft.isNumber ? formula(draft, at: reference) : nil
        if formula != nil || cell.formula != nil { cell.formula = formula }
        if cell.origin == nil, let origin = origin(draft, at: reference) { cell.origin = origin }
        return cell
    }

    private func origin(_ cell: DraftCell, at reference: CellReference) -> String? {
        guard let origins, let address = cell.address, address.day == origins.day, address.scope == .all, homes[address] == reference
        else { return nil }
        return origins.ofMetric[address.metric]
    }

    private func formula(_ cell: DraftCell, at reference: CellReference) -> Formula? {
        if let formula = cell.formula { return formula }
        if let part = cell.partOf { return homes[part.whole].map { .divide(.cell(part.cell), .cell($0)) } }
        guard let address = cell.address else { return nil }
        if let home = homes[address], home != reference { return .cell(home) }
        guard let frame = frames[address.day], case .formula(let expression) = address.metric.definition(frame) else { return nil }
        return formula(expression, address)
    }

    /// The expression over cells; nil when an input stands nowhere in the report.
    private func formula(_ expression: Expression, _ address: FigureAddress) -> Formula? {
        switch expression {
        case .metric(let metric):
            return homes[FigureAddress(metric: metric, scope: address.scope, key: address.key, day: address.day)].map { .cell($0) }
        case .sum(let terms):
            let parts = terms.map { formula($0, address) }
            guard let first = parts.first, var sum = first else { return nil }
            for part in parts.dropFirst() {
                guard let part else { return nil }
                sum = .add(sum, part)
            }
            return sum
        case .difference(let left, let right): return combine(left, right, address, Formula.subtract)
        case .product(let left, let right): return combine(left, right, address, Formula.multiply)
        case .quotient(let left, let right, _): return combine(left, right, address, Formula.divide)
        case .negated(let term): return formula(term, address).map { .subtract(.whole(0), $0) }
        }
    }

    private func combine(
        _ left: Expression, _ right: Expression, _ address: FigureAddress, _ make: (Formula, Formula) -> Formula
    ) -> Formula? {
        guard let left = formula(left, address), let right = formula(right, address) else { return nil }
        return make(left, right)
    }
}
