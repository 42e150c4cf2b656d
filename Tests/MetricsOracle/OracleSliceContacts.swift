import Ledger

extension OracleSlice {
    // MARK: Disputes

    func disputed() -> [String: OracleValue] {
        // Disputes name no company; and nobody knows of them before the first one is opened.
        if scope == .company || !rows.ledger.disputes.contains(where: { $0.openedOn <= rows.asOf }) {
            return [
                "dispute.open-count": .notAvailable, "dispute.open-amount": .notAvailable, "dispute.rate": .notAvailable,
                "dispute.cycle-days": .notAvailable,
            ]
        }
        var openCount: Int64 = 0
        var openAmount: Int64 = 0
        var closedCount: Int64 = 0
        var closedDays: Int64 = 0
        for row in disputes {
            if row.isOpen {
                openCount += 1
                openAmount += rows.money.convert(row.dispute.amountMinor, row.dispute.currency, on: rows.asOf)
            }
            if row.isClosedInPeriod {
                closedCount += 1
                closedDays += Int64(row.dispute.closedOn!.days(since: row.dispute.openedOn))
            }
        }
        return [
            "dispute.open-count": .count(openCount),
            "dispute.open-amount": .money(openAmount),
            "dispute.rate": ratio(openAmount, gross),
            "dispute.cycle-days": ratio(closedDays, closedCount),
        ]
    }

    // MARK: Promises

    func promised() -> [String: OracleValue] {
        // Promises name no company; and nobody knows of them before the first one is made.
        if scope == .company || !rows.ledger.promises.contains(where: { $0.madeOn <= rows.asOf }) {
            return [
                "promise.judged": .notAvailable, "promise.kept": .notAvailable, "promise.partial": .notAvailable,
                "promise.broken": .notAvailable, "promise.kept-rate": .notAvailable, "promise.kept-amount-rate": .notAvailable,
                "input.promise.pending-count": .notAvailable, "input.promise.pending-amount": .notAvailable,
                "input.promise.paid-amount": .notAvailable, "input.promise.promised-amount": .notAvailable,
            ]
        }
        var kept: Int64 = 0
        var partial: Int64 = 0
        var broken: Int64 = 0
        var paid: Int64 = 0
        var promised: Int64 = 0
        for row in promises {
            let promise = row.promise
            if row.paidMinor >= promise.amountMinor {
                kept += 1
            } else if row.paidMinor > 0 {
                partial += 1
            } else {
                broken += 1
            }
            paid += rows.money.convert(min(row.paidMinor, promise.amountMinor), promise.currency, on: promise.dueOn)
            promised += rows.money.convert(promise.amountMinor, promise.currency, on: promise.dueOn)
        }
        let judged = Int64(promises.count)
        // Postings tell what was paid: none up to the month, nothing is known of promises.
        let isKnown = rows.ledger.postings.contains { $0.postingDate.month <= rows.asOf.month }
        func known(_ value: OracleValue) -> OracleValue { isKnown ? value : .notAvailable }
        return [
            "promise.judged": known(.count(judged)),
            "promise.kept": known(.count(kept)),
            "promise.partial": known(.count(partial)),
            "promise.broken": known(.count(broken)),
            "promise.kept-rate": known(ratio(kept, judged)),
            "promise.kept-amount-rate": known(ratio(paid, promised)),
            "input.promise.paid-amount": known(.money(paid)),
            "input.promise.promised-amount": known(.money(promised)),
            "input.promise.pending-count": .count(Int64(pending.count)),
            "input.promise.pending-amount": .money(
                pending.map { rows.money.convert($0.promise.amountMinor, $0.promise.currency, on: $0.promise.dueOn) }.reduce(0, +)),
        ]
    }

    // MARK: Contacts

    /// Whether any activity is on record by the as-of day.
    var isRecording: Bool { rows.ledger.activities.contains { $0.date <= rows.asOf } }

    func contacted() -> [String: OracleValue] {
        // Activities name neither a company nor a currency; and nobody knows of them before the first one.
        if scope == .company || scope == .currency || !isRecording {
            return [
                "contacts": .notAvailable, "contacts.reached": .notAvailable, "contacts.promise-conversion": .notAvailable,
                "follow-up.on-time": .notAvailable, "input.contacts.promises": .notAvailable, "input.follow-up.due": .notAvailable,
                "input.follow-up.done-on-time": .notAvailable,
            ]
        }
        var contacts: Int64 = 0
        var reached: Int64 = 0
        var promises: Int64 = 0
        var followUps: Int64 = 0
        var onTime: Int64 = 0
        for row in activities {
            let activity = row.activity
            if row.isInPeriod {
                if activity.direction == .out { contacts += 1 }
                if [.reached, .promise, .dispute].contains(activity.outcome) { reached += 1 }
                if activity.outcome == .promise { promises += 1 }
            }
            if row.isFollowedUpInPeriod {
                followUps += 1
                if let doneOn = activity.followUpDoneOn, doneOn <= activity.followUpOn! { onTime += 1 }
            }
        }
        return [
            "contacts": .count(contacts),
            "contacts.reached": .count(reached),
            "contacts.promise-conversion": ratio(promises, reached),
            "follow-up.on-time": ratio(onTime, followUps),
            "input.contacts.promises": .count(promises),
            "input.follow-up.due": .count(followUps),
            "input.follow-up.done-on-time": .count(onTime),
        ]
    }

    /// Customers past due at the opening, and those of them somebody contacted, whoever that was.
    func covered() -> [String: OracleValue] {
        guard let opening else {
            return [
                "coverage.accounts": .notAvailable, "coverage.balance": .notAvailable, "input.coverage.past-due-accounts": .notAvailable,
                "input.coverage.contacted-accounts": .notAvailable, "input.coverage.past-due-balance": .notAvailable,
                "input.coverage.contacted-balance": .notAvailable,
            ]
        }
        let pastDue = opening.filter { $0.isDebit && $0.daysPastDue > 0 }
        var coveredAccounts: Int64 = 0
        var coveredBalance: Int64 = 0
        let accounts = Set(pastDue.map(\.item.customer))
        for customer in accounts {
            let isContacted = rows.activities.contains { row in
                row.activity.customer == customer && row.isInPeriod && row.activity.direction == .out
            }
            if isContacted {
                coveredAccounts += 1
                coveredBalance += pastDue.filter { $0.item.customer == customer }.map(\.converted).reduce(0, +)
            }
        }
        func told(_ value: OracleValue) -> OracleValue { !isRecording ? .notAvailable : value }
        return [
            "coverage.accounts": told(ratio(coveredAccounts, Int64(accounts.count))),
            "coverage.balance": told(ratio(coveredBalance, pastDue.map(\.converted).reduce(0, +))),
            "input.coverage.past-due-accounts": .count(Int64(accounts.count)),
            "input.coverage.contacted-accounts": told(.count(coveredAccounts)),
            "input.coverage.past-due-balance": .money(pastDue.map(\.converted).reduce(0, +)),
            "input.coverage.contacted-balance": told(.money(coveredBalance)),
        ]
    }
}
