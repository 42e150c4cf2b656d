import Ledger
import LedgerColumns
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The comparison of two versions of a day")
struct VersionComparisonTests {
    private static let day = Day(iso: "2026-06-30")!

    private static func item(
        _ document: String, _ open: Int64, customer: String = "C1", due: String? = "2026-06-15", kind: ItemKind = .invoice,
        line: String = "1"
    ) -> OracleItem {
        OracleItem(
            company: "IT01", document: document, line: line, kind: kind, customer: customer, documentDate: Day(iso: "2026-05-15")!,
            dueDate: due.flatMap { Day(iso: $0) }, currency: .eur, amountMinor: 10_000, openMinor: open)
    }

    private static func posting(_ document: String, _ kind: PostingKind, _ amount: Int64, clears: String?, on day: String = "2026-06-29")
        -> OraclePosting
    {
        OraclePosting(
            postingDate: Day(iso: day)!, company: "IT01", document: document, line: "1", kind: kind, customer: "C1", currency: .eur,
            amountMinor: amount, clears: clears)
    }

    private static func compare(_ before: [OracleItem], _ after: [OracleItem], late: [OraclePosting] = []) throws -> VersionComparison {
        try VersionComparison(
            before: ItemColumns(before), after: ItemColumns(after), late: PostingColumns(late), day: day,
            rates: RateTable(reporting: .eur, rates: []))
    }

    @Test("finds the cause of each difference where the data shows it")
    func causes() throws {
        let before = [
            Self.item("paid", 10_000), Self.item("part", 10_000), Self.item("bounced", 4_000), Self.item("credited", 10_000),
            Self.item("moved", 10_000), Self.item("gone", 10_000), Self.item("typo", 10_000), Self.item("sold", 10_000),
            Self.item("same", 10_000), Self.item("written", 10_000),
        ]
        let after = [
            Self.item("part", 6_000), Self.item("bounced", 10_000), Self.item("credited", 9_000), Self.item("moved", 10_000, due: nil),
            Self.item("typo", 1_000), Self.item("sold", 10_000, customer: "C2"), Self.item("same", 10_000), Self.item("new", 10_000),
            Self.item("found", 10_000), Self.item("written", 9_990),
        ]
        let late = [
            Self.posting("P1", .payment, -10_000, clears: "paid"), Self.posting("P2", .payment, -4_000, clears: "part"),
            Self.posting("P3", .payment, 6_000, clears: "bounced"), Self.posting("N1", .creditNote, -1_000, clears: "credited"),
            Self.posting("new", .invoice, 10_000, clears: nil), Self.posting("W1", .writeOff, -10, clears: "written"),
            // After the day: no reason for what the day says.
            Self.posting("P4", .payment, -9_000, clears: "typo", on: "2026-07-01"),
        ]
        let comparison = try Self.compare(before, after, late: late)
        let reasons = Dictionary(uniqueKeysWithValues: comparison.items.map { ($0.document, $0.causes.map(\.reason)) })
        #expect(
            reasons == [
                "paid": [.lateCash], "part": [.lateCash], "bounced": [.reversedPayment], "credited": [.backdatedCredit],
                "moved": [.changedDueDate], "gone": [.vanished], "typo": [.correctedAmount], "sold": [.changedCustomer],
                "new": [.lateInvoice], "found": [.appeared], "written": [.lateWriteOff],
            ])
        #expect(comparison.unchangedCount == 1)
        let part = try #require(comparison.items.first { $0.document == "part" })
        #expect(part.change == .changed([VersionComparison.FieldChange(field: .openAmount, before: "100.00", after: "60.00")]))
        #expect(part.causes.first?.postingDocument == "P2")
        #expect(part.netMinor == -4_000)
    }

    @Test("the causes of an item add up to its change, whatever postings came late")
    func amountsOfCauses() throws {
        func causes(_ before: [OracleItem], _ after: [OracleItem], _ late: [OraclePosting]) throws -> [[String]] {
            try Self.compare(before, after, late: late).items.map { item in
                #expect(item.causes.reduce(0) { $0 + ($1.openMinor ?? 0) } == (item.after?.openMinor ?? 0) - (item.before?.openMinor ?? 0))
                #expect(item.causes.reduce(0) { $0 + $1.netMinor } == item.netMinor)
                return item.causes.map { "\($0.reason.rawValue) \($0.openMinor ?? 0)" }
            }
        }
        let part = Self.posting("P1", .payment, -2_000, clears: "A")
        #expect(
            try causes([Self.item("A", 10_000)], [Self.item("A", 5_000)], [part])
                == [["late cash -2000", "corrected amount, no late posting -3000"]])
        // The version before had taken the payment in already.
        #expect(
            try causes([Self.item("A", 5_000)], [Self.item("A", 6_000)], [part]) == [["corrected amount, no late posting 1000"]])
        // An invoice and a payment on it, both late.
        #expect(
            try causes([], [Self.item("A", 8_000)], [Self.posting("A", .invoice, 10_000, clears: nil), part])
                == [["late invoice 10000", "late cash -2000"]])
        // A payment that clears a document of two lines.
        let lines = [Self.item("A", 6_000, line: "1"), Self.item("A", 4_000, line: "2")]
        #expect(
            try causes(lines, [], [Self.posting("P1", .payment, -10_000, clears: "A")]) == [["late cash -6000"], ["late cash -4000"]])
        #expect(try causes(lines, [], []) == [["vanished without late posting -6000"], ["vanished without late posting -4000"]])
        let elsewhere = OraclePosting(
            postingDate: Self.day, company: "IT01", document: "P1", line: "1", kind: .payment, customer: "C1",
            currency: Currency(code: "USD")!,
            amountMinor: -6_000, clears: "A")
        #expect(try causes([lines[0]], [], [elsewhere]) == [["vanished without late posting -6000"]])
    }

    @Test("finds each item that differs and what it moves, on random ledgers changed at random")
    func randomChanges() throws {
        for seed in UInt64(0)..<80 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.snapshots.keys.max(), let before = ledger.snapshots[day] else { continue }
            var random = OracleRandom(seed: seed ^ 0xD1FF)
            var after = before
            for number in 0..<random.int(0...6) where !after.isEmpty {
                let place = random.int(0...after.count - 1)
                switch random.int(1...6) {
                case 1: after.remove(at: place)
                case 2: after[place].openMinor += Int64(random.int(-500...500))
                case 3: after[place].dueDate = day
                case 4: after[place].customer = "someone else"
                case 5: after[place].kind = .other
                default:
                    var fresh = after[place]
                    fresh.document = "fresh \(number)"
                    after.append(fresh)
                }
            }
            let rates = ScannedLedger(ledger).tables.rates
            let comparison = try VersionComparison(
                before: ItemColumns(before), after: ItemColumns(random.shuffled(after)), late: PostingColumns(), day: day, rates: rates)
            func isSame(_ left: OracleItem, _ right: OracleItem) -> Bool {
                left.company == right.company && left.document == right.document && left.line == right.line
            }
            let removed = before.filter { old in !after.contains { isSame($0, old) } }
            let added = after.filter { new in !before.contains { isSame($0, new) } }
            let changed = after.filter { new in before.contains { isSame($0, new) && $0 != new } }
            #expect(comparison.items.count { $0.change == .removed } == removed.count, "seed \(seed)")
            #expect(comparison.items.count { $0.change == .added } == added.count, "seed \(seed)")
            #expect(comparison.items.count == removed.count + added.count + changed.count, "seed \(seed)")
            #expect(comparison.unchangedCount == after.count - added.count - changed.count, "seed \(seed)")
            #expect(comparison.items.allSatisfy { !$0.causes.isEmpty })
            #expect(comparison.items.allSatisfy { item in item.causes.reduce(0) { $0 + $1.netMinor } == item.netMinor }, "seed \(seed)")
            func net(_ items: [OracleItem]) -> Int128 {
                items.reduce(0) { $0 + Int128(rates.conversion(of: $1.currency, on: day)!.convert($1.openMinor)!) }
            }
            #expect(comparison.items.reduce(0) { $0 + $1.netMinor } == net(after) - net(before), "seed \(seed)")
        }
    }
}
