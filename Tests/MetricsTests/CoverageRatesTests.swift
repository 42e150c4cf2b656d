import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

@Suite("Rates behind the coverage")
struct CoverageRatesTests {
    /// At the opening C-1 is past due in euros, C-2 in pounds, and C-3 owes dollars that are not due. The customers that were contacted in June.
    private static func working(of metric: Metric, contacted: [String], pounds: Bool = true) throws -> FigureWorking {
        let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference\n"
        let rows =
            "IT01,A,1,invoice,C-1,2026-03-10,2026-04-10,EUR,100.00,100.00,\nIT01,C,1,invoice,C-3,2026-05-10,2026-07-10,USD,100.00,100.00,\n"
            + (pounds ? "IT01,B,1,invoice,C-2,2026-03-10,2026-04-10,GBP,100.00,100.00,\n" : "")
        let activities = contacted.enumerated().map { "X\($0),2026-06-03,AN1,\($1),phone,out,reached,,,\n" }.joined()
        let ledger = OracleLedger(files: [
            ("ledger-2026-05-31.csv", header + rows), ("ledger-2026-06-30.csv", header + rows),
            ("rates.csv", "date,currency,rate\n2026-05-29,GBP,1.15\n2026-05-29,USD,0.91\n"),
            (
                "activities.csv",
                "activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on\n" + activities
            ),
        ])
        let engine = ScannedLedger(ledger).engine
        let figures = try engine.figures(asOf: try #require(Day(iso: "2026-06-30")))
        let working = try WorkingBuilder(engine: engine, figures: figures).working(of: metric)
        #expect(working.value.rational != nil)
        return working
    }

    @Test("are those of currencies in which somebody was past due", arguments: [Metric.coverageAccounts, .coverageBalance])
    func pastDue(metric: Metric) throws {
        let both = try Self.working(of: metric, contacted: ["C-1", "C-2", "C-3"])
        #expect(both.rates.map(\.currency.code) == ["GBP"])
        let none = try Self.working(of: metric, contacted: ["C-1"], pounds: false)
        #expect(none.rates.isEmpty)
    }

    @Test("are for the contacted customers those of their currencies")
    func contacted() throws {
        let working = try Self.working(of: .coverageBalance, contacted: ["C-1"])
        #expect(working.inputs.map { $0.rates.map(\.currency.code) } == [[], ["GBP"]])
    }
}
