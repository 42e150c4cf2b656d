import Ledger
import LedgerColumns

/// Documents that have one number in the list of a system which has no line to tell them apart: an invoice and a payment by a cheque of the same number,
/// instalments of an invoice.
struct SharedNumbers {
    /// Which of kind, customer and due day tell rows apart; the first that do are taken.
    private static let candidates = [[0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2]]

    /// Tells rows of one key apart by what differs among them of kind, customer and due day, which is put behind their line. The only invoice among them keeps its key,
    /// so that it has the same one when the others are gone. What a line becomes does not depend on the order of rows.
    ///
    /// - Returns: The pairs that still have one key, and how many rows got a line.
    static func tellApart(_ pairs: [DuplicatePair], in columns: inout MergedColumns) -> (pairs: [DuplicatePair], count: Int) {
        var left: [DuplicatePair] = []
        var count = 0
        for (first, pairs) in Dictionary(grouping: pairs, by: \.first).sorted(by: { $0.key < $1.key }) {
            let rows = [first] + pairs.map(\.second)
            let all = rows.map { differences(of: $0, columns) }
            let telling =
                candidates.first { fields in Set(all.map { own in fields.map { own[$0] } }).count == rows.count } ?? candidates.last!
            let isLoneInvoice = all.count { $0[0] == ItemKind.invoice.name } == 1
            var seen: [[String]: Int] = [:]
            for (row, own) in zip(rows, all) {
                let parts = telling.map { own[$0] }
                if let earlier = seen.updateValue(seen[parts] ?? row, forKey: parts) {
                    left.append(DuplicatePair(first: earlier, second: row))
                } else if !(isLoneInvoice && own[0] == ItemKind.invoice.name) {
                    let line = [columns.dictionaries[2][columns.wide[2][row]]] + parts
                    columns.wide[2][row] = columns.dictionaries[2].code(adding: line.filter { !$0.isEmpty }.joined(separator: " "))
                    count += 1
                }
            }
        }
        return (left.sorted { $0.second < $1.second }, count)
    }

    /// Kind, customer and due day of a row.
    private static func differences(of row: Int, _ columns: MergedColumns) -> [String] {
        let due = columns.days[1][row]
        return [
            ItemKind(rawValue: columns.narrow[1][row])?.name ?? "", columns.dictionaries[1][columns.wide[1][row]],
            due == ItemColumns.noDay ? "" : Day(daysSinceEpoch: due).isoText,
        ]
    }
}
