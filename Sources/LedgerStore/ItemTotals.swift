import Ledger
import LedgerColumns

extension ItemColumns {
    /// The largest amount of an item, in minor units; a ground rule of the catalogue.
    static let openMinorMax: Int64 = 1_000_000_000_000_000

}

extension PackedItems {
    /// Debit, credit and count by currency, by code; throws when an open amount is outside ±10^15. Linear, on all cores.
    func totals() throws(StoreError) -> [CurrencyTotal] {
        let parts = mapSegments([.openMinor, .currency]) { ExactSums($0, currencyCount: currencies.count) }
        guard parts.allSatisfy({ !$0.isOutside }) else {
            throw StoreError(.amountTooLarge, "an open amount is missing or outside ±10^15 minor units")
        }
        var totals: [CurrencyTotal] = []
        for (code, currency) in currencies.enumerated().sorted(by: { $0.element < $1.element }) {
            let itemCount = parts.reduce(0) { $0 + $1.count[code] }
            guard itemCount > 0 else { continue }
            let (debit, credit) = (parts.reduce(Int128(0)) { $0 + $1.debit[code] }, parts.reduce(Int128(0)) { $0 + $1.credit[code] })
            totals.append(try CurrencyTotal(currency: currency, debit: debit, credit: credit, itemCount: itemCount))
        }
        return totals
    }
}

/// Sums of a segment by currency code.
private struct ExactSums: Sendable {
    var debit: [Int128]
    var credit: [Int128]
    var count: [Int]
    /// Whether an amount is outside the limits; the sums say nothing then.
    var isOutside = false

    init(_ items: ItemColumns, currencyCount: Int) {
        debit = [Int128](repeating: 0, count: currencyCount)
        credit = debit
        count = [Int](repeating: 0, count: currencyCount)
        // 8192 amounts of at most 10^15 stay below 2^63.
        for start in stride(from: 0, to: items.count, by: 8192) {
            let rows = start..<min(start + 8192, items.count)
            var sums = ChunkSums()
            guard sums.add(items.openMinor.span.extracting(rows), items.currency.span.extracting(rows)) else {
                isOutside = true
                return
            }
            for code in 0..<currencyCount {
                debit[code] += Int128(sums.debit[code])
                credit[code] += Int128(sums.credit[code])
                count[code] += Int(sums.count[code])
            }
        }
    }
}

/// Sums of a chunk of rows by currency code.
private struct ChunkSums {
    var debit = [Int64](repeating: 0, count: 256)
    var credit = [Int64](repeating: 0, count: 256)
    var count = [Int64](repeating: 0, count: 256)

    /// Adds the rows; false when an amount is outside the limits.
    mutating func add(_ amounts: Span<Int64>, _ codes: Span<UInt8>) -> Bool {
        var isOutside = false
        for row in 0..<amounts.count {
            let amount = amounts[row]
            let code = Int(codes[row])
            isOutside = isOutside || amount > ItemColumns.openMinorMax || amount < -ItemColumns.openMinorMax
            // Wrapping: only sums of amounts inside the limits are used, and those fit.
            debit[code] &+= max(amount, 0)
            credit[code] &+= min(amount, 0)
            count[code] += 1
        }
        return !isOutside
    }
}
