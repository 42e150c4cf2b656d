import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("Figures of others in a report for an analyst")
struct FivePeopleTests {
    /// A team North of so many with a customer each, other teams of so many, and AN0 of North, who has no customers; if wanted a customer of nobody.
    private static func ledger(
        north: Int, _ others: [Int], unowned: Bool = false, day: String = "2026-06-30", open: String = "600.00"
    ) -> OracleLedger {
        let people =
            (0...north).map { (id: "AN\($0)", team: "North") }
            + others.enumerated().flatMap { team, count in (0..<count).map { (id: "A\(team)\($0)", team: "South \(team)") } }
        let owners = people.dropFirst().map(\.id)
        let customers = owners + (unowned ? ["house"] : [])
        func file(_ header: String, _ rows: [String]) -> String { ([header] + rows).map { $0 + "\n" }.joined() }
        return OracleLedger(files: [
            (
                name: "analysts.csv",
                text: file(
                    "analyst,name,email,team,language", people.map { "\($0.id),Name \($0.id),\($0.id)@example.com,\($0.team),it" })
            ),
            (name: "portfolios.csv", text: file("customer,analyst,valid_from,valid_to", owners.map { "C-\($0),\($0),2025-01-01," })),
            (
                name: "customers.csv",
                text: file(
                    "customer,name,country,language,segment,credit_limit,credit_limit_currency,parent",
                    customers.map { "C-\($0),Customer \($0),IT,it,Enterprise,,," })
            ),
            (
                name: "ledger-\(day).csv",
                text: file(
                    "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference",
                    customers.map { "IT01,I-\($0),1,invoice,C-\($0),2026-03-10,2026-04-09,EUR,2000.00,\(open)," })
            ),
        ])
    }

    private static func comparisons(_ scopes: [String]) -> [String] {
        scopes.map { "      - comparison: {id: with-\($0), title: {en: C, it: C}, with: \($0), metrics: [ar.net]}\n" }
    }

    private static func spec(_ blocks: [String], audience: String = "analyst") throws -> ReportSpec {
        try ReviewFixture.spec(blocks, audience: audience)
    }

    /// An analyst's report that compares with the team or with all, in this order.
    private static func document(
        _ analyst: String, north: Int = 6, _ others: [Int], unowned: Bool = false, _ scopes: [String], _ language: Language = .english
    ) throws -> ReportDocument {
        let asOf = try #require(Day(iso: "2026-06-30"))
        let spec = try spec(comparisons(scopes))
        let whole = try ReviewFixture.data(ledger(north: north, others, unowned: unowned), spec, asOf: asOf)
        let today = try #require(whole.figures[asOf])
        let cuts = PortfolioCuts(tables: whole.tables, customers: today.keys(.customer), asOf: asOf)
        let data = try whole.cut(to: cuts.portfolio(analyst: analyst), peers: whole.peerFigures(of: analyst, cuts, spec))
        return ReportBuilder(spec: spec, data: data).document(language)
    }

    /// The values of others in the comparisons; the figures behind ratios are a table too.
    private static func others(_ document: ReportDocument) -> [CellValue] {
        document.tables.filter { $0.id.hasPrefix("with-") }.map { $0.rows[0].cells[2].value }
    }

    @Test("are not shown where those of fewer than five people are what is between them", arguments: [1, 3, 4])
    func subtraction(outside: Int) throws {
        for language in Language.allCases {
            let reason = CellValue.notAvailable(reason: words(language).tooFewPeopleBetween(outside))
            let teamFirst = try Self.document("AN1", [outside], ["team", "all"], language)
            #expect(Self.others(teamFirst) == [Self.amount(6), reason])
            let allFirst = try Self.document("AN1", [outside], ["all", "team"], language)
            #expect(Self.others(allFirst) == [Self.amount(6 + outside), reason])
            let alone = try Self.document("AN1", [outside], ["all"], language)
            #expect(Self.others(alone) == [Self.amount(6 + outside)])
        }
    }

    /// What so many people have to collect.
    private static func amount(_ people: Int) -> CellValue { .money(Int64(people) * 60_000, .eur) }

    @Test("are shown where nobody, or five people at least, are between them", arguments: [0, 5])
    func enoughBetween(outside: Int) throws {
        let document = try Self.document("AN1", [outside], ["team", "all"])
        #expect(Self.others(document) == [Self.amount(6), Self.amount(6 + outside)])
    }

    @Test("are not shown where the reader's own taken off leave fewer than five people")
    func own() throws {
        let reason = CellValue.notAvailable(reason: words(.english).tooFewPeopleBetween(4))
        let owner = try Self.document("AN1", north: 5, [], ["team", "all"])
        #expect(Self.others(owner) == [reason, reason])
        // Who is none of the five takes nothing off.
        let idle = try Self.document("AN0", north: 5, [], ["team", "all"])
        #expect(Self.others(idle) == [Self.amount(5), Self.amount(5)])
    }

    @Test("are not shown where the teams' sums, each told to its own people, leave fewer than five people of all")
    func restOfTeams() throws {
        let reason = CellValue.notAvailable(reason: words(.english).tooFewPeopleBetween(3))
        #expect(Self.others(try Self.document("AN1", [6, 2, 1], ["team", "all"])) == [Self.amount(6), reason])
        #expect(Self.others(try Self.document("AN1", [6, 4, 1], ["team", "all"])) == [Self.amount(6), Self.amount(17)])
    }

    @Test("are said to hold the house account only where they do", arguments: Language.allCases)
    func house(language: Language) throws {
        let words = words(language)
        for unowned in [true, false] {
            let document = try Self.document("AN1", [5], unowned: unowned, ["team", "all"], language)
            let tables = document.tables.filter { $0.id.hasPrefix("with-") }
            #expect(Self.others(document) == [Self.amount(6), Self.amount(unowned ? 12 : 11)])
            #expect(
                tables.map { $0.columns[2].title } == [
                    words.peers(.team, people: 6, holdsHouse: false), words.peers(.all, people: 11, holdsHouse: unowned),
                ])
            #expect(tables[1].caption == words.comparisonCaption(people: 11, holdsOwn: true, holdsHouse: unowned))
        }
        let isItalian = language == .italian
        #expect(
            words.peers(.all, people: 8, holdsHouse: true)
                == (isItalian ? "8 portafogli e i clienti senza assegnazione" : "8 portfolios and the house account"))
        #expect(
            words.comparisonCaption(people: 8, holdsOwn: true, holdsHouse: true)
                .contains(isItalian ? "di 8 persone più i clienti senza assegnazione;" : "of 8 people and the house account;"))
    }

    @Test("have a column named by whom they are of")
    func columns() throws {
        let document = try Self.document("AN1", [5], ["team", "all"])
        let tables = document.tables.filter { $0.id.hasPrefix("with-") }
        #expect(tables.map { $0.columns.map(\.id) } == ["team", "all"].map { ["figure", "mine", $0, "difference"] })
    }

    @Test("are said to hold the reader's own only where they do", arguments: Language.allCases)
    func captions(language: Language) throws {
        let words = words(language)
        let owner = try Self.document("AN1", [3], ["all"], language)
        #expect(owner.tables[0].caption == words.comparisonCaption(people: 9, holdsOwn: true, holdsHouse: false))
        let idle = try Self.document("AN0", [3], ["all"], language)
        #expect(idle.tables[0].caption == words.comparisonCaption(people: 9, holdsOwn: false, holdsHouse: false))
        #expect(
            words.comparisonCaption(people: 9, holdsOwn: false, holdsHouse: false)
                != words.comparisonCaption(people: 9, holdsOwn: true, holdsHouse: false))
    }

    @Test("are by team in a report for the team only where each team is of five at least", arguments: [4, 5])
    func teams(people: Int) throws {
        let asOf = try #require(Day(iso: "2026-06-30"))
        let blocks = [
            "      - by-scope: {id: by-team, title: {en: T, it: T}, scope: team, metrics: [ar.net]}\n",
            "      - trend: {id: trend-by-team, title: {en: T, it: T}, metrics: [ar.net], by: team}\n",
            "      - chart: {id: c, kind: small-multiples, title: {en: C, it: C}, of: trend-by-team, metrics: [ar.net]}\n",
        ]
        for (audience, isShown) in [("team", people == 5), ("manager", true)] {
            let spec = try Self.spec(blocks, audience: audience)
            let data = try ReviewFixture.data(Self.ledger(north: 6, [people]), spec, asOf: asOf)
            let document = ReportBuilder(spec: spec, data: data).document(.english)
            // What ratios are made from is a table too.
            let byTeam = document.tables.map(\.id).filter { $0.contains("team") }
            #expect(byTeam.prefix(2) == (isShown ? ["by-team", "trend-by-team"] : []), "\(audience)")
            let sentences = document.sections.flatMap(\.blocks).compactMap { if case .paragraph(let text, _) = $0 { text } else { nil } }
            #expect(sentences.contains(words(.english).smallTeams(1)) != isShown)
        }
    }

    @Test("are counted as accolades only where the report is of five people", arguments: [4, 5])
    func accolades(people: Int) throws {
        let asOf = try #require(Day(iso: "2026-06-30"))
        let spec = try Self.spec(["      - accolades: {rules: [past-due-down]}\n"], audience: "team")
        var data = try ReviewFixture.data(Self.ledger(north: people, []), spec, asOf: asOf)
        // The month before had twice as much past due.
        let before = try #require(Day(iso: "2026-05-31"))
        let earlier = Self.ledger(north: people, [], day: "2026-05-31", open: "1200.00")
        data.figures[before] = try ReviewFixture.data(earlier, spec, asOf: before).figures[before]
        let document = ReportBuilder(spec: spec, data: data).document(.english)
        let sentences = document.sections.flatMap(\.blocks).compactMap { if case .paragraph(let text, .finding) = $0 { text } else { nil } }
        #expect(sentences.count == (people == 5 ? 1 : 0), "\(sentences)")
    }
}
