import Ledger

/// A dispute and how it stands on the as-of day.
struct OracleDisputeRow {
    var dispute: Dispute
    var place: OraclePlace
    var isOpen: Bool
    var isClosedInPeriod: Bool
}

/// An activity of the period, or one to be followed up in it.
struct OracleActivityRow {
    var activity: Activity
    /// Analyst and team are those of the activity, the rest is its customer's.
    var place: OraclePlace
    var isInPeriod: Bool
    var isFollowedUpInPeriod: Bool
}

/// A judged promise and what was paid on it, never more than was promised.
struct OraclePromiseRow {
    var promise: PaymentPromise
    var place: OraclePlace
    /// In minor units of the promise's currency.
    var paidMinor: Int64
}

/// A payment and what is left of it.
struct OraclePayment {
    var posting: OraclePosting
    /// Positive, in minor units of its currency.
    var leftMinor: Int64
}

extension OracleRows {
    func disputeRows() -> [OracleDisputeRow] {
        var rows: [OracleDisputeRow] = []
        for dispute in ledger.disputes {
            let isClosed = dispute.closedOn != nil && dispute.closedOn! <= asOf
            rows.append(
                OracleDisputeRow(
                    dispute: dispute, place: place(nil, dispute.currency, dispute.customer, ownedOn: asOf),
                    isOpen: dispute.openedOn <= asOf && !isClosed,
                    isClosedInPeriod: dispute.closedOn != nil && period.contains(dispute.closedOn!)))
        }
        return rows
    }

    func activityRows() -> [OracleActivityRow] {
        var rows: [OracleActivityRow] = []
        for activity in ledger.activities {
            var place = place(nil, nil, activity.customer, ownedOn: asOf)
            place.analyst = activity.analyst
            place.team = team(of: activity.analyst)
            let row = OracleActivityRow(
                activity: activity, place: place, isInPeriod: period.contains(activity.date),
                isFollowedUpInPeriod: activity.followUpOn != nil && period.contains(activity.followUpOn!))
            if row.isInPeriod || row.isFollowedUpInPeriod { rows.append(row) }
        }
        return rows
    }

    // MARK: Promises

    /// The promises that are judged by the as-of day, whenever they were due.
    func judgedPromises() -> [OraclePromiseRow] {
        // Nobody breaks a promise because a file is missing.
        ledger.postings.isEmpty ? [] : servedPromises().filter { lastToleratedDay($0.promise) <= asOf }
    }

    /// Serves all promises made by the as-of day.
    func servedPromises() -> [OraclePromiseRow] {
        var payments = unreversedPayments()
        var rows: [OraclePromiseRow] = []
        let made = ledger.promises.filter { $0.madeOn <= asOf && $0.amountMinor > 0 }
        for promise in made.sorted(by: OracleRows.isServedBefore) {
            let lastDay = lastToleratedDay(promise)
            var paid: Int64 = 0
            for position in payments.indices {
                let posting = payments[position].posting
                guard posting.customer == promise.customer, posting.currency == promise.currency else { continue }
                guard promise.madeOn <= posting.postingDate, posting.postingDate <= lastDay else { continue }
                if let document = promise.document, posting.clears != document { continue }
                let taken = min(promise.amountMinor - paid, payments[position].leftMinor)
                paid += taken
                payments[position].leftMinor -= taken
            }
            rows.append(
                OraclePromiseRow(promise: promise, place: place(nil, promise.currency, promise.customer, ownedOn: asOf), paidMinor: paid))
        }
        return rows
    }

    /// Promises due by the as-of day that may still be served after it.
    func pendingPromises() -> [OraclePromiseRow] {
        var rows: [OraclePromiseRow] = []
        for promise in ledger.promises where promise.amountMinor > 0 && promise.dueOn <= asOf && lastToleratedDay(promise) > asOf {
            rows.append(
                OraclePromiseRow(
                    promise: promise, place: place(nil, promise.currency, promise.customer, ownedOn: asOf), paidMinor: 0))
        }
        return rows
    }

    /// The last day on which a payment still serves a promise.
    func lastToleratedDay(_ promise: PaymentPromise) -> Day {
        var day = promise.dueOn
        var left = ledger.promiseToleranceDays
        while left > 0 {
            day = day.adding(days: 1)
            if !ledger.promiseToleranceIsInBankDays || OracleBankDays.settles(on: day) { left -= 1 }
        }
        return day
    }

    /// Payments up to the as-of day, oldest first, less what was reversed up to then.
    func unreversedPayments() -> [OraclePayment] {
        let postings = postings.map(\.posting).filter { $0.kind == .payment }.sorted(by: OracleRows.isPaidBefore)
        var payments = postings.filter { $0.amountMinor < 0 }.map { OraclePayment(posting: $0, leftMinor: -$0.amountMinor) }
        // Which reversal comes first makes no difference: the payments one of them may take are the oldest of those a later one may.
        for reversal in postings where reversal.amountMinor > 0 {
            var wanted = reversal.amountMinor
            for position in payments.indices.reversed() {
                let payment = payments[position].posting
                guard payment.customer == reversal.customer, payment.currency == reversal.currency else { continue }
                guard payment.company == reversal.company, payment.clears == reversal.clears else { continue }
                guard payment.postingDate <= reversal.postingDate else { continue }
                let taken = min(wanted, payments[position].leftMinor)
                wanted -= taken
                payments[position].leftMinor -= taken
            }
        }
        return payments
    }

    /// By day, document and line; of several companies' the company decides, which the catalogue leaves open.
    private static func isPaidBefore(_ left: OraclePosting, _ right: OraclePosting) -> Bool {
        if left.postingDate != right.postingDate { return left.postingDate < right.postingDate }
        if left.document != right.document { return isBefore(left.document, right.document) }
        if left.line != right.line { return isBefore(left.line, right.line) }
        return isBefore(left.company, right.company)
    }

    static func isServedBefore(_ left: PaymentPromise, _ right: PaymentPromise) -> Bool {
        if left.dueOn != right.dueOn { return left.dueOn < right.dueOn }
        if left.madeOn != right.madeOn { return left.madeOn < right.madeOn }
        return isBefore(left.promise, right.promise)
    }

    static func isBefore(_ left: String, _ right: String) -> Bool { left.utf8.lexicographicallyPrecedes(right.utf8) }
}
