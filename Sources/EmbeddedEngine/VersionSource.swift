import Ledger
import LedgerColumns
import LedgerStore
import Metrics

/// The rollups of a store as they were when a version of a day was the newest: that version's items, and the postings known by then.
///
/// Other days, rates and small tables are as they are now. Nothing is kept in the store.
public struct VersionSource: RollupSource {
    private let engine: EmbeddedEngine
    private let policy: Policy
    private let day: Day
    private let dayItems: ItemColumns
    private let known: PostingHistory

    /// - Parameter version: A version of the store's.
    public init(_ version: SnapshotInfo, of store: LedgerStore, engine: EmbeddedEngine, policy: Policy) throws(StoreError) {
        self.engine = engine
        self.policy = policy
        day = version.day
        dayItems = try store.items(of: version.id)
        let postings = try version.newestSource.map { newest throws(StoreError) in
            try store.postings(through: version.day, knownWith: newest)
        }
        known = PostingHistory(postings ?? PostingColumns(), promises: engine.tables.promises, policy: policy)
    }

    /// The catalogue over this version.
    public var metrics: MetricsEngine { MetricsEngine(source: self, tables: engine.tables, policy: policy) }

    private var rates: RateTable { engine.tables.rates }

    public func positions(on day: Day) throws -> PositionsRollup? {
        guard day == self.day else { return try engine.positions(on: day) }
        return try PositionsRollup.scan(dayItems, day: day, aging: policy.aging, rates: rates)
    }

    public func flows(_ periods: [Period]) throws -> [FlowsRollup] {
        try FlowsRollup.scan(known.postings, periods: periods, rates: rates)
    }

    public func payments(asOf: Day) throws -> PaymentsRollup {
        try PaymentsRollup.scan(
            known, opening: try items(on: Period.monthToDate(asOf).openingDay), asOf: asOf, rates: rates,
            attribution: CashAttribution(policy: policy, tables: engine.tables))
    }

    public func migration(asOf: Day) throws -> MigrationRollup? {
        let openingDay = Period.monthToDate(asOf).openingDay
        guard let opening = try items(on: openingDay), let closing = try items(on: asOf) else { return nil }
        return try MigrationRollup.scan(
            opening: opening, on: openingDay, closing: closing, on: asOf, postings: known.postings, aging: policy.aging, rates: rates)
    }

    public func interest(asOf: Day) throws -> InterestRollup? {
        guard asOf == day else { return try engine.interest(asOf: asOf) }
        guard !engine.tables.interest.isEmpty else { return nil }
        return try InterestRollup.scan(
            dayItems, day: asOf, history: known, disputes: engine.tables.disputes, interest: engine.tables.interest, rates: rates)
    }

    public func landing(asOf: Day, month: Month) throws -> LandingRollup? {
        guard asOf == day else { return try engine.landing(asOf: asOf, month: month) }
        return try LandingRollup.scan(dayItems, history: known, asOf: asOf, month: month, rules: policy.landing, tables: engine.tables)
    }

    public func history() -> PostingHistory { known }

    public func items(on day: Day) throws -> ItemColumns? { day == self.day ? dayItems : try engine.items(on: day) }

    public func firstPostingDay() -> Day? { known.postings.postingDay.min().map { Day(daysSinceEpoch: $0) } }
}

extension SnapshotInfo {
    /// The newest of the files it was put together from: what was imported when it became current; nil without any.
    public var newestSource: SourceFile.ID? { parts.map(\.source.id).max() }
}
