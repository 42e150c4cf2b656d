import Foundation
import Ledger
import Testing

@testable import Simulator

@Suite struct LargeLedgerSeriesTests {
    private static let lastMonth = Month(year: 2026, month: 3)

    /// The rows of every file by its name.
    private func files(seed: UInt64 = 1) throws -> [String: [[String: String]]] {
        let folder = try TemporaryFolder()
        try Simulator.writeLargeLedgerSeries(items: 2_000, months: 3, to: folder.path, seed: seed, lastMonth: Self.lastMonth)
        let written = WrittenFiles(folder: folder.path)
        return Dictionary(uniqueKeysWithValues: try folder.names().map { ($0, try written.rows($0)) })
    }

    @Test func everyMonthHasAboutTheItemsAskedFor() throws {
        let files = try files()
        for month in -2...0 {
            let count = try #require(files["ledger-\(Self.lastMonth.adding(months: month).lastDay.isoText).csv"]).count
            #expect((1_800...2_200).contains(count))
        }
    }

    @Test func postingsExplainEveryMonthToTheCent() throws {
        let files = try files()
        let postings = try #require(files["postings.csv"])
        for month in [Self.lastMonth.adding(months: -1), Self.lastMonth] {
            let opening = try balances(#require(files["ledger-\(month.adding(months: -1).lastDay.isoText).csv"]), "open_amount")
            let closing = try balances(#require(files["ledger-\(month.lastDay.isoText).csv"]), "open_amount")
            let moved = try balances(postings.filter { $0["posting_date"]!.hasPrefix(month.isoText) }, "amount")
            for account in Set(opening.keys).union(closing.keys).union(moved.keys) {
                let expected = opening[account, default: 0] + moved[account, default: 0]
                #expect(closing[account, default: 0] == expected, "\(month.isoText) \(account)")
            }
        }
    }

    @Test func theSameSeedGivesTheSameRows() throws {
        let first = try files()["postings.csv"]
        let second = try files()["postings.csv"]
        let other = try files(seed: 2)["postings.csv"]
        #expect(first == second)
        #expect(first != other)
    }

    @Test func countsOutOfRangeAreRefused() {
        #expect(throws: SimulatorError.self) { try Simulator.writeLargeLedgerSeries(items: 99, months: 3, to: "/nowhere") }
        #expect(throws: SimulatorError.self) { try Simulator.writeLargeLedgerSeries(items: 100, months: 61, to: "/nowhere") }
    }

    private func balances(_ rows: [[String: String]], _ field: String) throws -> [String: Int64] {
        var sums: [String: Int64] = [:]
        for row in rows {
            sums["\(row["company"]!) \(row["customer"]!) \(row["currency"]!)", default: 0] += try WrittenFiles.minor(row[field]!)
        }
        return sums
    }
}
