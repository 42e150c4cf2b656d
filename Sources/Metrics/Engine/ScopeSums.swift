import Ledger
import LedgerColumns

/// The facts of one scope while rollup rows are added; a place is the number of a key.
struct ScopeSums {
    private let frame: FactsFrame
    private let layout: FactsLayout
    private var places: [String: Int] = [:]
    /// By place.
    private var keys: [String] = []
    private var isShown: [Bool] = []
    private var facts: [Facts] = []
    /// Where cash of each owner goes, by owner code.
    private var ownerPlaces: [Int] = []

    /// - Parameter hindcastCount: How many months the forecast was re-run in.
    init(frame: FactsFrame, hindcastCount: Int) {
        self.frame = frame
        layout = FactsLayout(
            bucketCount: frame.policy.aging.bucketCount, monthCount: frame.months.count, hindcastCount: hindcastCount)
    }

    /// How many keys there are, shown or not.
    var count: Int { facts.count }

    var keyed: KeyedFacts { KeyedFacts(facts, keys: keys, places: places, isShown: isShown) }

    /// Adds a key unless it is known.
    ///
    /// - Parameter shown: false for a key that only counts in coarser scopes, since nothing of it is of the day or its period.
    /// - Returns: The key's place.
    @discardableResult
    mutating func add(key: String, shown: Bool = true) -> Int {
        if let place = places[key] {
            isShown[place] = isShown[place] || shown
            return place
        }
        let place = facts.count
        places[key] = place
        keys.append(key)
        isShown.append(shown)
        facts.append(Facts(layout))
        return place
    }

    /// Adds the first keys, whose places are their numbers.
    ///
    /// - Parameters:
    ///   - keys: Each once.
    ///   - places: The number of each.
    mutating func addFirst(_ keys: [String], places: [String: Int], isShown: [Bool]) {
        precondition(facts.isEmpty && keys.count == places.count && keys.count == isShown.count)
        (self.keys, self.places, self.isShown) = (keys, places, isShown)
        facts = keys.map { _ in Facts(layout) }
    }

    @inline(__always)
    mutating func change(_ place: Int, _ body: (inout Facts) -> Void) { body(&facts[place]) }

    mutating func addOwners(_ payments: PaymentsRollup, key: (String) -> String) {
        ownerPlaces = payments.owners.map { add(key: key($0)) }
    }

    mutating func add(closing rollup: PositionsRollup, places: [Int]) {
        for row in 0..<rollup.count where places[row] >= 0 { facts[places[row]].add(closing: rollup, row: row) }
        for entry in rollup.documentMonths.entries where places[Int(entry.row)] >= 0 {
            let month = frame.months.first.map { Int(entry.month) - $0.index } ?? -1
            let index = frame.months.indices.contains(month) ? month : frame.months.count
            change(places[Int(entry.row)]) { facts in
                facts.add(entry.minorDays, to: .documentMinorDays, index)
                facts.add(Int128(entry.openMinor), to: .documentOpen, index)
                facts.add(Int128(entry.count), to: .documentCount, index)
            }
        }
    }

    /// Adds the credits of each bucket.
    mutating func add(_ placement: CreditPlacement, places: [Int]) {
        for entry in placement.entries where places[entry.account] >= 0 {
            facts[places[entry.account]].add(entry.minor, to: .placedCredits, entry.bucket)
        }
    }

    mutating func add(opening rollup: PositionsRollup, places: [Int]) {
        for row in 0..<rollup.count where places[row] >= 0 {
            facts[places[row]].opening += rollup.netMinor(row)
            facts[places[row]].openingDueInMonth += Int128(rollup.dueInOpenedMonthMinor[row])
        }
    }

    mutating func add(yearOpening rollup: PositionsRollup, places: [Int]) {
        for row in 0..<rollup.count where places[row] >= 0 { facts[places[row]].yearOpening += rollup.netMinor(row) }
    }

    mutating func add(_ rollup: FlowsRollup, month: Int, places: [Int]) {
        let isCurrent = month == frame.months.count - 1
        for row in 0..<rollup.groups.count where places[row] >= 0 {
            let place = places[row]
            var sales = Int128(rollup.reportingMinor(row, .invoice))
            if frame.policy.sales == .net { sales += Int128(rollup.reportingMinor(row, .creditNote)) }
            facts[place].add(sales, to: .sales, month)
            if isCurrent { facts[place].add(flows: rollup, row: row) }
        }
    }

    mutating func add(_ rollup: PaymentsRollup, places: [Int]) {
        for row in 0..<rollup.groups.count where places[row] >= 0 { facts[places[row]].add(rollup, row: row) }
    }

    /// - Parameter byOwner: whether cash goes to the owner on the posting day; else to the row's own key.
    mutating func add(attributed rollup: PaymentsRollup, places: [Int], byOwner: Bool) {
        for entry in rollup.attributedRow.indices {
            let place = byOwner ? ownerPlaces[Int(rollup.attributedOwner[entry])] : places[Int(rollup.attributedRow[entry])]
            if place >= 0 { facts[place].attributed += Int128(rollup.attributedMinor[entry]) }
        }
    }

    /// Adds what the keys of other sums add up to: no account may stand under two of them. Attributed cash and what people did are not taken over:
    /// they need not stand under the customer's key.
    ///
    /// - Parameter places: The place here of each place there; negative: nowhere.
    mutating func add(_ other: ScopeSums, places: [Int]) {
        other.facts.withUnsafeBufferPointer { facts in
            guard let first = facts.baseAddress else { return }
            precondition(places.count <= facts.count)
            // Reading at an address copies nothing, which a subscript would; the places are those of the other's keys.
            for (number, place) in places.enumerated() where place >= 0 { self.facts[place].add(sums: (first + number).pointee) }
        }
    }

    mutating func add(_ rollup: MigrationRollup, places: [Int]) {
        for row in 0..<rollup.groups.count where places[row] >= 0 { facts[places[row]].add(rollup, row: row) }
    }

    mutating func add(_ rollup: InterestRollup, places: [Int]) {
        for row in 0..<rollup.groups.count where places[row] >= 0 {
            facts[places[row]].interestMinor += Int128(rollup.interestMinor[row])
            facts[places[row]].interestInvoices += rollup.invoiceCount[row]
        }
    }

    /// Adds disputes, promises and contacts to keys that are all known.
    mutating func add(_ events: [CollectionEvent], key: (CollectionEvent) -> String?) {
        for event in events {
            guard let key = key(event), let place = places[key] else { continue }
            facts[place].collection.add(event.facts)
        }
    }

    /// Adds customers' balances, each customer once to every key it has a balance under.
    ///
    /// - Parameters:
    ///   - balances: Of all accounts of the day.
    ///   - contacted: By customer number, whether there was an outbound contact in the period.
    mutating func add(_ balances: CustomerBalances, places: [Int], contacted: [Bool]) {
        balances.forEachCustomer(places: places) { customer, place, balance in
            if balance.netMinor > 0 { facts[place].positiveNets.append(balance.netMinor) }
            guard balance.isPastDueAtOpening else { return }
            let isContacted = contacted[customer]
            facts[place].coverage.customers += 1
            facts[place].coverage.pastDueMinor += balance.openingPastDueMinor
            facts[place].coverage.contacted += isContacted ? 1 : 0
            facts[place].coverage.contactedMinor += isContacted ? balance.openingPastDueMinor : 0
        }
    }

    mutating func add(unexplained: [Int128], places: [Int]) {
        for (account, minor) in unexplained.enumerated() where minor != 0 && places[account] >= 0 {
            facts[places[account]].unexplained += minor
        }
    }

    /// What the risk score looks at, by customer: only for scope customer.
    mutating func add(risk: [String: RiskFacts]) {
        for (customer, facts) in risk {
            if let place = places[customer] { self.facts[place].risk = facts }
        }
    }
}
