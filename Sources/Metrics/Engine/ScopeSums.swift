import Ledger
import LedgerColumns

/// The facts of the keys of one scope while rollup rows are added.
struct ScopeSums {
    let keys: ScopeKeys
    private let frame: FactsFrame
    private var columns: FactsColumns
    /// What need not stand under the key of its customer, by place.
    private var attributed: [Int128]
    private var collection: [CollectionFacts]
    /// What the risk score looks at, by place: only for scope customer.
    var risk: [RiskFacts] = []

    /// - Parameters:
    ///   - keys: All keys of the scope.
    ///   - hindcastCount: How many months the forecast was re-run in.
    init(_ keys: ScopeKeys, frame: FactsFrame, hindcastCount: Int) {
        (self.keys, self.frame) = (keys, frame)
        columns = FactsColumns(
            FactsLayout(bucketCount: frame.policy.aging.bucketCount, monthCount: frame.months.count, hindcastCount: hindcastCount),
            count: keys.count)
        attributed = Array(repeating: 0, count: keys.count)
        collection = Array(repeating: CollectionFacts(), count: keys.count)
    }

    var count: Int { keys.count }

    /// Σ of the customers' net balances above zero.
    var positiveNetMinor: Int128 { columns.positiveNetMinor }

    var keyed: KeyedFacts {
        KeyedFacts(
            columns.rows(attributed: attributed, collection: collection, risk: risk), keys: keys.keys, isShown: keys.isShown)
    }

    mutating func add(closing rollup: PositionsRollup, places: [Int]) {
        columns.add(rollup.bucketsMinor, to: .buckets, places: places)
        columns.add(to: .credits, places: places) { Int128(rollup.creditsMinor[$0]) }
        columns.add(to: .pastDueMinorDays, places: places) { rollup.pastDueMinorDays[$0] }
        columns.add(to: .debitCount, places: places) { Int128(rollup.debitCount[$0]) }
        columns.add(to: .creditCount, places: places) { Int128(rollup.creditCount[$0]) }
        columns.add(to: .undatedCount, places: places) { Int128(rollup.undatedCount[$0]) }
        for (row, place) in places.enumerated() where place >= 0 { columns.addOldest(rollup.oldestDueDay[row], place: place) }
        addDocumentMonths(rollup.documentMonths, places: places)
    }

    private mutating func addDocumentMonths(_ months: DocumentMonths, places: [Int]) {
        let first = frame.months.first?.index ?? 0
        for entry in months.entries {
            let place = places[Int(entry.row)]
            guard place >= 0 else { continue }
            let month = Int(entry.month) - first
            let index = frame.months.indices.contains(month) ? month : frame.months.count
            columns.add(entry.minorDays, to: .documentMinorDays, index, place: place)
            columns.add(Int128(entry.openMinor), to: .documentOpen, index, place: place)
            columns.add(Int128(entry.count), to: .documentCount, index, place: place)
        }
    }

    /// Adds the credits of each bucket.
    mutating func add(_ placement: CreditPlacement, places: [Int]) {
        for entry in placement.entries where places[entry.account] >= 0 {
            columns.add(entry.minor, to: .placedCredits, entry.bucket, place: places[entry.account])
        }
    }

    mutating func add(opening rollup: PositionsRollup, places: [Int]) {
        columns.add(to: .opening, places: places, rollup.netMinor)
        columns.add(to: .openingDueInMonth, places: places) { Int128(rollup.dueInOpenedMonthMinor[$0]) }
    }

    mutating func add(yearOpening rollup: PositionsRollup, places: [Int]) {
        columns.add(to: .yearOpening, places: places, rollup.netMinor)
    }

    mutating func add(_ rollup: FlowsRollup, month: Int, places: [Int]) {
        columns.add(to: .sales, month, places: places) { Int128(rollup.reportingMinor($0, .invoice)) }
        if frame.policy.sales == .net {
            columns.add(to: .sales, month, places: places) { Int128(rollup.reportingMinor($0, .creditNote)) }
        }
        guard month == frame.months.count - 1 else { return }
        columns.add(rollup.reportingMinor, to: .flows, places: places)
        columns.add(to: .invoicesDueInMonth, places: places) { Int128(rollup.invoicesDueInMonthMinor[$0]) }
    }

    mutating func add(_ rollup: PaymentsRollup, places: [Int]) { columns.add(rollup, places: places) }

    /// - Parameter byOwner: whether cash goes to the owner on the posting day; else to the row's own key.
    mutating func add(attributed rollup: PaymentsRollup, places: [Int], byOwner: Bool) {
        for entry in rollup.attributedRow.indices {
            let place = byOwner ? keys.ownerPlaces[Int(rollup.attributedOwner[entry])] : places[Int(rollup.attributedRow[entry])]
            if place >= 0 { attributed[place] += Int128(rollup.attributedMinor[entry]) }
        }
    }

    /// Adds what the keys of other sums add up to: no account may stand under two of them. Attributed cash and what people did are not taken over:
    /// they need not stand under the customer's key.
    ///
    /// - Parameter places: The place here of each place there; negative: nowhere.
    mutating func add(_ other: ScopeSums, places: [Int]) { columns.add(other.columns, places: places) }

    mutating func add(_ rollup: MigrationRollup, places: [Int]) {
        columns.add(rollup.movedMinor, to: .moved, places: places)
        columns.add(rollup.settledMinor, to: .settled, places: places)
        columns.add(rollup.newMinor, to: .new, places: places)
    }

    mutating func add(_ rollup: InterestRollup, places: [Int]) {
        columns.add(to: .interest, places: places) { Int128(rollup.interestMinor[$0]) }
        columns.add(to: .interestInvoices, places: places) { Int128(rollup.invoiceCount[$0]) }
    }

    mutating func add(landing rollup: LandingRollup, places: [Int]) {
        columns.add(to: .landingPromised, places: places) { Int128(rollup.promisedMinor[$0]) }
        columns.add(to: .landingDue, places: places) { Int128(rollup.dueMinor[$0]) }
        columns.add(to: .landingDisputed, places: places) { Int128(rollup.disputedMinor[$0]) }
    }

    /// Adds to the error of a re-run forecast: expected of items, or cash that came in after its day (which counts against it).
    @inline(__always)
    mutating func add(hindcast number: Int, minor: (Int) -> Int128, places: [Int]) {
        columns.add(to: .hindcastErrors, number, places: places, minor)
    }

    /// Adds disputes, promises and contacts.
    ///
    /// - Parameter places: Of each event; negative: nowhere.
    mutating func add(_ events: [CollectionEvent], places: [Int]) {
        for (event, place) in places.enumerated() where place >= 0 { collection[place].add(events[event].facts) }
    }

    /// Adds customers' balances, each customer once to every key it has a balance under.
    ///
    /// - Parameters:
    ///   - balances: Of all accounts of the day.
    ///   - contacted: By customer number, whether there was an outbound contact in the period.
    mutating func add(_ balances: CustomerBalances, places: [Int], contacted: [Bool]) {
        balances.forEachCustomer(places: places) { customer, place, balance in
            columns.add(netMinor: balance.netMinor, place: place)
            guard balance.isPastDueAtOpening else { return }
            columns.add(1, to: .pastDueCustomers, place: place)
            columns.add(balance.openingPastDueMinor, to: .pastDueAtOpening, place: place)
            guard contacted[customer] else { return }
            columns.add(1, to: .contactedCustomers, place: place)
            columns.add(balance.openingPastDueMinor, to: .contactedAtOpening, place: place)
        }
    }

    /// - Parameter unexplained: By account, like `places`.
    mutating func add(unexplained: [Int128], places: [Int]) { columns.add(to: .unexplained, places: places) { unexplained[$0] } }
}

extension FactsColumns {
    /// Takes in the payments of each row.
    mutating func add(_ rollup: PaymentsRollup, places: [Int]) {
        add(to: .onCollectable, places: places) { Int128(rollup.onCollectableMinor[$0]) }
        add(to: .applied, places: places) { Int128(rollup.appliedMinor[$0]) }
        add(to: .payMinorDays, places: places) { rollup.payMinorDays[$0] }
        add(to: .dated, places: places) { Int128(rollup.datedMinor[$0]) }
        add(to: .lateMinorDays, places: places) { rollup.lateMinorDays[$0] }
        add(to: .datedCount, places: places) { Int128(rollup.datedCount[$0]) }
        add(to: .onTime, places: places) { Int128(rollup.onTimeMinor[$0]) }
        add(to: .onTimeCount, places: places) { Int128(rollup.onTimeCount[$0]) }
        add(to: .unmatchedCount, places: places) { Int128(rollup.unmatchedCount[$0]) }
        add(to: .unmatched, places: places) { Int128(rollup.unmatchedMinor[$0]) }
    }
}
