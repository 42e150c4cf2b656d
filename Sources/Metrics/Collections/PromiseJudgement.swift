import Ledger
import LedgerColumns

/// What became of a promise by a day: how much was paid of it, and whether it was kept.
public struct PromiseJudgement: Hashable, Sendable {
    /// Kept: paid ≥ promised; partial: paid > 0; broken: nothing paid.
    public enum Outcome: String, Hashable, Sendable { case kept, partial, broken }

    /// Where a promise stands on a day.
    public enum Standing: Hashable, Sendable {
        /// Due after the day.
        case open
        /// Due on or before the day, which still lies within the tolerance: not judged yet.
        case withinTolerance
        /// Due day and tolerance have passed.
        case judged(Outcome)
    }

    public let promise: PaymentPromise
    /// Minor units of the promise's currency; at most what was promised.
    public let paidMinor: Int64
    /// Due day + tolerance: the last day on which a payment still keeps it.
    public let lastDay: Day

    /// What it comes to with what was paid so far.
    public var outcome: Outcome { paidMinor >= promise.amountMinor ? .kept : paidMinor > 0 ? .partial : .broken }

    /// Where it stands on the day it was looked at.
    public func standing(on asOf: Day) -> Standing {
        if promise.dueOn > asOf { return .open }
        return lastDay > asOf ? .withinTolerance : .judged(outcome)
    }

    /// All promises made by D, whether judged or not, with what was paid of them by D, in the order they are served.
    ///
    /// - Parameters:
    ///   - promises: All promises; those of an amount ≤ 0 are never judged and left out.
    ///   - postings: Postings from the earliest day a promise was made on up to D at least.
    public static func all(_ promises: [PaymentPromise], postings: PostingColumns, asOf: Day, policy: Policy) -> [PromiseJudgement] {
        serve(promises.filter { $0.madeOn <= asOf }, postings: postings, asOf: asOf, policy: policy)
    }

    /// The promises of a day, in the order they are served.
    ///
    /// - Parameter everyPeriod: whether promises due in other periods are wanted; else there are none when none is due in D's period, and no posting is read.
    /// - Throws: what the source throws.
    static func ofDay(
        _ frame: FactsFrame, everyPeriod: Bool, policy: Policy, tables: ReferenceTables, source: any RollupSource
    ) throws -> [PromiseJudgement] {
        let made = tables.promises.filter { $0.amountMinor > 0 && $0.madeOn <= frame.asOf }
        guard let first = made.map(\.madeOn).min(), everyPeriod || made.contains(where: { frame.period.contains($0.dueOn) }) else {
            return []
        }
        return all(made, postings: try source.postings(from: first, through: frame.asOf), asOf: frame.asOf, policy: policy)
    }

    private static func serve(_ promises: [PaymentPromise], postings: PostingColumns, asOf: Day, policy: Policy) -> [PromiseJudgement] {
        let served = served(promises)
        var pool = PaymentPool(postings, customers: Set(served.map(\.customer)), asOf: asOf)
        return served.map { promise in
            let last = policy.promiseTolerance.lastDay(after: promise.dueOn, calendar: policy.bankCalendar)
            return PromiseJudgement(promise: promise, paidMinor: pool.take(for: promise, through: last), lastDay: last)
        }
    }

    /// What promises take of payments, by posting row, in the order they are served; rows that serve none are missing.
    static func servings(_ promises: [PaymentPromise], postings: PostingColumns, asOf: Day, policy: Policy) -> [Int: [PromiseServing]] {
        let served = served(promises)
        var pool = PaymentPool(postings, customers: Set(served.map(\.customer)), asOf: asOf)
        for promise in served {
            _ = pool.take(for: promise, through: policy.promiseTolerance.lastDay(after: promise.dueOn, calendar: policy.bankCalendar))
        }
        return pool.servings
    }

    /// Promises of an amount, in the order they are served.
    private static func served(_ promises: [PaymentPromise]) -> [PaymentPromise] {
        promises.filter { $0.amountMinor > 0 }.sorted(by: isServedBefore)
    }

    /// By due day, then day made, then id.
    private static func isServedBefore(_ left: PaymentPromise, _ right: PaymentPromise) -> Bool {
        (left.dueOn, left.madeOn) == (right.dueOn, right.madeOn)
            ? left.promise.utf8.lexicographicallyPrecedes(right.promise.utf8) : (left.dueOn, left.madeOn) < (right.dueOn, right.madeOn)
    }
}

/// What a promise took of a payment.
struct PromiseServing {
    let promise: PaymentPromise
    /// Minor units of the payment's currency, above 0.
    let takenMinor: Int64
}

/// What is left of the payments of some customers while promises take from them.
struct PaymentPool {
    private var payments: [String: [Payment]] = [:]
    /// What was taken so far, by posting row.
    private(set) var servings: [Int: [PromiseServing]] = [:]

    private struct Payment {
        let row: Int
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
                row: row, day: postings.postingDay[row], company: postings.companies[postings.company[row]],
                document: postings.document[row],
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
            if taken > 0 { servings[payment.row, default: []].append(PromiseServing(promise: promise, takenMinor: taken)) }
        }
        payments[promise.customer] = known
        return promise.amountMinor - lacking
    }
}
