import Ledger
import LedgerColumns

/// The facts of one scope while rollup rows are added; a place is the number of a key, −1 for rows whose key is none of the scope's.
struct ScopeSums {
    private let frame: FactsFrame
    private var places: [String: Int] = [:]
    private var keys: [String] = []
    private var facts: [Facts] = []
    /// Where cash of each owner goes, by owner code.
    private var ownerPlaces: [Int] = []

    init(frame: FactsFrame) { self.frame = frame }

    var byKey: [String: Facts] { Dictionary(uniqueKeysWithValues: zip(keys, facts)) }

    mutating func add(key: String) {
        guard places[key] == nil else { return }
        places[key] = keys.count
        keys.append(key)
        facts.append(Facts(bucketCount: frame.policy.aging.bucketCount, monthCount: frame.months.count))
    }

    mutating func change(_ place: Int, _ body: (inout Facts) -> Void) { body(&facts[place]) }

    /// Opens a sum of errors for each re-run forecast.
    mutating func openHindcasts(_ count: Int) {
        for place in facts.indices { facts[place].landing.hindcastErrors = [Int128](repeating: 0, count: count) }
    }

    func place(of key: String) -> Int { places[key] ?? -1 }

    mutating func addOwners(_ payments: PaymentsRollup, key: (String) -> String) {
        let ownerKeys = payments.owners.map(key)
        for ownerKey in ownerKeys { add(key: ownerKey) }
        ownerPlaces = ownerKeys.map { place(of: $0) }
    }

    mutating func add(closing rollup: PositionsRollup, places: [Int]) {
        for row in 0..<rollup.count where places[row] >= 0 {
            let place = places[row]
            for bucket in 0..<rollup.bucketCount {
                facts[place].buckets[bucket] += Int128(rollup.bucketsMinor[row * rollup.bucketCount + bucket])
            }
            facts[place].credits += Int128(rollup.creditsMinor[row])
            facts[place].pastDueMinorDays += rollup.pastDueMinorDays[row]
            facts[place].debitCount += rollup.debitCount[row]
            facts[place].creditCount += rollup.creditCount[row]
            facts[place].undatedCount += rollup.undatedCount[row]
            if rollup.oldestDueDay[row] != ItemColumns.noDay {
                let oldest = Day(daysSinceEpoch: rollup.oldestDueDay[row])
                facts[place].oldestDueDay = min(facts[place].oldestDueDay ?? oldest, oldest)
            }
        }
        for entry in rollup.documentMonths.entries where places[Int(entry.row)] >= 0 {
            let month = frame.months.first.map { Int(entry.month) - $0.index } ?? -1
            let index = frame.months.indices.contains(month) ? month : frame.months.count
            facts[places[Int(entry.row)]].documents[index].minorDays += entry.minorDays
            facts[places[Int(entry.row)]].documents[index].openMinor += Int128(entry.openMinor)
            facts[places[Int(entry.row)]].documents[index].count += entry.count
        }
    }

    /// Adds the credits of each bucket.
    mutating func add(_ placement: CreditPlacement, places: [Int]) {
        for entry in placement.entries where places[entry.account] >= 0 {
            facts[places[entry.account]].placedCredits[entry.bucket] += entry.minor
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
            facts[place].salesByMonth[month] += sales
            guard isCurrent else { continue }
            for kind in PostingKind.allCases { facts[place].flows[Int(kind.rawValue)] += Int128(rollup.reportingMinor(row, kind)) }
            facts[place].invoicesDueInMonth += Int128(rollup.invoicesDueInMonthMinor[row])
        }
    }

    /// - Parameter byOwner: whether cash goes to the owner on the posting day; else to the row's own key.
    mutating func add(_ rollup: PaymentsRollup, places: [Int], byOwner: Bool) {
        for row in 0..<rollup.groups.count where places[row] >= 0 {
            facts[places[row]].add(rollup, row: row)
        }
        for entry in rollup.attributedRow.indices {
            let place = byOwner ? ownerPlaces[Int(rollup.attributedOwner[entry])] : places[Int(rollup.attributedRow[entry])]
            if place >= 0 { facts[place].attributed += Int128(rollup.attributedMinor[entry]) }
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

    /// Puts every key's customers in the order concentration needs: when all are added.
    mutating func sortNets() {
        for place in facts.indices where facts[place].positiveNets.count > 1 { facts[place].positiveNets.sort(by: >) }
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
