import Ledger
import Metrics
import ReportDocument

/// The roll-forward of the whole ledger, one movement a row; the closing balance is a live sum of the rows above.
struct BridgeBlock {
    let id: String

    static let movements: [Metric] = [
        .bridgeOpening, .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments, .bridgeFx,
        .bridgeUnexplained,
    ]

    func table(_ context: BlockContext) -> DraftTable {
        var rows: [(role: Row.Role, cells: [DraftCell])] = Self.movements.map { metric in
            (.item, [context.text(context.name(metric)), context.cell(metric)])
        }
        var closing = context.cell(.bridgeClosing)
        if rows.allSatisfy({ $0.cells[1].isNumber }), closing.isNumber {
            closing.formula = .sum(table: id, column: 1, firstRow: 0, lastRow: rows.count - 1)
            // No home of the closing balance: exchange differences are what the bridge lacks to it, so they must come from a balance outside of this sum.
            closing.address = nil
        }
        rows.append((.total, [context.text(context.name(.bridgeClosing)), closing]))
        return DraftTable(
            id: id, title: context.words.heading(.bridge),
            columns: [
                context.textColumn(.movement, id: "movement"),
                Column(id: "amount", title: context.words.heading(.amount), unit: context.currency.code, kind: .number),
            ], rows: rows, isHome: true)
    }
}
