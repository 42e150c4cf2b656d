import Ledger
import LedgerColumns

extension FileReading {
    /// Rejects rows that have a customer and an amount, but no number, kind and day, and whose amount is no sum of the rows above: whether they are totals or
    /// items, nothing tells. Where rows above are missing because they were rejected, one above zero is a total for all that is known; credits in sum are below.
    mutating func rejectUnclearTotals(_ result: inout ColumnarResult) throws(ImportError) {
        let controlRows = result.tally.controlRows
        let customers = result.columns.dictionaries[1]
        guard controlRows.contains(where: { $0.customer != nil }) else { return }
        let totals = ControlSums(result).totals
        func isNamed(_ row: ControlRow, _ statedMinor: Int64?) -> Bool {
            guard let customer = row.customer else { return false }
            let isKnown = customers.code(of: customer) != nil
            let isCredit = (statedMinor ?? 0) < 0
            return switch row.naming {
            case .open: isKnown
            case .customer: true
            case .creditor: isKnown || isCredit
            case .total: isKnown && isCredit
            }
        }
        let firstRejected = result.tally.rejectedRows.map(\.line).min() ?? Int.max
        let unclear = controlRows.indices.filter { index in
            guard !totals[index].agrees, isNamed(controlRows[index], totals[index].statedMinor) else { return false }
            return totals[index].line < firstRejected || (totals[index].statedMinor ?? 0) < 0
        }.map { controlRows[$0] }
        guard !unclear.isEmpty else { return }
        let lines = Set(unclear.map(\.line))
        result.tally.controlRows.removeAll { lines.contains($0.line) }
        result.tally.dropped["subtotal"] = (result.tally.dropped["subtotal"] ?? 0) - unclear.count
        if result.tally.dropped["subtotal"] == 0 { result.tally.dropped["subtotal"] = nil }
        result.tally.readCount += unclear.count
        let texts = try rawRows(atLines: unclear.prefix(rejectedRowLimit).map(\.line))
        for (index, row) in unclear.enumerated() {
            result.tally.faults.append(
                RowFault(
                    start: 0, line: row.line, column: nil, reason: .missingValue,
                    message: "number, kind and date of the document are empty, and the amount is no total of the rows above"))
            let rejected = RejectedRow(
                line: row.line, column: nil, reason: FaultReason.missingValue.rawValue, text: index < texts.count ? texts[index] : "")
            result.tally.add(rejected, rejectLimit: rejectedRowLimit)
        }
        result.tally.faults.sort { ($0.line, $0.column ?? 0) < ($1.line, $1.column ?? 0) }
        result.tally.rejectedRows.sort { $0.line < $1.line }
    }
}
