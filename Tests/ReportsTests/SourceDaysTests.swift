import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

/// The snapshots that a report names are all those its figures are made from.
@Suite("Snapshots behind a report")
struct SourceDaysTests {
    private static let asOf = Day(iso: "2026-06-30")!
    private static let opening = Day(iso: "2025-05-31")!

    /// Month-ends from December 2024 on, each with three items of C-1 and one of C-2, and an invoice a month. C-1 is AN1's, and AN2's from 2026 on.
    private static func ledger(postingsFrom first: String = "2025-01") -> OracleLedger {
        let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference\n"
        let months = (0..<19).map { Month(year: 2024, month: 12).adding(months: $0) }
        let items = ["A,C-1", "B,C-1", "C,C-1", "D,C-2"].map { item in
            let (document, customer) = (item.prefix(1), item.suffix(3))
            return "IT01,\(document),1,invoice,\(customer),2024-11-10,2024-12-10,EUR,100.00,100.00,\n"
        }.joined()
        var files = months.map { (name: "ledger-\($0.lastDay.isoText).csv", text: header + items) }
        let postings = months.map(\.isoText).filter { $0 >= first }.map {
            "\($0)-05,IT01,I\($0),1,invoice,C-1,\($0)-05,\($0)-25,EUR,70.00,\n"
        }
        files.append(
            (
                "postings.csv",
                "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears\n" + postings.joined()
            ))
        files.append(("analysts.csv", "analyst,name,email,team,language\nAN1,One,,North,en\nAN2,Two,,North,en\n"))
        files.append(
            (
                "portfolios.csv",
                "customer,analyst,valid_from,valid_to\nC-1,AN1,2024-01-01,2025-12-31\nC-1,AN2,2026-01-01,\nC-2,AN2,2024-01-01,\n"
            ))
        return OracleLedger(files: files)
    }

    private static func spec(_ block: String, audience: String = "manager") throws -> ReportSpec {
        try ReviewFixture.spec(["      - \(block)\n", "      - sources\n"], audience: audience)
    }

    private static func days(_ block: String, _ ledger: OracleLedger = ledger(), asOf: Day = asOf) throws -> [Day] {
        let spec = try spec(block)
        let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf)).document(.english)
        let table = try #require(document.tables.first { $0.id == "sources" })
        return table.rows.compactMap { row in if case .date(let day) = row.cells[0].value { day } else { nil } }
    }

    /// The 13 months of a report.
    private static let months = (0..<13).map { Month(year: 2025, month: 6).adding(months: $0).lastDay }

    @Test(
        "include the opening of the first month of a trend, where a figure of that month is made from it",
        arguments: [
            "trend: {id: t, title: {en: T, it: T}, metrics: [cei]}",
            "trend: {id: t, title: {en: T, it: T}, metrics: [roll.over-90.stayed]}",
            "trend: {id: t, title: {en: T, it: T}, metrics: [ratio.past-due, bridge.opening]}",
            "trend: {id: t, title: {en: T, it: T}, metrics: [cei], by: company}", "headline: {metrics: [collect.rate]}",
        ])
    func opening(block: String) throws {
        #expect(try Self.days(block) == [Self.opening] + Self.months)
    }

    @Test(
        "are those of the report's months where no figure looks further back",
        arguments: [
            "trend: {id: t, title: {en: T, it: T}, metrics: [ar.net, sales, dso.countback]}", "headline: {metrics: [ar.net]}",
            "by-scope: {id: t, title: {en: T, it: T}, scope: company, metrics: [cei]}", "stamp",
        ])
    func none(block: String) throws {
        #expect(try Self.days(block) == Self.months)
    }

    @Test("leave the opening out where the figure of that month is not available")
    func unavailable() throws {
        let late = Self.ledger(postingsFrom: "2025-07")
        #expect(try Self.days("trend: {id: t, title: {en: T, it: T}, metrics: [cei]}", late) == Self.months)
    }

    @Test("include the year's opening of months of the year before, and the months a forecast was re-run in")
    func furtherBack() throws {
        let december = try #require(Day(iso: "2024-12-31"))
        #expect(try Self.days("trend: {id: t, title: {en: T, it: T}, metrics: [cei.ytd]}") == [december] + Self.months)
        // Six months, each from the month-end before it.
        let reruns = (0..<6).map { Month(year: 2024, month: 12).adding(months: $0).lastDay }
        #expect(try Self.days("trend: {id: t, title: {en: T, it: T}, metrics: [landing.error]}") == reruns + Self.months)
    }

    @Test("include what the figures of the month before are made from that those of the as-of day are held against")
    func heldAgainst() throws {
        let january = try #require(Day(iso: "2026-01-31"))
        let months = (0..<13).map { Month(year: 2025, month: 1).adding(months: $0).lastDay }
        let yearBefore = try #require(Day(iso: "2024-12-31"))
        #expect(try Self.days("improvements: {metrics: [cei.ytd]}", asOf: january) == [yearBefore] + months)
        #expect(try Self.days("improvements: {metrics: [ar.net]}", asOf: january) == months)
    }

    @Test("have in an analyst's report the items that the portfolio had on the day")
    func portfolio() throws {
        let spec = try Self.spec("trend: {id: t, title: {en: T, it: T}, metrics: [cei]}", audience: "analyst")
        let data = try ReviewFixture.data(Self.ledger(), spec, asOf: Self.asOf)
        #expect(data.sources.first?.itemCount == 4)
        let cuts = PortfolioCuts(tables: data.tables, customers: try #require(data.figures[Self.asOf]).keys(.customer), asOf: Self.asOf)
        for (analyst, first, last) in [("AN1", 3, 0), ("AN2", 1, 4)] {
            let own = try data.cut(to: cuts.portfolio(analyst: analyst), peers: [:])
            #expect(own.sources.map(\.day) == [Self.opening] + Self.months)
            #expect(own.sources.first?.itemCount == first && own.sources[1].itemCount == first, "\(analyst)")
            #expect(own.sources.last?.itemCount == last && own.itemCounts.isEmpty, "\(analyst)")
        }
    }
}
