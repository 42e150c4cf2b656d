import Ledger
import Metrics
import ReportDocument

/// Figures by the keys of a scope, with a total row: sums where the figure adds up, the figure of the whole ledger elsewhere.
struct ByScopeBlock {
    let id: String
    let title: LocalizedText
    let scope: Scope
    let metrics: [Metric]

    func table(_ context: BlockContext) -> DraftTable {
        let keys = context.figures.keys(scope)
        let showsNames = scope == .analyst && context.data.analystNames != .portfolio
        var columns = [Column(id: scope.rawValue, title: context.words.name(scope), kind: .text)]
        if showsNames { columns.append(context.textColumn(.customerName, id: "name")) }
        let lead = columns.count
        columns += metrics.map { context.column($0) }
        var rows: [(role: Row.Role, cells: [DraftCell])] = keys.map { key in
            let name = showsNames ? [context.text(context.data.tables.analysts[key]?.name ?? "")] : []
            return (.item, [context.text(context.words.key(key))] + name + metrics.map { context.cell($0, scope, key) })
        }
        let blanks = showsNames ? [DraftCell(.empty)] : []
        rows.append((.total, [context.text(context.words.key(""))] + blanks + totals(rows, lead: lead, context)))
        return DraftTable(id: id, title: title.text(context.language), columns: columns, rows: rows, isHome: true)
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
