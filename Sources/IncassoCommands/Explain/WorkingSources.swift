import Ledger
import LedgerStore
import Metrics

/// The snapshots and files a working is made from.
struct WorkingSources {
    /// The current versions of its snapshot days, ascending.
    let snapshots: [SnapshotInfo]
    /// Files of postings and of the small tables, in the order they were imported.
    let files: [SourceFile]

    init(of working: FigureWorking, hasTarget: Bool = false, in store: LedgerStore) throws {
        snapshots = try working.snapshotDays.compactMap { try store.currentSnapshot(on: $0) }
        var kinds: Set<FileKind> = []
        for evidence in working.figures.flatMap(\.evidence) { kinds.formUnion(evidence.tables) }
        if !working.rates.isEmpty { kinds.insert(.rates) }
        if hasTarget { kinds.insert(.targets) }
        switch working.scope {
        case .team: kinds.formUnion([.portfolios, .analysts])
        case .analyst: kinds.insert(.portfolios)
        case .country, .segment: kinds.insert(.customers)
        case .all, .company, .currency, .customer: break
        }
        let postings = try working.postingPeriod.map { Set(try store.postingSources(from: $0.first, through: $0.last)) } ?? []
        files = try store.sources().filter { kinds.contains($0.kind) || postings.contains($0.id) }
    }
}
