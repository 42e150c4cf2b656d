import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

/// Items on the days where systems part, each with the column its rule names, written down by hand.
@Suite("Edge days in other systems' buckets")
struct EmulationEdgeTests {
    private static let day = Day(iso: "2026-06-30")!

    /// Days past due of the items; their documents are dated 10 days before they are due.
    private static let ages = [-1, 0, 1, 2, 29, 30, 31, 59, 60, 61, 89, 90, 91, 92, 120, 121, 151, 152]

    private static func ledger(_ items: [OracleItem], credits: OracleCreditsPolicy = .separate) -> OracleLedger {
        var ledger = OracleLedger()
        ledger.snapshots = [day: items]
        ledger.creditsPolicy = credits
        ledger.customers = [Customer(customer: "C1", name: "Customer")]
        return ledger
    }

    private static func item(_ document: String, due: Day?, documented: Day, open: Int64) -> OracleItem {
        OracleItem(
            company: "A", document: document, line: "1", kind: open < 0 ? .creditNote : .invoice, customer: "C1", documentDate: documented,
            dueDate: due, currency: .eur, amountMinor: open, openMinor: open)
    }

    /// The column of each item, by its document; items have amounts of their own, so that a column's sum tells which are in it.
    private static func columns(_ items: [OracleItem], _ system: String, credits: OracleCreditsPolicy = .separate) throws -> [String:
        String]
    {
        let engine = ScannedLedger(ledger(items, credits: credits)).engine
        let figures = try engine.figures(asOf: day, scopes: [.all])
        let rule = try #require(BucketRule.shipped.first { $0.id == system })
        var found: [String: String] = [:]
        for item in items {
            let alone = ScannedLedger(ledger([item], credits: credits)).engine
            let emulation = try #require(
                try alone.emulations(of: [rule], try alone.figures(asOf: day, scopes: [.all])).first)
            let column = emulation.columns.first { $0.sum.itemCount == 1 }
            found[item.document] = column.map { Self.name($0.column.kind) } ?? "none"
        }
        let all = try #require(try engine.emulations(of: [rule], figures).first)
        #expect(all.tiesOut)
        return found
    }

    private static func name(_ kind: EmulatedColumn.Kind) -> String {
        switch kind {
        case .current: "current"
        case .range(let first, let last): "\(first.map(String.init) ?? "")…\(last.map(String.init) ?? "")"
        case .credits: "credits"
        }
    }

    @Test(
        "stand where each rule says",
        arguments: [
            (
                "erpnext",
                "none 0…30 0…30 0…30 0…30 0…30 31…60 31…60 31…60 61…90 61…90 61…90 91…120 91…120 91…120 121… 121… 121…"
            ),
            (
                "business-central-30d",
                "current 0…29 0…29 0…29 0…29 30…59 30…59 30…59 60…89 60…89 60…89 90… 90… 90… 90… 90… 90… 90…"
            ),
            // Periods of a month before 1 July: from 1 June, 1 May and 1 April.
            (
                "business-central",
                "current 0…29 0…29 0…29 0…29 30…60 30…60 30…60 30…60 61…90 61…90 61…90 91… 91… 91… 91… 91… 91…"
            ),
            (
                "oca",
                "current current 1…30 1…30 1…30 1…30 31…60 31…60 31…60 61…90 61…90 61…90 91…120 91…120 91…120 121… 121… 121…"
            ),
            (
                "sage-intacct",
                "none 0…30 0…30 0…30 0…30 0…30 31…60 31…60 31…60 61…90 61…90 61…90 91…120 91…120 91…120 121… 121… 121…"
            ),
            (
                "zuora-example",
                "none 0…1 0…1 2…30 2…30 2…30 31…60 31…60 31…60 61…90 61…90 61…90 91…120 91…120 91…120 121…151 121…151 none"
            ),
            (
                "due-day-0-30",
                "…30 …30 …30 …30 …30 …30 31…60 31…60 31…60 61…90 61…90 61…90 91… 91… 91… 91… 91… 91…"
            ),
            (
                "document-day-0-30",
                "…30 …30 …30 …30 31…60 31…60 31…60 61…90 61…90 61…90 91… 91… 91… 91… 91… 91… 91… 91…"
            ),
        ])
    func edgeDays(system: String, expected: String) throws {
        let items = Self.ages.enumerated().map { place, age in
            let due = Self.day.adding(days: -age)
            return Self.item("D\(age)", due: due, documented: due.adding(days: -10), open: Int64(1) << Int64(place))
        }
        let found = try Self.columns(items, system)
        #expect(Self.ages.map { found["D\($0)"] ?? "" }.joined(separator: " ") == expected)
    }

    @Test(
        "put undated items and credits where each rule says",
        arguments: [
            ("erpnext", "31…60 0…30 31…60"), ("business-central", "91… 0…29 30…60"), ("business-central-30d", "90… 0…29 30…59"),
            ("oca", "current current 31…60"), ("sage-intacct", "none 0…30 31…60"), ("zuora-example", "none 0…1 31…60"),
            ("due-day-0-30", "…30 …30 31…60"), ("document-day-0-30", "31…60 …30 31…60"),
        ])
    func undatedAndCredits(system: String, expected: String) throws {
        let before = Self.day.adding(days: -40)
        let items = [
            Self.item("undated", due: nil, documented: before, open: 100),
            Self.item("credit", due: Self.day, documented: Self.day.adding(days: -3), open: -30),
            Self.item("undated credit", due: nil, documented: before, open: -7),
        ]
        let found = try Self.columns(items, system)
        #expect(items.map { found[$0.document] ?? "" }.joined(separator: " ") == expected)
    }

    @Test("tell each difference once, with its cause, the largest first")
    func rows() throws {
        let items = [
            Self.item("later", due: Self.day.adding(days: 5), documented: Self.day, open: 500),
            Self.item("today", due: Self.day, documented: Self.day, open: 700),
            Self.item("late", due: Self.day.adding(days: -10), documented: Self.day.adding(days: -40), open: 900),
            Self.item("credit", due: nil, documented: Self.day.adding(days: -10), open: -600),
        ]
        let engine = ScannedLedger(Self.ledger(items)).engine
        let figures = try engine.figures(asOf: Self.day, scopes: [.all])
        let rule = try #require(BucketRule.shipped.first { $0.id == "erpnext" })
        let emulation = try #require(try engine.emulations(of: [rule], figures, rowsMax: 2).first)
        #expect(emulation.rows.map(\.document) == ["today", "credit"])
        #expect(emulation.rows.map(\.cause) == [.dueToday, .credits])
        #expect(emulation.causes.map(\.cause) == [.credits, .notYetDue, .dueToday])
        #expect(emulation.nowhere == Emulation.ItemSum(itemCount: 1, minor: 500))
        #expect(emulation.ours == [1200, 900, 0, 0, 0, -600, 0])
        #expect(emulation.theirs == [0, 1000, 0, 0, 0, 0, 500])
        #expect(emulation.sameCount == 1)
    }

    @Test("explain by day, not by treatment, credits that both sides age by their own day")
    func creditsByOwnDate() throws {
        let items = [Self.item("credit", due: Self.day, documented: Self.day, open: -600)]
        let engine = ScannedLedger(Self.ledger(items, credits: .byOwnDate)).engine
        let figures = try engine.figures(asOf: Self.day, scopes: [.all])
        let emulations = try engine.emulations(of: BucketRule.shipped, figures)
        let causes = Dictionary(uniqueKeysWithValues: emulations.map { ($0.rule.id, $0.causes.map(\.cause)) })
        #expect(causes["oca"] == [])
        #expect(causes["erpnext"] == [.dueToday])
        #expect(causes["document-day-0-30"] == [.documentDay])
    }
}
