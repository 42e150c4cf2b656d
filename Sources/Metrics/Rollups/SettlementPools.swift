import Ledger
import LedgerColumns

/// What settled an opening item, in the fixed order in which a document's postings are used up; the rest is other: adjusted, netted, cancelled.
public enum Settlement: Int, CaseIterable, Hashable, Sendable {
    case paid, credited, writtenOff

    /// The word in ids of figures.
    public var id: String {
        switch self {
        case .paid: "paid"
        case .credited: "credited"
        case .writtenOff: "written-off"
        }
    }

    /// The postings it comes from.
    var postingKind: PostingKind {
        switch self {
        case .paid: .payment
        case .credited: .creditNote
        case .writtenOff: .writeOff
        }
    }
}

/// What the postings of a period took off each document by kind, to be shared out among its lines (readings: “Full migration”).
///
/// A posting belongs to the document it clears in its company, or to its own document when it clears none. Per document, document currency and kind the amounts are
/// summed with their sign, so that a reversal takes away; what is left is never below zero.
struct SettlementPools {
    private var matcher = DocumentMatcher()
    /// What is left, by document number.
    private var pools: [[Pool]] = []

    private struct Pool {
        let currency: Currency
        /// By raw `Settlement`, document minor units.
        var leftMinor: [Int64]
    }

    /// Only documents of these items are of interest. Linear in items and postings.
    ///
    /// - Throws: `amounts-too-large`.
    init(of items: ItemColumns, rows: [Int], postings: PostingColumns, period: Period) throws(MetricsError) {
        let itemHashes = DocumentMatcher.companyHashes(items.companies)
        for row in rows {
            let company = Int(items.company[row])
            _ = matcher.number(
                adding: items.companies.values[company], companyHash: itemHashes[company], documents: items.document, row: row)
        }
        pools = [[Pool]](repeating: [], count: matcher.count)
        let hashes = DocumentMatcher.companyHashes(postings.companies)
        let kinds = Settlement.allCases.map { ($0, $0.postingKind.rawValue) }
        for row in 0..<postings.count {
            let day = Day(daysSinceEpoch: postings.postingDay[row])
            guard let kind = kinds.first(where: { $0.1 == postings.kind[row] })?.0, period.contains(day) else { continue }
            let company = Int(postings.company[row])
            let documents = postings.clears.range(row).isEmpty ? postings.document : postings.clears
            guard
                let number = matcher.number(
                    of: postings.companies.values[company], companyHash: hashes[company], documents: documents, row: row)
            else { continue }
            try add(
                postings.amountMinor[row], postings.currencies[Int(postings.currency[row])], kind, to: number, period.last)
        }
    }

    private mutating func add(
        _ amountMinor: Int64, _ currency: Currency, _ kind: Settlement, to number: Int, _ day: Day
    ) throws(MetricsError) {
        let place = pools[number].firstIndex { $0.currency == currency } ?? pools[number].count
        if place == pools[number].count { pools[number].append(Pool(currency: currency, leftMinor: Settlement.allCases.map { _ in 0 })) }
        let sum = pools[number][place].leftMinor[kind.rawValue].subtractingReportingOverflow(amountMinor)
        guard !sum.overflow else { throw .amountsTooLarge("postings up to \(day.isoText)") }
        pools[number][place].leftMinor[kind.rawValue] = sum.partialValue
    }

    /// Takes what settled a line from its document, kind after kind, at most `settledMinor` in all; by raw `Settlement`, document minor units.
    mutating func take(_ settledMinor: Int64, of items: ItemColumns, row: Int, companyHash: UInt64) -> [Int64] {
        var taken = Settlement.allCases.map { _ in Int64(0) }
        let currency = items.currencies[Int(items.currency[row])]
        guard
            let number = matcher.number(
                of: items.companies[items.company[row]], companyHash: companyHash, documents: items.document, row: row),
            let place = pools[number].firstIndex(where: { $0.currency == currency })
        else { return taken }
        var rest = settledMinor
        for kind in Settlement.allCases {
            let part = min(rest, max(0, pools[number][place].leftMinor[kind.rawValue]))
            pools[number][place].leftMinor[kind.rawValue] -= part
            taken[kind.rawValue] = part
            rest -= part
        }
        return taken
    }
}
