import Ledger

/// The additive sums of disputes, promises and contacts behind the figures of a scope key.
struct CollectionFacts: Sendable {
    var openDisputes: Int64 = 0
    /// Reporting minor units at D.
    var openDisputesMinor: Int128 = 0
    var closedDisputes: Int64 = 0
    /// Σ (closing day − opening day) over disputes closed in the period.
    var closedDisputeDays: Int64 = 0

    var judgedPromises: Int64 = 0
    var keptPromises: Int64 = 0
    var partialPromises: Int64 = 0
    var brokenPromises: Int64 = 0
    /// Reporting minor units at the due days.
    var promisedMinor: Int128 = 0
    var paidOfPromisedMinor: Int128 = 0
    /// Promises due by D whose tolerance has not passed: judged in no month-end report yet.
    var pendingPromises: Int64 = 0
    /// Reporting minor units at the due days.
    var pendingPromisedMinor: Int128 = 0

    var contacts: Int64 = 0
    var reached: Int64 = 0
    var promiseOutcomes: Int64 = 0
    var followUps: Int64 = 0
    var followUpsOnTime: Int64 = 0

    mutating func add(_ other: CollectionFacts) {
        openDisputes += other.openDisputes
        openDisputesMinor += other.openDisputesMinor
        closedDisputes += other.closedDisputes
        closedDisputeDays += other.closedDisputeDays
        judgedPromises += other.judgedPromises
        keptPromises += other.keptPromises
        partialPromises += other.partialPromises
        brokenPromises += other.brokenPromises
        promisedMinor += other.promisedMinor
        paidOfPromisedMinor += other.paidOfPromisedMinor
        pendingPromises += other.pendingPromises
        pendingPromisedMinor += other.pendingPromisedMinor
        contacts += other.contacts
        reached += other.reached
        promiseOutcomes += other.promiseOutcomes
        followUps += other.followUps
        followUpsOnTime += other.followUpsOnTime
    }
}

/// What one dispute, promise or activity adds to the figures, and to whose.
struct CollectionEvent: Sendable {
    let customer: String
    /// The document currency of a dispute or promise; nil for an activity.
    var currency: Currency?
    /// Who did an activity; nil for a dispute or promise, which follow the owner of the customer.
    var analyst: String?
    var facts: CollectionFacts
    /// What it is.
    let record: Record

    /// Held by reference: most events are of activities taken together, which need no room for the others.
    indirect enum Record: Sendable {
        case dispute(Dispute)
        /// Without an outcome while it is within its tolerance.
        case promise(PaymentPromise, PromiseJudgement.Outcome?)
        case activity(Activity)
        /// The activities of an analyst with a customer, taken together.
        case activities

        var kind: RecordKind {
            switch self {
            case .dispute: .disputes
            case .promise: .promises
            case .activity, .activities: .activities
            }
        }
    }

    /// The key an event stands under in a scope, or nil when events of its kind have none there (readings 34 and 35 of the catalogue).
    func key(_ scope: Scope, on day: Day, tables: ReferenceTables) -> String? {
        switch scope {
        case .all: ""
        case .company: nil
        case .currency: currency?.code
        case .analyst: analyst ?? ScopeKey.key(scope, customer: customer, on: day, tables: tables)
        case .team:
            analyst.map { ScopeKey.team(of: $0, tables: tables) } ?? ScopeKey.key(scope, customer: customer, on: day, tables: tables)
        case .country, .segment, .customer: ScopeKey.key(scope, customer: customer, on: day, tables: tables)
        }
    }
}

/// Gathers the events of a day: disputes open on it or closed in its period, judged promises, and activities of the period.
struct CollectionEvents {
    private let asOf: Day
    private let tables: ReferenceTables
    private(set) var events: [CollectionEvent] = []
    /// Customers with an outbound contact in the period.
    var contacted: Set<String> { Set(events.lazy.filter { $0.facts.contacts > 0 }.map(\.customer)) }

    private let period: Period

    init(asOf: Day, tables: ReferenceTables) {
        self.asOf = asOf
        self.tables = tables
        period = .monthToDate(asOf)
    }

    /// All events of a day. Throws `missing-rate`, `amounts-too-large`.
    ///
    /// - Parameter oneByOne: Whether each activity is an event of its own; else those of an analyst with a customer are one.
    static func ofDay(
        _ frame: FactsFrame, disputes: DisputesOfDay, judgements: [PromiseJudgement], policy: Policy, tables: ReferenceTables,
        oneByOne: Bool
    ) throws(MetricsError) -> CollectionEvents {
        var events = CollectionEvents(asOf: frame.asOf, tables: tables)
        events.add(disputes)
        if oneByOne { events.addActivities() } else { events.addJoinedActivities() }
        try events.addPending(policy)
        try events.add(judgements.filter { frame.period.contains($0.promise.dueOn) && $0.standing(on: frame.asOf).isJudged })
        return events
    }

    mutating func add(_ disputes: DisputesOfDay) {
        for entry in disputes.open {
            var facts = CollectionFacts()
            facts.openDisputes = 1
            facts.openDisputesMinor = Int128(entry.amountMinor)
            events.append(
                CollectionEvent(
                    customer: entry.dispute.customer, currency: entry.dispute.currency, facts: facts, record: .dispute(entry.dispute)))
        }
        for entry in disputes.closed {
            var facts = CollectionFacts()
            facts.closedDisputes = 1
            facts.closedDisputeDays = Int64(entry.cycleDays)
            events.append(
                CollectionEvent(
                    customer: entry.dispute.customer, currency: entry.dispute.currency, facts: facts, record: .dispute(entry.dispute)))
        }
    }

    /// Promises due by D whose due day + tolerance is after D, at the due days' rates. Throws `missing-rate`, `amounts-too-large`.
    mutating func addPending(_ policy: Policy) throws(MetricsError) {
        // Last days ascend with due days: from one due day on promises are within their tolerance.
        var first = asOf.adding(days: 1)
        while policy.promiseTolerance.lastDay(after: first.adding(days: -1), calendar: policy.bankCalendar) > asOf {
            first = first.adding(days: -1)
        }
        for promise in tables.promises where promise.dueOn >= first && promise.dueOn <= asOf && promise.amountMinor > 0 {
            var facts = CollectionFacts()
            facts.pendingPromises = 1
            facts.pendingPromisedMinor = Int128(try converted(promise.amountMinor, promise.currency, on: promise.dueOn))
            events.append(
                CollectionEvent(customer: promise.customer, currency: promise.currency, facts: facts, record: .promise(promise, nil)))
        }
    }

    /// Promises judged by D, at the due days' rates. Throws `missing-rate`, `amounts-too-large`.
    mutating func add(_ judgements: [PromiseJudgement]) throws(MetricsError) {
        for judgement in judgements {
            let promise = judgement.promise
            var facts = CollectionFacts()
            facts.judgedPromises = 1
            switch judgement.outcome {
            case .kept: facts.keptPromises = 1
            case .partial: facts.partialPromises = 1
            case .broken: facts.brokenPromises = 1
            }
            facts.promisedMinor = Int128(try converted(promise.amountMinor, promise.currency, on: promise.dueOn))
            facts.paidOfPromisedMinor = Int128(
                try converted(min(judgement.paidMinor, promise.amountMinor), promise.currency, on: promise.dueOn))
            events.append(
                CollectionEvent(
                    customer: promise.customer, currency: promise.currency, facts: facts, record: .promise(promise, judgement.outcome)))
        }
    }

    mutating func addActivities() {
        for place in tables.activityIndex.places(in: asOf.month).lazy.map({ Int($0) }) {
            guard let facts = facts(ofActivity: place) else { continue }
            let activity = tables.activities[place]
            events.append(
                CollectionEvent(customer: activity.customer, analyst: activity.analyst, facts: facts, record: .activity(activity)))
        }
    }

    /// What an activity adds; nil when it is neither of the period nor to be followed up in it.
    private func facts(ofActivity place: Int) -> CollectionFacts? {
        let activities = tables.activities
        var facts = CollectionFacts()
        let isOfPeriod = period.contains(activities.date(place))
        if isOfPeriod {
            let outcome = activities.outcome(place)
            facts.contacts = activities.direction(place) == .out ? 1 : 0
            facts.reached = outcome == .reached || outcome == .promise || outcome == .dispute ? 1 : 0
            facts.promiseOutcomes = outcome == .promise ? 1 : 0
        }
        if let due = activities.followUpOn(place), period.contains(due) {
            facts.followUps = 1
            facts.followUpsOnTime = activities.followUpDoneOn(place).map { $0 <= due } == true ? 1 : 0
        }
        return isOfPeriod || facts.followUps > 0 ? facts : nil
    }

    /// One event for the activities of an analyst with a customer: they stand under the same keys.
    mutating func addJoinedActivities() {
        let activities = tables.activities
        // A customer has few analysts, so walking along the events of a customer is cheaper than hashing.
        var lastOfCustomer = [Int32](repeating: -1, count: activities.customers.count)
        var joined: [(analyst: Int, previous: Int32)] = []
        let first = events.count
        for place in tables.activityIndex.places(in: asOf.month).lazy.map({ Int($0) }) {
            guard let facts = facts(ofActivity: place) else { continue }
            let (customer, analyst) = (activities.customerCode(place), activities.analystCode(place))
            var known = lastOfCustomer[customer]
            while known >= 0, joined[Int(known)].analyst != analyst { known = joined[Int(known)].previous }
            if known >= 0 {
                events[first + Int(known)].facts.add(facts)
            } else {
                joined.append((analyst, lastOfCustomer[customer]))
                lastOfCustomer[customer] = Int32(joined.count - 1)
                events.append(
                    CollectionEvent(
                        customer: activities.customers.values[customer], analyst: activities.analysts.values[analyst], facts: facts,
                        record: .activities))
            }
        }
    }

    private func converted(_ amountMinor: Int64, _ currency: Currency, on day: Day) throws(MetricsError) -> Int64 {
        guard let conversion = tables.rates.conversion(of: currency, on: day) else {
            throw .missingRate(currency, day, reporting: tables.rates.reporting)
        }
        guard let converted = conversion.convert(amountMinor) else { throw .amountsTooLarge("promises") }
        return converted
    }
}
