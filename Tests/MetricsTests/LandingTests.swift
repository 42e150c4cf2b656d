import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("The landing forecast")
struct LandingTests {
    @Test("puts each part of each debit item in one place, and its rows add up to the figure, on random ledgers")
    func eachItemOnce() throws {
        var rules: [LandingRule: Int] = [:]
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            let engine = ScannedLedger(ledger).engine
            for day in ledger.asOfDays where day != day.month.lastDay {
                let items = try #require(try engine.landingItems(asOf: day))
                var left: [[String]: Int64] = [:]
                for item in ledger.snapshots[day]! where item.openMinor > 0 {
                    left[[item.company, item.document, item.line]] = item.openMinor
                }
                var converted: Int64 = 0
                for item in items {
                    left[[item.company, item.document, item.line]]! -= item.openMinor
                    converted += item.convertedMinor
                    rules[item.rule, default: 0] += 1
                    #expect(item.openMinor > 0 && item.expectedMinor >= 0 && item.expectedMinor <= item.convertedMinor)
                    #expect(item.expectedMinor == 0 || item.expectedOn?.month == day.month)
                    if item.rule != .promise { #expect(item.expectedMinor == 0 || item.expectedMinor == item.convertedMinor) }
                }
                #expect(left.values.allSatisfy { $0 == 0 }, "seed \(seed) \(day)")
                let figures = try engine.figures(asOf: day, scopes: [])
                #expect(.money(converted) == figures.value(.arGross))
                let expected = Rational(items.map(\.expectedMinor).reduce(0, +))
                let cash = try #require(figures.value(.collectCash).rational)
                #expect(figures.value(.landingForecast).rational == cash + expected, "seed \(seed) \(day)")
            }
        }
        #expect(LandingRule.allCases.allSatisfy { rules[$0, default: 0] > 0 }, "\(rules)")
    }

    @Test("is the cash of the month when no day is left, and its error is then that of forecasts from month-ends")
    func monthIsOver() throws {
        var seen = 0
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, day == day.month.lastDay else { continue }
            let months = (1...6).map { day.month.adding(months: -$0) }
            guard months.contains(where: { ledger.snapshots[$0.lastDay] != nil }) else { continue }
            let figures = try ScannedLedger(ledger).engine.figures(asOf: day, scopes: [])
            #expect(figures.value(.landingForecast) == figures.value(.collectCash))
            let first = ledger.postings.map(\.postingDate).min()!.month
            let forecast = (0...5).map { day.month.adding(months: -$0) }.filter {
                $0 >= first && ledger.snapshots[$0.firstDay.adding(days: -1)] != nil
            }
            #expect(figures.value(.landingHindcasts) == .count(Int64(forecast.count)))
            #expect((figures.value(.landingError).rational == nil) == forecast.isEmpty)
            #expect(figures.value(.targetDaily).rational == nil)
            seen += 1
        }
        #expect(seen > 0)
    }

    private static func day(_ text: String) -> Day { Day(iso: text)! }

    @Test("takes promises before disputes before due days, with the defaults where nothing was seen")
    func rules() throws {
        var ledger = OracleLedger()
        let asOf = Self.day("2026-06-10")
        ledger.snapshots[asOf] = [
            .invoice("A", "2026-06-20", 1_000), .invoice("B", "2026-06-30", 2_000), .invoice("B2", "2026-07-01", 4_000),
            .invoice("N", nil, 8_000),
            .invoice("OLD", "2026-05-31", 16_000),
        ]
        ledger.promises = [
            PaymentPromise(
                promise: "p", customer: "C", document: "A", madeOn: asOf, dueOn: Self.day("2026-06-25"), currency: .eur, amountMinor: 601)
        ]
        ledger.disputes = [
            Dispute(dispute: "d", customer: "C", document: "A", openedOn: Self.day("2026-06-01"), currency: .eur, amountMinor: 100),
            Dispute(dispute: "e", customer: "C", document: "B", openedOn: Self.day("2026-05-31"), currency: .eur, amountMinor: 500),
        ]
        let items = try #require(try ScannedLedger(ledger).engine.landingItems(asOf: asOf))
        let found = items.map { "\($0.document) \($0.rule) \($0.openMinor) \($0.expectedOn?.isoText ?? "–") \($0.expectedMinor)" }.sorted()
        #expect(
            found == [
                "A dispute 100 2026-07-01 0", "A due 299 2026-06-20 299", "A promise 601 2026-06-25 300", "B dispute 500 2026-06-30 500",
                "B due 1500 2026-06-30 1500", "B2 due 4000 2026-07-01 0", "N undated 8000 – 0", "OLD due 16000 2026-05-31 0",
            ])
    }

    @Test("learns how late a payment was from the invoice postings known on the day, whatever day was asked for before")
    func laterInvoiceLine() throws {
        func posting(_ day: String, _ document: String, _ kind: PostingKind, due: String? = nil, clears: String? = nil) -> OraclePosting {
            OraclePosting(
                postingDate: Self.day(day), company: "X", document: document, line: "", kind: kind, customer: "C",
                documentDate: Self.day("2026-05-01"), dueDate: due.map(Self.day), currency: .eur,
                amountMinor: kind == .invoice ? 1_000 : -1_000, clears: clears)
        }
        var ledger = OracleLedger()
        let days = ["2026-06-10", "2026-06-20"].map(Self.day)
        for day in days { ledger.snapshots[day] = [.invoice("OPEN", "2026-06-01", 1_000)] }
        ledger.postings = [
            posting("2026-05-01", "PAID", .invoice, due: "2026-05-20"),
            posting("2026-06-03", "CASH", .payment, clears: "PAID"),
            posting("2026-06-15", "PAID", .invoice, due: "2026-05-10"),
        ]
        let engine = ScannedLedger(ledger).engine
        func expected(_ day: Day) throws -> Day? { try engine.landingItems(asOf: day)?.first?.expectedOn }
        // 14 days late as known first, 24 with the line that was posted later.
        #expect(try expected(days[1]) == Self.day("2026-06-25"))
        #expect(try expected(days[0]) == Self.day("2026-06-15"))
        #expect(try expected(days[1]) == Self.day("2026-06-25"))
    }
}
