import Ledger
import LedgerColumns

/// What became of a promise: how much was paid of it, and whether it was kept.
public struct PromiseJudgement: Hashable, Sendable {
    /// Kept: paid ≥ promised; partial: paid > 0; broken: nothing paid.
    public enum Outcome: String, Hashable, Sendable { case kept, partial, broken }

    public let promise: PaymentPromise
    /// Minor units of the promise's currency; at most what was promised.
    public let paidMinor: Int64

    public var outcome: Outcome { paidMinor >= promise.amountMinor ? .kept : paidMinor > 0 ? .partial : .broken }

    /// The judgements of the promises due in D's period whose due day + tolerance is on or before D (readings 27 to 30 of the catalogue).
    ///
    /// - Parameters:
    ///   - promises: All promises; those due by the end of the period share payments, the judged ones are returned, in the order they are served.
    ///   - postings: Postings from the earliest day a sharing promise was made on up to D at least.
    public static func judge(_ promises: [PaymentPromise], postings: PostingColumns, asOf: Day, policy: Policy) -> [PromiseJudgement] {
        let period = Period.monthToDate(asOf)
        let served = sharing(promises, asOf: asOf)
        var pool = PaymentPool(postings, customers: Set(served.map(\.customer)), asOf: asOf)
        return served.compactMap { promise in
            let last = policy.promiseTolerance.lastDay(after: promise.dueOn, calendar: policy.bankCalendar)
            let paid = pool.take(for: promise, through: last)
            return period.contains(promise.dueOn) && last <= asOf ? PromiseJudgement(promise: promise, paidMinor: paid) : nil
        }
    }

    /// The promises that take part in the sharing of payments on D, in the order they are served: by due day, then day made, then id.
    public static func sharing(_ promises: [PaymentPromise], asOf: Day) -> [PaymentPromise] {
        promises.filter { $0.amountMinor > 0 && $0.dueOn <= asOf }.sorted {
            ($0.dueOn, $0.madeOn) == ($1.dueOn, $1.madeOn)
                ? $0.promise.utf8.lexicographicallyPrecedes($1.promise.utf8) : ($0.dueOn, $0.madeOn) < ($1.dueOn, $1.madeOn)
        }
    }
}

/// What is left of the payments of some customers while promises take from them.
private struct PaymentPool {
    private var payments: [String: [Payment]] = [:]

    private struct Payment {
        let day: Int32
        let company: String
        let document: String
        let line: String
        let clears: String
        let currency: Currency
        var leftMinor: Int64

        func precedes(_ other: Payment) -> Bool {
            if day != other.day { return day < other.day }
            if document != other.document { return document.utf8.lexicographicallyPrecedes(other.document.utf8) }
            if line != other.line { return line.utf8.lexicographicallyPrecedes(other.line.utf8) }
            return company.utf8.lexicographicallyPrecedes(other.company.utf8)
        }
    }

    /// The payments of some customers up to D, less what was reversed by then.
    init(_ postings: PostingColumns, customers: Set<String>, asOf: Day) {
        let isWanted = postings.customers.values.map(customers.contains)
        var reversals: [String: [Payment]] = [:]
        for row in 0..<postings.count
        where postings.kind[row] == PostingKind.payment.rawValue && isWanted[Int(postings.customer[row])]
            && postings.postingDay[row] <= asOf.daysSinceEpoch
        {
            let amount = postings.amountMinor[row]
            let payment = Payment(
                day: postings.postingDay[row], company: postings.companies[postings.company[row]], document: postings.document[row],
                line: postings.lines[postings.line[row]], clears: postings.clears[row],
                currency: postings.currencies[Int(postings.currency[row])], leftMinor: abs(amount))
            let customer = postings.customers[postings.customer[row]]
            if amount < 0 { payments[customer, default: []].append(payment) } else { reversals[customer, default: []].append(payment) }
        }
        for customer in payments.keys { payments[customer]?.sort { $0.precedes($1) } }
        for (customer, reversed) in reversals {
            for reversal in reversed.sorted(by: { $0.precedes($1) }) { takeBack(reversal, customer: customer) }
        }
    }

    /// Takes a reversed amount from payments of the same company, currency and cleared document up to its day, the latest first.
    private mutating func takeBack(_ reversal: Payment, customer: String) {
        var rest = reversal.leftMinor
        guard var known = payments[customer] else { return }
        for index in known.indices.reversed() where rest > 0 {
            let payment = known[index]
            guard payment.day <= reversal.day, payment.company == reversal.company, payment.currency == reversal.currency,
                payment.clears == reversal.clears
            else { continue }
            let taken = min(rest, payment.leftMinor)
            known[index].leftMinor -= taken
            rest -= taken
        }
        payments[customer] = known
    }

    /// Takes what a promise lacks from the payments of its window, oldest first, and says how much that was.
    mutating func take(for promise: PaymentPromise, through last: Day) -> Int64 {
        var lacking = promise.amountMinor
        guard var known = payments[promise.customer] else { return 0 }
        for index in known.indices where lacking > 0 {
            let payment = known[index]
            guard payment.day >= promise.madeOn.daysSinceEpoch, payment.day <= last.daysSinceEpoch, payment.currency == promise.currency,
                promise.document == nil || payment.clears == promise.document
            else { continue }
            let taken = min(lacking, payment.leftMinor)
            known[index].leftMinor -= taken
            lacking -= taken
        }
        payments[promise.customer] = known
        return promise.amountMinor - lacking
    }
}
