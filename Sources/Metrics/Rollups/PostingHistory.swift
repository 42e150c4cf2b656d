import Dispatch
import Ledger
import LedgerColumns
import Synchronization

/// All postings of a ledger, with what scans of many days need of them, made once when it is first asked for. May be shared by threads.
public final class PostingHistory: Sendable {
    /// All postings, of any day.
    public let postings: PostingColumns
    private let promises: [PaymentPromise]
    private let policy: Policy
    private let promisedPayments = Mutex<PromisedPayments?>(nil)
    private let postingDocuments: Mutex<PostingDocuments?>
    private let invoicesPaid = Mutex<PaidInvoices?>(nil)
    private let areByDay = MadeOnce<Bool>()
    /// What was paid of promises by the days that were asked for.
    private let paidOfPromises = Mutex<[Day: [Int64]]>([:])
    /// What this history was taken out of.
    private struct Whole {
        let history: PostingHistory
        /// The rows of this history there.
        let rows: [Int]
        /// The place of each of these rows here.
        let places: [Int32]
    }

    private let whole: Whole?

    /// - Parameter promises: All promises of the ledger.
    public convenience init(_ postings: PostingColumns, promises: [PaymentPromise], policy: Policy) {
        self.init(postings, promises: promises, policy: policy, documents: nil, whole: nil)
    }

    /// The postings of some customers.
    ///
    /// - Parameters:
    ///   - rows: All rows of these customers, ascending.
    ///   - places: By row of `whole`: the place of each of these rows among them; that of others is not looked at.
    ///   - promises: Their promises.
    convenience init(rows: [Int], places: [Int32], of whole: PostingHistory, promises: [PaymentPromise]) {
        self.init(
            PostingColumns(whole.postings, rows: rows), promises: promises, policy: whole.policy, documents: nil,
            whole: Whole(history: whole, rows: rows, places: places))
    }

    private init(
        _ postings: PostingColumns, promises: [PaymentPromise], policy: Policy, documents: PostingDocuments?,
        whole: Whole?
    ) {
        self.whole = whole
        self.postings = postings
        self.promises = promises
        self.policy = policy
        postingDocuments = Mutex(documents)
    }

    /// The same postings under other customers, without promises.
    ///
    /// - Parameter customer: By posting row, a code of `customers`.
    func renamed(customers: StringDictionary, customer: [UInt32]) -> PostingHistory {
        var renamed = postings
        (renamed.customers, renamed.customer) = (customers, customer)
        return PostingHistory(renamed, promises: [], policy: policy, documents: documents, whole: nil)
    }

    /// Begins to put the payments that serve promises in order on another thread, so that threads that will ask for them may do something else first.
    public func beginOrderingPayments() {
        guard !promises.isEmpty else { return }
        // A queue of its own has a thread at once, also while those of the common ones wait for it.
        DispatchQueue(label: "payments of promises").async { _ = self.promised }
    }

    /// Begins to number the documents that postings clear, likewise.
    public func beginNumberingDocuments() { DispatchQueue(label: "documents").async { _ = self.documents } }

    /// The payments that serve promises.
    var promised: PromisedPayments {
        promisedPayments.withLock { known in
            let made = known ?? orderedPayments()
            known = made
            return made
        }
    }

    private func orderedPayments() -> PromisedPayments {
        if let whole {
            return PromisedPayments(
                whole.history.promised, of: Set(promises.map(\.customer)), places: whole.places, arePaymentsKnown: !whole.rows.isEmpty)
        }
        return PromisedPayments(promises, postings: postings, policy: policy, arePaymentsKnown: postings.count > 0)
    }

    /// The promises made by D, with what was paid of them by D, in the order they are served. What was paid is shared out once for each day.
    ///
    /// - Parameter isWanted: Whether a promise, whose last day is given with it, is wanted.
    func judgements(
        asOf day: Day, where isWanted: (_ promise: PaymentPromise, _ lastDay: Day) -> Bool = { _, _ in true }
    ) -> [PromiseJudgement] {
        promised.judgements(asOf: day, paidMinor: paidMinor(asOf: day), where: isWanted)
    }

    /// The promises of each customer that were judged by D and due after another day, and the customers' numbers.
    func judgedPromises(asOf day: Day, dueAfter limit: Day) -> (customers: StringDictionary, judged: [JudgedPromises]) {
        (promised.customers, promised.judged(asOf: day, dueAfter: limit, paidMinor: paidMinor(asOf: day)))
    }

    private func paidMinor(asOf day: Day) -> [Int64] {
        if let known = paidOfPromises.withLock({ $0[day] }) { return known }
        let shared = promised.paidMinor(asOf: day)
        paidOfPromises.withLock { $0[day] = shared }
        return shared
    }

    /// Where the postings of a period stand: all of its postings, and where postings do not ascend by day, all others too. Logarithmic once it is known that they do.
    func rows(in period: Period) -> Range<Int> {
        let days = postings.postingDay
        guard areByDay.value({ days.indices.dropFirst().allSatisfy { days[$0 - 1] <= days[$0] } }) else { return days.indices }
        let start = firstPlace(in: days) { $0 >= period.first.daysSinceEpoch }
        return start..<max(start, firstPlace(in: days) { $0 > period.last.daysSinceEpoch })
    }

    /// The payments that clear an invoice with a due day.
    var paidInvoices: PaidInvoices {
        invoicesPaid.withLock { known in
            let made = known ?? PaidInvoices(postings, documents)
            known = made
            return made
        }
    }

    /// The documents that postings clear, by number.
    var documents: PostingDocuments {
        postingDocuments.withLock { known in
            let made = known ?? whole.map { PostingDocuments($0.history.documents, rows: $0.rows) } ?? PostingDocuments(postings)
            known = made
            return made
        }
    }
}

/// The documents that postings clear by number: each company's document has one number, whichever postings name it. Those that none clears have none, which are
/// half of them and more.
struct PostingDocuments: Sendable {
    /// Stands for a posting that clears no document, for an invoice that none clears, and for an item whose document none clears.
    static let none = UInt32.max

    /// By posting row: the document it is of, for invoices only, and the one it clears.
    let own: [UInt32]
    let cleared: [UInt32]
    private let matcher: DocumentMatcher

    /// Number of documents.
    var count: Int { matcher.count }

    /// Linear in the postings.
    init(_ postings: PostingColumns) {
        var matcher = DocumentMatcher(capacity: postings.count / 2)
        let companies = matcher.companies(adding: postings.companies)
        cleared = matcher.numbers(adding: postings.clears, company: postings.company, of: companies, none: Self.none)
        let isInvoice = PostingKind.invoice.rawValue
        let invoices = postings.kind.indices.filter { postings.kind[$0] == isInvoice }
        let numbers = matcher.numbers(of: postings.document, rows: invoices, companies: companies, none: Self.none) {
            postings.company[$0]
        }
        var own = [UInt32](repeating: Self.none, count: postings.count)
        for (row, number) in zip(invoices, numbers) { own[row] = number }
        self.own = own
        self.matcher = matcher
    }

    /// The documents of some posting rows, with the numbers they have among all. Linear in the rows.
    init(_ all: PostingDocuments, rows: [Int]) {
        own = rows.map { all.own[$0] }
        cleared = rows.map { all.cleared[$0] }
        matcher = all.matcher
    }

    /// The number of the document of each of some items; ``none`` where no posting clears it.
    func numbers(of items: ItemColumns, rows: [Int]) -> [UInt32] {
        matcher.numbers(of: items.document, rows: rows, companies: matcher.companies(of: items.companies), none: Self.none) {
            items.company[$0]
        }
    }
}
