import Ledger

/// The worklist by another road: which rules fire for a customer, each from the rows anew.
public struct OracleWorklist {
    private let rows: OracleRows
    private let rules: WorklistRules
    private let calendar: (Day) -> Bool

    /// - Parameter isWorkingDay: the work calendar.
    public init(_ ledger: OracleLedger, asOf: Day, rules: WorklistRules, isWorkingDay: @escaping (Day) -> Bool) {
        rows = OracleRows(ledger, asOf: asOf)
        self.rules = rules
        calendar = isWorkingDay
    }

    /// The points of every account that is on the list.
    public func points() -> [String: Int] {
        var customers: Set<String> = []
        for row in rows.closing ?? [] { customers.insert(row.item.customer) }
        for activity in rows.ledger.activities { customers.insert(activity.customer) }
        for promise in rows.ledger.promises { customers.insert(promise.customer) }
        for dispute in rows.ledger.disputes { customers.insert(dispute.customer) }
        var points: [String: Int] = [:]
        for customer in customers {
            let firing = WorklistRules.Rule.allCases.filter { rules.rules[$0]!.points > 0 && fires($0, customer) }
            if firing.contains(where: { !["large_amount", "last_bucket", "high_risk"].contains($0.rawValue) }) {
                points[customer] = firing.map { rules.rules[$0]!.points }.reduce(0, +)
            }
        }
        return points
    }

    private func fires(_ rule: WorklistRules.Rule, _ customer: String) -> Bool {
        let settings = rules.rules[rule]!
        let threshold = max(1, (settings.amount ?? 0) * rows.ledger.reportingCurrency.minorPerMajor)
        let items = (rows.closing ?? []).filter { $0.item.customer == customer }
        let pastDue = items.filter { $0.isDebit && $0.daysPastDue > 0 }.map(\.converted).reduce(0, +)
        let contacts = rows.ledger.activities.filter { $0.customer == customer && $0.date <= rows.asOf }
        switch rule {
        case .promiseMissed:
            return pastDue > 0
                && rows.allJudgedPromises.contains { row in
                    let last = rows.lastToleratedDay(row.promise)
                    return row.promise.customer == customer && row.paidMinor < row.promise.amountMinor && isRecent(last, settings)
                        && rows.money.convert(row.promise.amountMinor - row.paidMinor, row.promise.currency, on: rows.asOf) >= threshold
                        && !contacts.contains { $0.date > last }
                }
        case .followUp:
            return contacts.contains { activity in
                guard let due = activity.followUpOn, due <= rows.asOf, items.contains(where: \.isDebit) else { return false }
                if contacts.contains(where: { $0.direction == .out && $0.date >= due }) { return false }
                return activity.followUpDoneOn == nil || activity.followUpDoneOn! > rows.asOf
            }
        case .escalate:
            return score(customer) >= rows.ledger.risk.escalateFrom
                && !contacts.contains { $0.outcome == .escalated && isRecent($0.date, settings) }
        case .pastDue: return askable(items, customer) >= threshold && !contacts.contains { isRecent($0.date, settings) }
        case .dispute: return disputes(customer).contains { !isRecent($0.dispute.openedOn, settings) }
        case .promiseDue:
            return openPromises(customer).contains { $0.promise.dueOn <= rows.asOf }
        case .credit: return clearable(items) >= threshold
        case .largeAmount: return askable(items, customer) >= threshold
        case .lastBucket:
            let last = rows.ledger.limits.count + 1
            return items.filter { $0.isDebit && $0.bucket == last }.map(\.converted).reduce(0, +) >= threshold
        case .highRisk: return score(customer) >= rows.ledger.risk.highFrom
        }
    }

    private func score(_ customer: String) -> Int {
        guard case .count(let score) = OracleSlice(rows, scope: .customer, key: customer).risk()["risk.score"] else { return 0 }
        return Int(score)
    }

    private func disputes(_ customer: String) -> [OracleDisputeRow] {
        rows.disputes.filter { $0.isOpen && $0.dispute.customer == customer }
    }

    /// Past due less what is disputed and what is still promised.
    private func askable(_ items: [OracleItemRow], _ customer: String) -> Int64 {
        let disputed = disputes(customer).map(\.dispute.document)
        var amount: Int64 = 0
        for row in items where row.isDebit && row.daysPastDue > 0 && !disputed.contains(row.item.document) { amount += row.converted }
        for row in openPromises(customer) {
            amount -= rows.money.convert(row.promise.amountMinor - row.paidMinor, row.promise.currency, on: rows.asOf)
        }
        return amount
    }

    /// Promises of a customer that are not judged and not paid in full.
    private func openPromises(_ customer: String) -> [OraclePromiseRow] {
        rows.servedPromises().filter { row in
            row.promise.customer == customer && row.paidMinor < row.promise.amountMinor
                && rows.lastToleratedDay(row.promise) > rows.asOf
        }
    }

    /// Converted amounts of the credit items that something is left to clear for, in each company and currency the oldest first.
    private func clearable(_ items: [OracleItemRow]) -> Int64 {
        var sum: Int64 = 0
        for company in Set(items.map(\.item.company)) {
            for currency in Set(items.map(\.item.currency)) {
                let own = items.filter { $0.item.company == company && $0.item.currency == currency }
                var debits = own.filter(\.isDebit).map(\.item.openMinor)
                let credits = own.filter { $0.item.openMinor < 0 }.sorted { left, right in
                    if left.item.documentDate != right.item.documentDate { return left.item.documentDate < right.item.documentDate }
                    if left.item.document != right.item.document {
                        return left.item.document.utf8.lexicographicallyPrecedes(right.item.document.utf8)
                    }
                    return left.item.line.utf8.lexicographicallyPrecedes(right.item.line.utf8)
                }
                var rest: [OracleItemRow] = []
                for credit in credits {
                    if let match = debits.firstIndex(of: -credit.item.openMinor) {
                        debits.remove(at: match)
                        sum -= credit.converted
                    } else {
                        rest.append(credit)
                    }
                }
                var left = debits.reduce(0, +)
                for credit in rest where left > 0 {
                    sum -= credit.converted
                    left += credit.item.openMinor
                }
            }
        }
        return sum
    }

    /// Whether a day is later than the n-th working day before the as-of day.
    private func isRecent(_ day: Day, _ settings: ScoreRule) -> Bool {
        var working: [Day] = []
        var candidate = rows.asOf.adding(days: -1)
        while working.count < settings.workingDays! {
            if calendar(candidate) { working.append(candidate) }
            candidate = candidate.adding(days: -1)
        }
        return day > working.last!
    }
}
