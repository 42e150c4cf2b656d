import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("Charts over months without a snapshot")
struct ChartGapTests {
    /// One customer of each of two companies, with a snapshot at the ends of some months of 2026.
    private static func ledger(_ months: [(end: String, open: String)]) -> OracleLedger {
        OracleLedger(
            files: months.map { month in
                let rows = ["IT01", "IE01"].map { "\($0),I-1,1,invoice,C-1,2026-01-10,2026-02-09,EUR,2000.00,\(month.open)," }
                let header = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference"
                return (name: "ledger-\(month.end).csv", text: ([header] + rows).map { $0 + "\n" }.joined())
            })
    }

    private static func charts(_ months: [(end: String, open: String)], _ language: Language) throws -> [(chart: Chart, table: Table)] {
        let text = """
            title: {en: Mine, it: Mio}
            audience: manager
            sections:
              - id: a
                title: {en: A, it: A}
                blocks:
                  - trend: {id: t, title: {en: T, it: T}, metrics: [ar.net, ar.past-due]}
                  - chart: {id: line, kind: line, title: {en: L, it: L}, of: t, metrics: [ar.net]}
                  - chart: {id: columns, kind: stacked-column, title: {en: S, it: S}, of: t, metrics: [ar.net, ar.past-due]}
                  - trend: {id: k, title: {en: K, it: K}, metrics: [ratio.past-due], by: company}
                  - chart: {id: panels, kind: small-multiples, title: {en: P, it: P}, of: k, metrics: [ratio.past-due]}

            """
        let (read, faults) = ReportSpecReader.read(name: "mine", utf8: Array(text.utf8), file: "mine.yml", aging: .standard)
        let spec = try #require(read, "\(faults.map(\.text))")
        let asOf = try #require(Day(iso: "2026-06-30"))
        let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger(months), spec, asOf: asOf)).document(language)
        return try document.sections.flatMap(\.blocks).compactMap { block in
            guard case .chart(let chart) = block else { return nil }
            return (chart, try #require(document.tables.first { $0.id == chart.table }))
        }
    }

    @Test("begin with the first figure and tell which months have none", arguments: Language.allCases)
    func gaps(language: Language) throws {
        let charts = try Self.charts([("2026-02-28", "300.00"), ("2026-03-31", "400.00"), ("2026-06-30", "900.00")], language)
        #expect(charts.map(\.chart.id) == ["line", "columns", "panels"])
        for (chart, table) in charts {
            let months = table.rows[chart.firstRow...chart.lastRow].map { $0.cells[chart.categoryColumn].value }
            #expect(months == (2...6).map { .month(Month(year: 2026, month: $0)) })
            let format = words(language).format
            let gap = words(language).chartMessage(.gaps(months[2...3].map { format.text($0) }))
            #expect(gap.contains(language == .english ? "Apr 2026 and May 2026" : "apr 2026 e mag 2026"), "\(gap)")
            let message = try #require(chart.message)
            #expect(message.hasSuffix(gap) && chart.alternativeText.hasSuffix(gap), "\(message)")
            // The title of a workbook's chart, which has no line under it.
            let statement = try #require(chart.statement)
            #expect(statement.hasSuffix(". " + gap.dropLast()) && statement.hasPrefix(chart.title), "\(statement)")
        }
        // Two companies of 300 each in February, of 900 in June.
        let line = try #require(charts[0].chart.message)
        #expect(line.contains("600") && line.contains(language == .english ? "1,800" : "1.800"), "\(line)")
    }

    @Test("are left out where one month alone has figures")
    func oneMonth() throws {
        #expect(try Self.charts([("2026-06-30", "900.00")], .english).isEmpty)
    }
}
