import ExcelRenderer
import HTMLRenderer
import Ledger
import RenderedFiles
import ReportDocument
import Testing

/// A month that is not over is drawn apart from whole ones.
@Suite("Charts with a running month")
struct RunningMonthChartTests {
    private static let day = Day(iso: "2026-06-10")!

    /// Two whole months and ten days of a third; the last has a forecast.
    private static func document(_ kind: Chart.Kind, isRunning: Bool = true) -> ReportDocument {
        var document = SmallDocument.make(.english)
        let columns = ["Month", "Cash", "Other", "Target", "Forecast"].enumerated().map {
            Column(id: "c\($0)", title: $1, unit: $0 == 0 ? nil : "EUR", kind: $0 == 0 ? .date : .number)
        }
        let amounts: [[Int64?]] = [
            [900_00, 1_100_00, 400_00], [90_00, 110_00, 40_00], [1_000_00, 1_000_00, 1_000_00], [nil, nil, 1_300_00],
        ]
        let rows = (0..<3).map { month in
            let last: CellValue = isRunning ? .monthToDate(day) : .month(day.month)
            return Row(
                cells: [Cell(month == 2 ? last : .month(Month(year: 2026, month: month + 4)))]
                    + amounts.map { Cell($0[month].map { .money($0, .eur) } ?? .empty) })
        }
        let isStacked = kind == .stackedColumn || kind == .smallMultiples
        let chart = Chart(
            id: "cash-chart", kind: kind, title: "Cash", alternativeText: "Cash.", xAxisTitle: "Month", yAxisTitle: "EUR", table: "cash",
            firstRow: 0, lastRow: 2, categoryColumn: 0, seriesColumns: isStacked ? [1, 2] : [1], referenceColumn: isStacked ? nil : 3,
            forecastColumn: kind == .column && isRunning ? 4 : nil)
        document.sections = [
            Section(id: "s", title: "S", blocks: [.chart(chart), .table(Table(id: "cash", title: "Cash", columns: columns, rows: rows))])
        ]
        return document
    }

    private static func chartPart(_ document: ReportDocument) throws -> String {
        try TemporaryFolder.with { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            return String(
                decoding: try #require(try UnpackedWorkbook.parts(folder + "/report.xlsx")["xl/charts/chart1.xml"]), as: UTF8.self)
        }
    }

    @Test("hatch its columns, on the page and in the workbook, and say so in the legend", arguments: [Chart.Kind.column, .stackedColumn])
    func columns(kind: Chart.Kind) throws {
        let page = try HTMLRenderer.render(Self.document(kind))
        let drawings = page.matches(of: #/<svg class="(?:phone|half|whole)"[\s\S]*?<\/svg>/#).map { String($0.0) }
        #expect(drawings.count == 3)
        for drawing in drawings {
            let name = try #require(drawing.firstMatch(of: #/<pattern id="([^"]*)"/#)).1
            #expect(drawing.matches(of: #/class="hatched" fill="url\(#([^)]*)\)"/#).map(\.1) == [name])
        }
        // Every pattern has an id of its own, the legend's too.
        let names = page.matches(of: #/<pattern id="([^"]*)"/#).map { String($0.1) }
        #expect(names.count == 4 && Set(names).count == 4, "\(names)")
        #expect(page.contains("Month still running</li>"))
        let part = try Self.chartPart(Self.document(kind))
        #expect(
            part.matches(of: #/<c:dPt><c:idx val="2"\/>[\s\S]*?<a:pattFill prst="wdUpDiag">/#).count == (kind == .column ? 1 : 2), "\(part)"
        )
        let whole = try HTMLRenderer.render(Self.document(kind, isRunning: false))
        #expect(!whole.contains("<pattern") && !whole.contains("Month still running"))
        #expect(try !Self.chartPart(Self.document(kind, isRunning: false)).contains("pattFill"))
    }

    @Test("may take two lines in a table, other months take one")
    func tableCells() throws {
        let page = try HTMLRenderer.render(Self.document(.column))
        #expect(
            page.contains("<th scope=\"row\">Jun 2026 (to 10 Jun)</th>") && page.contains("<th scope=\"row\" class=\"d\">May 2026</th>"))
    }

    @Test("frame in dashes what is expected of it")
    func forecast() throws {
        let page = try HTMLRenderer.render(Self.document(.column))
        #expect(page.matches(of: #/<rect [^>]*class="forecast"\/>/#).count == 4 && page.contains("Forecast</li>"))
        // The value axis holds the forecast.
        #expect(page.contains(">1,500</text>"))
        #expect(try Self.chartPart(Self.document(.column)).contains("<a:prstDash val=\"dash\"/>"))
        #expect(try !HTMLRenderer.render(Self.document(.column, isRunning: false)).contains("class=\"forecast\""))
    }

    @Test("draw the way of lines into it in dots", arguments: [Chart.Kind.line, .smallMultiples])
    func lines(kind: Chart.Kind) throws {
        let page = try HTMLRenderer.render(Self.document(kind))
        let endings = page.matches(of: #/<path class="line(?: target)? ending" d="M[0-9. ]+L[0-9. ]+"/#).count
        #expect(endings == (kind == .line ? 6 : 2))
        #expect(page.contains("class=\"dot open\"") && page.contains("Month still running</li>"))
        #expect(try Self.chartPart(Self.document(kind)).contains("<c:dPt><c:idx val=\"2\"/>"))
        #expect(try !HTMLRenderer.render(Self.document(kind, isRunning: false)).contains(" ending\""))
    }
}

@Suite("Titles of native charts")
struct ChartStatementTests {
    @Test("are the sentence that says what the chart shows, where there is one")
    func statement() throws {
        var document = SmallDocument.make(.english)
        func title(_ statement: String?) throws -> String? {
            for (index, block) in document.sections[0].blocks.enumerated() {
                guard case .chart(var chart) = block else { continue }
                chart.statement = statement
                document.sections[0].blocks[index] = .chart(chart)
            }
            return try TemporaryFolder.with { folder in
                try ExcelRenderer.render(document, to: folder + "/report.xlsx")
                return try WorkbookReader.dump(folder + "/report.xlsx").sheets[0].charts.first?.title
            }
        }
        #expect(try title(nil) == "Cash")
        #expect(try title("Cash: up from −€1 to €2") == "Cash: up from −€1 to €2")
    }
}
