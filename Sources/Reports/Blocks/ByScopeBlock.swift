import Ledger
import Metrics
import ReportDocument

/// Figures by the keys of a scope, with a total row: sums where the figure adds up, the figure of the whole ledger elsewhere.
///
/// With more keys than are shown, the largest of the first amount come first and one row has the others together, so that the rows still add up to the total.
struct ByScopeBlock {
    let id: String
    let title: LocalizedText
    let scope: Scope
    let metrics: [Metric]
    /// Keys shown at most.
    let rowsMax: Int

    func table(_ context: BlockContext) -> DraftTable {
        let keys = context.figures.keys(scope)
        let showsNames = scope == .analyst && context.data.analystNames != .portfolio
        var columns = [Column(id: scope.rawValue, title: context.words.name(scope), kind: .text)]
        if showsNames { columns.append(context.textColumn(.customerName, id: "name")) }
        let lead = columns.count
        columns += metrics.map { context.column($0) }
        let rows: [(role: Row.Role, cells: [DraftCell])] = keys.map { key in
            let name = showsNames ? [context.text(context.data.tables.analysts[key]?.name ?? "")] : []
            return (.item, [context.text(context.words.key(key))] + name + metrics.map { context.cell($0, scope, key) })
        }
        var table = DraftTable(id: id, title: title.text(context.language), columns: columns, rows: rows, isHome: true)
        let blanks = showsNames ? [DraftCell(.empty)] : []
        if keys.count > rowsMax {
            let order = ranks(rows, lead: lead)
            table.rows = order.map { rows[$0] }
            table = table.capped(at: rowsMax, more: context.words.moreKeys)
            let others = order.dropFirst(rowsMax).map { keys[$0] }
            table.rows.append((.subtotal, [context.text(context.words.otherKeys(others.count))] + blanks + self.others(others, context)))
        }
        table.rows.append((.total, [context.text(context.words.key(""))] + blanks + totals(table.rows, lead: lead, context)))
        return table
    }

    /// The places of the rows, the largest amount in the first column of money first, or the largest number where none is of money; rows without one last.
    private func ranks(_ rows: [(role: Row.Role, cells: [DraftCell])], lead: Int) -> [Int] {
        let column = lead + (metrics.firstIndex { $0.unit == .money } ?? 0)
        let sizes = rows.map { row in row.cells[column].value.number.map { $0 < .zero ? .zero - $0 : $0 } }
        return rows.indices.sorted { left, right in
            switch (sizes[left], sizes[right]) {
            case (let first?, let second?): first == second ? left < right : first > second
            case (_?, nil): true
            case (nil, _?): false
            case (nil, nil): left < right
            }
        }
    }

    /// The figures of the keys that are not shown, together. They have a key of their own, so that formulas over them point at this table.
    private func others(_ keys: [String], _ context: BlockContext) -> [DraftCell] {
        var combined = CombinedKeys(keys, of: scope, in: context.figures)
        return metrics.map { metric in
            guard let value = combined.value(metric) else { return DraftCell(.notAvailable(reason: context.words.notOfOtherKeys)) }
            return DraftCell(
                context.value(value), address: FigureAddress(metric: metric, scope: scope, key: "others of " + id, day: context.data.asOf))
        }
    }

    /// The total's cells. A figure adds up when it is money, all keys have it, and their sum is the whole ledger's.
    private func totals(_ rows: [(role: Row.Role, cells: [DraftCell])], lead: Int, _ context: BlockContext) -> [DraftCell] {
        metrics.enumerated().map { index, metric in
            var total = context.cell(metric)
            let column = lead + index
            let parts = rows.map { $0.cells[column].value }
            if case .money(let whole, _) = total.value, let sum = Self.sum(parts), sum == Int128(whole), !rows.isEmpty {
                total.formula = .sum(table: id, column: column, firstRow: 0, lastRow: rows.count - 1)
            }
            return total
        }
    }

    private static func sum(_ values: [CellValue]) -> Int128? {
        var sum: Int128 = 0
        for value in values {
            guard case .money(let minor, _) = value else { return nil }
            sum += Int128(minor)
        }
        return sum
    }
}
