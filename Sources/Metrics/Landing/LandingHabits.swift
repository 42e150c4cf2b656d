import Ledger
import LedgerColumns

/// What was seen of customers and departments in the days to a day, and what stands in where too little was seen.
struct LandingHabits {
    /// By number of ``promisers``.
    private let customerPromises: [JudgedPromises]
    private let promisers: StringDictionary
    private var teamPromises: [String: JudgedPromises] = [:]
    private var allPromises = JudgedPromises()
    /// By code of the postings' customers.
    private var customerLate: [LateSum] = []
    private let payers: StringDictionary
    private var allLate = LateSum()
    private var departmentCycle: [String: (days: Int, closed: Int)] = [:]
    private var allCycle = (days: 0, closed: 0)
    private let asOf: Day
    /// After this day things are recent.
    private let limit: Day
    private let rules: LandingRules
    private let tables: ReferenceTables

    private struct LateSum {
        var minorDays: Int128 = 0
        var minor: Int128 = 0
        var payments = 0

        /// Days late weighted by amount, half to even; nil when there is nothing to weigh.
        var days: Int? { minor > 0 ? Int(Rational.divideHalfEven(minorDays, by: minor)) : nil }
    }

    /// Looks at promises, postings and disputes. Linear in them.
    init(asOf: Day, rules: LandingRules, tables: ReferenceTables, history: PostingHistory) throws(MetricsError) {
        self.asOf = asOf
        self.rules = rules
        self.tables = tables
        limit = asOf.adding(days: -rules.lookBackDays)
        payers = history.postings.customers
        (promisers, customerPromises) = history.judgedPromises(asOf: asOf, dueAfter: limit)
        addPromisesOfTeams()
        addClosedDisputes()
        try addPayments(history)
    }

    private mutating func addPromisesOfTeams() {
        let owners = tables.owners.owners(of: promisers)
        var ofOwners = [JudgedPromises](repeating: JudgedPromises(), count: owners.names.count)
        for (customer, judged) in customerPromises.enumerated() where judged.count > 0 {
            ofOwners[owners.number(of: UInt32(customer), on: asOf)] += judged
        }
        for (owner, judged) in ofOwners.enumerated() where judged.count > 0 {
            teamPromises[ScopeKey.team(of: owners.names[owner], tables: tables), default: JudgedPromises()] += judged
            allPromises += judged
        }
    }

    private mutating func addClosedDisputes() {
        for dispute in tables.disputes {
            guard let closedOn = dispute.closedOn, closedOn <= asOf, closedOn > limit else { continue }
            let days = closedOn.days(since: dispute.openedOn)
            allCycle = (allCycle.days + days, allCycle.closed + 1)
            guard let department = dispute.department else { continue }
            departmentCycle[department, default: (0, 0)].days += days
            departmentCycle[department]!.closed += 1
        }
    }

    /// Payments of the look-back that clear an invoice posting with a due day.
    private mutating func addPayments(_ history: PostingHistory) throws(MetricsError) {
        let postings = history.postings
        var customers = [LateSum](repeating: LateSum(), count: postings.customers.count)
        var all = LateSum()
        var conversions = DailyConversions(currencies: postings.currencies, rates: tables.rates)
        try history.paidInvoices.forEach(after: limit.daysSinceEpoch, through: asOf.daysSinceEpoch) { row, day, due throws(MetricsError) in
            guard let minor = try conversions.conversion(currency: postings.currency[row], day: day).convert(-postings.amountMinor[row])
            else { throw .amountsTooLarge("payments of \(Day(daysSinceEpoch: day).isoText)") }
            let late = Int128(minor) * Int128(day - due)
            let customer = Int(postings.customer[row])
            customers[customer].minorDays += late
            customers[customer].minor += Int128(minor)
            customers[customer].payments += 1
            all.minorDays += late
            all.minor += Int128(minor)
        }
        (allLate, customerLate) = (all, customers)
    }

    /// Kept ÷ judged promises: of the customer, else of the owner's team, else of all, each from the fewest judged promises of the rules on, else their share.
    func keptRate(of customer: String) -> (value: Rational, source: HabitSource) {
        func rate(_ judged: JudgedPromises?) -> Rational? {
            guard let judged, judged.count > 0, judged.count >= rules.casesMin else { return nil }
            return Rational(Int128(judged.kept), Int128(judged.count))
        }
        if let own = rate(promisers.code(of: customer).map({ customerPromises[Int($0)] })) { return (own, .customer) }
        if let ofTeam = rate(teamPromises[ScopeKey.key(.team, customer: customer, on: asOf, tables: tables)]) { return (ofTeam, .team) }
        return rate(allPromises).map { ($0, .all) } ?? (rules.keptRate.rational, .standard)
    }

    /// Average days late, weighted by amount: of the customer from the fewest payments of the rules on, else of all, else their days.
    func daysLate(of customer: String) -> (value: Int, source: HabitSource) {
        if let code = payers.code(of: customer) {
            let seen = customerLate[Int(code)]
            if seen.payments > 0, seen.payments >= rules.casesMin, let days = seen.days { return (days, .customer) }
        }
        return allLate.days.map { ($0, .all) } ?? (rules.daysLate, .standard)
    }

    /// Mean days from opening to closing, half to even: of the department, else of all disputes, else those of the rules.
    func cycleDays(of department: String?) -> (value: Int, source: HabitSource) {
        func mean(_ seen: (days: Int, closed: Int)) -> Int { Int(Rational.divideHalfEven(Int128(seen.days), by: Int128(seen.closed))) }
        if let own = department.flatMap({ departmentCycle[$0] }) { return (mean(own), .department) }
        return allCycle.closed > 0 ? (mean(allCycle), .all) : (rules.disputeDays, .standard)
    }
}
