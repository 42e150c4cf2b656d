import Ledger
import LedgerColumns
import MetricsOracle
import Testing

@testable import Metrics

@Suite("Owners by number")
struct OwnerIndexTests {
    private static let start = Day(iso: "2026-01-01")!

    /// Assignments of some customers, those of each without a common day, in any order.
    private static func assignments(_ random: inout OracleRandom) -> [PortfolioAssignment] {
        (0..<12).flatMap { customer in
            var day = start
            let count = Int.random(in: 0...4, using: &random)
            let isOpenEnded = Bool.random(using: &random)
            return (0..<count).map { place in
                let first = day.adding(days: Int.random(in: 0...5, using: &random))
                let last = first.adding(days: Int.random(in: 0...20, using: &random))
                day = last.adding(days: 1)
                let analyst = ["AN1", "AN2", "AN3", PortfolioIndex.house].randomElement(using: &random)!
                return PortfolioAssignment(
                    customer: "C\(customer)", analyst: analyst, validFrom: first, validTo: isOpenEnded && place == count - 1 ? nil : last)
            }
        }.shuffled(using: &random)
    }

    @Test("are those that single customers have, by dictionary, by list and one by one")
    func sameOwners() {
        var (random, owned) = (OracleRandom(seed: 3), 0)
        for _ in 0..<50 {
            let assignments = Self.assignments(&random)
            let (index, owners) = (PortfolioIndex(assignments), OwnerIndex(assignments))
            // More dictionaries than are kept, asked for more than once.
            for size in [14, 3, 9, 14, 5, 7, 3] {
                let customers = (0..<size).map { "C\($0)" }.shuffled(using: &random)
                let ofDictionary = owners.owners(of: StringDictionary(values: customers))
                for day in (-2..<90).map(Self.start.adding(days:)) {
                    let ofDay = owners.owners(of: customers, on: day)
                    for (code, customer) in customers.enumerated() {
                        let owner = index.owner(of: customer, on: day) ?? PortfolioIndex.house
                        #expect(ofDictionary.owner(of: UInt32(code), on: day) == owner)
                        #expect(ofDay.names[ofDay.numbers[code]] == owner)
                        #expect(owners.owner(of: customer, on: day) == owner)
                        owned += owner == PortfolioIndex.house ? 0 : 1
                    }
                }
            }
        }
        #expect(owned > 1000)
    }
}
