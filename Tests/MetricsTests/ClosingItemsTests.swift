import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Items that would close the gap")
struct ClosingItemsTests {
    @Test("are the debit items due by month end, with what the forecast's parts leave of them, the largest first, on random ledgers")
    func randomLedgers() throws {
        var (shown, onLastDays, within) = (0, 0, 0)
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            for day in ledger.asOfDays {
                let parts = try #require(try engine.landingItems(asOf: day))
                // By item: converted and expected, from the parts of the forecast.
                var sums: [[String]: (converted: Int64, expected: Int64, due: Day)] = [:]
                for part in parts {
                    guard let due = part.dueOn, due <= day.month.lastDay else { continue }
                    let key = [part.company, part.document, part.line]
                    let before = sums[key] ?? (0, 0, due)
                    sums[key] = (before.converted + part.convertedMinor, before.expected + part.expectedMinor, due)
                }
                let open = sums.filter { $0.value.converted > $0.value.expected }
                let found = try #require(try engine.closingItems(asOf: day, limit: 7))
                #expect(found.count == open.count, "seed \(seed) \(day)")
                #expect(found.addsMinor == open.values.reduce(Int128(0)) { $0 + Int128($1.converted - $1.expected) })
                let sorted = open.values.map { $0.converted - $0.expected }.sorted(by: >)
                #expect(found.largest.map(\.addsMinor) == Array(sorted.prefix(7)), "seed \(seed) \(day)")
                for item in found.largest {
                    let sum = try #require(open[[item.company, item.document, item.line]])
                    #expect(item.convertedMinor == sum.converted && item.expectedMinor == sum.expected && item.dueOn == sum.due)
                    let owner = engine.tables.portfolios.owner(of: item.customer, on: day) ?? "house"
                    #expect(item.owner == owner)
                    shown += 1
                }
                if day == day.month.lastDay { onLastDays += found.count } else { within += found.count }
            }
        }
        #expect(shown > 200 && onLastDays > 0 && within > 0)
    }

    private static func day(_ text: String) -> Day { Day(iso: text)! }

    @Test("leave out what is promised, due later or without a due day; name the department of a dispute")
    func choice() throws {
        var ledger = OracleLedger()
        let asOf = Self.day("2026-06-10")
        ledger.snapshots[asOf] = [
            .invoice("A", "2026-06-20", 1_000), .invoice("B", "2026-06-30", 2_000), .invoice("B2", "2026-07-01", 4_000),
            .invoice("N", nil, 8_000),
            .invoice("OLD", "2026-05-31", 16_000), .invoice("OLD2", "2026-05-30", 16_000),
        ]
        ledger.promises = [
            PaymentPromise(
                promise: "p", customer: "C", document: "A", madeOn: asOf, dueOn: Self.day("2026-06-25"), currency: .eur, amountMinor: 1_000)
        ]
        ledger.disputes = [
            Dispute(
                dispute: "d", customer: "C", document: "B", openedOn: Self.day("2026-06-09"), currency: .eur, amountMinor: 500,
                department: "Tax")
        ]
        let found = try #require(try ScannedLedger(ledger).engine.closingItems(asOf: asOf, limit: 10))
        // Half of the promise is counted on; the disputed 500 of B is expected in July; of the same amount the one due first is first.
        let texts = found.largest.map { "\($0.document) \($0.convertedMinor) \($0.expectedMinor) \($0.addsMinor) \($0.department ?? "–")" }
        #expect(texts == ["OLD2 16000 0 16000 –", "OLD 16000 0 16000 –", "A 1000 500 500 –", "B 2000 1500 500 Tax"])
        #expect(found.count == 4 && found.addsMinor == 33_000)
        #expect(try ScannedLedger(ledger).engine.closingItems(asOf: asOf, limit: 1)?.largest.map(\.document) == ["OLD2"])
        #expect(try ScannedLedger(ledger).engine.closingItems(asOf: Self.day("2026-06-11"), limit: 1) == nil)
    }

    @Test("on the last day of a month are all items that are due, since nothing is left to forecast")
    func lastDay() throws {
        var ledger = OracleLedger()
        let asOf = Self.day("2026-06-30")
        ledger.snapshots[asOf] = [
            OracleItem(
                company: "X", document: "A", line: "", kind: .invoice, customer: "C", documentDate: asOf, dueDate: asOf, currency: .eur,
                amountMinor: 1_000, openMinor: 600)
        ]
        let found = try #require(try ScannedLedger(ledger).engine.closingItems(asOf: asOf, limit: 5))
        #expect(found.largest.map(\.addsMinor) == [600] && found.largest[0].expectedMinor == 0)
    }
}
