import Dispatch
import Ledger
import LedgerColumns
import Synchronization

/// Turns rollups into figures: written once, above every engine that makes rollups.
public struct MetricsEngine: Sendable {
    public let source: any RollupSource
    public let tables: ReferenceTables
    public let policy: Policy

    public init(source: any RollupSource, tables: ReferenceTables, policy: Policy) {
        self.source = source
        self.tables = tables
        self.policy = policy
    }

    /// The figures of an as-of day in some scopes.
    ///
    /// - Throws: `no-snapshot` when the store has no snapshot of the day; `missing-rate`; whatever the source throws.
    public func figures(asOf: Day, scopes: [Scope] = Scope.allCases) throws -> DayFigures {
        try figures(asOf: asOf, scopes: scopes, isBesideAnother: false)
    }

    /// - Parameter isBesideAnother: Whether another day is computed at the same time in the usual order. Days have most months in common: this one begins with what
    ///   is its own, and at the other end of the months, so that neither waits for all that the other makes.
    private func figures(asOf: Day, scopes: [Scope], isBesideAnother: Bool) throws -> DayFigures {
        guard let positions = try source.positions(on: asOf) else {
            throw MetricsError(
                code: .noSnapshot, message: "no snapshot of \(asOf.isoText)", advice: "`incasso snapshots` lists the days in the store")
        }
        var builder = try FactsBuilder(asOf: asOf, policy: policy, tables: tables, source: source)
        try builder.add(positions: positions)
        try builder.addOpening()
        if !isBesideAnother { try builder.addFlows() }
        try builder.addPayments()
        try builder.addMigration()
        try builder.addInterest()
        try builder.addCollections(accounts: scopes.contains(.customer))
        if isBesideAnother { try builder.addFlows() }
        try builder.addLanding(fromOldest: isBesideAnother)
        return try builder.figures(scopes: scopes)
    }

    /// The figures of some days, computed side by side on up to `threads` threads; `body` gets each day when it is done, in no fixed order and from
    /// several threads at a time. What was computed of a day is gone when `body` returns, unless it is kept there.
    ///
    /// The last day, which reports show in more scopes than the others, is begun first, so that no thread is left alone with it at the end.
    ///
    /// - Parameters:
    ///   - days: Days with a snapshot, ascending.
    ///   - scopes: The scopes of a day's figures.
    /// - Throws: The error of the earliest day that has one, when all are done.
    public func forEachDay(
        _ days: [Day], scopes: @Sendable (Day) -> [Scope], threads: Int, _ body: @Sendable (Day, DayFigures) -> Void
    ) throws {
        let left = Mutex(days.count)
        let errors = Mutex([(place: Int, error: any Error)]())
        DispatchQueue.concurrentPerform(iterations: max(1, min(threads, days.count))) { _ in
            while true {
                let place = left.withLock { left in
                    left -= 1
                    return left
                }
                guard place >= 0 else { return }
                do {
                    let figures = try figures(
                        asOf: days[place], scopes: scopes(days[place]), isBesideAnother: !place.isMultiple(of: 2))
                    body(days[place], figures)
                } catch {
                    errors.withLock { $0.append((place, error)) }
                }
            }
        }
        if let first = errors.withLock({ $0.min { $0.place < $1.place } }) { throw first.error }
    }

    /// All promises made by a day, with what was paid of them by then, in the order they are served: for lists, whether judged or not.
    ///
    /// - Throws: Whatever the source throws.
    public func promises(asOf: Day) throws -> [PromiseJudgement] {
        guard tables.promises.contains(where: { $0.madeOn <= asOf }) else { return [] }
        return try source.history().judgements(asOf: asOf)
    }

    /// Where each debit item of a day's snapshot is expected to be paid, part by part, with the rule that placed it: the rows behind `landing.forecast`, in no
    /// particular order. Nil without a snapshot. Linear in items and postings.
    ///
    /// - Throws: `missing-rate`, `amounts-too-large`; whatever the source throws.
    public func landingItems(asOf: Day) throws -> [LandingItem]? {
        guard let items = try source.items(on: asOf) else { return nil }
        var found: [LandingItem] = []
        try landingForecast(items, asOf: asOf).visit { found.append(LandingItem($0, items)) }
        return found
    }

    /// The forecast of a day's month from its items.
    func landingForecast(_ items: ItemColumns, asOf: Day) throws -> LandingForecast {
        try LandingForecast(
            asOf: asOf, month: asOf.month, items: items, history: try source.history(), rules: policy.landing, tables: tables)
    }
}
