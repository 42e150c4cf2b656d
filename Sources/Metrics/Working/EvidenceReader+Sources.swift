import Ledger
import LedgerColumns

extension EvidenceReader {
    /// The small tables and the postings that rows, or what shapes them, come from. Snapshots are named apart.
    func sources(_ rows: Basis.Rows, firstMonth: Month) throws -> (tables: Set<FileKind>, postings: Period?) {
        switch rows {
        case .items, .documentsOutside, .migration, .placedCredits, .balances: return ([], nil)
        case .postings(let span, _): return ([], period(span, firstMonth: firstMonth))
        case .settlement, .unexplainedAccounts: return ([], frame.period)
        case .payments: return ([], try periodOfClearedInvoices())
        case .attributedPayments:
            let attribution = frame.policy.attribution
            var tables: Set<FileKind> = attribution.rule == .owner ? [] : [.portfolios]
            if attribution.usesPromises { tables.insert(.promises) }
            if attribution.usesContacts { tables.insert(.activities) }
            return (tables, attribution.usesPromises ? since(firstPromise(), or: frame.period.first) : frame.period)
        case .documents: return ([], try since(firstDocumentDay(), or: frame.period.first))
        case .claimedItems: return ([.interest, .disputes], try firstClaimedDay().map { Period(first: $0, last: asOf) })
        case .pastDueCustomers(let contactedOnly, _): return (contactedOnly ? [.activities] : [], nil)
        case .records(.disputes, _): return ([.disputes], nil)
        case .records(.activities, _): return ([.activities], nil)
        case .records(.promises, _): return ([.promises], firstPromise(dueIn: frame.period).map { Period(first: $0, last: asOf) })
        case .landing: return (habitTables, habitPeriod(asOf))
        case .hindcasts:
            let days = try hindcasts().map(\.snapshotDay)
            return (habitTables, days.min().map { Period(first: habitPeriod($0).first, last: asOf) })
        case .target: return ([.targets], nil)
        case .riskRules: return riskSources
        }
    }

    /// What the rules that are on look at.
    private var riskSources: (tables: Set<FileKind>, postings: Period?) {
        let rules = frame.policy.risk
        var tables: Set<FileKind> = []
        var postings: Period?
        if rules[.overCreditLimit].isOn { tables.insert(.customers) }
        if rules[.noContact].isOn { tables.insert(.activities) }
        if rules[.brokenPromises].isOn {
            tables.insert(.promises)
            let days = rules[.brokenPromises].days ?? 0
            if days > 0, let first = firstPromise(dueIn: Period(first: asOf.adding(days: 1 - days), last: asOf)) {
                postings = Period(first: first, last: asOf)
            }
        }
        return (tables, postings)
    }

    private func since(_ day: Day?, or other: Day) -> Period { Period(first: min(day ?? other, other), last: asOf) }

    /// The earliest day on which a promise of the key was made, of those due in a period.
    private func firstPromise(dueIn period: Period? = nil) -> Day? {
        tables.promises.filter { promise in
            promise.madeOn <= asOf && period?.contains(promise.dueOn) != false
                && ([.all, .company, .currency].contains(scope) || isInKey(customer: promise.customer))
        }.map(\.madeOn).min()
    }

    /// From the earliest day of an invoice that a payment of the period clears.
    private func periodOfClearedInvoices() throws -> Period {
        try clearedInvoices.value {
            let postings = try self.postings()
            let days = try payments().compactMap { payment in
                payment.facts.cleared(postings.clears[payment.row], on: postings.postingDay[payment.row])?.documentDay
            }
            return since(days.min(), or: frame.period.first)
        }
    }

    /// The first day of the earliest document month that a debit item of the key is of and that lies in the posting history.
    private func firstDocumentDay() throws -> Day? {
        guard let items = try items(on: asOf), let first = frame.months.first else { return nil }
        let belongs = membership(items)
        var earliest: Int32?
        for row in 0..<items.count
        where items.openMinor[row] > 0 && items.documentDay[row] >= first.firstDay.daysSinceEpoch && belongs(row) {
            earliest = min(earliest ?? Int32.max, items.documentDay[row])
        }
        return earliest.map { Day(daysSinceEpoch: $0).month.firstDay }
    }

    /// The earliest due day interest is claimed from; nil when none is.
    private func firstClaimedDay() throws -> Day? {
        guard let items = try items(on: asOf), !tables.interest.isEmpty, frame.missingInterest.isEmpty else { return nil }
        let belongs = membership(items)
        return try claims(items).filter { belongs($0.row) }.map { items.dueDay[$0.row] }.min().map { Day(daysSinceEpoch: $0) }
    }

    /// What habits are of: promises and disputes, and the teams of customers' owners.
    private var habitTables: Set<FileKind> { [.promises, .disputes, .portfolios, .analysts] }

    /// The days habits are looked back over.
    func habitPeriod(_ day: Day) -> Period { Period(first: day.adding(days: 1 - frame.policy.landing.lookBackDays), last: day) }
}
