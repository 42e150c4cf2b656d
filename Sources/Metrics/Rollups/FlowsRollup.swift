import Ledger
import LedgerColumns

/// The postings of a period, summed per company × customer × currency by kind.
///
/// Shape: arrays have `groups.count × PostingKind.allCases.count` entries, entry `row × kinds + kind`. Amounts keep their sign (as they move the balance).
/// Reporting amounts: each posting converted on its own at its posting day's rate.
public struct FlowsRollup: Hashable, Sendable {
    public static let kindCount = PostingKind.allCases.count

    public var period: Period
    public var groups: AccountGroups
    public var documentMinor: [Int64]
    public var reportingMinor: [Int64]
    /// Invoices of the period due on or before the last day of the calendar month of the period's last day, per row, reporting currency.
    public var invoicesDueInMonthMinor: [Int64]

    /// The flow of a kind in a row, reporting currency.
    public func reportingMinor(_ row: Int, _ kind: PostingKind) -> Int64 { reportingMinor[row * Self.kindCount + Int(kind.rawValue)] }

    /// Scans postings into one rollup per period; postings outside all of them are passed over. Linear in the postings.
    ///
    /// - Parameter periods: disjoint periods in any order.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(_ postings: PostingColumns, periods: [Period], rates: RateTable) throws(MetricsError) -> [FlowsRollup] {
        let ordered = periods.indices.sorted { periods[$0].first < periods[$1].first }
        var scans = periods.map { FlowsScan(period: $0, postings: postings) }
        var cache = DailyConversions(currencies: postings.currencies, rates: rates)
        let starts = ordered.map { periods[$0].first.daysSinceEpoch }
        for row in 0..<postings.count {
            let day = postings.postingDay[row]
            guard let place = lastIndex(in: starts, notAbove: day), day <= periods[ordered[place]].last.daysSinceEpoch else { continue }
            let conversion = try cache.conversion(currency: postings.currency[row], day: day)
            guard let converted = conversion.convert(postings.amountMinor[row]) else {
                throw .amountsTooLarge("postings of \(Day(daysSinceEpoch: day).isoText)")
            }
            scans[ordered[place]].add(row, converted: converted, postings: postings)
        }
        var rollups: [FlowsRollup] = []
        for scan in scans { rollups.append(try scan.finish(postings)) }
        return rollups
    }
}

/// The position of the last of some ascending numbers that is not above a value; nil when all are.
private func lastIndex(in ascending: [Int32], notAbove value: Int32) -> Int? {
    var (low, high) = (0, ascending.count)
    while low < high {
        let middle = (low + high) / 2
        if ascending[middle] <= value { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
}

/// Sums of one period while postings are scanned.
private struct FlowsScan {
    let period: Period
    let dueLimit: Int32
    var numbering: GroupNumbering
    var document: [Int64] = []
    var reporting: [Int64] = []
    var dueInMonth: [Int64] = []
    var magnitude: UInt128 = 0

    init(period: Period, postings: PostingColumns) {
        self.period = period
        dueLimit = period.last.month.lastDay.daysSinceEpoch
        numbering = GroupNumbering(
            companyCount: postings.companies.count, customerCount: postings.customers.count, currencyCount: postings.currencies.count)
    }

    mutating func add(_ row: Int, converted: Int64, postings: PostingColumns) {
        let group = numbering.number(
            GroupCode(company: postings.company[row], customer: postings.customer[row], currency: UInt32(postings.currency[row])))
        if group == dueInMonth.count {
            dueInMonth.append(0)
            for _ in 0..<FlowsRollup.kindCount {
                document.append(0)
                reporting.append(0)
            }
        }
        let amount = postings.amountMinor[row]
        let kind = Int(postings.kind[row])
        magnitude += UInt128(converted.magnitude) + UInt128(amount.magnitude)
        // Wrapping is never kept: `finish` refuses sums of magnitudes that could have wrapped.
        document[group * FlowsRollup.kindCount + kind] &+= amount
        reporting[group * FlowsRollup.kindCount + kind] &+= converted
        let due = postings.dueDay[row]
        if kind == Int(PostingKind.invoice.rawValue), due != ItemColumns.noDay, due <= dueLimit { dueInMonth[group] &+= converted }
    }

    func finish(_ postings: PostingColumns) throws(MetricsError) -> FlowsRollup {
        guard magnitude <= 2 * PositionsScan.sumLimit else { throw .amountsTooLarge("postings up to \(period.last.isoText)") }
        let sorted = AccountGroups.sorted(
            companies: postings.companies.values, customers: postings.customers.values, currencies: postings.currencies,
            codes: numbering.codes)
        let kinds = FlowsRollup.kindCount
        var rollup = FlowsRollup(
            period: period, groups: sorted.groups, documentMinor: [Int64](repeating: 0, count: document.count),
            reportingMinor: [Int64](repeating: 0, count: reporting.count),
            invoicesDueInMonthMinor: [Int64](repeating: 0, count: dueInMonth.count))
        for group in 0..<numbering.count {
            let row = sorted.rowOfGroup[group]
            rollup.invoicesDueInMonthMinor[row] = dueInMonth[group]
            for kind in 0..<kinds {
                rollup.documentMinor[row * kinds + kind] = document[group * kinds + kind]
                rollup.reportingMinor[row * kinds + kind] = reporting[group * kinds + kind]
            }
        }
        return rollup
    }
}

/// Conversions by currency code and day, each looked up once for a run of equal days.
struct DailyConversions {
    private let currencies: [Currency]
    private let rates: RateTable
    private var days: [Int32]
    private var conversions: [Conversion]

    init(currencies: [Currency], rates: RateTable) {
        self.currencies = currencies
        self.rates = rates
        days = [Int32](repeating: ItemColumns.noDay, count: currencies.count)
        conversions = [Conversion](repeating: .identity, count: currencies.count)
    }

    /// The conversion of a currency code on a day. Throws when there is no rate.
    mutating func conversion(currency: UInt8, day: Int32) throws(MetricsError) -> Conversion {
        let code = Int(currency)
        if days[code] != day {
            let asked = Day(daysSinceEpoch: day)
            guard let known = rates.conversion(of: currencies[code], on: asked) else {
                throw .missingRate(currencies[code], asked, reporting: rates.reporting)
            }
            conversions[code] = known
            days[code] = day
        }
        return conversions[code]
    }
}
