import Ledger
import LedgerColumns

/// Late-payment interest on the past-due debit items of a snapshot that are not in dispute: summed per company × customer × currency (readings: “Late-payment interest”).
///
/// Shape: arrays have ``AccountGroups/count`` entries.
public struct InterestRollup: Hashable, Sendable {
    /// The snapshot's as-of day D: interest runs up to it, inclusive.
    public var day: Day
    public var groups: AccountGroups
    /// Each item's interest in its currency, converted at D; reporting minor units.
    public var interestMinor: [Int64]
    /// Past-due invoices, by company and document: each adds the fixed sum.
    public var invoiceCount: [Int64]

    /// The fixed sum for each invoice in minor units of euro: 40 EUR (Directive 2011/7/EU, article 6).
    public static let compensationEuroMinor: Int64 = 4_000
}

extension InterestRollup {
    /// Scans a snapshot and the payments up to D. Linear in both, and in the half-years of past-due items.
    ///
    /// - Parameters:
    ///   - history: postings up to D at least; later ones are passed over.
    ///   - disputes: those open on D keep the items of their customer and document out.
    /// - Throws: `missing-interest-rate` with every half-year that is needed and not known; `missing-rate`; `amounts-too-large`.
    public static func scan(
        _ items: ItemColumns, day: Day, history: PostingHistory, disputes: [Dispute], interest: InterestTable, rates: RateTable
    ) throws(MetricsError) -> InterestRollup {
        let claims = try claims(items, day: day, history: history, disputes: disputes, interest: interest, rates: rates)
        return try InterestScan.sum(claims, items, day: day)
    }

    /// What is claimed on each past-due item that is not in dispute, in the order of the items.
    ///
    /// - Parameter withSpans: whether each claim tells its half-years.
    static func claims(
        _ items: ItemColumns, day: Day, history: PostingHistory, disputes: [Dispute], interest: InterestTable, rates: RateTable,
        withSpans: Bool = false
    ) throws(MetricsError) -> [InterestClaim] {
        let scan = InterestScan(items: items, day: day, disputes: disputes)
        let accrual = try InterestAccrual(items: items, rows: scan.rows, day: day, interest: interest)
        let payments = LatePayments(of: items, rows: scan.rows, history: history, day: day)
        return try scan.claims(accrual, payments, rates: rates, withSpans: withSpans)
    }
}

/// What is claimed on an item.
struct InterestClaim: Sendable {
    /// The item's row in its columns.
    let row: Int
    /// Reporting minor units at D.
    let interestMinor: Int64
    /// Whether it stands for its invoice in the count of fixed sums: the first of a document's lines of one customer and currency.
    let addsFixedSum: Bool
    /// The open part and the paid parts by half-year; empty when they were not asked for.
    let spans: [InterestSpan]
}

/// The items interest is claimed on.
private struct InterestScan {
    let items: ItemColumns
    let day: Day
    /// Past-due debit items that are not in dispute.
    let rows: [Int]

    private struct DisputedDocument: Hashable {
        let customer: String
        let document: String
    }

    init(items: ItemColumns, day: Day, disputes: [Dispute]) {
        self.items = items
        self.day = day
        let open = disputes.filter { $0.openedOn <= day && ($0.closedOn.map { $0 > day } ?? true) }
        let disputed = Set(open.map { DisputedDocument(customer: $0.customer, document: $0.document) })
        var isDisputing = [Bool](repeating: false, count: items.customers.count)
        for dispute in open {
            if let customer = items.customers.code(of: dispute.customer) { isDisputing[Int(customer)] = true }
        }
        rows = (0..<items.count).filter { row in
            guard items.openMinor[row] > 0, items.dueDay[row] != ItemColumns.noDay, items.dueDay[row] < day.daysSinceEpoch else {
                return false
            }
            guard isDisputing[Int(items.customer[row])] else { return true }
            return !disputed.contains(
                DisputedDocument(customer: items.customers[items.customer[row]], document: items.document[row]))
        }
    }

    func claims(
        _ accrual: InterestAccrual, _ payments: LatePayments, rates: RateTable, withSpans: Bool
    ) throws(MetricsError) -> [InterestClaim] {
        let conversions = try rates.conversions(of: items.currencies, on: day)
        var invoices = ClaimedInvoices(items, capacity: rows.count)
        var claims: [InterestClaim] = []
        claims.reserveCapacity(rows.count)
        for row in rows {
            var minor = accrual.interestMinor(items.openMinor[row], row: row, through: day.daysSinceEpoch)
            for part in payments.parts[row] ?? [] { minor += accrual.interestMinor(part.minor, row: row, through: part.day) }
            guard let whole = Int64(exactly: minor), let converted = conversions[Int(items.currency[row])].convert(whole) else {
                throw .amountsTooLarge("interest of \(day.isoText)")
            }
            let isFirst = items.kind[row] == ItemKind.invoice.rawValue && invoices.insert(row, of: Self.account(items, row))
            let spans = withSpans ? self.spans(of: row, accrual, payments) : []
            claims.append(InterestClaim(row: row, interestMinor: converted, addsFixedSum: isFirst, spans: spans))
        }
        return claims
    }

    private func spans(of row: Int, _ accrual: InterestAccrual, _ payments: LatePayments) -> [InterestSpan] {
        accrual.spans(items.openMinor[row], row: row, through: day.daysSinceEpoch)
            + (payments.parts[row] ?? []).flatMap { accrual.spans($0.minor, row: row, through: $0.day) }
    }

    private static func account(_ items: ItemColumns, _ row: Int) -> GroupCode {
        GroupCode(company: items.company[row], customer: items.customer[row], currency: UInt32(items.currency[row]))
    }

    static func sum(_ claims: [InterestClaim], _ items: ItemColumns, day: Day) throws(MetricsError) -> InterestRollup {
        guard claims.reduce(UInt128(0), { $0 + UInt128($1.interestMinor.magnitude) }) <= PositionsScan.sumLimit else {
            throw .amountsTooLarge("interest of \(day.isoText)")
        }
        var numbering = GroupNumbering(
            companyCount: items.companies.count, customerCount: items.customers.count, currencyCount: items.currencies.count)
        let groups = claims.map { numbering.number(account(items, $0.row)) }
        let sorted = AccountGroups.sorted(
            companies: items.companies.values, customers: items.customers.values, currencies: items.currencies, codes: numbering.codes)
        let zeros = [Int64](repeating: 0, count: numbering.count)
        var rollup = InterestRollup(day: day, groups: sorted.groups, interestMinor: zeros, invoiceCount: zeros)
        for (claim, group) in zip(claims, groups) {
            rollup.interestMinor[sorted.rowOfGroup[group]] += claim.interestMinor
            rollup.invoiceCount[sorted.rowOfGroup[group]] += claim.addsFixedSum ? 1 : 0
        }
        return rollup
    }
}

/// The invoices that were met among the lines of items: a document of one customer and currency is one invoice.
private struct ClaimedInvoices {
    private let items: ItemColumns
    private var documents: DocumentMatcher
    private let companies: DocumentMatcher.Companies
    /// By document number: the account it was met under first.
    private var first: [GroupCode] = []
    /// The others, for the few documents of several accounts.
    private var others: Set<Invoice> = []

    private struct Invoice: Hashable {
        let document: Int
        let account: GroupCode
    }

    init(_ items: ItemColumns, capacity: Int) {
        self.items = items
        documents = DocumentMatcher(capacity: capacity)
        companies = documents.companies(adding: items.companies)
    }

    /// Whether the invoice of a row was not met before. Amortised constant time.
    mutating func insert(_ row: Int, of account: GroupCode) -> Bool {
        let document = documents.number(adding: items.document, row: row, company: account.company, of: companies)
        if document == first.count {
            first.append(account)
            return true
        }
        return first[document] != account && others.insert(Invoice(document: document, account: account)).inserted
    }
}

/// Simple interest by half-year, 365 days a year, each half-year rounded half to even in minor units of the document currency.
struct InterestAccrual {
    private let items: ItemColumns
    private let firstHalfYear: Int
    /// By currency code and half-year since the first; nil where none is known (and none needed).
    private let ratesPercent: [[Rational?]]

    /// - Throws: `missing-interest-rate`.
    init(items: ItemColumns, rows: [Int], day: Day, interest: InterestTable) throws(MetricsError) {
        self.items = items
        let last = HalfYear(of: day)
        var firstDue = items.currencies.map { _ in Int32.max }
        for row in rows { firstDue[Int(items.currency[row])] = min(firstDue[Int(items.currency[row])], items.dueDay[row]) }
        let firsts = firstDue.map { $0 == Int32.max ? nil : HalfYear(of: Day(daysSinceEpoch: $0 + 1)) }
        let first = firsts.compactMap { $0 }.min() ?? last
        firstHalfYear = first.index
        var missing: [(currency: Currency, halfYear: HalfYear)] = []
        ratesPercent = zip(items.currencies, firsts).map { currency, start in
            (first.index...last.index).map { index in
                let halfYear = HalfYear(index: index)
                let rate = interest.ratePercent(currency, halfYear)
                if rate == nil, let start, halfYear >= start { missing.append((currency, halfYear)) }
                return rate
            }
        }
        if !missing.isEmpty { throw .missingInterestRates(missing.sorted { ($0.halfYear, $0.currency) < ($1.halfYear, $1.currency) }) }
    }

    /// Interest on a part of an item from the day after its due day to a last day, both inclusive; 0 when that was on time.
    func interestMinor(_ principalMinor: Int64, row: Int, through last: Int32) -> Int128 {
        var minor: Int128 = 0
        forEachHalfYear(principalMinor, row: row, through: last) { minor += $3 }
        return minor
    }

    /// The same by half-year.
    func spans(_ principalMinor: Int64, row: Int, through last: Int32) -> [InterestSpan] {
        var spans: [InterestSpan] = []
        forEachHalfYear(principalMinor, row: row, through: last) { halfYear, rate, days, minor in
            spans.append(
                InterestSpan(
                    halfYear: halfYear, ratePercent: rate, principalMinor: principalMinor, days: days, interestMinor: Int64(clamping: minor)
                ))
        }
        return spans
    }

    private func forEachHalfYear(
        _ principalMinor: Int64, row: Int, through last: Int32, _ body: (HalfYear, Rational, Int, Int128) -> Void
    ) {
        var start = items.dueDay[row] + 1
        while start <= last {
            let halfYear = HalfYear(of: Day(daysSinceEpoch: start))
            let end = min(last, halfYear.lastDay.daysSinceEpoch)
            guard let rate = ratesPercent[Int(items.currency[row])][halfYear.index - firstHalfYear] else {
                preconditionFailure("rates of all half-years an item is late in are checked")
            }
            let days = end - start + 1
            let minor = rate.part(of: Int128(principalMinor) * Int128(days), by: 36_500)
            body(halfYear, rate, Int(days), minor)
            start = end + 1
        }
    }
}

/// A half-year in which an item of a currency is late and for which there is no interest rate.
public struct MissingInterestRate: Hashable, Sendable {
    public let halfYear: HalfYear
    public let currency: Currency

    /// `2024-H2 (EUR)`.
    public var text: String { "\(halfYear.isoText) (\(currency.code))" }
}

extension MetricsError {
    /// No interest rate for some half-years.
    static func missingInterestRates(_ missing: [(currency: Currency, halfYear: HalfYear)]) -> MetricsError {
        let rates = missing.map { MissingInterestRate(halfYear: $0.halfYear, currency: $0.currency) }
        return MetricsError(
            code: .missingInterestRate, message: "no interest rate for " + rates.map(\.text).joined(separator: ", "),
            advice: "import an interest file with the half-years named; a row without a currency is for all that have no rows of their own",
            missingInterest: rates)
    }
}

extension InterestRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("day", Int64(day.daysSinceEpoch))
        writer.append(groups)
        writer.append("interest", interestMinor)
        writer.append("invoices", invoiceCount)
        return writer.finish()
    }

    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        self.init(
            day: try reader.day("day"), groups: try reader.groups(), interestMinor: try reader.numbers("interest"),
            invoiceCount: try reader.numbers("invoices"))
    }
}
