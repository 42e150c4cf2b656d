import Foundation
import Ledger
import Testing

@testable import Simulator

/// Opening + postings = closing, summed from the written files for every company, customer and currency.
@Suite struct BridgeTests {
    struct Key: Hashable { var company, customer, currency: String }

    private static let withoutSAP = SimulatorOptions(
        seed: 5, customers: 40, months: 4, lastMonth: Month(year: 2024, month: 2), historyMonths: 6, dailySnapshots: 3)

    @Test(arguments: [SimulatorOptions.sample, withoutSAP])
    func everySnapshotIsThePostingsUpToItsDay(options: SimulatorOptions) throws {
        let folder = try TemporaryFolder()
        try (options == .sample ? SampleLedger.shared.get() : Simulator.run(options)).write(to: folder.path)
        let files = WrittenFiles(folder: folder.path)
        let postings = try files.rows("postings.csv").sorted { $0["posting_date"]! < $1["posting_date"]! }
        let days = try files.snapshotDays()
        #expect(days.count == options.months + options.dailySnapshots)

        var balances: [Key: Int64] = [:]
        var next = 0
        for day in days {
            while next < postings.count, postings[next]["posting_date"]! <= day {
                let posting = postings[next]
                let key = Key(company: posting["company"]!, customer: posting["customer"]!, currency: posting["currency"]!)
                balances[key, default: 0] += try WrittenFiles.minor(posting["amount"]!)
                next += 1
            }
            var open: [Key: Int64] = [:]
            for item in try files.items(day) {
                open[Key(company: item.company, customer: item.customer, currency: item.currency), default: 0] += item.openMinor
            }
            let expected = balances.filter { $0.value != 0 }
            let found = open.filter { $0.value != 0 }
            #expect(found == expected, "snapshot of \(day)")
        }
        #expect(next == postings.count)
    }

    @Test func noItemIsOpenTwiceOrAtZero() throws {
        let ledger = try Simulator.run(Self.withoutSAP)
        for snapshot in ledger.snapshots {
            let keys = Set(snapshot.items.map { [$0.company, $0.document, String($0.line)] })
            let zeros = snapshot.items.filter { $0.openMinor == 0 || $0.openMinor.magnitude > $0.amountMinor.magnitude }
            #expect(keys.count == snapshot.items.count)
            #expect(zeros.isEmpty)
        }
    }

    @Test func postingKeysAreUnique() throws {
        let ledger = try SampleLedger.shared.get()
        let keys = Set(ledger.postings.map { [$0.company, $0.document, String($0.line), $0.kind.name] })
        #expect(keys.count == ledger.postings.count)
    }

    @Test func anAppliedPostingNamesADocumentOfItsCompanyAndCustomer() throws {
        let ledger = try SampleLedger.shared.get()
        let documents = Set(ledger.postings.filter { $0.amountMinor > 0 }.map { [$0.company, $0.customer, $0.document] })
        let applied = ledger.postings.filter { !$0.clears.isEmpty }
        let astray = applied.filter { !documents.contains([$0.company, $0.customer, $0.clears]) || $0.amountMinor >= 0 }
        #expect(!applied.isEmpty)
        #expect(astray.isEmpty)
    }
}
