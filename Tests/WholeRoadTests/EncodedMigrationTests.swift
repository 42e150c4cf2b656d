import EmbeddedEngine
import Ledger
import Metrics
import MetricsOracle
import Testing

@testable import IncassoCommands

@Suite("Migrations of large snapshots")
struct EncodedMigrationTests {
    /// The migrations of all days of a ledger by an engine that keeps the items of snapshots of so many rows.
    private static func migrations(_ ledger: OracleLedger, keptItemsLimit: Int) throws -> [MigrationRollup?] {
        try Road.with(ledger, shuffle: 1) { road in
            let engine = try road.embeddedEngine(keptItemsLimit: keptItemsLimit)
            return try ledger.asOfDays.map { try engine.migration(asOf: $0) }
        }
    }

    @Test("go through segments as they are stored and give what the items in memory give", arguments: UInt64(0)..<6)
    func segments(seed: UInt64) throws {
        let ledger = OracleLedger.random(seed: seed)
        let expected = try Self.migrations(ledger, keptItemsLimit: EmbeddedEngine.usualKeptItemsLimit)
        let found = try Self.migrations(ledger, keptItemsLimit: 0)
        #expect(found == expected)
        #expect(expected.contains { $0 != nil })
    }
}
