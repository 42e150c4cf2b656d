import Ledger
import LedgerColumns

// What stands behind rows without being in one: rates that sums were converted with, and rows that were left out.

extension EvidenceReader {
    /// The rates behind rows that are sums themselves, or that were weighed with other amounts; those of the rows' own conversion are not among them.
    ///
    /// - Throws: what the engine's source throws.
    func rates(behind rows: Basis.Rows) throws -> Set<ExchangeRate> {
        switch rows {
        case .balances: return try rates(ofBalancesOn: asOf)
        case .pastDueCustomers(let contactedOnly, _): return try ratesOfPastDue(contactedOnly: contactedOnly)
        case .riskRules:
            // The concentration rule divides by the positive balances of all customers.
            let wholeLedger = frame.policy.risk[.concentration].isOn
            var found = try rates(ofBalancesOn: asOf, ofAll: wholeLedger)
            if frame.policy.risk[.overCreditLimit].isOn, facts.net > 0, let limit = tables.writtenLimit(of: key, on: asOf) {
                found.insert(limit.rate)
            }
            return found
        case .documents:
            return try rates(ofPostingsIn: Period(first: frame.months[0].firstDay, last: asOf)) { [frame] posting in
                Sales.counts(posting, frame.policy)
            }
        case .landing: return try rates(ofPostingsIn: habitPeriod(asOf), ofAll: true) { $0 == .payment }
        case .hindcasts:
            return try hindcasts().reduce(into: []) { found, run in
                found.formUnion(rates(of: Set(currencies(run.forecast.groups)), on: run.snapshotDay))
                found.formUnion(try rates(ofPostingsIn: run.cashPeriod(asOf: asOf)) { $0 == .payment })
                found.formUnion(try rates(ofPostingsIn: habitPeriod(run.snapshotDay), ofAll: true) { $0 == .payment })
            }
        case .items, .postings, .payments, .attributedPayments, .migration, .settlement, .documentsOutside, .claimedItems, .placedCredits,
            .unexplainedAccounts, .records, .target:
            return []
        }
    }

    /// The rates that balances of a day were converted with.
    ///
    /// - Parameter ofAll: whether those of the whole ledger are meant, not of the key alone.
    private func rates(ofBalancesOn day: Day, ofAll: Bool = false) throws -> Set<ExchangeRate> {
        guard let groups = try engine.source.positions(on: day)?.groups else { return [] }
        return rates(of: ofAll ? Set(groups.currencies) : Set(currencies(groups)), on: day)
    }

    /// The rates that what was past due at opening was converted with: of all who owe some of it, or of those of them with a contact in the period.
    private func ratesOfPastDue(contactedOnly: Bool) throws -> Set<ExchangeRate> {
        guard let opening = try engine.source.positions(on: frame.openingDay) else { return [] }
        let groups = opening.groups
        let contacted = contactedOnly ? contactedCustomers : []
        let owed = currencies(groups) { row in
            opening.isPastDue(row) && (!contactedOnly || contacted.contains(groups.customers[Int(groups.customer[row])]))
        }
        return rates(of: Set(owed), on: frame.openingDay)
    }

    /// The currencies of the key's accounts, or of some rows of them.
    private func currencies(_ groups: AccountGroups, where isMeant: (Int) -> Bool = { _ in true }) -> [Currency] {
        (0..<groups.count).filter(isMeant).compactMap { row in
            let currency = groups.currencies[Int(groups.currency[row])]
            let (company, customer) = (groups.companies[Int(groups.company[row])], groups.customers[Int(groups.customer[row])])
            return isInKey(company: company, customer: customer, currency: currency) ? currency : nil
        }
    }

    private func rates(of currencies: Set<Currency>, on day: Day) -> Set<ExchangeRate> {
        Set(currencies.subtracting([tables.rates.reporting]).compactMap { tables.rates.rate(of: $0, on: day) })
    }

    /// The rates of postings of some kinds. Linear in all postings.
    private func rates(ofPostingsIn period: Period, ofAll: Bool = false, _ counts: (PostingKind) -> Bool) throws -> Set<ExchangeRate> {
        let history = try engine.source.history()
        let postings = history.postings
        let belongs = ofAll ? { _ in true } : membership(postings)
        let (first, last) = (period.first.daysSinceEpoch, period.last.daysSinceEpoch)
        // The currencies of each day, so that a rate is looked up once; postings of a day mostly stand together.
        var seen: Set<Int64> = []
        var lastDay = [Int32](repeating: ItemColumns.noDay, count: postings.currencies.count)
        var found: Set<ExchangeRate> = []
        for row in history.rows(in: period) where postings.postingDay[row] >= first && postings.postingDay[row] <= last {
            guard let kind = PostingKind(rawValue: postings.kind[row]), counts(kind), belongs(row) else { continue }
            let (day, code) = (postings.postingDay[row], Int(postings.currency[row]))
            guard lastDay[code] != day else { continue }
            lastDay[code] = day
            guard seen.insert(Int64(day) << 8 | Int64(code)).inserted, postings.currencies[code] != tables.rates.reporting,
                let rate = tables.rates.rate(of: postings.currencies[code], on: Day(daysSinceEpoch: day))
            else { continue }
            found.insert(rate)
        }
        return found
    }

    /// How many rows could stand behind a figure and do not; nil when there are none of the kind.
    ///
    /// - Throws: what the engine's source throws.
    func leftOut(_ rows: Basis.Rows) throws -> Evidence.LeftOut? {
        let leftOut: Evidence.LeftOut
        switch rows {
        case .balances: leftOut = .creditBalances(try netsOfCustomers().count { $0.minor < 0 })
        case .payments: leftOut = .unmatchedPayments(Int(facts[.unmatchedCount]))
        case .documents: leftOut = .withoutSales(Int(TrueDSO.leftOut(.documentCount, facts)))
        case .riskRules: leftOut = .unjudgedRules(risk.unjudged)
        case .items, .postings, .attributedPayments, .migration, .settlement, .documentsOutside, .claimedItems, .placedCredits,
            .unexplainedAccounts, .pastDueCustomers, .records, .landing, .hindcasts, .target:
            return nil
        }
        return leftOut.count == 0 ? nil : leftOut
    }
}
