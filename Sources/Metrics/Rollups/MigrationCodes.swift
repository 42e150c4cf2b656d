import Ledger
import LedgerColumns

/// Numbers for the companies, lines and currencies of both snapshots, by code of each part: equal numbers are equal values.
struct MigrationCodes: Sendable {
    /// Numbers by own code.
    struct Part: Sendable {
        let company: [UInt32]
        let line: [UInt32]
        let currency: [UInt32]
    }

    let companies: [String]
    let lines: [String]
    let currencies: [Currency]
    /// By part.
    let opening: [Part]
    let closing: [Part]

    init(opening: ScannedItems, closing: ScannedItems) {
        let parts = opening.parts + closing.parts
        let (companies, company) = Self.numbers(parts.map(\.companies))
        let (lines, line) = Self.numbers(parts.map(\.lines))
        var currencies: [Currency] = []
        let currency = parts.map { currencies.codes(adding: $0.currencies) }
        let numbered = parts.indices.map { Part(company: company[$0], line: line[$0], currency: currency[$0]) }
        (self.companies, self.lines, self.currencies) = (companies, lines, currencies)
        self.opening = Array(numbered.prefix(opening.parts.count))
        self.closing = Array(numbered.dropFirst(opening.parts.count))
    }

    /// The distinct values of some dictionaries, and the numbers of each one's values among them.
    static func numbers(_ dictionaries: [StringDictionary]) -> (values: [String], numbers: [[UInt32]]) {
        guard var all = dictionaries.first else { return ([], []) }
        let first = Array(0..<UInt32(all.count))
        let numbers = [first] + dictionaries.dropFirst().map { all.codes(adding: $0.values) }
        return (all.values, numbers)
    }
}
