import Ledger
import LedgerColumns

/// Where the debit items of one snapshot stand in a later one: items matched on company + document + line, summed per company × customer × currency.
///
/// Shape: ``movedMinor`` has `groups.count × bucketCount × (bucketCount + 1)` entries: for each row and opening bucket, the amount by bucket at D, and last
/// what was settled meanwhile; these add up to the opening bucket. ``newMinor`` has `groups.count × bucketCount`. Reporting minor units; moved and settled
/// amounts at the opening day's rate, new ones at D's. ``settledMinor`` has `groups.count × bucketCount × 3`: what of the settled amount was paid, credited and
/// written off. Readings 19 and 20 of the catalogue, and “Full migration”.
public struct MigrationRollup: Hashable, Sendable {
    public var openingDay: Day
    public var day: Day
    public var groups: AccountGroups
    public var bucketCount: Int
    public var movedMinor: [Int64]
    public var newMinor: [Int64]
    /// Entry `(row × bucketCount + from) × 3 + raw Settlement`.
    public var settledMinor: [Int64]

    /// The amount of a row that stood in bucket `from` and now stands in `to` (`to` = ``bucketCount``: settled).
    public func movedMinor(_ row: Int, from: Int, to: Int) -> Int64 { movedMinor[(row * bucketCount + from) * (bucketCount + 1) + to] }

    /// Matches two snapshots, and what left the opening one with the postings of the period. Linear in all (a hash table over the opening debit items).
    ///
    /// - Parameter postings: those of the days after the opening up to D at least; others are passed over.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(
        opening: ItemColumns, on openingDay: Day, closing: ItemColumns, on day: Day, postings: PostingColumns, aging: AgingLimits,
        rates: RateTable
    ) throws(MetricsError) -> MigrationRollup {
        let openingRates = try rates.conversions(of: opening.currencies, on: openingDay)
        let closingRates = try rates.conversions(of: closing.currencies, on: day)
        var scan = MigrationScan(opening: opening, closing: closing, aging: aging, openingDay: openingDay, day: day)
        let matches = ItemKeyIndex(opening).matches(of: closing)
        var matchedBy = [Int32](repeating: -1, count: opening.count)
        for row in 0..<closing.count where closing.openMinor[row] > 0 {
            let match = matches[row] < 0 ? nil : Int(matches[row])
            if let match { matchedBy[match] = Int32(row) }
            try scan.addClosing(row, match: match, conversion: closingRates[Int(closing.currency[row])])
        }
        for row in 0..<opening.count where opening.openMinor[row] > 0 {
            let match = matchedBy[row] < 0 ? nil : Int(matchedBy[row])
            try scan.addOpening(row, match: match, conversion: openingRates[Int(opening.currency[row])])
        }
        try scan.addSettlements(matchedBy: matchedBy, postings: postings, conversions: openingRates)
        return try scan.finish()
    }
}

private struct MigrationScan {
    let opening: ItemColumns
    let closing: ItemColumns
    let aging: AgingLimits
    let openingDay: Day
    let day: Day
    var companies: StringDictionary
    var customers: StringDictionary
    var currencies: [Currency]
    let closingCompany: [UInt32]
    let closingCustomer: [UInt32]
    let closingCurrency: [UInt32]
    var numbering: GroupNumbering
    var moved: [Int64] = []
    var new: [Int64] = []
    var settled: [Int64] = []
    var magnitude: UInt128 = 0

    init(opening: ItemColumns, closing: ItemColumns, aging: AgingLimits, openingDay: Day, day: Day) {
        self.opening = opening
        self.closing = closing
        self.aging = aging
        self.openingDay = openingDay
        self.day = day
        var (companies, customers, currencies) = (opening.companies, opening.customers, opening.currencies)
        closingCompany = closing.companies.values.map { companies.code(adding: $0) }
        closingCustomer = closing.customers.values.map { customers.code(adding: $0) }
        closingCurrency = closing.currencies.map { currency in
            if let known = currencies.firstIndex(of: currency) { return UInt32(known) }
            currencies.append(currency)
            return UInt32(currencies.count - 1)
        }
        (self.companies, self.customers, self.currencies) = (companies, customers, currencies)
        numbering = GroupNumbering(companyCount: companies.count, customerCount: customers.count, currencyCount: currencies.count)
    }

    private func bucket(_ due: Int32, on day: Day) -> Int {
        due == ItemColumns.noDay ? 0 : aging.bucket(daysPastDue: Int(day.daysSinceEpoch) - Int(due))
    }

    private mutating func group(_ code: GroupCode) -> Int {
        let group = numbering.number(code)
        if group * aging.bucketCount == new.count {
            new.append(contentsOf: repeatElement(0, count: aging.bucketCount))
            moved.append(contentsOf: repeatElement(0, count: aging.bucketCount * (aging.bucketCount + 1)))
            settled.append(contentsOf: repeatElement(0, count: aging.bucketCount * Settlement.allCases.count))
        }
        return group
    }

    private func convert(_ amount: Int64, _ conversion: Conversion) throws(MetricsError) -> Int64 {
        guard let converted = conversion.convert(amount) else { throw .amountsTooLarge("open items of \(day.isoText)") }
        return converted
    }

    mutating func addOpening(_ row: Int, match: Int?, conversion: Conversion) throws(MetricsError) {
        let group = group(openingCode(row))
        let whole = try convert(opening.openMinor[row], conversion)
        magnitude += UInt128(whole.magnitude)
        let base = (group * aging.bucketCount + bucket(opening.dueDay[row], on: openingDay)) * (aging.bucketCount + 1)
        var stays: Int64 = 0
        if let match {
            stays = try convert(min(opening.openMinor[row], closing.openMinor[match]), conversion)
            moved[base + bucket(closing.dueDay[match], on: day)] &+= stays
        }
        moved[base + aging.bucketCount] &+= whole - stays
    }

    private func openingCode(_ row: Int) -> GroupCode {
        GroupCode(company: opening.company[row], customer: opening.customer[row], currency: UInt32(opening.currency[row]))
    }

    /// Shares the postings of each document out among its lines: the earliest due day first (none last), then the line's text.
    mutating func addSettlements(
        matchedBy: [Int32], postings: PostingColumns, conversions: [Conversion]
    ) throws(MetricsError) {
        func stays(_ row: Int) -> Int64 { matchedBy[row] < 0 ? 0 : min(opening.openMinor[row], closing.openMinor[Int(matchedBy[row])]) }
        func due(_ row: Int) -> Int32 { opening.dueDay[row] == ItemColumns.noDay ? Int32.max : opening.dueDay[row] }
        let rows = (0..<opening.count).filter { opening.openMinor[$0] > stays($0) }
        var pools = try SettlementPools(
            of: opening, rows: rows, postings: postings, period: Period(first: openingDay.adding(days: 1), last: day))
        let hashes = DocumentMatcher.companyHashes(opening.companies)
        let ordered = rows.sorted { left, right in
            if due(left) != due(right) { return due(left) < due(right) }
            return opening.lines[opening.line[left]].utf8.lexicographicallyPrecedes(opening.lines[opening.line[right]].utf8)
        }
        for row in ordered {
            var level = stays(row)
            let taken = pools.take(
                opening.openMinor[row] - level, of: opening, row: row, companyHash: hashes[Int(opening.company[row])])
            let bucket = group(openingCode(row)) * aging.bucketCount + bucket(opening.dueDay[row], on: openingDay)
            let conversion = conversions[Int(opening.currency[row])]
            var converted = try convert(level, conversion)
            for kind in Settlement.allCases where taken[kind.rawValue] > 0 {
                // Differences of converted levels, so that all parts add up to the converted item.
                level += taken[kind.rawValue]
                let next = try convert(level, conversion)
                settled[bucket * Settlement.allCases.count + kind.rawValue] &+= next - converted
                converted = next
            }
        }
    }

    mutating func addClosing(_ row: Int, match: Int?, conversion: Conversion) throws(MetricsError) {
        let grown = closing.openMinor[row] - (match.map { min(opening.openMinor[$0], closing.openMinor[row]) } ?? 0)
        guard grown > 0 else { return }
        let group = group(
            GroupCode(
                company: closingCompany[Int(closing.company[row])], customer: closingCustomer[Int(closing.customer[row])],
                currency: closingCurrency[Int(closing.currency[row])]))
        let converted = try convert(grown, conversion)
        magnitude += UInt128(converted.magnitude)
        new[group * aging.bucketCount + bucket(closing.dueDay[row], on: day)] &+= converted
    }

    func finish() throws(MetricsError) -> MigrationRollup {
        // Sums above may have wrapped only when this is exceeded.
        guard magnitude <= PositionsScan.sumLimit else { throw .amountsTooLarge("open items of \(day.isoText)") }
        let sorted = AccountGroups.sorted(
            companies: companies.values, customers: customers.values, currencies: currencies, codes: numbering.codes)
        var rollup = MigrationRollup(
            openingDay: openingDay, day: day, groups: sorted.groups, bucketCount: aging.bucketCount,
            movedMinor: [Int64](repeating: 0, count: moved.count), newMinor: [Int64](repeating: 0, count: new.count),
            settledMinor: [Int64](repeating: 0, count: settled.count))
        let settlements = aging.bucketCount * Settlement.allCases.count
        let width = aging.bucketCount * (aging.bucketCount + 1)
        for group in 0..<numbering.count {
            let row = sorted.rowOfGroup[group]
            for offset in 0..<width { rollup.movedMinor[row * width + offset] = moved[group * width + offset] }
            for offset in 0..<settlements { rollup.settledMinor[row * settlements + offset] = settled[group * settlements + offset] }
            for bucket in 0..<aging.bucketCount {
                rollup.newMinor[row * aging.bucketCount + bucket] = new[group * aging.bucketCount + bucket]
            }
        }
        return rollup
    }
}
