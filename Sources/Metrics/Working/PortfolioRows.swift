import Ledger
import LedgerColumns

/// The rows of a day, of its opening day and of the postings by the owners of their customers, found once, so that reading a portfolio costs what it holds.
public struct PortfolioRows: Sendable {
    fileprivate let asOf: Day
    fileprivate let openingDay: Day
    private let closing: Owned<ItemColumns>?
    private let opening: Owned<ItemColumns>?
    private let history: PostingHistory
    private let postings: Owned<PostingColumns>
    /// The place of each posting among those of its owner.
    private let placeOfPosting: [Int32]
    private let promises: [String: [PaymentPromise]]
    /// The payments of the period that each analyst is credited with.
    private let credited: [String: CreditedPayments]
    /// What forecasts look at, whosever it is.
    let forecasts: ForecastSources

    /// Columns of everybody and the rows of each owner, ascending.
    private struct Owned<Columns: Sendable>: Sendable {
        let columns: Columns
        let rows: [String: [Int]]

        init(_ columns: Columns, customers: StringDictionary, customer: [UInt32], _ index: OwnerIndex, on day: Day) {
            self.columns = columns
            let owners = index.owners(of: customers)
            let ownerOfCode = (0..<UInt32(customers.count)).map { owners.number(of: $0, on: day) }
            var byOwner = [[Int]](repeating: [], count: owners.names.count)
            for row in customer.indices { byOwner[ownerOfCode[Int(customer[row])]].append(row) }
            rows = Dictionary(uniqueKeysWithValues: zip(owners.names, byOwner)).filter { !$0.value.isEmpty }
        }
    }

    /// Linear in the items of both days and in all postings.
    ///
    /// - Parameter figures: Of the engine, of the whole ledger.
    /// - Throws: what the engine's source throws.
    public init(_ engine: MetricsEngine, _ figures: DayFigures) throws {
        let asOf = figures.frame.asOf
        (self.asOf, openingDay) = (asOf, figures.frame.openingDay)
        forecasts = ForecastSources(engine, figures)
        let tables = engine.tables
        func owned(_ items: ItemColumns?) -> Owned<ItemColumns>? {
            items.map { Owned($0, customers: $0.customers, customer: $0.customer, tables.owners, on: asOf) }
        }
        closing = owned(try engine.source.items(on: asOf))
        opening = owned(try engine.source.items(on: openingDay))
        history = try engine.source.history()
        postings = Owned(
            history.postings, customers: history.postings.customers, customer: history.postings.customer, tables.owners, on: asOf)
        var places = [Int32](repeating: 0, count: history.postings.count)
        for rows in postings.rows.values {
            for (place, row) in rows.enumerated() { places[row] = Int32(place) }
        }
        placeOfPosting = places
        promises = Dictionary(grouping: tables.promises) { tables.owners.owner(of: $0.customer, on: asOf) }
        credited = try PortfolioRows.credited(history, engine, asOf: asOf)
    }

    /// What can be read of an analyst's portfolio on the day.
    func source(of analyst: String, tables: ReferenceTables, policy: Policy) -> PortfolioSource {
        PortfolioSource(
            asOf: asOf, openingDay: openingDay, closing: closing.map { ItemColumns($0.columns, rows: $0.rows[analyst] ?? []) },
            opening: opening.map { ItemColumns($0.columns, rows: $0.rows[analyst] ?? []) },
            known: PostingHistory(
                rows: postings.rows[analyst] ?? [], places: placeOfPosting, of: history, promises: promises[analyst] ?? []),
            tables: tables, policy: policy)
    }

    /// The payments of the period that an analyst is credited with.
    func credited(of analyst: String) -> CreditedPayments { credited[analyst] ?? CreditedPayments() }
}

/// Payments that an analyst is credited with, all or in part.
struct CreditedPayments: Sendable {
    var count = 0
    /// The rates they were converted with.
    var rates: Set<ExchangeRate> = []
}

extension PortfolioRows {
    /// The payments of the period by who is credited with them.
    private static func credited(
        _ history: PostingHistory, _ engine: MetricsEngine, asOf: Day
    ) throws -> [String: CreditedPayments] {
        let postings = history.postings
        let attribution = CashAttribution(policy: engine.policy, tables: engine.tables)
        let (credits, owners) = (attribution.credits(postings, asOf: asOf), attribution.owners(of: postings.customers))
        let period = Period.monthToDate(asOf)
        var conversions = DailyConversions(currencies: postings.currencies, rates: engine.tables.rates)
        var credited: [String: CreditedPayments] = [:]
        for row in history.rows(in: period) where postings.kind[row] == PostingKind.payment.rawValue {
            let day = Day(daysSinceEpoch: postings.postingDay[row])
            guard period.contains(day) else { continue }
            let conversion = try conversions.conversion(currency: postings.currency[row], day: postings.postingDay[row])
            guard let converted = conversion.convert(postings.amountMinor[row]) else {
                throw MetricsError.amountsTooLarge("postings of \(day.isoText)")
            }
            let parts = credits.of(
                row: row, customer: postings.customers[postings.customer[row]], owner: owners.owner(of: postings.customer[row], on: day),
                day: day, amountMinor: postings.amountMinor[row], cashMinor: -converted)
            let currency = postings.currencies[Int(postings.currency[row])]
            let rate = currency == engine.tables.rates.reporting ? nil : engine.tables.rates.rate(of: currency, on: day)
            for analyst in Set(parts.map(\.analyst)) {
                credited[analyst, default: CreditedPayments()].count += 1
                if let rate { credited[analyst]!.rates.insert(rate) }
            }
        }
        return credited
    }
}

/// The rollups of one portfolio's rows, scanned when they are asked for: those of the day and its opening day only.
struct PortfolioSource: RollupSource {
    fileprivate let asOf: Day
    fileprivate let openingDay: Day
    fileprivate let closing: ItemColumns?
    fileprivate let opening: ItemColumns?
    fileprivate let known: PostingHistory
    fileprivate let tables: ReferenceTables
    fileprivate let policy: Policy

    func items(on day: Day) -> ItemColumns? { day == asOf ? closing : day == openingDay ? opening : nil }

    func history() -> PostingHistory { known }

    func positions(on day: Day) throws -> PositionsRollup? {
        try items(on: day).map { try PositionsRollup.scan($0, day: day, aging: policy.aging, rates: tables.rates) }
    }

    func flows(_ periods: [Period]) throws -> [FlowsRollup] {
        try FlowsRollup.scan(known.postings, periods: periods, rates: tables.rates)
    }

    func payments(asOf: Day) throws -> PaymentsRollup {
        try PaymentsRollup.scan(
            known, opening: items(on: Period.monthToDate(asOf).openingDay), asOf: asOf, rates: tables.rates,
            attribution: CashAttribution(policy: policy, tables: tables))
    }

    func migration(asOf: Day) throws -> MigrationRollup? {
        guard let opening, let closing, asOf == self.asOf else { return nil }
        return try MigrationRollup.scan(
            opening: opening, on: openingDay, closing: closing, on: asOf, postings: known.postings, aging: policy.aging,
            rates: tables.rates)
    }

    func interest(asOf: Day) throws -> InterestRollup? {
        guard let items = items(on: asOf), !tables.interest.isEmpty else { return nil }
        return try InterestRollup.scan(
            items, day: asOf, history: known, disputes: tables.disputes, interest: tables.interest, rates: tables.rates)
    }

    func landing(asOf: Day, month: Month) throws -> LandingRollup? {
        try items(on: asOf).map {
            try LandingRollup.scan($0, history: known, asOf: asOf, month: month, rules: policy.landing, tables: tables)
        }
    }

    func firstPostingDay() -> Day? { known.postings.postingDay.min().map { Day(daysSinceEpoch: $0) } }
}
