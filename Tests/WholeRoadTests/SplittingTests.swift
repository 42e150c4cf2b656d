import Foundation
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("What does not change a ledger does not change its figures")
struct SplittingTests {
    @Test("splitting ledger files by company into two files changes nothing", .tags(.slow))
    func splitByCompany() throws {
        var split = 0
        for seed in UInt64(2000)..<2030 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, Set((ledger.snapshots[day] ?? []).map(\.company)).count > 1 else { continue }
            let whole = try Road.with(ledger) { try $0.engine().figures(asOf: day).everyValue }
            let files = ledger.canonicalFiles().flatMap { Self.byCompany($0) }
            var empty = ledger
            empty.snapshots = [:]
            let parts = try Road.with(empty) { road in
                try road.take(files.filter { $0.name.hasPrefix("ledger") })
                return try road.engine().figures(asOf: day).everyValue
            }
            #expect(parts == whole, "seed \(seed)")
            split += 1
        }
        #expect(split > 10)
    }

    @Test("splitting ledger files by rows into two files of one command changes nothing", .tags(.slow))
    func splitByRows() throws {
        var split = 0
        for seed in UInt64(2050)..<2070 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, (ledger.snapshots[day] ?? []).count > 1 else { continue }
            let whole = try Road.with(ledger) { try $0.engine().figures(asOf: day).everyValue }
            var empty = ledger
            empty.snapshots = [:]
            let parts = try Road.with(empty) { road in
                try road.take(ledger.canonicalFiles().filter { $0.name.hasPrefix("ledger") }.flatMap { Self.byRows($0) })
                return try road.engine().figures(asOf: day).everyValue
            }
            #expect(parts == whole, "seed \(seed)")
            split += 1
        }
        #expect(split > 10)
    }

    @Test("importing files one by one, in any order, gives what importing them together gives", .tags(.slow))
    func oneByOne() throws {
        for seed in UInt64(2100)..<2110 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last else { continue }
            let together = try Road.with(ledger) { try $0.engine().figures(asOf: day).everyValue }
            var random = OracleRandom(seed: seed)
            let files = random.shuffled(ledger.canonicalFiles(shuffle: seed))
            let apart = try Road.with(OracleLedger(like: ledger)) { road in
                for file in files { try road.take([file]) }
                return try road.engine().figures(asOf: day).everyValue
            }
            #expect(apart == together, "seed \(seed)")
        }
    }

    @Test("an invoice and a credit note of the same amount and day leave the net balance as it was", .tags(.slow))
    func offsettingDocuments() throws {
        for seed in UInt64(2200)..<2220 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let known = ledger.snapshots[day]?.first else { continue }
            var invoice = known
            (invoice.document, invoice.line, invoice.kind) = ("twin-invoice", "", .invoice)
            (invoice.documentDate, invoice.dueDate) = (day, day.adding(days: 30))
            (invoice.amountMinor, invoice.openMinor) = (123_457, 123_457)
            var credit = invoice
            (credit.document, credit.kind, credit.amountMinor, credit.openMinor) = ("twin-credit", .creditNote, -123_457, -123_457)
            var added = ledger
            added.snapshots[day]! += [invoice, credit]
            let before = try Road.with(ledger) { try $0.engine().figures(asOf: day) }
            let after = try Road.with(added) { try $0.engine().figures(asOf: day) }
            for scope in Scope.allCases {
                #expect(after.keys(scope) == before.keys(scope), "seed \(seed)")
                for key in before.keys(scope) {
                    #expect(after.value(.arNet, scope, key) == before.value(.arNet, scope, key), "seed \(seed) \(scope) \(key)")
                }
            }
            let gross = after.minor(.arGross) - before.minor(.arGross)
            let current = after.minor(.debitItems(bucket: 0)) - before.minor(.debitItems(bucket: 0))
            #expect(gross > 0, "seed \(seed)")
            #expect(current == gross, "seed \(seed)")
            let aged = { (figures: DayFigures) in (figures.buckets + [.creditsOutside]).reduce(Int128(0)) { $0 + figures.minor($1) } }
            #expect(aged(after) == aged(before), "seed \(seed)")
        }
    }

    /// A ledger file as two, with every second row each.
    private static func byRows(_ file: (name: String, text: String)) -> [(name: String, text: String)] {
        let lines = file.text.split(separator: "\n")
        return [("a", 0), ("b", 1)].compactMap { name, rest in
            let rows = lines.dropFirst().enumerated().filter { $0.offset % 2 == rest }.map(\.element)
            guard !rows.isEmpty else { return nil }
            return (file.name.replacing("ledger-", with: "ledger-\(name)-"), ([lines[0]] + rows).map { $0 + "\n" }.joined())
        }
    }

    /// A ledger file as two: its first company, and the others. Other files stay as they are.
    private static func byCompany(_ file: (name: String, text: String)) -> [(name: String, text: String)] {
        guard file.name.hasPrefix("ledger-") else { return [file] }
        let lines = file.text.split(separator: "\n")
        let first = lines[1].prefix { $0 != "," }
        let parts = [
            lines.dropFirst().filter { $0.prefix { $0 != "," } == first }, lines.dropFirst().filter { $0.prefix { $0 != "," } != first },
        ]
        return zip(["a", "b"], parts).filter { !$0.1.isEmpty }.map { name, rows in
            let text = ([lines[0]] + rows).map { $0 + "\n" }.joined()
            return (file.name.replacing("ledger-", with: "ledger-\(name)-"), text)
        }
    }
}

extension OracleLedger {
    /// A ledger of the same choices without rows.
    init(like ledger: OracleLedger) {
        self = ledger
        (snapshots, postings, customers, analysts, portfolios) = ([:], [], [], [], [])
        (targets, rates, activities, promises, disputes) = ([], [], [], [], [])
    }
}
