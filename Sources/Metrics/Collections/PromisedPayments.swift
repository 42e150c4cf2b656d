import Ledger
import LedgerColumns

/// What a promise took of a payment.
struct PromiseServing {
    let promise: PaymentPromise
    /// Minor units of the payment's currency, above 0.
    let takenMinor: Int64
}

/// Promises in the order they are served, and the payments of their customers: read once, shared out as of any day.
///
/// A promise takes what it lacks from payments of its window (from the day it was made to its last day), in its currency and, when it names a document, for that
/// document, oldest first. Promises are served by due day, then day made, then id. A reversed amount takes from the payments of the same company, currency and cleared
/// document up to its day, the latest first.
struct PromisedPayments: Sendable {
    /// In the order they are served.
    private var promises: [Served] = []
    /// Payments, those of a customer beside each other, by day, then document, line and company.
    private var payments: [Payment] = []
    /// Where the payments of a customer begin; one more than customers.
    private var starts: [Int] = [0]
    /// Whether there are postings at all.
    private let arePaymentsKnown: Bool
    /// By customer, then like payments.
    private var reversals: [Payment] = []

    private struct Served {
        let promise: PaymentPromise
        let customer: Int
        /// Due day + tolerance.
        let lastDay: Day
        /// nil for any document.
        let document: Int32?
    }

    private struct Payment {
        let row: Int
        let customer: Int32
        let day: Int32
        let company: UInt32
        let currency: Currency
        /// The number of the document it clears.
        let document: Int32
        let minor: Int64
    }

    /// - Parameters:
    ///   - promises: All promises; those of an amount ≤ 0 are left out.
    ///   - postings: Postings from the earliest day a promise was made on.
    ///   - arePaymentsKnown: Whether the store has postings, be they of these days or not: without any, no promise is judged.
    init(_ promises: [PaymentPromise], postings: PostingColumns, policy: Policy, arePaymentsKnown: Bool = true) {
        self.arePaymentsKnown = arePaymentsKnown
        var customers = StringDictionary()
        var documents = StringDictionary()
        self.promises = promises.filter { $0.amountMinor > 0 }.sorted(by: Self.isServedBefore).map { promise in
            Served(
                promise: promise, customer: Int(customers.code(adding: promise.customer)),
                lastDay: policy.promiseTolerance.lastDay(after: promise.dueOn, calendar: policy.bankCalendar),
                document: promise.document.map { Int32(documents.code(adding: $0)) })
        }
        let customerOfCode = postings.customers.values.map { customers.code(of: $0).map { Int32($0) } ?? -1 }
        let rows = (0..<postings.count).filter {
            postings.kind[$0] == PostingKind.payment.rawValue && customerOfCode[Int(postings.customer[$0])] >= 0
        }
        for row in rows where postings.amountMinor[row] > 0 { _ = documents.code(adding: postings.clears[row]) }
        let payments = rows.map { row in
            Payment(
                row: row, customer: customerOfCode[Int(postings.customer[row])], day: postings.postingDay[row],
                company: postings.company[row], currency: postings.currencies[Int(postings.currency[row])],
                document: documents.code(of: postings.clears[row]).map { Int32($0) } ?? -1, minor: -postings.amountMinor[row])
        }
        (self.payments, starts) = Self.ordered(payments.filter { $0.minor > 0 }, customerCount: customers.count, postings)
        (reversals, _) = Self.ordered(payments.filter { $0.minor < 0 }, customerCount: customers.count, postings)
    }

    /// Payments by customer, day, document, line and company, and where those of each customer begin. Those of a customer are mostly in order already.
    private static func ordered(
        _ payments: [Payment], customerCount: Int, _ postings: PostingColumns
    ) -> (payments: [Payment], starts: [Int]) {
        var starts = [Int](repeating: 0, count: customerCount + 1)
        for payment in payments { starts[Int(payment.customer) + 1] += 1 }
        for customer in 0..<customerCount { starts[customer + 1] += starts[customer] }
        var next = starts
        var ordered = payments
        for payment in payments {
            ordered[next[Int(payment.customer)]] = payment
            next[Int(payment.customer)] += 1
        }
        for customer in 0..<customerCount {
            ordered[starts[customer]..<starts[customer + 1]].sort { precedes($0, $1, postings) }
        }
        return (ordered, starts)
    }

    /// By due day, then day made, then id.
    private static func isServedBefore(_ left: PaymentPromise, _ right: PaymentPromise) -> Bool {
        (left.dueOn, left.madeOn) == (right.dueOn, right.madeOn)
            ? left.promise.utf8.lexicographicallyPrecedes(right.promise.utf8) : (left.dueOn, left.madeOn) < (right.dueOn, right.madeOn)
    }

    /// By day, document, line and company.
    private static func precedes(_ left: Payment, _ right: Payment, _ postings: PostingColumns) -> Bool {
        if left.day != right.day { return left.day < right.day }
        for text in [
            { postings.document[$0] }, { postings.lines[postings.line[$0]] }, { postings.companies[postings.company[$0]] },
        ] as [(Int) -> String] {
            let (mine, theirs) = (text(left.row), text(right.row))
            if mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
        }
        return left.row < right.row
    }

    /// The promises made by D, with what was paid of them by D, in the order they are served.
    func judgements(asOf: Day) -> [PromiseJudgement] {
        var judgements: [PromiseJudgement] = []
        share(asOf: asOf) { served, taken in
            judgements.append(
                PromiseJudgement(
                    promise: served.promise, paidMinor: taken.reduce(0) { $0 + $1.minor }, lastDay: served.lastDay,
                    isJudgeable: arePaymentsKnown))
        }
        return judgements
    }

    /// What the promises made by D take of payments, by posting row, in the order they are served; rows that serve none are missing.
    func servings(asOf: Day) -> [Int: [PromiseServing]] {
        var servings: [Int: [PromiseServing]] = [:]
        share(asOf: asOf) { served, taken in
            for part in taken { servings[part.row, default: []].append(PromiseServing(promise: served.promise, takenMinor: part.minor)) }
        }
        return servings
    }

    /// Serves the promises made by D from payments up to D; `body` gets each with what it takes of posting rows.
    private func share(asOf: Day, _ body: (Served, [(row: Int, minor: Int64)]) -> Void) {
        var left = payments.map(\.minor)
        for reversal in reversals where reversal.day <= asOf.daysSinceEpoch { takeBack(reversal, from: &left) }
        var taken: [(row: Int, minor: Int64)] = []
        for served in promises where served.promise.madeOn <= asOf {
            taken.removeAll(keepingCapacity: true)
            var lacking = served.promise.amountMinor
            let last = min(served.lastDay, asOf).daysSinceEpoch
            var index = firstPayment(of: served.customer, on: served.promise.madeOn.daysSinceEpoch)
            while lacking > 0, index < starts[served.customer + 1], payments[index].day <= last {
                defer { index += 1 }
                let payment = payments[index]
                guard payment.currency == served.promise.currency, served.document == nil || served.document == payment.document,
                    left[index] > 0
                else { continue }
                let part = min(lacking, left[index])
                left[index] -= part
                lacking -= part
                taken.append((payment.row, part))
            }
            body(served, taken)
        }
    }

    /// Takes a reversed amount from the payments before it, the latest first.
    private func takeBack(_ reversal: Payment, from left: inout [Int64]) {
        var rest = -reversal.minor
        let customer = Int(reversal.customer)
        var index = firstPayment(of: customer, on: reversal.day + 1)
        while rest > 0, index > starts[customer] {
            index -= 1
            let payment = payments[index]
            guard payment.company == reversal.company, payment.currency == reversal.currency, payment.document == reversal.document
            else { continue }
            let part = min(rest, left[index])
            left[index] -= part
            rest -= part
        }
    }

    /// The first payment of a customer on or after a day. Logarithmic in the customer's payments.
    private func firstPayment(of customer: Int, on day: Int32) -> Int {
        var (low, high) = (starts[customer], starts[customer + 1])
        while low < high {
            let middle = (low + high) / 2
            if payments[middle].day < day { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
