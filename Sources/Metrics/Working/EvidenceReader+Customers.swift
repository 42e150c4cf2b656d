import Ledger
import LedgerColumns

extension EvidenceReader {
    /// Customers with a positive net balance, the largest first, then by id.
    func visitBalances(_ shares: ([Int128]) -> [Share], _ body: Visitor) throws {
        // Sorting is stable: customers with equal balances stay in the order of their ids.
        let positive = try netsOfCustomers().filter { $0.minor > 0 }.sorted { $0.minor > $1.minor }
        for ((customer, net), share) in zip(positive, shares(positive.map(\.minor))) {
            body(share, nil) { customerRow(customer, on: asOf, net, share) }
        }
    }

    /// Customers past due at opening, by id.
    func visitPastDueCustomers(contactedOnly: Bool, _ share: (CoverageFacts) -> Share?, _ body: Visitor) throws {
        guard let opening = try engine.source.positions(on: frame.openingDay) else { return }
        let pastDue = sums(of: opening) { row in
            guard opening.isPastDue(row) else { return nil }
            return (1..<opening.bucketCount).reduce(0) { $0 + Int128(opening.bucketsMinor[row * opening.bucketCount + $1]) }
        }
        let contacted = contactedOnly ? contactedCustomers : []
        for (customer, amount) in pastDue where !contactedOnly || contacted.contains(customer) {
            guard let share = share(CoverageFacts(customers: 1, pastDueMinor: amount)) else { continue }
            body(share, nil) { customerRow(customer, on: frame.openingDay, amount, share) }
        }
    }

    /// Customers with an outbound contact in the period.
    var contactedCustomers: Set<String> {
        contacted.value {
            var events = CollectionEvents(asOf: asOf, tables: tables)
            events.addJoinedActivities()
            return events.contacted
        }
    }

    /// The net balance of each customer of the key, by id.
    func netsOfCustomers() throws -> [(customer: String, minor: Int128)] {
        guard let closing = try engine.source.positions(on: asOf) else { return [] }
        return sums(of: closing, closing.netMinor)
    }

    /// Adds the rows of each customer of the key up: of those with a row that adds something, by id.
    private func sums(of positions: PositionsRollup, _ minor: (_ row: Int) -> Int128?) -> [(customer: String, minor: Int128)] {
        let groups = positions.groups
        var sums = [Int128?](repeating: nil, count: groups.customers.count)
        for row in 0..<positions.count {
            let customer = Int(groups.customer[row])
            let (company, currency) = (groups.companies[Int(groups.company[row])], groups.currencies[Int(groups.currency[row])])
            guard isInKey(company: company, customer: groups.customers[customer], currency: currency), let minor = minor(row) else {
                continue
            }
            sums[customer] = (sums[customer] ?? 0) + minor
        }
        // Codes of groups follow the order of ids.
        return zip(groups.customers, sums).compactMap { customer, minor in minor.map { (customer, $0) } }
    }

    private func customerRow(_ customer: String, on day: Day, _ minor: Int128, _ share: Share) -> WorkingRow {
        var row = WorkingRow(.customer, share: share)
        (row.customer, row.day) = (customer, day)
        (row.currency, row.amountMinor, row.convertedMinor) = (tables.rates.reporting, Int64(exactly: minor), Int64(exactly: minor))
        return row
    }

    /// Disputes, judged promises or activities of the day, in the order of their ids.
    func visitRecords(_ kind: RecordKind, _ share: (CollectionFacts) -> Share?, _ body: Visitor) throws {
        let oldest = kind == .disputes ? try oldestDispute() : nil
        let history = kind == .promises ? try engine.source.history() : nil
        for event in try records(kind) where event.key(scope, on: asOf, tables: tables) == key {
            if case .dispute(let dispute) = event.record, selection?.contains(dispute) == false { continue }
            guard let share = share(event.facts) else { continue }
            body(share, rate(event)) {
                var row = self.row(event, share)
                switch event.record {
                case .promise(let promise, _):
                    row.note = .served(history.flatMap { servings($0)[promise.promise] } ?? [], promise.currency)
                case .dispute(let dispute):
                    row.note = .disputed(DisputeStanding(dispute, asOf: asOf, isOldest: dispute.dispute == oldest?.dispute.dispute))
                case .activity, .activities: break
                }
                return row
            }
        }
    }

    /// The rate an amount of an event was converted with: of a promise that of its due day.
    private func rate(_ event: CollectionEvent) -> ExchangeRate? {
        guard let currency = event.currency, currency != tables.rates.reporting else { return nil }
        let day = if case .promise(let promise, _) = event.record { promise.dueOn } else { asOf }
        return tables.rates.rate(of: currency, on: day)
    }

    /// The open dispute of the key that was opened first; nil without any, and for scopes that disputes do not tell apart.
    func oldestDispute() throws -> OpenDispute? {
        var own: Set<String> = []
        for event in try records(.disputes) where event.key(scope, on: asOf, tables: tables) == key {
            if case .dispute(let dispute) = event.record, selection?.contains(dispute) != false { own.insert(dispute.dispute) }
        }
        return disputes.open.first { own.contains($0.dispute.dispute) }
    }

    /// What the promises made by D took of payments, by promise.
    private func servings(_ history: PostingHistory) -> [String: [ServingPayment]] {
        servingsByPromise.value { servePromises(history) }
    }

    private func servePromises(_ history: PostingHistory) -> [String: [ServingPayment]] {
        var found: [String: [ServingPayment]] = [:]
        for (row, servings) in history.promised.servings(asOf: asOf) {
            for serving in servings {
                found[serving.promise.promise, default: []].append(
                    ServingPayment(
                        day: Day(daysSinceEpoch: history.postings.postingDay[row]), document: history.postings.document[row],
                        takenMinor: serving.takenMinor))
            }
        }
        return found.mapValues { payments in
            payments.sorted { left, right in
                left.day == right.day ? left.document.utf8.lexicographicallyPrecedes(right.document.utf8) : left.day < right.day
            }
        }
    }

    private func row(_ event: CollectionEvent, _ share: Share) -> WorkingRow {
        switch event.record {
        case .dispute(let dispute):
            var row = WorkingRow(.dispute, share: share)
            (row.id, row.customer, row.document) = (dispute.dispute, dispute.customer, dispute.document)
            (row.day, row.currency, row.amountMinor) = (dispute.openedOn, dispute.currency, dispute.amountMinor)
            row.convertedMinor = event.facts.openDisputes > 0 ? Int64(exactly: event.facts.openDisputesMinor) : nil
            return row
        case .promise(let promise, let outcome):
            var row = WorkingRow(.promise, share: share)
            (row.id, row.customer, row.document, row.kind) = (
                promise.promise, promise.customer, promise.document ?? "", outcome?.rawValue ?? "pending"
            )
            (row.day, row.dueDay, row.currency, row.amountMinor) = (promise.madeOn, promise.dueOn, promise.currency, promise.amountMinor)
            row.convertedMinor = Int64(exactly: event.facts.promisedMinor + event.facts.pendingPromisedMinor)
            return row
        case .activity(let activity):
            var row = WorkingRow(.activity, share: share)
            (row.id, row.customer, row.document, row.kind) = (
                activity.activity, activity.customer, activity.document ?? "", activity.outcome.rawValue
            )
            (row.day, row.dueDay) = (activity.date, activity.followUpOn)
            return row
        case .activities: preconditionFailure("the activities behind a figure are read one by one")
        }
    }

    /// The month's cash target of exactly the scope and key.
    func visitTarget(_ body: Visitor) {
        guard let target = tables.target("cash.collected", scope, key, asOf.month),
            let minor = tables.amount(of: target, on: asOf).minor
        else { return }
        let currency = target.currency ?? tables.rates.reporting
        let share = Share(minor)
        body(share, currency == tables.rates.reporting ? nil : tables.rates.rate(of: currency, on: asOf)) {
            var row = WorkingRow(.target, share: share)
            (row.id, row.day, row.currency) = (target.metric, asOf.month.firstDay, currency)
            (row.amountMinor, row.convertedMinor) = (target.value.minorUnits(exponent: currency.exponent), minor)
            return row
        }
    }
}
