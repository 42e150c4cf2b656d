import Ledger
import Testing

@testable import LedgerImport

/// The golden files as they are in the repository.
@Suite struct GoldenFileTests {
    static let folder = #filePath.split(separator: "/").dropLast(2).reduce("") { $0 + "/" + $1 } + "/Golden/"
    static let files: [(name: String, kind: FileKind, rowCount: Int)] = [
        ("activities.csv", .activities, 9), ("analysts.csv", .analysts, 2), ("customers.csv", .customers, 4),
        ("disputes.csv", .disputes, 2), ("ledger-2026-05-31.csv", .ledger, 8), ("ledger-2026-06-30.csv", .ledger, 10),
        ("portfolios.csv", .portfolios, 4), ("postings.csv", .postings, 26), ("promises.csv", .promises, 4), ("targets.csv", .targets, 7),
    ]

    @Test(arguments: files) func everyFileIsDetectedAndReadWithoutFindings(_ file: (name: String, kind: FileKind, rowCount: Int)) throws {
        let profile = try LedgerFileReader.detectProfile(path: Self.folder + file.name)
        #expect(profile == .canonical(file.kind))
        let read = try LedgerFileReader.read(path: Self.folder + file.name, profile: profile)
        #expect(read.report.rowsKept == file.rowCount)
        #expect(read.report.diagnostics == [])
    }

    @Test func theLedgerAddsUpToTheExpectedBalance() throws {
        let read = try LedgerFileReader.read(path: Self.folder + "ledger-2026-06-30.csv", profile: .canonical(.ledger))
        let items = try #require(read.items)
        #expect(items.openMinor.reduce(0, +) == 4_730_000)
        #expect(read.report.asOf == Day(iso: "2026-06-30"))
        #expect(read.report.asOfSource == .fileName)
    }

    @Test func postingsExplainTheChangeBetweenTheLedgers() throws {
        let opening = try LedgerFileReader.read(path: Self.folder + "ledger-2026-05-31.csv", profile: .canonical(.ledger))
        let closing = try LedgerFileReader.read(path: Self.folder + "ledger-2026-06-30.csv", profile: .canonical(.ledger))
        let postings = try #require(
            try LedgerFileReader.read(path: Self.folder + "postings.csv", profile: .canonical(.postings)).postings)
        let june = Month(year: 2026, month: 6)
        let moved = zip(postings.postingDay, postings.amountMinor).reduce(Int64(0)) { sum, posting in
            Day(daysSinceEpoch: posting.0).month == june ? sum + posting.1 : sum
        }
        let change = try #require(closing.items).openMinor.reduce(0, +) - #require(opening.items).openMinor.reduce(0, +)
        #expect(moved == change)
    }

    @Test func aFileThatIsNoLedgerFileIsNotGuessed() {
        let error = #expect(throws: ImportError.self) { try LedgerFileReader.detectProfile(path: Self.folder + "expected.csv") }
        #expect(error?.code == .missingColumn)
    }

    @Test func theReportIsTheSameInEveryRun() throws {
        let path = Self.folder + "ledger-2026-06-30.csv"
        let first = try LedgerFileReader.read(path: path, profile: .canonical(.ledger), options: ImportOptions(threads: 1)).report
        let second = try LedgerFileReader.read(path: path, profile: .canonical(.ledger), options: ImportOptions(threads: 3)).report
        #expect(first.jsonText == second.jsonText)
        #expect(first.text == second.text)
        #expect(first.text.contains("rows: 10 read, 10 kept, 0 rejected"))
        #expect(first.jsonText.contains("\"rowsKept\":10,\"dropped\":{}"))
    }
}
