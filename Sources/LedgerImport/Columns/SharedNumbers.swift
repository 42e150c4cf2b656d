import Ledger
import LedgerColumns

/// Documents that have one number in a list which has no line to tell them apart: an invoice and a payment by a cheque of the same number, instalments of an
/// invoice.
struct SharedNumbers {
    /// Which of kind, customer, due day, amount and what is open tell rows apart; the first that do are taken.
    private static let candidates = [
        [0], [1], [2], [0, 1], [0, 2], [1, 2], [0, 1, 2], [3], [0, 3], [1, 3], [2, 3], [0, 1, 2, 3], [4],
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
            // Copies of a row tell nothing: the first of them stands for all.
            var firsts: [[String]: Int] = [:]
            var distinct: [(row: Int, own: [String])] = []
            for row in rows {
                let own = Self.differences(of: row, columns)
                if let earlier = firsts[own] {
                    left.append(DuplicatePair(first: earlier, second: row))
                } else {
                    firsts[own] = row
                    distinct.append((row, own))
                }
            }
            guard distinct.count > 1 else { continue }
            func differ(_ fields: [Int]) -> Bool { Set(distinct.map { item in fields.map { item.own[$0] } }).count == distinct.count }
            let telling = Self.candidates.first(where: differ) ?? (0..<5).filter { field in Set(distinct.map { $0.own[field] }).count > 1 }
            if Set(distinct.map { $0.own[0] }).count > 1 { hasKinds = true }
            let isLoneInvoice = distinct.count { $0.own[0] == ItemKind.invoice.name } == 1
            for (row, own) in distinct where !(isLoneInvoice && own[0] == ItemKind.invoice.name) {
                let line = [columns.dictionaries[2][columns.wide[2][row]]] + telling.map { own[$0] }
                columns.wide[2][row] = columns.dictionaries[2].code(adding: line.filter { !$0.isEmpty }.joined(separator: " "))
                count += 1
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
