import EmbeddedEngine
import Foundation
import Ledger
import LedgerFixtures
import LedgerImport
import LedgerStore
import Metrics
import MetricsOracle
import RenderedFiles

@testable import IncassoCommands

/// A workspace in a folder of its own, with everything real between the files and the figures.
struct Road {
    let folder: String
    let workspace: Workspace
    let store: LedgerStore
    private let inputs: String

    /// Files that were not taken.
    struct Refused: Error {
        let failures: [ImportError]
    }

    /// An empty workspace of a policy in a folder, which is removed by who made it.
    init(in folder: String, _ policy: Policy) throws {
        try self.init(in: folder, policy) { try LedgerStore.create(at: $0) }
    }

    private init(in folder: String, _ policy: Policy, store: (String) throws -> LedgerStore) throws {
        let lossRates = policy.lossRates.map { "ecl:\n  loss_rates: [\($0.map { $0.decimalText() }.joined(separator: ", "))]\n" } ?? ""
        let configuration = """
            reporting_currency: \(policy.reportingCurrency.code)
            aging:
              limits: [\(policy.aging.limits.map(String.init).joined(separator: ", "))]
              credits: \(policy.agingCredits.rawValue)
            sales: \(policy.sales.rawValue)
            promises:
              tolerance: \(policy.promiseTolerance.count) \(policy.promiseTolerance.unit.rawValue)
            attribution: \(Self.text(policy.attribution))
            \(lossRates)
            """
        inputs = folder + "/inputs"
        try FileManager.default.createDirectory(atPath: inputs, withIntermediateDirectories: true)
        try Data(configuration.utf8).write(to: URL(fileURLWithPath: folder + "/incasso.yml"))
        self.folder = folder
        workspace = try Workspace(folder: folder)
        self.store = try store(workspace.storePath)
    }

    /// `{rule: last-touch, days: 14, contacts: outbound}`
    private static func text(_ attribution: Attribution) -> String {
        var keys = ["rule: \(attribution.rule.rawValue)"]
        if attribution.usesContacts { keys += ["days: \(attribution.lastTouchDays)", "contacts: \(attribution.contacts.rawValue)"] }
        if attribution.rule == .split {
            keys += ["owner_share: \(attribution.ownerShare.decimalText())", "rest: \(attribution.partner.rawValue)"]
        }
        return "{" + keys.joined(separator: ", ") + "}"
    }

    /// Runs `body` with a workspace of a ledger's policy into which the ledger's files, rows in disorder, were imported.
    static func with<Result>(
        _ ledger: OracleLedger, shuffle: UInt64 = 0, _ options: ImportOptions = ImportOptions(), _ body: (Road) throws -> Result
    ) throws -> Result {
        try TemporaryFolder.with { folder in
            let road = try Road(in: folder, ledger.policy)
            try road.take(ledger.canonicalFiles(shuffle: shuffle), options)
            return try body(road)
        }
    }

    /// The same store under another policy.
    func under(_ policy: Policy) throws -> Road { try Road(in: folder, policy) { try LedgerStore.open(at: $0) } }

    /// Writes files and imports them, all in one transaction, as the command does.
    func take(_ files: [(name: String, text: String)], _ options: ImportOptions = ImportOptions()) throws {
        for file in files { try Data(file.text.utf8).write(to: URL(fileURLWithPath: inputs + "/" + file.name)) }
        try take(paths: files.map { inputs + "/" + $0.name }, options)
    }

    /// Imports files where they lie.
    func take(paths: [String], _ options: ImportOptions = ImportOptions()) throws {
        let plan = ImportPlan(paths: paths, kind: nil, named: nil, profiles: [], options: options, sources: [])
        var session = ImportSession(
            workspace: workspace, options: options, isDryRun: false, skipsKnownFiles: true, importedOn: Road.today,
            terminal: Terminal(isQuiet: true))
        try session.run(plan, into: store)
        guard session.failures.isEmpty else { throw Refused(failures: session.failures) }
    }

    /// An engine over the store as it is now, with nothing in memory.
    func engine(threads: Int = 2) throws -> MetricsEngine {
        try embeddedEngine(threads: threads).metrics
    }

    /// The same without the catalogue above it.
    func embeddedEngine(threads: Int = 2, keptItemsLimit: Int = EmbeddedEngine.usualKeptItemsLimit) throws -> EmbeddedEngine {
        try EmbeddedEngine(store: store, policy: workspace.configuration.policy, threads: threads, keptItemsLimit: keptItemsLimit)
    }

    /// An engine over the store opened only for reading: it must find every rollup there, because it cannot keep one.
    func readingEngine() throws -> MetricsEngine {
        let store = try LedgerStore.open(at: workspace.storePath, readOnly: true)
        return try EmbeddedEngine(store: store, policy: workspace.configuration.policy, threads: 1).metrics
    }

    private static let today = Day(iso: "2026-11-07")!
}

extension Road.Refused: CustomStringConvertible {
    var description: String { failures.flatMap(\.diagnostics).map(\.text).joined(separator: "\n") }
}
