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
struct SettlementPools: Sendable {
    private var matcher: DocumentMatcher
    private var pools: [Pool] = []
    /// The first pool of each document, by its number.
    private var first: [Int32] = []

    private struct Pool {
        let currency: Currency
        /// The next pool of the same document, in another currency; −1 when there is none.
        var next: Int32 = -1
        /// Document minor units.
        var paid: Int64 = 0
        var credited: Int64 = 0
        var writtenOff: Int64 = 0

        subscript(kind: Settlement) -> Int64 {
            get {
                switch kind {
                case .paid: paid
                case .credited: credited
                case .writtenOff: writtenOff
                }
            }
            set {
                switch kind {
                case .paid: paid = newValue
                case .credited: credited = newValue
                case .writtenOff: writtenOff = newValue
                }
            }
        }
    }

    /// The documents that postings of the period settle. Linear in the postings.
    ///
    /// - Throws: `amounts-too-large`.
    init(postings: PostingColumns, period: Period) throws(MetricsError) {
        var kinds = [Settlement?](repeating: nil, count: 256)
        for kind in Settlement.allCases { kinds[Int(kind.postingKind.rawValue)] = kind }
        let (first, last) = (period.first.daysSinceEpoch, max(period.first, period.last).daysSinceEpoch)
        let rows = postings.postingDay.indices.filter { postings.postingDay[$0] >= first && postings.postingDay[$0] <= last }
        matcher = DocumentMatcher(capacity: rows.count)
        let companies = matcher.companies(adding: postings.companies)
        for row in rows {
            guard let kind = kinds[Int(postings.kind[row])] else { continue }
            let documents = postings.clears.range(row).isEmpty ? postings.document : postings.clears
            let number = matcher.number(adding: documents, row: row, company: postings.company[row], of: companies)
            if number == self.first.count { self.first.append(-1) }
            let pool = pool(of: number, postings.currencies[Int(postings.currency[row])])
            let sum = pools[pool][kind].subtractingReportingOverflow(postings.amountMinor[row])
            guard !sum.overflow else { throw .amountsTooLarge("postings up to \(period.last.isoText)") }
            pools[pool][kind] = sum.partialValue
        }
    }

    private mutating func pool(of number: Int, _ currency: Currency) -> Int {
        if let known = known(number, currency) { return known }
        pools.append(Pool(currency: currency, next: first[number]))
        first[number] = Int32(pools.count - 1)
        return pools.count - 1
    }

    private func known(_ number: Int, _ currency: Currency) -> Int? {
        var pool = Int(first[number])
        while pool >= 0, pools[pool].currency != currency { pool = Int(pools[pool].next) }
        return pool < 0 ? nil : pool
    }

    /// Whether nothing of the period settles a document.
    var isEmpty: Bool { pools.isEmpty }

    /// Companies whose pools are looked for.
    func companies(_ companies: StringDictionary) -> DocumentMatcher.Companies { matcher.companies(of: companies) }

    /// The pool of a document and currency; nil when nothing of the period settles it.
    ///
    /// - Parameter company: A code of one of `companies`.
    func pool(
        of documents: StringColumn, row: Int, company: UInt32, _ companies: DocumentMatcher.Companies, _ currency: Currency
    ) -> Int? {
        matcher.number(of: documents, row: row, company: company, of: companies).flatMap { known($0, currency) }
    }

    /// Takes at most `settledMinor` of one kind from a pool; document minor units.
    mutating func take(_ kind: Settlement, _ settledMinor: Int64, from pool: Int) -> Int64 {
        let part = min(settledMinor, max(0, pools[pool][kind]))
        pools[pool][kind] -= part
        return part
    }
}
