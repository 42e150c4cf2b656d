import Ledger
import LedgerColumns

extension ItemColumns {
    /// A number for the content of all items, whatever the order of rows and codes: Σ over rows of a hash of the row's values, modulo 2^64. Linear.
    var contentFingerprint: UInt64 {
        let companyHashes = ItemColumns.hashes(companies.values)
        let customerHashes = ItemColumns.hashes(customers.values)
        let lineHashes = ItemColumns.hashes(lines.values)
        let currencyHashes = ItemColumns.hashes(currencies.map(\.code))
        var sum: UInt64 = 0
        for row in 0..<count {
            var state = companyHashes[Int(company[row])]
            let numbers = [
                customerHashes[Int(customer[row])], lineHashes[Int(line[row])], currencyHashes[Int(currency[row])], UInt64(kind[row]),
                UInt64(bitPattern: Int64(documentDay[row])), UInt64(bitPattern: Int64(dueDay[row])),
                UInt64(bitPattern: amountMinor[row]), UInt64(bitPattern: openMinor[row]),
                stableHash(document.bytes.span.bytes.extracting(document.range(row))),
                stableHash(reference.bytes.span.bytes.extracting(reference.range(row))),
            ]
            for number in numbers { state = foldMultiply(state ^ number, 0xA076_1D64_78BD_642F) &+ number }
            sum &+= state
        }
        return sum
    }

    private static func hashes(_ texts: [String]) -> [UInt64] { texts.map { stableHash(Array($0.utf8).span.bytes) } }
}
