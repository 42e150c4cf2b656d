import Ledger

/// The subtotals of a file beside the sums of its rows.
///
/// A subtotal stands for all rows of its currency above it, or for those below the last subtotal of that currency: it agrees when it equals one of
/// the two. Rows that are left out on purpose count, because the system's total has them; rejected ones do not.
struct ControlSums {
    private(set) var totals: [ControlTotal] = []

    /// Linear in the rows when there are subtotals.
    init(_ result: ColumnarResult) {
        let controls = result.tally.controlRows
        guard !controls.isEmpty else { return }
        let columns = result.columns
        let codes = columns.currencies.map(\.code)
        let leftOut = result.tally.leftOutRows.sorted { $0.line < $1.line }
        var all: [String: Int64] = [:]
        var since: [String: Int64] = [:]
        func add(_ code: String, _ amount: Int64) {
            all[code, default: 0] &+= amount
            since[code, default: 0] &+= amount
        }
        var (row, other) = (0, 0)
        for control in controls {
            // The limit on Σ|amount| keeps each sum inside 64 bits.
            var sums = [Int64](repeating: 0, count: codes.count)
            while row < columns.count, Int(columns.lines[row]) < control.line {
                sums[Int(columns.narrow[0][row])] &+= columns.amounts[0][row]
                row += 1
            }
            for (code, sum) in zip(codes, sums) where sum != 0 { add(code, sum) }
            while other < leftOut.count, leftOut[other].line < control.line {
                if let amount = leftOut[other].amountMinor { add(leftOut[other].currency, amount) }
                other += 1
            }
            let (whole, part) = (all[control.currency] ?? 0, since[control.currency] ?? 0)
            let isOfAll = control.amountMinor == whole || (control.amountMinor != part && part == 0)
            totals.append(
                ControlTotal(
                    line: control.line, currency: control.currency, statedMinor: control.amountMinor, computedMinor: isOfAll ? whole : part)
            )
            since[control.currency] = 0
        }
    }
}
