import Ledger
import LedgerColumns

/// The payments of a period to date, matched with the documents they clear: summed per company × customer × currency of the payment.
///
/// Shape: arrays have ``AccountGroups/count`` entries. Amounts are reporting minor units at the posting day's rate, payments counted positive.
public struct PaymentsRollup: Hashable, Sendable {
    /// The period: first of D's month to D.
    public var period: Period
    public var groups: AccountGroups
    /// Payments applied to documents of the collectable (`collect.on-collectable`); reversals take away.
    public var onCollectableMinor: [Int64]
    /// Payments (amount < 0 only) applied to a known invoice, and Σ amount × (posting day − document day).
    public var appliedMinor: [Int64]
    public var payMinorDays: [Int128]
    /// The part of them whose invoice has a due day, and Σ amount × (posting day − due day).
    public var datedMinor: [Int64]
    public var lateMinorDays: [Int128]
    public var datedCount: [Int64]
    /// The part posted on or before the due day.
    public var onTimeMinor: [Int64]
    public var onTimeCount: [Int64]
    /// Payments (amount < 0) that name no known invoice: they stay out of payment behaviour.
    public var unmatchedCount: [Int64]
    public var unmatchedMinor: [Int64]

    /// Cash by the analyst credited with it: entry i gives ``attributedMinor`` of row ``attributedRow`` to owner ``attributedOwner``.
    public var attributedRow: [UInt32]
    /// Codes into ``owners``.
    public var attributedOwner: [UInt32]
    public var attributedMinor: [Int64]
    /// Analyst ids, ascending; what nobody is credited with stands under `PortfolioIndex.house`.
    public var owners: [String]
}

extension PaymentsRollup {
    /// Scans all postings up to D and the opening snapshot. Linear in both.
    ///
    /// - Parameters:
    ///   - history: postings up to D at least; later ones are passed over.
    ///   - opening: items of the opening snapshot, or nil when there is none.
    ///   - attribution: who is credited with the cash.
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(
        _ history: PostingHistory, opening: ItemColumns?, asOf: Day, rates: RateTable, attribution: CashAttribution
    ) throws(MetricsError) -> PaymentsRollup {
        var scan = PaymentsScan(history, asOf: asOf)
        scan.collectPayments()
        scan.matchInvoices()
        if let opening { scan.matchItems(opening) }
        return try scan.sum(
            rates: rates, credits: attribution.credits(history.postings, asOf: asOf),
            owners: attribution.owners(of: history.postings.customers))
    }
}

private struct PaymentsScan {
    let postings: PostingColumns
    let period: Period
    /// Where the period's postings stand.
    let span: Range<Int>
    let monthEnd: Int32
    let numbered: PostingDocuments
    /// Posting rows of the period's payments, and for each the place of the document it clears (−1: none named).
    var rows: [Int] = []
    var cleared: [Int] = []
    /// By the number of a document: its place among those that payments of the period clear; −1 for another one.
    var places: [Int32]
    /// By place: whether the document is part of the collectable.
    var isCollectable: [Bool] = []
    /// Of invoice postings, and of debit items of the opening snapshot.
    var invoices = InvoiceLines(documentCount: 0)
    var items = InvoiceLines(documentCount: 0)

    init(_ history: PostingHistory, asOf: Day) {
        (postings, numbered) = (history.postings, history.documents)
        period = .monthToDate(asOf)
        span = history.rows(in: period)
        monthEnd = asOf.month.lastDay.daysSinceEpoch
        places = [Int32](repeating: -1, count: numbered.count)
    }

    mutating func collectPayments() {
        let (first, last) = (period.first.daysSinceEpoch, period.last.daysSinceEpoch)
        for row in span
        where postings.kind[row] == PostingKind.payment.rawValue && postings.postingDay[row] >= first && postings.postingDay[row] <= last {
            rows.append(row)
            guard numbered.cleared[row] != PostingDocuments.none else {
                cleared.append(-1)
                continue
            }
            let number = Int(numbered.cleared[row])
            if places[number] < 0 {
                places[number] = Int32(isCollectable.count)
                isCollectable.append(false)
            }
            cleared.append(Int(places[number]))
        }
        (invoices, items) = (InvoiceLines(documentCount: isCollectable.count), InvoiceLines(documentCount: isCollectable.count))
    }

    mutating func matchInvoices() {
        let last = period.last.daysSinceEpoch
        for row in 0..<postings.count where numbered.own[row] != PostingDocuments.none && postings.postingDay[row] <= last {
            let place = Int(places[Int(numbered.own[row])])
            guard place >= 0 else { continue }
            let (due, posting) = (postings.dueDay[row], postings.postingDay[row])
            let document = postings.documentDay[row] == ItemColumns.noDay ? posting : postings.documentDay[row]
            invoices.add(InvoiceLines.Line(due: due, document: document, posting: posting), of: place)
            if posting >= period.first.daysSinceEpoch, due != ItemColumns.noDay, due <= monthEnd { isCollectable[place] = true }
        }
    }

    mutating func matchItems(_ opening: ItemColumns) {
        let debits = (0..<opening.count).filter { opening.openMinor[$0] > 0 }
        for (row, number) in zip(debits, numbered.numbers(of: opening, rows: debits)) {
            guard number != PostingDocuments.none, places[Int(number)] >= 0 else { continue }
            let place = Int(places[Int(number)])
            let (due, document) = (opening.dueDay[row], opening.documentDay[row])
            items.add(InvoiceLines.Line(due: due, document: document, posting: document), of: place)
            if due != ItemColumns.noDay, due <= monthEnd { isCollectable[place] = true }
        }
    }

    func sum(rates: RateTable, credits: CashCredits, owners: CustomerOwners) throws(MetricsError) -> PaymentsRollup {
        var sums = PaymentsSums(postings: postings, period: period, owners: owners.names)
        var conversions = DailyConversions(currencies: postings.currencies, rates: rates)
        for (index, row) in rows.enumerated() {
            let day = postings.postingDay[row]
            guard let converted = try conversions.conversion(currency: postings.currency[row], day: day).convert(postings.amountMinor[row])
            else {
                throw .amountsTooLarge("payments of \(Day(daysSinceEpoch: day).isoText)")
            }
            let owner = owners.number(of: postings.customer[row], on: Day(daysSinceEpoch: day))
            let place = cleared[index]
            let line = place < 0 ? nil : invoices.line(of: place, paidOn: day) ?? items.line(of: place, paidOn: day)
            let group = sums.add(row, cashMinor: -converted, isCollectable: place >= 0 && isCollectable[place], line: line)
            if credits.areOfOwners {
                sums.credit(-converted, to: owner, in: group)
                continue
            }
            let parts = credits.of(
                row: row, customer: postings.customers[postings.customer[row]], owner: owners.names[owner], day: Day(daysSinceEpoch: day),
                amountMinor: postings.amountMinor[row], cashMinor: -converted)
            for part in parts { sums.credit(part.minor, to: sums.number(ofOwner: part.analyst), in: group) }
        }
        guard sums.magnitude <= PositionsScan.sumLimit else { throw .amountsTooLarge("payments up to \(period.last.isoText)") }
        return sums.finish()
    }
}

/// Sums over the period's payments while they are scanned.
private struct PaymentsSums {
    let postings: PostingColumns
    let period: Period
    var numbering: GroupNumbering
    var groups: [Sums] = []
    /// Those who are credited, by number.
    private var owners: StringDictionary
    /// By group, what each owner is credited with.
    private var attributed: [[(owner: Int, minor: Int64)]] = []
    var magnitude: UInt128 = 0

    struct Sums {
        var onCollectable: Int64 = 0
        var applied: Int64 = 0
        var payDays: Int128 = 0
        var dated: Int64 = 0
        var lateDays: Int128 = 0
        var datedCount: Int64 = 0
        var onTime: Int64 = 0
        var onTimeCount: Int64 = 0
        var unmatchedCount: Int64 = 0
        var unmatched: Int64 = 0
    }

    /// - Parameter owners: By number.
    init(postings: PostingColumns, period: Period, owners: [String]) {
        self.postings = postings
        self.period = period
        self.owners = StringDictionary(values: owners)
        numbering = GroupNumbering(
            companyCount: postings.companies.count, customerCount: postings.customers.count, currencyCount: postings.currencies.count)
    }

    /// The number of somebody who is credited.
    mutating func number(ofOwner analyst: String) -> Int { Int(owners.code(adding: analyst)) }

    /// Credits somebody with a part of a payment of a group.
    mutating func credit(_ minor: Int64, to owner: Int, in group: Int) {
        if let place = attributed[group].firstIndex(where: { $0.owner == owner }) {
            attributed[group][place].minor &+= minor
        } else {
            attributed[group].append((owner, minor))
        }
    }

    /// Adds a payment; gives its group.
    mutating func add(_ row: Int, cashMinor: Int64, isCollectable: Bool, line: InvoiceLines.Line?) -> Int {
        let group = numbering.number(
            GroupCode(company: postings.company[row], customer: postings.customer[row], currency: UInt32(postings.currency[row])))
        if group == groups.count {
            groups.append(Sums())
            attributed.append([])
        }
        // Wrapping sums are checked through `magnitude` before they are used.
        magnitude += UInt128(cashMinor.magnitude)
        if isCollectable { groups[group].onCollectable &+= cashMinor }
        guard postings.amountMinor[row] < 0 else { return group }
        guard let line else {
            groups[group].unmatchedCount += 1
            groups[group].unmatched &+= cashMinor
            return group
        }
        let day = postings.postingDay[row]
        groups[group].applied &+= cashMinor
        groups[group].payDays += Int128(cashMinor) * Int128(day - line.document)
        guard let due = line.dueDay else { return group }
        groups[group].dated &+= cashMinor
        groups[group].lateDays += Int128(cashMinor) * Int128(day - due)
        groups[group].datedCount += 1
        if day <= due {
            groups[group].onTime &+= cashMinor
            groups[group].onTimeCount += 1
        }
        return group
    }

    func finish() -> PaymentsRollup {
        let sorted = AccountGroups.sorted(
            companies: postings.companies.values, customers: postings.customers.values, currencies: postings.currencies,
            codes: numbering.codes)
        var byRow = [Sums](repeating: Sums(), count: groups.count)
        for (group, sums) in groups.enumerated() { byRow[sorted.rowOfGroup[group]] = sums }
        var isCredited = [Bool](repeating: false, count: owners.count)
        for credits in attributed { for credit in credits { isCredited[credit.owner] = true } }
        let credited = isCredited.indices.filter { isCredited[$0] }
            .sorted { owners.values[$0].utf8.lexicographicallyPrecedes(owners.values[$1].utf8) }
        var codes = [UInt32](repeating: 0, count: owners.count)
        for (code, owner) in credited.enumerated() { codes[owner] = UInt32(code) }
        var creditsOfRow = [[(owner: Int, minor: Int64)]](repeating: [], count: groups.count)
        for (group, credits) in attributed.enumerated() { creditsOfRow[sorted.rowOfGroup[group]] = credits }
        var entries: [(row: UInt32, owner: UInt32, minor: Int64)] = []
        entries.reserveCapacity(groups.count)
        for (row, credits) in creditsOfRow.enumerated() {
            let first = entries.count
            for credit in credits { entries.append((UInt32(row), codes[credit.owner], credit.minor)) }
            if credits.count > 1 { entries[first...].sort { $0.owner < $1.owner } }
        }
        return PaymentsRollup(
            period: period, groups: sorted.groups, onCollectableMinor: byRow.map(\.onCollectable), appliedMinor: byRow.map(\.applied),
            payMinorDays: byRow.map(\.payDays), datedMinor: byRow.map(\.dated), lateMinorDays: byRow.map(\.lateDays),
            datedCount: byRow.map(\.datedCount), onTimeMinor: byRow.map(\.onTime), onTimeCount: byRow.map(\.onTimeCount),
            unmatchedCount: byRow.map(\.unmatchedCount), unmatchedMinor: byRow.map(\.unmatched), attributedRow: entries.map(\.row),
            attributedOwner: entries.map(\.owner), attributedMinor: entries.map(\.minor), owners: credited.map { owners.values[$0] })
    }
}
