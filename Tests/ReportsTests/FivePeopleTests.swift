import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("Figures of others in a report for an analyst")
struct FivePeopleTests {
    /// A team North of five with a customer each, so many analysts of team South, and AN0 of North, who has no customers; if wanted a customer of nobody.
    private static func ledger(outside: Int, unowned: Bool = false) -> OracleLedger {
        let north = (0...5).map { (id: "AN\($0)", team: "North") }
        let people = north + (0..<outside).map { (id: "AS\($0)", team: "South") }
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
                name: "ledger-2026-06-30.csv",
                text: file(
                    "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference",
                    customers.map { "IT01,I-\($0),1,invoice,C-\($0),2026-03-10,2026-04-09,EUR,1000.00,600.00," })
            ),
        ])
    }

    private static func spec(_ scopes: [String]) throws -> ReportSpec {
        let blocks = scopes.map { "      - comparison: {id: with-\($0), title: {en: C, it: C}, with: \($0), metrics: [ar.net]}\n" }
        let text = """
            title: {en: Mine, it: Mio}
            audience: analyst
            sections:
              - id: a
                title: {en: A, it: A}
                blocks:

            """
        let (spec, faults) = ReportSpecReader.read(
            name: "mine", utf8: Array((text + blocks.joined()).utf8), file: "mine.yml", aging: .standard)
        return try #require(spec, "\(faults.map(\.text))")
    }

    /// An analyst's report that compares with the team or with all, in this order.
    private static func document(
        _ analyst: String, outside: Int, unowned: Bool = false, _ scopes: [String], _ language: Language
    ) throws -> ReportDocument {
        let asOf = try #require(Day(iso: "2026-06-30"))
        let spec = try spec(scopes)
        let whole = try ReviewFixture.data(ledger(outside: outside, unowned: unowned), spec, asOf: asOf)
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
        let amount = { (people: Int) in CellValue.money(Int64(people) * 60_000, .eur) }
        for language in Language.allCases {
            let reason = CellValue.notAvailable(reason: words(language).tooFewPeopleBetween(outside))
            let teamFirst = try Self.document("AN1", outside: outside, ["team", "all"], language)
            #expect(Self.others(teamFirst) == [amount(5), reason])
            let allFirst = try Self.document("AN1", outside: outside, ["all", "team"], language)
            #expect(Self.others(allFirst) == [amount(5 + outside), reason])
            let alone = try Self.document("AN1", outside: outside, ["all"], language)
            #expect(Self.others(alone) == [amount(5 + outside)])
        }
    }

    @Test("are shown where nobody, or five people at least, are between them", arguments: [0, 5])
    func enoughBetween(outside: Int) throws {
        let document = try Self.document("AN1", outside: outside, ["team", "all"], .english)
        #expect(Self.others(document) == [.money(300_000, .eur), .money(Int64(5 + outside) * 60_000, .eur)])
    }

    @Test("are said to hold the house account only where they do", arguments: Language.allCases)
    func house(language: Language) throws {
        let words = words(language)
        for unowned in [true, false] {
            let document = try Self.document("AN1", outside: 5, unowned: unowned, ["team", "all"], language)
            let tables = document.tables.filter { $0.id.hasPrefix("with-") }
            #expect(Self.others(document) == [.money(300_000, .eur), .money(unowned ? 660_000 : 600_000, .eur)])
            #expect(
                tables.map { $0.columns[2].title } == [
                    words.peers(.team, people: 5, holdsHouse: false), words.peers(.all, people: 10, holdsHouse: unowned),
                ])
            #expect(tables[1].caption == words.comparisonCaption(people: 10, holdsOwn: true, holdsHouse: unowned))
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
        let document = try Self.document("AN1", outside: 5, ["team", "all"], .english)
        let tables = document.tables.filter { $0.id.hasPrefix("with-") }
        #expect(tables.map { $0.columns.map(\.id) } == ["team", "all"].map { ["figure", "mine", $0, "difference"] })
    }

    @Test("are said to hold the reader's own only where they do", arguments: Language.allCases)
    func own(language: Language) throws {
        let words = words(language)
        let owner = try Self.document("AN1", outside: 3, ["all"], language)
        #expect(owner.tables[0].caption == words.comparisonCaption(people: 8, holdsOwn: true, holdsHouse: false))
        let idle = try Self.document("AN0", outside: 3, ["all"], language)
        #expect(idle.tables[0].caption == words.comparisonCaption(people: 8, holdsOwn: false, holdsHouse: false))
        #expect(
            words.comparisonCaption(people: 8, holdsOwn: false, holdsHouse: false)
                != words.comparisonCaption(people: 8, holdsOwn: true, holdsHouse: false))
    }
}
