import Ledger
import LedgerColumns

/// The balances of one snapshot, summed per company × customer × currency × kind: the first of the three scans over items.
///
/// Shape: every array has ``AccountGroups/count`` entries (``bucketsMinor``: that many per bucket, bucket after bucket in a row).
/// Reporting amounts are minor units of the reporting currency, each item converted on its own at the snapshot day's rate.
public struct PositionsRollup: Hashable, Sendable {
    /// The snapshot's as-of day D.
    public var day: Day
    public var groups: AccountGroups
    public var bucketCount: Int
    /// Debit items by bucket: entry `row × bucketCount + bucket`, reporting currency.
    public var bucketsMinor: [Int64]
    /// Credit items (≤ 0), reporting currency.
    public var creditsMinor: [Int64]
    /// Credit items (≤ 0) by the bucket of their own due day, or of their document day when they have none: entry as in ``bucketsMinor``.
    public var creditsByDateMinor: [Int64]
    /// All items in document currency.
    public var netDocumentMinor: [Int64]
    /// Debit items due on or before the last day of the month that contains D + 1, reporting currency: what the month that D opens can collect.
    public var dueInOpenedMonthMinor: [Int64]
    /// Σ open × days past due over past-due debit items, reporting minor units × days.
    public var pastDueMinorDays: [Int128]
    public var debitCount: [Int64]
    public var creditCount: [Int64]
    /// Debit items without a due day; they stand in the current bucket.
    public var undatedCount: [Int64]
    /// The earliest due day of a past-due debit item; `ItemColumns.noDay` when there is none.
    public var oldestDueDay: [Int32]
    /// Debit items by the calendar month of their document day.
    public var documentMonths = DocumentMonths()

    /// Number of rows.
    public var count: Int { groups.count }

    /// Net balance of a row in the reporting currency.
    public func netMinor(_ row: Int) -> Int128 {
        (0..<bucketCount).reduce(Int128(creditsMinor[row])) { $0 + Int128(bucketsMinor[row * bucketCount + $1]) }
    }

    init(day: Day, groups: AccountGroups, bucketCount: Int) {
        self.day = day
        self.groups = groups
        self.bucketCount = bucketCount
        let count = groups.count
        bucketsMinor = [Int64](repeating: 0, count: count * bucketCount)
        creditsMinor = [Int64](repeating: 0, count: count)
        creditsByDateMinor = [Int64](repeating: 0, count: count * bucketCount)
        netDocumentMinor = [Int64](repeating: 0, count: count)
        dueInOpenedMonthMinor = [Int64](repeating: 0, count: count)
        pastDueMinorDays = [Int128](repeating: 0, count: count)
        debitCount = [Int64](repeating: 0, count: count)
        creditCount = [Int64](repeating: 0, count: count)
        undatedCount = [Int64](repeating: 0, count: count)
        oldestDueDay = [Int32](repeating: ItemColumns.noDay, count: count)
    }
}

extension PositionsRollup {
    /// Scans a snapshot's items into a rollup. Linear; on up to `threads` threads, with a result that does not depend on their number.
    ///
    /// - Throws: `missing-rate` when a currency of the snapshot has no rate on or before its day; `amounts-too-large` when converted sums do not fit.
    public static func scan(
        _ items: ItemColumns, day: Day, aging: AgingLimits, rates: RateTable, threads: Int = 1
    ) throws(MetricsError) -> PositionsRollup {
        let scan = PositionsScan(
            items: items, day: day, aging: aging, conversions: try rates.conversions(of: items.currencies, on: day),
            months: MonthOfDay(items.documentDay))
        let partials = concurrentRanges(items.count, parts: threads) { scan.run(rows: $0) }
        guard partials.allSatisfy({ $0.fits }), partials.reduce(UInt128(0), { $0 + $1.magnitude }) <= PositionsScan.sumLimit else {
            throw .amountsTooLarge("open items of \(day.isoText)")
        }
        return scan.merge(partials)
    }
}

/// The inputs of a positions scan and its kernel.
struct PositionsScan: Sendable {
    /// Sums of magnitudes up to this fit 64 bits with their sign, so kernels may add without overflow checks once it is known to hold.
    static let sumLimit: UInt128 = 4_000_000_000_000_000_000

    let items: ItemColumns
    let day: Day
    let aging: AgingLimits
    let conversions: [Conversion]
    let months: MonthOfDay

    /// Sums per group number; one record of ``stride`` words a group, so that a row touches one or two cache lines.
    struct Partial: Sendable {
        var numbering: GroupNumbering
        var words: [Int64] = []
        var minorDays: [Int128] = []
        var documentMonths = DocumentMonthSums()
        /// Σ |converted| over all rows.
        var magnitude: UInt128 = 0
        /// Whether every conversion fitted 64 bits.
        var fits = true
    }

    // Word offsets in a group's record, behind its buckets.
    private var credits: Int { aging.bucketCount }
    private var document: Int { aging.bucketCount + 1 }
    private var dueInMonth: Int { aging.bucketCount + 2 }
    private var debits: Int { aging.bucketCount + 3 }
    private var creditItems: Int { aging.bucketCount + 4 }
    private var undated: Int { aging.bucketCount + 5 }
    private var oldest: Int { aging.bucketCount + 6 }
    /// Credits by bucket.
    private var creditBuckets: Int { aging.bucketCount + 7 }
    private var stride: Int { 2 * aging.bucketCount + 7 }

    func run(rows: Range<Int>) -> Partial {
        var partial = Partial(
            numbering: GroupNumbering(
                companyCount: items.companies.count, customerCount: items.customers.count, currencyCount: items.currencies.count,
                kindCount: ItemKind.allCases.count))
        let monthEnd = day.adding(days: 1).month.lastDay.daysSinceEpoch
        let asOf = day.daysSinceEpoch
        for row in rows {
            let code = GroupCode(
                company: items.company[row], customer: items.customer[row], currency: UInt32(items.currency[row]), kind: items.kind[row])
            let group = partial.numbering.number(code)
            let base = group &* stride
            if base == partial.words.count {
                for offset in 0..<stride { partial.words.append(offset == oldest ? Int64(Int32.max) : 0) }
                partial.minorDays.append(0)
                partial.documentMonths.addGroup()
            }
            let open = items.openMinor[row]
            guard let converted = conversions[Int(code.currency)].convert(open) else {
                partial.fits = false
                continue
            }
            // Wrapping sums are exact when Σ |converted| stays within `sumLimit`, which the caller checks before it uses them.
            partial.magnitude += UInt128(converted.magnitude)
            partial.words[base + document] &+= open
            if open < 0 {
                partial.words[base + credits] &+= converted
                partial.words[base + creditItems] &+= 1
                let due = items.dueDay[row] == ItemColumns.noDay ? items.documentDay[row] : items.dueDay[row]
                let daysPastDue = due == ItemColumns.noDay ? 0 : Int(asOf) - Int(due)
                partial.words[base + creditBuckets + aging.bucket(daysPastDue: daysPastDue)] &+= converted
            } else if open > 0 {
                let due = items.dueDay[row]
                let isUndated = due == ItemColumns.noDay
                let daysPastDue = isUndated ? 0 : Int(asOf) - Int(due)
                partial.words[base + aging.bucket(daysPastDue: daysPastDue)] &+= converted
                partial.words[base + debits] &+= 1
                partial.words[base + undated] &+= isUndated ? 1 : 0
                partial.words[base + dueInMonth] &+= !isUndated && due <= monthEnd ? converted : 0
                if daysPastDue > 0 {
                    partial.minorDays[group] += Int128(converted) * Int128(daysPastDue)
                    partial.words[base + oldest] = min(partial.words[base + oldest], Int64(due))
                }
                let document = items.documentDay[row]
                partial.documentMonths.add(
                    group, month: months.index(of: document), minor: converted,
                    days: document == ItemColumns.noDay ? 0 : Int(asOf) - Int(document))
            }
        }
        return partial
    }

    func merge(_ partials: [Partial]) -> PositionsRollup {
        var numbering = partials[0].numbering
        let rowsOfPartials = partials.map { partial in partial.numbering.codes.map { numbering.number($0) } }
        let sorted = AccountGroups.sorted(
            companies: items.companies.values, customers: items.customers.values, currencies: items.currencies, codes: numbering.codes)
        var rollup = PositionsRollup(day: day, groups: sorted.groups, bucketCount: aging.bucketCount)
        for (partial, numbers) in zip(partials, rowsOfPartials) {
            for (group, number) in numbers.enumerated() {
                add(partial, group: group, to: &rollup, row: sorted.rowOfGroup[number])
            }
        }
        rollup.documentMonths = DocumentMonths(
            zip(partials, rowsOfPartials).flatMap { partial, numbers in
                partial.documentMonths.entries { UInt32(sorted.rowOfGroup[numbers[$0]]) }
            })
        return rollup
    }

    private func add(_ partial: Partial, group: Int, to rollup: inout PositionsRollup, row: Int) {
        let base = group * stride
        for bucket in 0..<aging.bucketCount {
            rollup.bucketsMinor[row * aging.bucketCount + bucket] += partial.words[base + bucket]
            rollup.creditsByDateMinor[row * aging.bucketCount + bucket] += partial.words[base + creditBuckets + bucket]
        }
        rollup.creditsMinor[row] += partial.words[base + credits]
        rollup.netDocumentMinor[row] += partial.words[base + document]
        rollup.dueInOpenedMonthMinor[row] += partial.words[base + dueInMonth]
        rollup.pastDueMinorDays[row] += partial.minorDays[group]
        rollup.debitCount[row] += partial.words[base + debits]
        rollup.creditCount[row] += partial.words[base + creditItems]
        rollup.undatedCount[row] += partial.words[base + undated]
        let oldestHere = partial.words[base + oldest]
        if oldestHere != Int64(Int32.max) {
            let known = rollup.oldestDueDay[row]
            rollup.oldestDueDay[row] = known == ItemColumns.noDay ? Int32(oldestHere) : min(known, Int32(oldestHere))
        }
    }
}
