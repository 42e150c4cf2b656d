import Ledger
import LedgerColumns
import Synchronization

/// Finds the rows behind base figures of one day and scope key, by the same kernels that made the figures.
///
/// What it read stays with it, so that a working whose figures share a snapshot or the postings reads them once. May be shared by threads.
final class EvidenceReader: Sendable {
    let engine: MetricsEngine
    let frame: FactsFrame
    let disputes: DisputesOfDay
    let risk: RiskAssessment
    let facts: Facts
    let scope: Scope
    let key: String
    /// The disputes that are looked at; nil: all.
    let selection: DisputeSelection?
    private let itemsByDay = Mutex<[Day: ItemColumns?]>([:])
    private let matchedPayments = MadeOnce<[PaymentFacts]>()
    private let matchedItems = MadeOnce<MatchedItems>()
    private let recordsOfDay = MadeOnce<[RecordKind: [CollectionEvent]]>()
    private let claimsOfDay = MadeOnce<[InterestClaim]>()
    private let runs = MadeOnce<[HindcastRun]>()
    private let forecastOfDay = MadeOnce<LandingForecast>()
    let clearedInvoices = MadeOnce<Period>()
    let contacted = MadeOnce<Set<String>>()
    let servingsByPromise = MadeOnce<[String: [ServingPayment]]>()

    /// What a payment adds, by its posting's row among all postings. A class: facts are large, and every figure of payments looks at each of them.
    final class PaymentFacts: Sendable {
        let row: Int
        let facts: Facts

        init(row: Int, facts: Facts) { (self.row, self.facts) = (row, facts) }
    }

    init(engine: MetricsEngine, figures: DayFigures, scope: Scope, key: String, of selection: DisputeSelection? = nil) {
        self.engine = engine
        frame = figures.frame
        disputes = figures.disputes
        risk = figures.risk(of: key)
        facts = figures.facts(scope, key)
        self.scope = scope
        self.key = key
        self.selection = selection
    }

    var asOf: Day { frame.asOf }
    var tables: ReferenceTables { engine.tables }

    /// Gives each row behind a figure to `body`: what it adds, the rate it was converted with (nil for none), and how to describe it.
    ///
    /// - Parameter firstMonth: Where the span `history` begins.
    func visit(_ rows: Basis.Rows, firstMonth: Month, _ body: (Share, ExchangeRate?, () -> WorkingRow) -> Void) throws {
        switch rows {
        case .items(let snapshot, let share): try visitItems(day(snapshot), share, body)
        case .postings(let span, let share): try visitPostings(period(span, firstMonth: firstMonth), share, body)
        case .payments(let share): try visitPayments(share, body)
        case .attributedPayments: try visitAttributed(body)
        case .migration(let share), .settlement(let share): try visitMigration(share, body)
        case .documents: try visitDocuments(body)
        case .documentsOutside(let share): try visitDocumentsOutside(share, body)
        case .claimedItems(let isInterest, let share): try visitClaimedItems(isInterest: isInterest, share, body)
        case .placedCredits(let bucket): try visitPlacedCredits(bucket, body)
        case .unexplainedAccounts: try visitUnexplained(body)
        case .balances(let shares): try visitBalances(shares, body)
        case .pastDueCustomers(let contactedOnly, let share): try visitPastDueCustomers(contactedOnly: contactedOnly, share, body)
        case .records(let kind, let share): try visitRecords(kind, share, body)
        case .landing(let share): try visitLanding(share, body)
        case .hindcasts(let share): try visitHindcasts(share, body)
        case .target: visitTarget(body)
        case .riskRules: visitRiskRules(body)
        }
    }

    /// What kind of rows these are.
    func kind(_ rows: Basis.Rows, firstMonth: Month) throws -> Evidence.Kind {
        if case .hindcasts = rows { return .hindcasts(try hindcasts().map(\.snapshotDay)) }
        return rows.kind(frame, firstMonth: firstMonth)
    }

    func day(_ snapshot: Basis.Snapshot) -> Day { snapshot.day(frame) }

    func period(_ span: Basis.Span, firstMonth: Month) -> Period { span.period(frame.asOf, firstMonth: firstMonth) }

    func items(on day: Day) throws -> ItemColumns? {
        try itemsByDay.withLock { known in
            if let items = known[day] { return items }
            let items = try engine.source.items(on: day)
            known[day] = .some(items)
            return items
        }
    }

    /// All postings, those after the as-of day too.
    func postings() throws -> PostingColumns { try engine.source.history().postings }

    /// The facts of each payment of the period in the scope key, by its posting's row among all postings.
    func payments() throws -> [PaymentFacts] { try matchedPayments.value(matchPayments) }

    private func matchPayments() throws -> [PaymentFacts] {
        let history = try engine.source.history()
        let postings = history.postings
        let belongs = membership(postings)
        let rows = history.rows(in: frame.period).filter { row in
            postings.kind[row] == PostingKind.payment.rawValue && frame.period.contains(Day(daysSinceEpoch: postings.postingDay[row]))
                && belongs(row)
        }
        // Each payment as a customer of its own: the rollup's rows are then single payments.
        var customer = [UInt32](repeating: 0, count: postings.count)
        for (number, row) in rows.enumerated() { customer[row] = UInt32(number + 1) }
        let customers = StringDictionary(values: [""] + rows.map(String.init))
        let rollup = try PaymentsRollup.scan(
            history.renamed(customers: customers, customer: customer), opening: try items(on: frame.openingDay), asOf: asOf,
            rates: tables.rates,
            attribution: CashAttribution(policy: Policy(), tables: tables))
        var sums = FactsColumns(FactsLayout(bucketCount: 0, monthCount: 0), count: rollup.groups.count)
        sums.add(rollup, places: Array(0..<rollup.groups.count))
        let facts = sums.rows()
        var found: [PaymentFacts] = []
        for group in 0..<rollup.groups.count {
            guard let row = Int(rollup.groups.customers[Int(rollup.groups.customer[group])]) else { continue }
            found.append(PaymentFacts(row: row, facts: facts[group]))
        }
        return found.sorted { $0.row < $1.row }
    }

    /// The debit items of the opening and closing snapshots in the scope key, matched with each other.
    func matchedItems(_ opening: ItemColumns, _ closing: ItemColumns) throws -> MatchedItems {
        try matchedItems.value {
            try MatchedItems(
                opening: opening, rows: debitRows(opening), on: frame.openingDay, closing: closing, rows: debitRows(closing), on: asOf,
                postings: try postings(), aging: frame.policy.aging, rates: tables.rates)
        }
    }

    private func debitRows(_ items: ItemColumns) -> [Int] {
        let belongs = membership(items)
        return (0..<items.count).filter { items.openMinor[$0] > 0 && belongs($0) }
    }

    /// What is claimed on the items of D, whosever they are.
    func claims(_ items: ItemColumns) throws -> [InterestClaim] {
        try claimsOfDay.value {
            try InterestRollup.claims(
                items, day: asOf, history: try engine.source.history(), disputes: tables.disputes, interest: tables.interest,
                rates: tables.rates, withSpans: true)
        }
    }

    /// The months in which the forecast was re-run.
    func hindcasts() throws -> [HindcastRun] {
        try runs.value { try HindcastRun.all(frame, source: engine.source) }
    }

    /// The forecast of the day's month from its items.
    func forecast(_ items: ItemColumns) throws -> LandingForecast {
        try forecastOfDay.value { try engine.landingForecast(items, asOf: asOf) }
    }

    /// The disputes, judged promises or activities of the day.
    func records(_ kind: RecordKind) throws -> [CollectionEvent] {
        try recordsOfDay.value {
            let judgements = try PromiseJudgement.ofDay(frame, everyPeriod: false, tables: tables, source: engine.source)
            let events = try CollectionEvents.ofDay(
                frame, disputes: disputes, judgements: judgements, policy: engine.policy, tables: tables, oneByOne: true
            ).events
            return Dictionary(grouping: events, by: \.record.kind)
        }[kind] ?? []
    }

    /// The rules of the risk score that fire for the customer: each adds its points.
    private func visitRiskRules(_ body: Visitor) {
        for reason in risk.reasons {
            let share = Share(Int128(reason.points))
            body(share, nil) {
                var row = WorkingRow(.riskRule, share: share)
                (row.id, row.customer, row.note) = (reason.rule.rawValue, key, .risk(reason))
                return row
            }
        }
    }

    // MARK: Which rows belong to the scope key

    /// Whether a customer stands under the key, for scopes that follow the customer.
    func isInKey(customer: String) -> Bool { ScopeKey.key(scope, customer: customer, on: asOf, tables: tables) == key }

    /// Whether an account stands under the key.
    func isInKey(company: String, customer: String, currency: Currency) -> Bool {
        ScopeKey.key(scope, company: company, customer: customer, currency: currency, on: asOf, tables: tables) == key
    }

    /// Whether a row of items stands under the key; constant time a row.
    func membership(_ items: ItemColumns) -> (Int) -> Bool {
        membership(
            companies: items.companies, items.company, customers: items.customers, items.customer, currencies: items.currencies,
            items.currency)
    }

    /// Whether a row of postings stands under the key; constant time a row.
    func membership(_ postings: PostingColumns) -> (Int) -> Bool {
        membership(
            companies: postings.companies, postings.company, customers: postings.customers, postings.customer,
            currencies: postings.currencies, postings.currency)
    }

    private func membership(
        companies: StringDictionary, _ company: [UInt32], customers: StringDictionary, _ customer: [UInt32], currencies: [Currency],
        _ currency: [UInt8]
    ) -> (Int) -> Bool {
        switch scope {
        case .all: return { _ in true }
        case .company:
            let belongs = companies.values.map { $0 == key }
            return { belongs[Int(company[$0])] }
        case .currency:
            let belongs = currencies.map { $0.code == key }
            return { belongs[Int(currency[$0])] }
        case .country, .segment, .team, .analyst, .customer:
            let belongs = customers.values.map(isInKey(customer:))
            return { belongs[Int(customer[$0])] }
        }
    }
}
