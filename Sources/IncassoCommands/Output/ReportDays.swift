import EmbeddedEngine
import Ledger
import LedgerStore
import Metrics
import Reports
import Synchronization

/// The days that the reports of a run show, each computed once for all of them.
struct ReportDays {
    let asOf: Day
    /// The newest version of each day.
    let snapshots: [Day: SnapshotInfo]
    /// The lists of the as-of day; nil when no report shows any.
    let lists: DayLists?
    private let figures: [Day: DayFigures]

    /// The last day with a snapshot before the as-of day.
    var previousSnapshot: Day? { snapshots.keys.filter { $0 < asOf }.max() }

    /// Computes the days of some reports side by side, each in the scopes that any of them shows.
    ///
    /// - Throws: `no-snapshot` for the as-of day; what figures throw.
    init(_ specs: [ReportSpec], asOf: Day, _ store: LedgerStore, _ engine: EmbeddedEngine, threads: Int) throws {
        let snapshots = Dictionary(try store.snapshots().map { ($0.day, $0) }) { _, newest in newest }
        let shown = specs.map { Self.days(of: $0, asOf: asOf, snapshots) }
        let computed = Mutex<[Day: DayFigures]>([:])
        // The as-of day is begun before the others: its lists are made beside them.
        let hasLists = specs.contains(where: \.hasLists)
        let listed = Mutex<Result<DayLists, any Error>?>(nil)
        try engine.metrics.forEachDay(
            Set(shown.joined()).sorted(),
            scopes: { day in
                let scopes = Set(zip(specs, shown).filter { $0.1.contains(day) }.flatMap { $0.0.scopes(on: day, asOf: asOf) })
                return Scope.allCases.filter(scopes.contains)
            }, threads: threads
        ) { day, figures in
            computed.withLock { $0[day] = figures }
            guard day == asOf, hasLists else { return }
            let made = Result { try engine.metrics.lists(figures) }
            listed.withLock { $0 = made }
        }
        let figures = computed.withLock { $0 }
        (self.asOf, self.snapshots, self.figures) = (asOf, snapshots, figures)
        lists = try listed.withLock { $0 }?.get()
    }

    /// The figures of the days that a report shows.
    func figures(of spec: ReportSpec) -> [Day: DayFigures] {
        let days = Self.days(of: spec, asOf: asOf, snapshots)
        return figures.filter { days.contains($0.key) }
    }

    /// The days of a report that have a snapshot, and the as-of day.
    private static func days(of spec: ReportSpec, asOf: Day, _ snapshots: [Day: SnapshotInfo]) -> Set<Day> {
        let previous = spec.usesWorkingDay ? snapshots.keys.filter { $0 < asOf }.max() : nil
        return Set(spec.days(asOf: asOf) + [previous].compactMap { $0 }).filter { snapshots[$0] != nil || $0 == asOf }
    }
}
