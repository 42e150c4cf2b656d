import Ledger

/// The subtotals of a file beside the sums of its rows.
///
/// A subtotal stands for the rows of its currency below the heading it closes, where there is one; else for all above it, or for those below one of the
/// subtotals of that currency above it, as totals of customers stand in those of companies: it agrees when it equals one of these sums. Rows that are left out on purpose count, because the system's total has them; rejected ones do not.
struct ControlSums {
    private(set) var totals: [ControlTotal] = []

    /// Linear in the rows when there are subtotals.
    init(_ result: ColumnarResult) {
        let controls = result.tally.controlRows
        guard !controls.isEmpty else { return }
        let columns = SummedRows(result.columns)
        let codes = columns.currencies.map(\.code)
        // A file of one currency need not name it in its subtotals.
        let only = codes.count == 1 ? codes[0] : ""
        func code(_ row: ControlRow) -> String { row.currency.isEmpty ? only : row.currency }
        let leftOut = result.tally.leftOutRows.sorted { $0.line < $1.line }
        var all: [String: Int64] = [:]
        var since: [String: Int64] = [:]
        // What all rows above each subtotal add up to.
        var marks: [String: Set<Int64>] = [:]
        func add(_ code: String, _ amount: Int64) {
            all[code, default: 0] &+= amount
            since[code, default: 0] &+= amount
        }
        var (row, other) = (0, 0)
        for control in controls {
            // The limit on Σ|amount| keeps each sum inside 64 bits.
            var sums = [Int64](repeating: 0, count: codes.count)
            while row < columns.count, Int(columns.lines[row]) < control.line {
                sums[Int(columns.currency[row])] &+= columns.amounts[row]
                row += 1
            }
            for (code, sum) in zip(codes, sums) where sum != 0 { add(code, sum) }
            while other < leftOut.count, leftOut[other].line < control.line {
                let currency = code(leftOut[other])
                if let amount = leftOut[other].amountMinor(currency) { add(currency, amount) }
                other += 1
            }
            let currency = code(control)
            let stated = control.amountMinor(currency)
            let (whole, part) = (all[currency] ?? 0, since[currency] ?? 0)
            if let first = control.groupLine {
                let sum = groupSum(first..<control.line, currency, columns, leftOut, code)
                totals.append(ControlTotal(line: control.line, currency: currency, statedMinor: stated, computedMinor: sum))
                since[currency] = 0
                marks[currency, default: []].insert(whole)
                continue
            }
            if let stated, marks[currency]?.contains(whole &- stated) == true {
                totals.append(ControlTotal(line: control.line, currency: currency, statedMinor: stated, computedMinor: stated))
                since[currency] = 0
                marks[currency, default: []].insert(whole)
                continue
            }
            let isOfAll = stated == whole || (stated != part && part == 0)
            totals.append(
                ControlTotal(line: control.line, currency: currency, statedMinor: stated, computedMinor: isOfAll ? whole : part))
            since[currency] = 0
            marks[currency, default: []].insert(whole)
        }
    }

    /// The sum of the rows of a currency on some lines. Linear in the rows of the group.
    private func groupSum(
        _ lines: Range<Int>, _ currency: String, _ columns: SummedRows, _ leftOut: [ControlRow], _ code: (ControlRow) -> String
    ) -> Int64 {
        var sum = leftOut.reduce(Int64(0)) { sum, row in
            lines.contains(row.line) && code(row) == currency ? sum &+ (row.amountMinor(currency) ?? 0) : sum
        }
        var (low, high) = (0, columns.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(columns.lines[middle]) < lines.lowerBound { low = middle + 1 } else { high = middle }
        }
        for row in low..<columns.count {
            guard Int(columns.lines[row]) < lines.upperBound else { break }
            if columns.currencies[Int(columns.currency[row])].code == currency { sum &+= columns.amounts[row] }
        }
        return sum
    }
}

/// What sums of rows need of them.
private struct SummedRows {
    var lines: [UInt32] = []
    let currencies: [Currency]
    var currency: [UInt8] = []
    var amounts: [Int64] = []

    var count: Int { lines.count }

    init(_ columns: MergedColumns) {
        currencies = columns.currencies
        for part in 0..<columns.partCount {
            lines += columns.lines(ofPart: part)
            currency += columns.narrow(0, ofPart: part)
            amounts += columns.amounts(0, ofPart: part)
        }
    }
}
