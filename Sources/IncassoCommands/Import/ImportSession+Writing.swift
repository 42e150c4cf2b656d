import EmbeddedEngine
import Ledger
import LedgerColumns
import LedgerImport
import LedgerStore

extension ImportSession {
    /// What the store did with a file, in words, and what gave way to it.
    struct Written {
        var lines: [String]
        var replaced: [SnapshotPart] = []
        var warnings: [Diagnostic] = []
        /// The list of a history, to be kept.
        var kept: KeptRows?
        /// Whether month-ends of a history were dropped.
        var hasDroppedDays = false
        /// Whether the store says something else than before.
        var hasChanges = false

        init(lines: [String] = [], replaced: [SnapshotPart] = [], hasChanges: Bool) {
            (self.lines, self.replaced, self.hasChanges) = (lines, replaced, hasChanges)
        }

        init(_ counts: UpsertCounts, _ kind: FileKind) {
            self.init(lines: [counts.text(kind)], hasChanges: counts.added + counts.changed + counts.removed > 0)
        }
    }

    /// Writes the content of a file, and says in words what became of it.
    mutating func write(
        _ file: ImportedFile, of planned: ImportPlan.File, _ amendment: Amendment?, _ source: SourceFile.ID,
        _ transaction: ImportTransaction
    ) throws -> Written {
        if file.report.rowsRead == 0, let day = file.report.asOf, NoneOnRecord.kinds.contains(file.report.kind) {
            let (from, isNew) = try transaction.state(NoneOnRecord(kind: file.report.kind, from: day))
            return Written(lines: ["\(file.report.kind.rawValue): none but those on record from \(from.isoText) on"], hasChanges: isNew)
        }
        switch file.content {
        case .ledger(let day, let items):
            let known = amendment == nil ? UInt64(file.report.contentFingerprint, radix: 16) : nil
            var written = try add(
                items, of: day, known ?? items.columns().contentFingerprint,
                rejected: amendment?.stillRejected ?? file.report.rejectedCount, source,
                transaction)
            written.lines += amendment?.repeatedLine.map { [$0] } ?? []
            return written
        case .history(let history):
            return try write(history, of: planned, rejectedCount: file.report.rejectedCount, amendment, source, transaction)
        case .postings(let postings):
            // Reading rejects rows with the key of another one; documents that are composed get their names afterwards.
            let areKeysDistinct = amendment == nil && planned.profile.documentFrom.isEmpty
            let outcome = try transaction.addPostings(postings, source: source, areKeysDistinct: areKeysDistinct)
            let hasChanges = outcome.added + outcome.replaced > 0
            if hasChanges {
                newPostings.note(
                    postings, hasReplaced: outcome.replaced > 0, hasHistories: try !transaction.keptHistories().isEmpty,
                    outcome: outcomes.count)
            }
            var written = Written(lines: [outcome.text], hasChanges: hasChanges)
            if let warning = outcome.warning(file: file.report.file) { written.warnings.append(warning) }
            return written
        case .customers(let records):
            var written = Written(try transaction.upsert(records), .customers)
            knownCustomers = nil
            // Ledgers of the same import tell it themselves.
            if !bringsItems { written.warnings = try unknownCustomers(file: file.report.file, transaction) }
            return written
        case .analysts(let records): return Written(try transaction.upsert(records), .analysts)
        case .portfolios(let records): return Written(try transaction.replacePortfolios(records), .portfolios)
        case .activities(let records): return Written(try transaction.upsert(records), .activities)
        case .promises(let records): return Written(try transaction.upsert(records), .promises)
        case .disputes(let records): return Written(try transaction.upsert(records), .disputes)
        case .targets(let records): return Written(try transaction.upsert(records), .targets)
        case .interest(let records): return Written(try transaction.upsert(records), .interest)
        case .rates(let records):
            warnOfReportingCurrency(records, file: file.report.file)
            note(records)
            return Written(try transaction.upsert(records), .rates)
        }
    }

    func add(
        _ items: PackedItems, of day: Day, _ fingerprint: UInt64, rejected: Int, _ source: SourceFile.ID, _ transaction: ImportTransaction,
        _ scope: HistoryScope? = nil
    ) throws -> Written {
        // Rates come before ledgers in the plan, so these are all that the store will hold.
        let known = rates.values.sorted { ($0.day, $0.currency) < ($1.day, $1.currency) }
        let rollups = ImportRollups(policy: workspace.configuration.policy, rates: known, threads: options.threads)
        let positions = rollups.begin(items, day: day)
        let outcome = try transaction.addSnapshotPart(
            day: day, items: items, givingUp: ImportRollups.unusedColumns, fingerprint: fingerprint, rejectedCount: rejected,
            source: source,
            replacesDay: replacesDay, scope: scope)
        if let part = outcome.snapshot.parts.first(where: { $0.source.id == source }) {
            guard let positions else {
                let missing = rollups.currenciesWithoutRate(items, day: day).joined(separator: ", ")
                let told = outcome.text + "; figures of this day need a rate for " + missing
                return Written(lines: [told], replaced: outcome.replaced, hasChanges: outcome.change != .unchanged)
            }
            try rollups.keep(positions, day: day, of: part, in: transaction)
        }
        return Written(lines: [outcome.text], replaced: outcome.replaced, hasChanges: outcome.change != .unchanged)
    }

    /// What stands out in the customers of the open items of the newest day, beside the customers file.
    private mutating func unknownCustomers(file: String, _ transaction: ImportTransaction) throws -> [Diagnostic] {
        var customers: Set<String> = []
        for part in try transaction.newestParts() {
            customers.formUnion(try transaction.items(of: part, columns: [.customer]).usedCustomers)
        }
        return try customerIds(transaction).warnings(Array(customers), file: file)
    }

    /// A rate of the reporting currency other than 1 says that the file's rates may be meant for another currency. It is never used.
    private func warnOfReportingCurrency(_ rates: [ExchangeRate], file: String) {
        let reporting = workspace.configuration.reportingCurrency
        guard rates.contains(where: { $0.currency == reporting && $0.rate.rational != Rational(1) }) else { return }
        terminal.message(
            Diagnostic(
                code: "rate-of-reporting-currency", severity: .warning, file: file,
                message: "the file prices \(reporting.code), the reporting currency, at something else than 1",
                advice: "check that its rates are the price of one unit of each other currency in \(reporting.code)"
            ).text)
    }

    mutating func note(_ rates: [ExchangeRate]) {
        for rate in rates { self.rates[RateKey(day: rate.day, currency: rate.currency)] = rate }
    }

    /// What the store tells rates apart by.
    struct RateKey: Hashable {
        let day: Day
        let currency: Currency
    }
}
