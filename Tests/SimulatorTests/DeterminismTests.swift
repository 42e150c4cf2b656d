import Foundation
import Ledger
import Testing

@testable import Simulator

@Suite struct DeterminismTests {
    private func options(seed: UInt64) -> SimulatorOptions {
        SimulatorOptions(
            seed: seed, customers: 30, months: 2, lastMonth: Month(year: 2025, month: 6), historyMonths: 4, dailySnapshots: 1,
            exportsSAPCompany: true)
    }

    private func written(_ options: SimulatorOptions) throws -> [String: Data] {
        let folder = try TemporaryFolder()
        try Simulator.run(options).write(to: folder.path)
        return Dictionary(uniqueKeysWithValues: try folder.names().map { ($0, try folder.bytes($0)) })
    }

    @Test func theSameSeedGivesTheSameBytes() throws {
        let first = try written(options(seed: 4))
        let second = try written(options(seed: 4))
        #expect(first == second)
        #expect(first.count == 16)
    }

    @Test func anotherSeedGivesAnotherLedger() throws {
        let first = try written(options(seed: 4))
        let second = try written(options(seed: 5))
        let equal = first.keys.filter { first[$0] == second[$0] }
        // The people and the rates of late-payment interest are the same in every simulation.
        #expect(equal.sorted() == ["analysts.csv", "interest.csv"])
    }

    @Test func theSampleInTheRepositoryIsWhatTheSimulatorWrites() throws {
        let sample = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
            .appendingPathComponent("sample-data").path
        let folder = try TemporaryFolder()
        try SampleLedger.shared.get().write(to: folder.path)
        let names = try folder.names()
        let stored = try FileManager.default.contentsOfDirectory(atPath: sample).filter { $0.hasSuffix(".csv") }.sorted()
        #expect(names == stored)
        for name in names {
            let isSame = try folder.bytes(name) == Data(contentsOf: URL(fileURLWithPath: sample + "/" + name))
            #expect(isSame, "\(name) differs from sample-data/\(name)")
        }
    }
}
