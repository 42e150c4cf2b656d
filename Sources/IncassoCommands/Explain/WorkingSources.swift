import Ledger
import LedgerStore
import Metrics

/// The snapshots and files a working is made from.
struct WorkingSources {
    /// The current versions of its snapshot days, ascending.
    let snapshots: [SnapshotInfo]
    /// Files of postings and of the small tables, in the order they were imported.
    let files: [SourceFile]

    /// - Parameters:
    ///   - hasTarget: Whether the figure is held against a target, which comes from a file too.
    ///   - isConverted: Whether that was converted.
    init(of working: FigureWorking, hasTarget: Bool = false, isConverted: Bool = false, in store: LedgerStore) throws {
        snapshots = try working.snapshotDays.compactMap { try store.currentSnapshot(on: $0) }
        let kinds = working.tableKinds.union(hasTarget ? [.targets] : []).union(isConverted ? [.rates] : [])
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

/// The files behind many workings, asked of the store once; may be used from any thread.
struct WorkingFiles: Sendable {
    private let sources: [SourceFile]
    private let postings: [(source: SourceFile.ID, days: Period)]

    init(of store: LedgerStore) throws {
        sources = try store.sources()
        postings = try store.postingSourcePeriods()
    }

    /// The names of all files, as they were imported.
    var allNames: [String] { sources.map(\.name) }

    /// The names of the files of postings and small tables behind a working, each once, by name: reports do not depend on the order of imports.
    ///
    /// - Parameter isOfPortfolio: Whether the rows are those of an analyst's customers, which the assignments of these decide.
    func names(of working: FigureWorking, isOfPortfolio: Bool = false) -> [String] {
        var ids: Set<SourceFile.ID> = []
        if let period = working.postingPeriod {
            ids.formUnion(postings.filter { $0.days.first <= period.last && $0.days.last >= period.first }.map(\.source))
        }
        let kinds = working.tableKinds.union(isOfPortfolio ? [.portfolios] : [])
        return Set(sources.filter { kinds.contains($0.kind) || ids.contains($0.id) }.map(\.name)).sorted()
    }
}
