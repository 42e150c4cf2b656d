import Foundation
import Ledger
import Testing

@testable import Simulator

@Suite struct SimulatorErrorTests {
    private static let small = SimulatorOptions(seed: 1, customers: 20, months: 1, historyMonths: 1)

    @Test func aFolderThatCannotBeCreatedIsAnError() throws {
        let ledger = try Simulator.run(Self.small)
        let error = #expect(throws: SimulatorError.self) { try ledger.write(to: "/proc/no/such/folder") }
        #expect(error?.code == .cannotWrite)
        #expect(error?.path == "/proc/no/such/folder")
        #expect(error?.systemError == ENOENT)
    }

    @Test func aFileInPlaceOfTheFolderIsAnError() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/taken"
        try Data().write(to: URL(fileURLWithPath: path))
        let ledger = try Simulator.run(Self.small)
        let error = #expect(throws: SimulatorError.self) { try ledger.write(to: path) }
        #expect(error?.code == .cannotWrite)
    }

    @Test func aFullDiskIsAnError() {
        let error = #expect(throws: SimulatorError.self) { try Simulator.writeLargeLedger(items: 20_000, to: "/dev/full") }
        #expect(error?.code == .cannotWrite)
        #expect(error?.systemError == ENOSPC)
    }

    @Test(arguments: [
        SimulatorOptions(customers: 19), SimulatorOptions(months: 0), SimulatorOptions(historyMonths: 0),
        SimulatorOptions(openItemsPerSnapshot: 1), SimulatorOptions(dailySnapshots: 21),
        SimulatorOptions(lastMonth: Month(year: 1980, month: 1)),
    ])
    func anOptionOutsideItsRangeIsAnError(options: SimulatorOptions) {
        let error = #expect(throws: SimulatorError.self) { try Simulator.run(options) }
        #expect(error?.code == .badOption)
    }

    @Test func aLargeLedgerWithoutItemsIsAnError() {
        let error = #expect(throws: SimulatorError.self) { try Simulator.writeLargeLedger(items: 0, to: "/dev/null") }
        #expect(error?.code == .badOption)
    }
}
