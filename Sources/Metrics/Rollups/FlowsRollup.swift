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
    /// - Parameters:
    ///   - periods: disjoint periods in any order.
    ///   - threads: Up to so many sum periods side by side.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(
        _ postings: PostingColumns, periods: [Period], rates: RateTable, threads: Int = 1
    ) throws(MetricsError) -> [FlowsRollup] {
        let ordered = periods.indices.sorted { periods[$0].first < periods[$1].first }
        let starts = ordered.map { periods[$0].first.daysSinceEpoch }
        // Rows are taken period by period, so that one numbering of groups serves all periods.
        var rowsOfPeriod = [[Int32]](repeating: [], count: periods.count)
        for row in 0..<postings.count {
            let day = postings.postingDay[row]
            guard let place = lastIndex(in: starts, notAbove: day), day <= periods[ordered[place]].last.daysSinceEpoch else { continue }
            rowsOfPeriod[ordered[place]].append(Int32(row))
        }
        let found = rowsOfPeriod
        let partCount = max(1, min(threads, periods.count))
        let parts = concurrentParts(partCount) { part in
            Result { () throws(MetricsError) in
                var scan = FlowsScan(postings: postings, rates: rates)
                var rollups: [FlowsRollup] = []
                for period in periods.count * part / partCount..<periods.count * (part + 1) / partCount {
                    rollups.append(try scan.rollup(periods[period], rows: found[period]))
                }
                return rollups
            }
        }
        var rollups: [FlowsRollup] = []
        for part in parts { rollups += try part.get() }
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

/// Sums postings into one period after the other.
private struct FlowsScan {
    private let postings: PostingColumns
    private var conversions: DailyConversions
    /// Groups of all periods so far.
    private var numbering: GroupNumbering
    /// The place of a group in the period at hand; −1 for a group without postings in it.
    private var placeOfGroup: [Int32] = []

    init(postings: PostingColumns, rates: RateTable) {
        self.postings = postings
        conversions = DailyConversions(currencies: postings.currencies, rates: rates)
        numbering = GroupNumbering(
            companyCount: postings.companies.count, customerCount: postings.customers.count, currencyCount: postings.currencies.count)
    }

    /// The sums of a period's rows. Linear in them.
    mutating func rollup(_ period: Period, rows: [Int32]) throws(MetricsError) -> FlowsRollup {
        var sums = PeriodFlows(dueLimit: period.last.month.lastDay.daysSinceEpoch)
        var groups: [Int] = []
        for row in rows.lazy.map({ Int($0) }) {
            let day = postings.postingDay[row]
            let conversion = try conversions.conversion(currency: postings.currency[row], day: day)
            guard let converted = conversion.convert(postings.amountMinor[row]) else {
                throw .amountsTooLarge("postings of \(Day(daysSinceEpoch: day).isoText)")
            }
            let group = numbering.number(
                GroupCode(company: postings.company[row], customer: postings.customer[row], currency: UInt32(postings.currency[row])))
            if group == placeOfGroup.count { placeOfGroup.append(-1) }
            if placeOfGroup[group] < 0 {
                placeOfGroup[group] = Int32(groups.count)
                groups.append(group)
                sums.addGroup()
            }
            sums.add(row, converted: converted, place: Int(placeOfGroup[group]), postings: postings)
        }
        for group in groups { placeOfGroup[group] = -1 }
        return try sums.rollup(period, codes: groups.map { numbering.codes[$0] }, postings: postings)
    }
}

/// The sums of one period, by the place of a group.
private struct PeriodFlows {
    let dueLimit: Int32
    var document: [Int64] = []
    var reporting: [Int64] = []
    var dueInMonth: [Int64] = []
    var magnitude: UInt128 = 0

    init(dueLimit: Int32) { self.dueLimit = dueLimit }

    mutating func addGroup() {
        dueInMonth.append(0)
        for _ in 0..<FlowsRollup.kindCount {
            document.append(0)
            reporting.append(0)
        }
    }

    mutating func add(_ row: Int, converted: Int64, place: Int, postings: PostingColumns) {
        let amount = postings.amountMinor[row]
        let kind = Int(postings.kind[row])
        magnitude += UInt128(converted.magnitude) + UInt128(amount.magnitude)
        // Wrapping is never kept: `rollup` refuses sums of magnitudes that could have wrapped.
        document[place * FlowsRollup.kindCount + kind] &+= amount
        reporting[place * FlowsRollup.kindCount + kind] &+= converted
        let due = postings.dueDay[row]
        if kind == Int(PostingKind.invoice.rawValue), due != ItemColumns.noDay, due <= dueLimit { dueInMonth[place] &+= converted }
    }

    func rollup(_ period: Period, codes: [GroupCode], postings: PostingColumns) throws(MetricsError) -> FlowsRollup {
        guard magnitude <= 2 * PositionsScan.sumLimit else { throw .amountsTooLarge("postings up to \(period.last.isoText)") }
        let sorted = AccountGroups.sorted(
            companies: postings.companies.values, customers: postings.customers.values, currencies: postings.currencies, codes: codes)
        let kinds = FlowsRollup.kindCount
        var rollup = FlowsRollup(
            period: period, groups: sorted.groups, documentMinor: [Int64](repeating: 0, count: document.count),
            reportingMinor: [Int64](repeating: 0, count: reporting.count),
            invoicesDueInMonthMinor: [Int64](repeating: 0, count: dueInMonth.count))
        for place in codes.indices {
            let row = sorted.rowOfGroup[place]
            rollup.invoicesDueInMonthMinor[row] = dueInMonth[place]
            for kind in 0..<kinds {
                rollup.documentMinor[row * kinds + kind] = document[place * kinds + kind]
                rollup.reportingMinor[row * kinds + kind] = reporting[place * kinds + kind]
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
    @inline(__always)
    mutating func conversion(currency: UInt8, day: Int32) throws(MetricsError) -> Conversion {
        let code = Int(currency)
        if days[code] != day { try look(up: code, day) }
        return conversions[code]
    }

    @inline(never)
    private mutating func look(up code: Int, _ day: Int32) throws(MetricsError) {
        let asked = Day(daysSinceEpoch: day)
        guard let known = rates.conversion(of: currencies[code], on: asked) else {
            throw .missingRate(currencies[code], asked, reporting: rates.reporting)
        }
        conversions[code] = known
        days[code] = day
    }
}
