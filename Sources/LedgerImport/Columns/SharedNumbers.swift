import Ledger
import LedgerColumns

/// Documents that have one number in a list which has no line to tell them apart: an invoice and a payment by a cheque of the same number, instalments of an
/// invoice.
struct SharedNumbers {
    /// Which of kind, customer, due day, amount and what is open tell rows apart; the first that do are taken.
    private static let candidates = [
        [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [3], [0, 3], [1, 3], [2, 3], [0, 1, 2, 3], [4], [0, 1, 2, 3, 4],
    ]

    /// The pairs that still have one key.
    private(set) var left: [DuplicatePair] = []
    /// How many rows got a line.
    private(set) var count = 0
    /// Whether some of the rows are of different kinds.
    private(set) var hasKinds = false

    /// Tells rows of one key apart by what differs among them of kind, customer, due day, original amount and what is open, which is put behind their
    /// line. The only invoice among them keeps its key, so that it has the same one when the others are gone. What a line becomes does not depend on
    /// the order of rows.
    init(tellingApart pairs: [DuplicatePair], in columns: inout MergedColumns) {
        for (first, pairs) in Dictionary(grouping: pairs, by: \.first).sorted(by: { $0.key < $1.key }) {
            let rows = [first] + pairs.map(\.second)
            let all = rows.map { Self.differences(of: $0, columns) }
            let telling =
                Self.candidates.first { fields in Set(all.map { own in fields.map { own[$0] } }).count == rows.count } ?? Self.candidates
                .last!
            let isLoneInvoice = all.count { $0[0] == ItemKind.invoice.name } == 1
            if Set(all.map { $0[0] }).count > 1 { hasKinds = true }
            // Copies of one row leave one that keeps its key.
            let areCopies = Set(all).count == 1
            var seen: [[String]: Int] = [:]
            for (row, own) in zip(rows, all) {
                let parts = telling.map { own[$0] }
                if let earlier = seen.updateValue(seen[parts] ?? row, forKey: parts) {
                    left.append(DuplicatePair(first: earlier, second: row))
                } else if !areCopies, !(isLoneInvoice && own[0] == ItemKind.invoice.name) {
                    let line = [columns.dictionaries[2][columns.wide[2][row]]] + parts
                    columns.wide[2][row] = columns.dictionaries[2].code(adding: line.filter { !$0.isEmpty }.joined(separator: " "))
                    count += 1
                }
            }
        }
        left.sort { $0.second < $1.second }
    }

    /// Kind, customer, due day, original amount and what is open of a row.
    private static func differences(of row: Int, _ columns: MergedColumns) -> [String] {
        let due = columns.days[1][row]
        return [
            ItemKind(rawValue: columns.narrow[1][row])?.name ?? "", columns.dictionaries[1][columns.wide[1][row]],
            due == ItemColumns.noDay ? "" : Day(daysSinceEpoch: due).isoText, columns.amountText(row),
            columns.amountText(columns.amounts[0][row], row),
        ]
    }
}
