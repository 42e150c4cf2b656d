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
        let kinds = working.tableKinds.union(hasTarget ? [.targets] : [])
        let postings = try working.postingPeriod.map { Set(try store.postingSources(from: $0.first, through: $0.last)) } ?? []
        files = try store.sources().filter { kinds.contains($0.kind) || postings.contains($0.id) }
    }
}

extension FigureWorking {
    /// The small tables its rows, what shapes them, and its scope come from.
    fileprivate var tableKinds: Set<FileKind> {
        var kinds: Set<FileKind> = []
        for evidence in figures.flatMap(\.evidence) { kinds.formUnion(evidence.tables) }
        if !rates.isEmpty { kinds.insert(.rates) }
        switch scope {
        case .team: kinds.formUnion([.portfolios, .analysts])
        case .analyst: kinds.insert(.portfolios)
        case .country, .segment: kinds.insert(.customers)
        case .all, .company, .currency, .customer: break
        }
        return kinds
    }
}

/// The files behind many workings; what figures share is asked of the store once.
struct WorkingFiles {
    private let store: LedgerStore
    private let sources: [SourceFile]
    private var postings: [Period: Set<SourceFile.ID>] = [:]

    init(of store: LedgerStore) throws {
        self.store = store
        sources = try store.sources()
    }

    /// The names of the files of postings and small tables behind a working, each once, by name: reports do not depend on the order of imports.
    mutating func names(of working: FigureWorking) throws -> [String] {
        var ids: Set<SourceFile.ID> = []
        if let period = working.postingPeriod {
            ids = try postings[period] ?? Set(store.postingSources(from: period.first, through: period.last))
            postings[period] = ids
        }
        let kinds = working.tableKinds
        return Set(sources.filter { kinds.contains($0.kind) || ids.contains($0.id) }.map(\.name)).sorted()
    }
}
