import Ledger
import LedgerColumns

extension ItemColumns {
    /// The largest amount of an item, in minor units; a ground rule of the catalogue.
    static let openMinorMax: Int64 = 1_000_000_000_000_000

    /// The companies that have items, sorted.
    var namedCompanies: [String] {
        var isNamed = [Bool](repeating: false, count: companies.count)
        for code in company { isNamed[Int(code)] = true }
        return companies.values.indices.filter { isNamed[$0] }.map { companies.values[$0] }.sorted()
    }

    /// Debit, credit and count by currency, by code; throws when an open amount is outside ±10^15. Linear.
    func totals() throws(StoreError) -> [CurrencyTotal] {
        var exact = [(debit: Int128, credit: Int128, count: Int)](repeating: (0, 0, 0), count: currencies.count)
        // 8192 amounts of at most 10^15 stay below 2^63.
        for start in stride(from: 0, to: count, by: 8192) {
            let rows = start..<min(start + 8192, count)
            var sums = ChunkSums()
            guard sums.add(openMinor.span.extracting(rows), currency.span.extracting(rows)) else {
                throw StoreError(.amountTooLarge, "an open amount is missing or outside ±10^15 minor units")
            }
            for code in exact.indices {
                exact[code].debit += Int128(sums.debit[code])
                exact[code].credit += Int128(sums.credit[code])
                exact[code].count += Int(sums.count[code])
            }
        }
        var totals: [CurrencyTotal] = []
        for (currency, sum) in zip(currencies, exact).sorted(by: { $0.0 < $1.0 }) where sum.count > 0 {
            totals.append(try CurrencyTotal(currency: currency, debit: sum.debit, credit: sum.credit, itemCount: sum.count))
        }
        return totals
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
