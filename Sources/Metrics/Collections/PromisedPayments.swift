import Ledger
import LedgerColumns

/// What a promise took of a payment.
struct PromiseServing {
    let promise: PaymentPromise
    /// Minor units of the payment's currency, above 0.
    let takenMinor: Int64
}

/// How many promises were judged, and how many of them were kept.
struct JudgedPromises {
    var count = 0
    var kept = 0

    static func += (sum: inout JudgedPromises, other: JudgedPromises) {
        sum.count += other.count
        sum.kept += other.kept
    }
}

/// Promises in the order they are served, and the payments of their customers: read once, shared out as of any day.
///
/// A promise takes what it lacks from payments of its window (from the day it was made to its last day), in its currency and, when it names a document, for that
/// document, oldest first. Promises are served by due day, then day made, then id. A reversed amount takes from the payments of the same company, currency and cleared
/// document up to its day, the latest first.
struct PromisedPayments: Sendable {
    /// In the order they are served.
    private let promises: [PaymentPromise]
    /// What sharing looks at of each of ``promises``, close together: they are gone through for every day.
    private let served: [Served]
    /// Payments, those of a customer beside each other, by day, then document, line and company.
    private let payments: [Payment]
    /// What each payment is of, in minor units.
    private let minors: [Int64]
    /// Where the payments of a customer begin; one more than customers.
    private let starts: [Int]
    /// Whether there are postings at all.
    private let arePaymentsKnown: Bool
    /// By customer, then like payments.
    private let reversals: [Payment]
    /// What each reversal is of, in minor units.
    private let reversedMinors: [Int64]
    /// The customers that have promises, by number.
    let customers: StringDictionary

    private struct Served {
        var customer: Int32
        let madeOn: Day
        let dueOn: Day
        /// Due day + tolerance.
        let lastDay: Day
        let amountMinor: Int64
        let currency: Currency
        /// nil for any document.
        let document: Int32?
        /// The first payment of the customer on or after the day the promise was made.
        var firstPayment: Int32 = 0
    }

    fileprivate struct Payment {
        var row: Int32
        var customer: Int32
        let day: Int32
        let company: UInt32
        let currency: Currency
        /// The number of the document it clears; negative for one that neither a promise nor a reversal names.
        let document: Int32
        /// What the posting is of, in minor units, as it moves the balance.
        let amountMinor: Int64
    }

    /// - Parameters:
    ///   - promises: All promises; those of an amount ≤ 0 are left out.
    ///   - postings: Postings from the earliest day a promise was made on.
    ///   - arePaymentsKnown: Whether the store has postings, be they of these days or not: without any, no promise is judged.
    init(_ promises: [PaymentPromise], postings: PostingColumns, policy: Policy, arePaymentsKnown: Bool = true) {
        self.arePaymentsKnown = arePaymentsKnown
        var customers = StringDictionary()
        var documents = DocumentNumbers()
        var lastDays: [Day: Day] = [:]
        let ordered = Self.inServingOrder(promises.filter { $0.amountMinor > 0 })
        let served = ordered.map { promise in
            let known = lastDays[promise.dueOn]
            let lastDay = known ?? policy.promiseTolerance.lastDay(after: promise.dueOn, calendar: policy.bankCalendar)
            if known == nil { lastDays[promise.dueOn] = lastDay }
            return Served(
                customer: Int32(customers.code(adding: promise.customer)), madeOn: promise.madeOn, dueOn: promise.dueOn, lastDay: lastDay,
                amountMinor: promise.amountMinor, currency: promise.currency,
                document: promise.document.map { documents.number(adding: $0) })
        }
        let customerOfCode = postings.customers.values.map { customers.code(of: $0).map { Int32($0) } ?? -1 }
        let rows = PaymentRows(postings, customerOfCode: customerOfCode)
        for row in rows.reversals { documents.add(postings.clears, row) }
        let order = PaymentOrder(postings: postings, customerOfCode: customerOfCode, customerCount: customers.count)
        (payments, starts) = order.payments(rows.payments, clearing: documents.numbers(of: postings.clears, rows.payments))
        (reversals, _) = order.payments(rows.reversals, clearing: documents.numbers(of: postings.clears, rows.reversals))
        minors = payments.map { -$0.amountMinor }
        reversedMinors = reversals.map(\.amountMinor)
        self.customers = customers
        let (payments, starts) = (payments, starts)
        self.promises = ordered
        self.served = served.map { served in
            var served = served
            served.firstPayment = Int32(
                Self.firstPayment(of: Int(served.customer), on: served.madeOn.daysSinceEpoch, payments: payments, starts: starts))
            return served
        }
    }

    /// The promises of some customers and their payments, taken out of those of all.
    ///
    /// - Parameters:
    ///   - own: The customers.
    ///   - places: The place of each posting row of these customers among all of theirs, which payments are named by.
    init(_ all: PromisedPayments, of own: Set<String>, places: [Int32], arePaymentsKnown: Bool) {
        self.arePaymentsKnown = arePaymentsKnown
        let kept = all.customers.values.indices.filter { own.contains(all.customers.values[$0]) }
        var numbers = [Int](repeating: -1, count: all.customers.count)
        for (number, known) in kept.enumerated() { numbers[known] = number }
        func taken(_ payment: Payment) -> Payment {
            var payment = payment
            payment.row = places[Int(payment.row)]
            payment.customer = Int32(numbers[Int(payment.customer)])
            return payment
        }
        var starts = [0]
        for known in kept { starts.append(starts.last! + all.starts[known + 1] - all.starts[known]) }
        let ranges = kept.map { all.starts[$0]..<all.starts[$0 + 1] }
        payments = ranges.flatMap { all.payments[$0].map(taken) }
        minors = ranges.flatMap { all.minors[$0] }
        let ownReversals = all.reversals.indices.filter { numbers[Int(all.reversals[$0].customer)] >= 0 }
        reversals = ownReversals.map { taken(all.reversals[$0]) }
        reversedMinors = ownReversals.map { all.reversedMinors[$0] }
        customers = StringDictionary(values: kept.map { all.customers.values[$0] })
        let ownPromises = all.served.indices.filter { numbers[Int(all.served[$0].customer)] >= 0 }
        promises = ownPromises.map { all.promises[$0] }
        served = ownPromises.map { place in
            var served = all.served[place]
            let (known, number) = (Int(served.customer), numbers[Int(served.customer)])
            served.firstPayment += Int32(starts[number] - all.starts[known])
            served.customer = Int32(number)
            return served
        }
        self.starts = starts
    }

    /// By due day, then day made, then id.
    private static func inServingOrder(_ promises: [PaymentPromise]) -> [PaymentPromise] {
        let keys = promises.enumerated().map { place, promise in
            (days: Int64(promise.dueOn.daysSinceEpoch) << 32 + Int64(promise.madeOn.daysSinceEpoch), place: place)
        }
        return keys.sorted { left, right in
            left.days == right.days
                ? promises[left.place].promise.utf8.lexicographicallyPrecedes(promises[right.place].promise.utf8) : left.days < right.days
        }.map { promises[$0.place] }
    }

    /// The promises made by D, with what was paid of them by D, in the order they are served.
    func judgements(asOf: Day) -> [PromiseJudgement] { judgements(asOf: asOf, paidMinor: paidMinor(asOf: asOf)) }

    /// The same from what was paid.
    ///
    /// - Parameters:
    ///   - paidMinor: ``paidMinor(asOf:)`` of the day.
    ///   - isWanted: Whether a promise, whose last day is given with it, is wanted.
    func judgements(
        asOf: Day, paidMinor: [Int64], where isWanted: (_ promise: PaymentPromise, _ lastDay: Day) -> Bool = { _, _ in true }
    ) -> [PromiseJudgement] {
        let wanted = promises.indices.filter { served[$0].madeOn <= asOf && isWanted(promises[$0], served[$0].lastDay) }
        return wanted.map { place in
            PromiseJudgement(
                promise: promises[place], paidMinor: paidMinor[place], lastDay: served[place].lastDay, isJudgeable: arePaymentsKnown)
        }
    }

    /// The promises of each customer, by number, that were judged by D and due after another day.
    ///
    /// - Parameter paidMinor: ``paidMinor(asOf:)`` of the day.
    func judged(asOf: Day, dueAfter limit: Day, paidMinor: [Int64]) -> [JudgedPromises] {
        var judged = [JudgedPromises](repeating: JudgedPromises(), count: customers.count)
        for (promise, paid) in zip(served, paidMinor) where promise.lastDay <= asOf && promise.dueOn > limit && promise.madeOn <= asOf {
            judged[Int(promise.customer)].count += 1
            if paid >= promise.amountMinor { judged[Int(promise.customer)].kept += 1 }
        }
        return judged
    }

    /// What was paid by D of each promise, in the order they are served: minor units, 0 for one that was made after D.
    func paidMinor(asOf: Day) -> [Int64] {
        var paid = [Int64](repeating: 0, count: promises.count)
        share(asOf: asOf) { promise, _, minor in paid[promise] += minor }
        return paid
    }

    /// What the promises made by D take of payments, by posting row, in the order they are served; rows that serve none are missing.
    func servings(asOf: Day) -> [Int: [PromiseServing]] {
        var servings: [Int: [PromiseServing]] = [:]
        share(asOf: asOf) { promise, row, minor in
            servings[row, default: []].append(PromiseServing(promise: promises[promise], takenMinor: minor))
        }
        return servings
    }

    /// Serves the promises made by D from payments up to D; `body` gets what each takes of posting rows, one after the other.
    private func share(asOf: Day, _ body: (_ promise: Int, _ row: Int, _ minor: Int64) -> Void) {
        var left = minors
        for (reversal, minor) in zip(reversals, reversedMinors) where reversal.day <= asOf.daysSinceEpoch {
            takeBack(reversal, minor: minor, from: &left)
        }
        for place in served.indices where served[place].madeOn <= asOf {
            var lacking = served[place].amountMinor
            let (currency, document) = (served[place].currency, served[place].document)
            let last = min(served[place].lastDay, asOf).daysSinceEpoch
            let end = starts[Int(served[place].customer) + 1]
            var index = Int(served[place].firstPayment)
            while lacking > 0, index < end, payments[index].day <= last {
                defer { index += 1 }
                guard payments[index].currency == currency, document == nil || document == payments[index].document, left[index] > 0
                else { continue }
                let part = min(lacking, left[index])
                left[index] -= part
                lacking -= part
                body(place, Int(payments[index].row), part)
            }
        }
    }

    /// Takes a reversed amount from the payments before it, the latest first.
    private func takeBack(_ reversal: Payment, minor: Int64, from left: inout [Int64]) {
        var rest = minor
        let customer = Int(reversal.customer)
        var index = Self.firstPayment(of: customer, on: reversal.day + 1, payments: payments, starts: starts)
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
    private static func firstPayment(of customer: Int, on day: Int32, payments: [Payment], starts: [Int]) -> Int {
        starts[customer] + firstPlace(in: payments[starts[customer]..<starts[customer + 1]]) { $0.day >= day }
    }
}

/// The rows of the payments and of the reversals of some customers, ascending.
private struct PaymentRows {
    /// Of amounts below 0.
    private(set) var payments: [Int] = []
    /// Of amounts above 0.
    private(set) var reversals: [Int] = []

    /// Linear in the postings.
    ///
    /// - Parameter customerOfCode: The customer's number by the postings' code; negative: its payments are left out.
    init(_ postings: PostingColumns, customerOfCode: [Int32]) {
        for row in 0..<postings.count
        where postings.kind[row] == PostingKind.payment.rawValue && customerOfCode[Int(postings.customer[row])] >= 0 {
            if postings.amountMinor[row] < 0 { payments.append(row) }
            if postings.amountMinor[row] > 0 { reversals.append(row) }
        }
    }
}

/// Puts payments into order.
private struct PaymentOrder {
    let postings: PostingColumns
    let customerOfCode: [Int32]
    let customerCount: Int

    /// Payments by customer, day, document, line and company, and where those of each customer begin. Those of a customer are mostly in order already: linear in the
    /// payments, and n log n in those of customers that are not.
    ///
    /// - Parameters:
    ///   - rows: Posting rows, ascending.
    ///   - documents: The number of the document that each clears.
    func payments(_ rows: [Int], clearing documents: [Int32]) -> (payments: [PromisedPayments.Payment], starts: [Int]) {
        var starts = [Int](repeating: 0, count: customerCount + 1)
        func customer(_ row: Int) -> Int { Int(customerOfCode[Int(postings.customer[row])]) }
        for row in rows { starts[customer(row) + 1] += 1 }
        for customer in 0..<customerCount { starts[customer + 1] += starts[customer] }
        guard !rows.isEmpty else { return ([], starts) }
        var next = starts
        // One list, written where each payment belongs: there are millions of them.
        var ordered = Array(repeating: payment(rows[0], documents[0]), count: rows.count)
        for (row, document) in zip(rows, documents) {
            let customer = customer(row)
            ordered[next[customer]] = payment(row, document)
            next[customer] += 1
        }
        for customer in 0..<customerCount {
            let own = starts[customer]..<starts[customer + 1]
            let isInOrder = own.dropFirst().allSatisfy { precedes(ordered[$0 - 1], ordered[$0]) }
            if !isInOrder { ordered[own].sort { precedes($0, $1) } }
        }
        return (ordered, starts)
    }

    private func payment(_ row: Int, _ document: Int32) -> PromisedPayments.Payment {
        PromisedPayments.Payment(
            row: Int32(row), customer: customerOfCode[Int(postings.customer[row])], day: postings.postingDay[row],
            company: postings.company[row], currency: postings.currencies[Int(postings.currency[row])], document: document,
            amountMinor: postings.amountMinor[row])
    }

    /// By day, document, line and company.
    private func precedes(_ left: PromisedPayments.Payment, _ right: PromisedPayments.Payment) -> Bool {
        if left.day != right.day { return left.day < right.day }
        let (first, second) = (Int(left.row), Int(right.row))
        if !postings.document.equals(first, postings.document, second) { return postings.document.precedes(first, second) }
        for (mine, theirs) in [
            (postings.lines[postings.line[first]], postings.lines[postings.line[second]]),
            (postings.companies[postings.company[first]], postings.companies[postings.company[second]]),
        ] where mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
        return first < second
    }
}

extension StringColumn {
    /// Whether a text comes before another one of the column in the order of bytes.
    func precedes(_ row: Int, _ other: Int) -> Bool {
        bytes[range(row)].lexicographicallyPrecedes(bytes[range(other)])
    }
}

/// Texts with numbers, found by their bytes: no text is made of a row that is looked up.
private struct DocumentNumbers {
    private var matcher = DocumentMatcher()
    /// The matcher tells documents apart by company; here all are of one.
    private let companies: DocumentMatcher.Companies

    init() {
        companies = matcher.companies(adding: StringDictionary(values: [""]))
    }

    /// The number of a text, which is added when it is new. Amortised constant time.
    mutating func number(adding text: String) -> Int32 {
        var column = StringColumn()
        column.append(text)
        return Int32(matcher.number(adding: column, row: 0, company: 0, of: companies))
    }

    /// Adds the text of a row when it is new. Amortised constant time.
    mutating func add(_ texts: StringColumn, _ row: Int) {
        _ = matcher.number(adding: texts, row: row, company: 0, of: companies)
    }

    /// The numbers of the texts of some rows; −1 for one that has none.
    func numbers(of texts: StringColumn, _ rows: [Int]) -> [Int32] {
        matcher.numbers(of: texts, rows: rows, companies: companies, none: .max) { _ in 0 }.map { Int32(truncatingIfNeeded: $0) }
    }
}
