import Foundation
import Testing

@testable import Simulator

@Suite struct LargeLedgerTests {
    private static let count = 20_000

    private func rows(previousMonth: Bool = false, seed: UInt64 = 1) throws -> [[String: String]] {
        let folder = try TemporaryFolder()
        try Simulator.writeLargeLedger(
            items: Self.count, to: folder.path + "/ledger.csv", seed: seed, previousMonth: previousMonth)
        return try WrittenFiles(folder: folder.path).rows("ledger.csv")
    }

    @Test func documentsAreUniqueAndNotSorted() throws {
        let documents = try rows().map { $0["document"]! }
        let numbers = documents.map { $0.dropFirst(3) }
        #expect(Set(numbers).count == Self.count)
        #expect(numbers != numbers.sorted())
    }

    @Test func theMixOfKindsAndGapsIsThere() throws {
        let rows = try rows()
        let counts = Dictionary(grouping: rows) { $0["kind"]! }.mapValues { $0.count * 100 / Self.count }
        let undated = rows.filter { $0["kind"] == "invoice" && $0["due_date"] == "" }.count
        let partPaid = rows.filter { $0["amount"] != $0["open_amount"] }.count
        #expect((91...93).contains(counts["invoice"]!))
        #expect(Set(counts.keys) == ["invoice", "credit_note", "payment", "debit_note"])
        #expect(Set(rows.map { $0["company"] }).count == 5)
        #expect(Set(rows.map { $0["currency"] }).count == 3)
        #expect(Set(rows.map { $0["customer"] }).count <= Self.count / 50)
        #expect(undated > 0)
        #expect(partPaid > 0)
    }

    @Test func creditsAreNegativeAndNothingIsOpenAtZero() throws {
        let wrong = try rows().filter { row in
            let isCredit = row["kind"] == "credit_note" || row["kind"] == "payment"
            let (amount, open) = (try WrittenFiles.minor(row["amount"]!), try WrittenFiles.minor(row["open_amount"]!))
            return isCredit != (open < 0) || open == 0 || open.magnitude > amount.magnitude || (amount < 0) != (open < 0)
        }
        #expect(wrong.isEmpty)
    }

    @Test func consecutiveSnapshotsShareSevenTenths() throws {
        func keyed(_ rows: [[String: String]]) -> [String: [String: String]] {
            Dictionary(uniqueKeysWithValues: rows.map { ($0["document"]!, $0) })
        }
        let current = keyed(try rows())
        let previous = keyed(try rows(previousMonth: true))
        let shared = current.filter { previous[$0.key] != nil }
        #expect(shared.count == Self.count * 7 / 10)
        for field in ["company", "line", "customer", "currency", "amount", "document_date", "due_date"] {
            let changed = shared.filter { $0.value[field] != previous[$0.key]![field] }
            #expect(changed.isEmpty, "\(field)")
        }
        let paidSince = shared.filter { $0.value["open_amount"] != previous[$0.key]!["open_amount"] }
        let datedAfter = previous.values.filter { $0["document_date"]! > "2026-09-30" }
        let newEarlier = current.filter { previous[$0.key] == nil && $0.value["document_date"]! <= "2026-09-30" }
        #expect(!paidSince.isEmpty)
        #expect(datedAfter.isEmpty)
        #expect(newEarlier.isEmpty)
    }

    @Test func theSameSeedGivesTheSameRows() throws {
        let first = try rows()
        let second = try rows()
        let other = try rows(seed: 2)
        #expect(first == second)
        #expect(first != other)
    }
}
