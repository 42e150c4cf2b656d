import Dispatch
import Ledger
import LedgerColumns
import LedgerStore
import Metrics
import Synchronization

/// The engine that computes rollups on this machine from the store's columns, and keeps them there.
///
/// A rollup is kept under what it was computed from (snapshot parts, postings, rates, policy): when any of it changes, the rollup is computed anew. New ones are
/// written some at a time, the last when nobody has the engine any more. All methods may be called from any thread.
public final class EmbeddedEngine: RollupSource, Sendable {
    private let store: LedgerStore
    private let policy: Policy
    private let threads: Int
    private let keptItemsLimit: Int
    /// The most rows of a snapshot whose items are kept in memory for a while, unless an engine is told otherwise.
    public static let usualKeptItemsLimit = 500_000
    /// The small tables as they were when the engine was opened.
    public let tables: ReferenceTables
    private let rates: RateFingerprints
    private let knownPostings: DatedFingerprints
    private let knownPortfolios: DatedFingerprints
    private let knownPromises: DatedFingerprints
    private let knownDisputes: DatedFingerprints
    private let activitiesRevision: Int64
    /// Stands for the teams of analysts.
    private let analystsRevision: Int64
    private let interestRevision: Int64
    private let cache = Mutex(Cache())
    /// The reading of the postings, when it began with the engine.
    private let reading: PostingsReading?
    /// All postings, once a rollup is missing that needs them.
    private let readHistory = Mutex<PostingHistory?>(nil)
    /// Held while flows are looked for and summed: days have most of their months in common.
    private let sumsFlows = Mutex<Void>(())
    /// Forecasts that are being made, by key: days have those of the months before them in common.
    private let forecasts = Mutex<[String: KeyedLock]>([:])

    /// What was computed and is still to be written.
    private let unwritten: UnwrittenRollups

    /// Open items of the snapshots read last: those of a month-end are looked at by several rollups of two days.
    private let readItems = Mutex(ItemCache())

    /// Held by whoever makes what has a key.
    private final class KeyedLock: Sendable {
        let isMaking = Mutex<Void>(())
    }

    /// Rollups of this run by what was asked: a report asks for the same month from several days. Balances of a few days only, so that memory does not grow with the
    /// number of days read.
    private struct Cache {
        static let positionsLimit = 8

        private var positions: [(day: Day, rollup: PositionsRollup)] = []
        var flows: [Period: FlowsRollup] = [:]

        func positions(on day: Day) -> PositionsRollup? { positions.last { $0.day == day }?.rollup }

        mutating func keep(_ rollup: PositionsRollup, of day: Day) {
            if positions.count == Self.positionsLimit { positions.removeFirst() }
            positions.append((day, rollup))
        }
    }

    /// Opens an engine over a store as it is now.
    ///
    /// - Parameters:
    ///   - readsPostings: Whether postings are sure to be needed: they are read beside the small tables.
    ///   - keptItemsLimit: The most rows of a snapshot whose items are kept in memory for a while; migrations of larger ones go through their segments piece by piece.
    public init(
        store: LedgerStore, policy: Policy, threads: Int, readsPostings: Bool = false,
        keptItemsLimit: Int = EmbeddedEngine.usualKeptItemsLimit
    ) throws(StoreError) {
        self.store = store
        // Before what they stand for: what another process imports in between is computed under a fingerprint that nobody asks for again, not the other way round.
        knownPostings = DatedFingerprints(try store.postingFingerprints())
        activitiesRevision = try store.revision(of: .activities)
        analystsRevision = try store.revision(of: .analysts)
        interestRevision = try store.revision(of: .interest)
        reading = readsPostings && threads > 1 ? PostingsReading(store) : nil
        self.policy = policy
        self.threads = threads
        self.keptItemsLimit = keptItemsLimit
        unwritten = UnwrittenRollups(store)
        let exchangeRates = try store.exchangeRates()
        let rateTable = RateTable(reporting: policy.reportingCurrency, rates: exchangeRates)
        rates = RateFingerprints(rates: exchangeRates)
        let portfolios = try store.portfolios()
        tables = ReferenceTables(
            customers: try store.customers(), analysts: try store.analysts(), portfolios: portfolios, targets: try store.targets(),
            rates: rateTable, activities: try store.activities(), promises: try store.promises(), disputes: try store.disputes(),
            interestRates: try store.interestRates(), noneOnRecord: try store.noneOnRecord())
        knownPortfolios = DatedFingerprints(portfolios)
        knownPromises = DatedFingerprints(tables.promises)
        knownDisputes = DatedFingerprints(tables.disputes)
    }

    /// The catalogue over this engine.
    public var metrics: MetricsEngine { MetricsEngine(source: self, tables: tables, policy: policy) }

    public func positions(on day: Day) throws -> PositionsRollup? {
        if let known = cache.withLock({ $0.positions(on: day) }) { return known }
        guard let snapshot = try store.currentSnapshot(on: day) else { return nil }
        let merged = try positions(of: snapshot)
        cache.withLock { $0.keep(merged, of: day) }
        return merged
    }

    /// Balances of a version of a day, current or not.
    public func positions(of snapshot: SnapshotInfo) throws -> PositionsRollup {
        let day = snapshot.day
        let parts = try snapshot.parts.map { part in
            try kept(
                PositionsRollup.self, name: PositionsKeeping.name, key: PositionsKeeping.key(day, part: part.id),
                fingerprint: PositionsKeeping.fingerprint(part.fingerprint, policy, rates.text(until: day))
            ) {
                try store.withEncodedItems(of: part, columns: PositionsRollup.scannedColumns) {
                    try PositionsRollup.scan($0, day: day, aging: policy.aging, rates: tables.rates, threads: threads)
                }
            }
        }
        return PositionsRollup.merging(parts, day: day, bucketCount: policy.aging.bucketCount)
    }

    public func flows(_ periods: [Period]) throws -> [FlowsRollup] { try sumsFlows.withLock { _ in try knownOrSummed(periods) } }

    private func knownOrSummed(_ periods: [Period]) throws -> [FlowsRollup] {
        var found = cache.withLock { cache in periods.map { cache.flows[$0] } }
        for (index, period) in periods.enumerated() where found[index] == nil {
            found[index] = try fetch(FlowsRollup.self, name: "flows", key: key(period), fingerprint: flowsFingerprint(period))
        }
        let missing = periods.indices.filter { found[$0] == nil }
        if !missing.isEmpty {
            let scanned = try FlowsRollup.scan(
                try history().postings, periods: missing.map { periods[$0] }, rates: tables.rates, threads: threads)
            for (index, rollup) in zip(missing, scanned) { found[index] = rollup }
            try keep(
                missing.map { index in
                    KeptRollup(
                        name: "flows", key: key(periods[index]), fingerprint: flowsFingerprint(periods[index]), bytes: found[index]!.archive
                    )
                })
        }
        let rollups = found.map { $0! }
        cache.withLock { cache in for (period, rollup) in zip(periods, rollups) { cache.flows[period] = rollup } }
        return rollups
    }

    public func payments(asOf: Day) throws -> PaymentsRollup {
        let openingDay = Period.monthToDate(asOf).openingDay
        let opening = try store.currentSnapshot(on: openingDay)
        let fingerprint = Fingerprint.of(
            "payments", policy.reportingCurrency.code, knownPostings.text(through: asOf),
            knownPortfolios.text(through: asOf), String(opening?.fingerprint ?? 0), attributionText(asOf), rates.text(until: asOf))
        return try kept(PaymentsRollup.self, name: "payments", key: asOf.isoText, fingerprint: fingerprint) {
            let openItems = try opening.map { try self.items(of: $0, [.company, .document, .documentDay, .dueDay, .openMinor]) }
            return try PaymentsRollup.scan(
                try history(), opening: openItems, asOf: asOf, rates: tables.rates,
                attribution: CashAttribution(policy: policy, tables: tables)
            )
        }
    }

    public func migration(asOf: Day) throws -> MigrationRollup? {
        let openingDay = Period.monthToDate(asOf).openingDay
        guard let opening = try store.currentSnapshot(on: openingDay), let closing = try store.currentSnapshot(on: asOf) else { return nil }
        let fingerprint = Fingerprint.of(
            "migration", policy.reportingCurrency.code, policy.aging.fingerprintText, String(opening.fingerprint),
            String(closing.fingerprint), knownPostings.text(through: asOf),
            rates.text(until: asOf))
        return try kept(MigrationRollup.self, name: "migration", key: openingDay.isoText + "/" + asOf.isoText, fingerprint: fingerprint) {
            let columns: Set<ItemColumn> = [.company, .customer, .currency, .document, .line, .dueDay, .openMinor]
            let postings = try history().postings
            guard max(opening.rowCount, closing.rowCount) > keptItemsLimit else {
                return try MigrationRollup.scan(
                    opening: try items(of: opening, columns), on: openingDay, closing: try items(of: closing, columns), on: asOf,
                    postings: postings, aging: policy.aging, rates: tables.rates, threads: threads)
            }
            return try store.withEncodedItems(of: [opening.id, closing.id], columns: columns) { items in
                try MigrationRollup.scan(
                    opening: items[0], on: openingDay, closing: items[1], on: asOf, postings: postings, aging: policy.aging,
                    rates: tables.rates, threads: threads)
            }
        }
    }

    public func interest(asOf: Day) throws -> InterestRollup? {
        guard !tables.interest.isEmpty, let snapshot = try store.currentSnapshot(on: asOf) else { return nil }
        let fingerprint = Fingerprint.of(
            "interest", policy.reportingCurrency.code, String(interestRevision), knownDisputes.text(through: asOf),
            knownPostings.text(through: asOf), String(snapshot.fingerprint), rates.text(until: asOf))
        return try kept(InterestRollup.self, name: "interest", key: asOf.isoText, fingerprint: fingerprint) {
            let columns: Set<ItemColumn> = [.company, .customer, .currency, .kind, .document, .line, .dueDay, .amountMinor, .openMinor]
            return try InterestRollup.scan(
                try items(of: snapshot, columns), day: asOf, history: try history(),
                disputes: tables.disputes, interest: tables.interest, rates: tables.rates)
        }
    }

    public func landing(asOf: Day, month: Month) throws -> LandingRollup? {
        guard let snapshot = try store.currentSnapshot(on: asOf) else { return nil }
        guard asOf < month.lastDay else { return .nothing(day: asOf, month: month) }
        let fingerprint = Fingerprint.of(
            "landing", policy.reportingCurrency.code, String(snapshot.fingerprint), knownPostings.text(through: asOf),
            knownPortfolios.text(through: asOf), knownPromises.text(through: asOf), knownDisputes.text(through: asOf),
            String(analystsRevision), toleranceText, policy.landing.fingerprintText, rates.text(until: asOf))
        let key = asOf.isoText + "/" + month.isoText
        let lock = forecasts.withLock { locks in
            let lock = locks[key] ?? KeyedLock()
            locks[key] = lock
            return lock
        }
        return try lock.isMaking.withLock { _ in
            try kept(LandingRollup.self, name: "landing", key: key, fingerprint: fingerprint) {
                let columns: Set<ItemColumn> = [.company, .customer, .currency, .document, .line, .dueDay, .openMinor]
                return try LandingRollup.scan(
                    try items(of: snapshot, columns), history: try history(), asOf: asOf, month: month,
                    rules: policy.landing, tables: tables)
            }
        }
    }

    /// Whether postings were read: because a rollup that needs them was not kept, or to serve promises.
    var hasReadPostings: Bool { readHistory.withLock { $0 != nil } }

    /// Begins to read the postings, and to find in them what figures of several days need, on other threads: for whoever is sure to need them. What goes wrong is
    /// told to whoever asks for them.
    public func beginReadingPostings() {
        guard threads > 1 else { return }
        // A queue of its own has a thread at once, also while those of the common ones wait for it.
        DispatchQueue(label: "postings").async { _ = try? self.history() }
    }

    /// Writes what was computed and is still to be kept, before this process may end: otherwise it is written when nobody has the engine any more, which who reads
    /// postings for it may have for a while.
    ///
    /// - Throws: What the store throws.
    public func keepComputed() throws { try unwritten.write() }

    public func history() throws -> PostingHistory {
        try readHistory.withLock { known in
            if let known { return known }
            let read = PostingHistory(try reading?.take() ?? store.postings(), promises: tables.promises, policy: policy)
            if threads > 1 {
                read.beginNumberingDocuments()
                read.beginOrderingPayments()
            }
            known = read
            return read
        }
    }

    /// Some columns of a snapshot's items, or all that rollups look at when they are few enough to be kept for a while.
    private func items(of snapshot: SnapshotInfo, _ columns: Set<ItemColumn>) throws(StoreError) -> ItemColumns {
        guard snapshot.rowCount <= keptItemsLimit else { return try store.items(of: snapshot.id, columns: columns) }
        if let known = readItems.withLock({ $0.items(of: snapshot.id) }) { return known }
        let items = try store.items(of: snapshot.id, columns: Set(ItemColumn.allCases).subtracting([.reference]))
        readItems.withLock { $0.keep(items, of: snapshot.id) }
        return items
    }

    public func items(on day: Day) throws -> ItemColumns? { try store.currentSnapshot(on: day).map { try store.items(of: $0.id) } }

    public func firstPostingDay() throws -> Day? { try store.firstPostingDay() }

    /// What the credits of payments up to D depend on besides postings and portfolios.
    private func attributionText(_ asOf: Day) -> String {
        let attribution = policy.attribution
        var parts = [attribution.rule.rawValue]
        if attribution.rule == .split {
            parts += [attribution.partner.rawValue, "\(attribution.ownerShare.numerator)/\(attribution.ownerShare.denominator)"]
        }
        if attribution.usesContacts {
            parts += [String(attribution.lastTouchDays), attribution.contacts.rawValue, String(activitiesRevision)]
        }
        if attribution.usesPromises { parts += [toleranceText, knownPromises.text(through: asOf)] }
        return parts.joined(separator: " ")
    }

    private var toleranceText: String {
        let tolerance = policy.promiseTolerance
        return [String(tolerance.count), tolerance.unit.rawValue, policy.bankCalendar.contentText].joined(separator: " ")
    }

    private func key(_ period: Period) -> String { period.first.isoText + "/" + period.last.isoText }

    private func flowsFingerprint(_ period: Period) -> UInt64 {
        Fingerprint.of("flows", policy.reportingCurrency.code, knownPostings.text(through: period.last), rates.text(until: period.last))
    }

    /// The rollup kept in the store, or a new one that is kept from now on.
    private func kept<Rollup: ArchivedRollup>(
        _ type: Rollup.Type, name: String, key: String, fingerprint: UInt64, compute: () throws -> Rollup
    ) throws -> Rollup {
        if let known = try fetch(type, name: name, key: key, fingerprint: fingerprint) { return known }
        let rollup = try compute()
        try keep([KeptRollup(name: name, key: key, fingerprint: fingerprint, bytes: rollup.archive)])
        return rollup
    }

    /// Keeps rollups.
    private func keep(_ rollups: [KeptRollup]) throws { try unwritten.add(rollups) }

    /// The rollup kept in the store; nil when there is none, or a damaged one (which `verify` tells of and which is computed anew).
    private func fetch<Rollup: ArchivedRollup>(_ type: Rollup.Type, name: String, key: String, fingerprint: UInt64) throws -> Rollup? {
        do {
            let bytes =
                try unwritten.bytes(name: name, key: key, fingerprint: fingerprint)
                ?? store.rollup(name: name, key: key, fingerprint: fingerprint)
            return try bytes.map { try Rollup(archive: $0) }
        } catch let error as StoreError where error.code == .damaged {
            return nil
        } catch is ColumnError {
            return nil
        }
    }
}
