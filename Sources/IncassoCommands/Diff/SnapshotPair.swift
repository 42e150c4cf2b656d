import EmbeddedEngine
import Ledger
import LedgerColumns
import LedgerStore
import Metrics

/// Two snapshots that are compared.
struct SnapshotPair {
    let before: SnapshotInfo
    let after: SnapshotInfo
    let store: LedgerStore
    let engine: EmbeddedEngine
    let policy: Policy

    /// What moved between two days.
    func bridge(customer: String?) throws -> DayBridge {
        let columns: Set<ItemColumn> = [.company, .customer, .currency, .kind, .document, .line, .dueDay, .openMinor]
        let bridge = try SnapshotBridge(
            before: try store.items(of: before.id, columns: columns), on: before.day,
            after: try store.items(of: after.id, columns: columns), on: after.day,
            postings: try postingsBetween(), rates: engine.tables.rates, customer: customer)
        return DayBridge(before: before, after: after, bridge: bridge, tables: engine.tables, policy: policy)
    }

    /// The postings between the days; of an earlier version of the later day those known with it, so that what was once told of it stays so.
    private func postingsBetween() throws -> PostingColumns {
        let first = before.day.adding(days: 1)
        guard !after.isCurrent, let newest = after.newestSource else { return try store.postings(from: first, through: after.day) }
        return try store.postings(from: first, through: after.day, knownWith: newest)
    }

    /// What two versions of a day say differently. The earlier version's figures count the postings known with it; those of the current version all.
    func restatement(customer: String?) throws -> Restatement {
        let late = try before.newestSource.flatMap { first in
            try lastSource.map { try store.postings(through: before.day, importedAfter: first, upTo: $0) }
        }
        let comparison = try VersionComparison(
            before: try store.items(of: before.id), after: try store.items(of: after.id), late: late ?? .init(), day: before.day,
            rates: engine.tables.rates)
        return Restatement(
            before: before, after: after, comparison: comparison, customer: customer,
            lines: RestatedLines(comparison.items, customer: customer),
            figuresBefore: try figures(before, customer), figuresAfter: try figures(after, customer), policy: policy)
    }

    /// The newest file that counts for the later version: of the current one all that were imported.
    private var lastSource: SourceFile.ID? { get throws { after.isCurrent ? try store.sources().map(\.id).max() : after.newestSource } }

    private func figures(_ version: SnapshotInfo, _ customer: String?) throws -> DayFigures {
        let metrics = version.isCurrent ? engine.metrics : try VersionSource(version, of: store, engine: engine, policy: policy).metrics
        return try metrics.figures(asOf: version.day, scopes: customer == nil ? [.all] : [.all, .customer])
    }
}
