import Ledger
import LedgerColumns

/// What was seen of customers and departments in the days to a day, and what stands in where too little was seen.
struct LandingHabits {
    private var customerPromises: [String: (kept: Int, judged: Int)] = [:]
    private var teamPromises: [String: (kept: Int, judged: Int)] = [:]
    private var allPromises = (kept: 0, judged: 0)
    /// By code of the postings' customers.
    private var customerLate: [LateSum] = []
    private let payers: StringDictionary
    private var allLate = LateSum()
    private var departmentCycle: [String: (days: Int, closed: Int)] = [:]
    private var allCycle = (days: 0, closed: 0)
    private let asOf: Day
    private let rules: LandingRules
    private let tables: ReferenceTables

    private struct LateSum {
        var minorDays: Int128 = 0
        var minor: Int128 = 0
        var payments = 0

        /// Days late weighted by amount, half to even; nil when there is nothing to weigh.
        var days: Int? { minor > 0 ? Int(Rational.divideHalfEven(minorDays, by: minor)) : nil }
    }

    /// Looks at promises, postings and disputes. Linear in the postings.
    ///
    /// - Parameter judgements: Of promises due after ``limit(asOf:_:)`` at least; others are passed over.
    init(
        asOf: Day, rules: LandingRules, tables: ReferenceTables, judgements: [PromiseJudgement], history: PostingHistory
    ) throws(MetricsError) {
        self.asOf = asOf
        self.rules = rules
        self.tables = tables
        payers = history.postings.customers
        add(judgements)
        addClosedDisputes()
        try addPayments(history)
    }

    /// After this day things are recent.
    static func limit(asOf: Day, _ rules: LandingRules) -> Day { asOf.adding(days: -rules.lookBackDays) }

    private var limit: Day { Self.limit(asOf: asOf, rules) }

    private mutating func add(_ judgements: [PromiseJudgement]) {
        for judgement in judgements where judgement.lastDay <= asOf && judgement.promise.dueOn > limit {
            let kept = judgement.outcome == .kept ? 1 : 0
            Self.count(kept, in: &customerPromises[judgement.promise.customer, default: (0, 0)])
        }
        for (customer, seen) in customerPromises {
            let team = ScopeKey.key(.team, customer: customer, on: asOf, tables: tables)
            let known = teamPromises[team] ?? (0, 0)
            teamPromises[team] = (known.kept + seen.kept, known.judged + seen.judged)
            allPromises = (allPromises.kept + seen.kept, allPromises.judged + seen.judged)
        }
    }

    private static func count(_ kept: Int, in seen: inout (kept: Int, judged: Int)) {
        seen.kept += kept
        seen.judged += 1
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
        let team = ScopeKey.key(.team, customer: customer, on: asOf, tables: tables)
        let known: [(seen: (kept: Int, judged: Int)?, source: HabitSource)] = [
            (customerPromises[customer], .customer), (teamPromises[team], .team), (allPromises, .all),
        ]
        for (seen, source) in known {
            if let seen, seen.judged >= rules.casesMin { return (Rational(Int128(seen.kept), Int128(seen.judged)), source) }
        }
        return (rules.keptRate.rational, .standard)
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
