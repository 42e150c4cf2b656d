import Ledger
import LedgerColumns
import Metrics
import MetricsOracle

/// A rollup source that scans an oracle ledger's rows anew for every question: the kernels without store or cache.
public struct ScannedLedger: RollupSource {
    public let items: [Day: ItemColumns]
    private let known: PostingHistory
    public let policy: Policy
    public let tables: ReferenceTables
    let threads: Int

    public init(_ ledger: OracleLedger, threads: Int = 1) {
        policy = ledger.policy
        items = ledger.snapshots.mapValues { ItemColumns($0) }
        tables = ReferenceTables(
            customers: ledger.customers, analysts: ledger.analysts, portfolios: ledger.portfolios, targets: ledger.targets,
            rates: RateTable(reporting: ledger.reportingCurrency, rates: ledger.rates), activities: ledger.activities,
            promises: ledger.promises, disputes: ledger.disputes, interestRates: ledger.interestRates)
        known = PostingHistory(PostingColumns(ledger.postings), promises: ledger.promises, policy: policy)
        self.threads = threads
    }

    public var allPostings: PostingColumns { known.postings }

    public var engine: MetricsEngine { MetricsEngine(source: self, tables: tables, policy: policy) }

    public func positions(on day: Day) throws -> PositionsRollup? {
        try items[day].map { try PositionsRollup.scan($0, day: day, aging: policy.aging, rates: tables.rates, threads: threads) }
    }

    public func flows(_ periods: [Period]) throws -> [FlowsRollup] {
        try FlowsRollup.scan(allPostings, periods: periods, rates: tables.rates)
    }

    public func payments(asOf: Day) throws -> PaymentsRollup {
        try PaymentsRollup.scan(
            known, opening: items[Period.monthToDate(asOf).openingDay], asOf: asOf, rates: tables.rates,
            attribution: CashAttribution(policy: policy, tables: tables)
        )
    }

    public func migration(asOf: Day) throws -> MigrationRollup? {
        let openingDay = Period.monthToDate(asOf).openingDay
        guard let opening = items[openingDay], let closing = items[asOf] else { return nil }
        return try MigrationRollup.scan(
            opening: opening, on: openingDay, closing: closing, on: asOf, postings: allPostings, aging: policy.aging, rates: tables.rates,
            threads: threads)
    }

    public func interest(asOf: Day) throws -> InterestRollup? {
        guard !tables.interest.isEmpty, let closing = items[asOf] else { return nil }
        return try InterestRollup.scan(
            closing, day: asOf, history: known, disputes: tables.disputes, interest: tables.interest, rates: tables.rates)
    }

    public func landing(asOf: Day, month: Month) throws -> LandingRollup? {
        try items[asOf].map {
            try LandingRollup.scan($0, history: known, asOf: asOf, month: month, rules: policy.landing, tables: tables)
        }
    }

    public func history() -> PostingHistory { known }

    public func items(on day: Day) -> ItemColumns? { items[day] }

    public func firstPostingDay() -> Day? { allPostings.postingDay.min().map { Day(daysSinceEpoch: $0) } }
}

extension OracleLedger {
    /// The choices the reference computes under.
    public var policy: Policy {
        var policy = Policy(
            reportingCurrency: reportingCurrency, aging: AgingLimits(limits)!,
            agingCredits: AgingCredits(rawValue: creditsPolicy.rawValue)!,
            lossRates: lossRates, sales: salesPolicy == .gross ? .gross : .net,
            promiseTolerance: PromiseTolerance(count: promiseToleranceDays, unit: promiseToleranceIsInBankDays ? .businessDays : .days),
            attribution: attribution)
        policy.risk = risk
        return policy
    }
}

extension ItemColumns {
    /// The columns of some rows.
    public init(_ rows: [OracleItem]) {
        self.init()
        for row in rows {
            company.append(companies.code(adding: row.company))
            customer.append(customers.code(adding: row.customer))
            if !currencies.contains(row.currency) { currencies.append(row.currency) }
            currency.append(UInt8(currencies.firstIndex(of: row.currency)!))
            kind.append(row.kind.rawValue)
            document.append(row.document)
            line.append(lines.code(adding: row.line))
            documentDay.append(row.documentDate.daysSinceEpoch)
            dueDay.append(row.dueDate?.daysSinceEpoch ?? ItemColumns.noDay)
            amountMinor.append(row.amountMinor)
            openMinor.append(row.openMinor)
            reference.append("")
        }
    }
}

extension PostingColumns {
    /// The columns of some rows.
    public init(_ rows: [OraclePosting]) {
        self.init()
        for row in rows {
            postingDay.append(row.postingDate.daysSinceEpoch)
            company.append(companies.code(adding: row.company))
            customer.append(customers.code(adding: row.customer))
            if !currencies.contains(row.currency) { currencies.append(row.currency) }
            currency.append(UInt8(currencies.firstIndex(of: row.currency)!))
            kind.append(row.kind.rawValue)
            document.append(row.document)
            line.append(lines.code(adding: row.line))
            documentDay.append(row.documentDate?.daysSinceEpoch ?? ItemColumns.noDay)
            dueDay.append(row.dueDate?.daysSinceEpoch ?? ItemColumns.noDay)
            amountMinor.append(row.amountMinor)
            clears.append(row.clears ?? "")
        }
    }
}
