import ExcelRenderer
import HTMLRenderer
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite("Small multiples")
struct SmallMultiplesTests {
    /// Three keys over four months, one of them with a gap, and what they are held against.
    private static func document() -> ReportDocument {
        var document = SmallDocument.make(.english)
        let names = ["Month", "Milano", "<Roma>", "=Torino", "Total"]
        let columns = names.enumerated().map { Column(id: "c\($0)", title: $1, unit: $0 == 0 ? nil : "%", kind: $0 == 0 ? .date : .number) }
        let percents: [[Int64?]] = [[10, 12, 14, 16], [40, 38, nil, 30], [20, 20, 20, 20], [25, 24, 23, 22]]
        let rows = (0..<4).map { month in
            Row(
                cells: [Cell(.month(Month(year: 2026, month: month + 3)))]
                    + percents.map { series in
                        Cell(series[month].map { .ratio(Rational(Int128($0), 100)) } ?? .notAvailable(reason: "Nothing was open."))
                    })
        }
        let table = Table(id: "shares", title: "Shares", columns: columns, rows: rows)
        let chart = Chart(
            id: "shares-chart", kind: .smallMultiples, title: "Past-due share", alternativeText: "Past-due share, by month.",
            xAxisTitle: "Month", yAxisTitle: "%", table: "shares", firstRow: 0, lastRow: 3, categoryColumn: 0, seriesColumns: [1, 2, 3],
            referenceColumn: 4)
        document.sections = [Section(id: "s", title: "S", blocks: [.chart(chart), .table(table)])]
        return document
    }

    @Test("are a titled panel a series on one axis, with the reference behind each and the data beside")
    func panels() throws {
        let page = try HTMLRenderer.render(Self.document())
        let panels = page.matches(of: #/<h4>([^\n]*)<\/h4>\n(<svg[\s\S]*?<\/svg>)/#).map { (name: String($0.1), drawing: String($0.2)) }
        #expect(panels.map(\.name) == ["Milano", "&lt;Roma&gt;", "=Torino"])
        let axes = panels.map { $0.drawing.matches(of: #/text-anchor="end">([^<]*%)<\/text>/#).dropLast().map { String($0.1) } }
        #expect(Set(axes).count == 1 && axes[0].count >= 2, "\(axes)")
        let grids = panels.map { $0.drawing.matches(of: #/class="(?:grid|zero)" d="([^"]*)"/#).map { String($0.1) } }
        #expect(Set(grids).count == 1)
        let references = panels.map { $0.drawing.matches(of: #/class="line reference" d="([^"]*)"/#).map { String($0.1) } }
        #expect(Set(references).count == 1 && references[0].count == 1)
        #expect(panels[0].drawing.contains("Mar 2026: 10.0%; Jun 2026: 16.0%"))
        #expect(panels.map { $0.drawing.contains("class=\"value\"") } == [true, true, true])
        // The gap divides the line in two.
        let lines = panels.map { $0.drawing.firstMatch(of: #/class="line" d="([^"]*)"/#).map { String($0.1) } ?? "" }
        #expect(lines.map { $0.filter { $0 == "M" }.count } == [1, 2, 1])
        #expect(page.contains("<a href=\"#t-shares\">Shares</a>"))
    }

    @Test("of one month and without a reference are drawn too") func oneMonth() throws {
        var document = Self.document()
        guard case .chart(var chart) = document.sections[0].blocks[0] else { return }
        (chart.firstRow, chart.referenceColumn, chart.seriesColumns) = (3, nil, [1])
        document.sections[0].blocks[0] = .chart(chart)
        let page = try HTMLRenderer.render(document)
        #expect(page.matches(of: #/<circle class="dot"/#).count == 1)
        #expect(!page.contains("class=\"line reference\"") && !page.contains("<ul class=\"legend\">"))
    }

    @Test("are refused when the reference is not in the table") func badReference() {
        var document = Self.document()
        guard case .chart(var chart) = document.sections[0].blocks[0] else { return }
        chart.referenceColumn = 9
        document.sections[0].blocks[0] = .chart(chart)
        #expect(throws: RenderError.self) { try HTMLRenderer.render(document) }
    }

    @Test("are one native line chart with a series each in the workbook", .tags(.slow)) func workbook() throws {
        try TemporaryFolder.with { folder in
            try ExcelRenderer.render(Self.document(), to: folder + "/report.xlsx")
            let sheet = try WorkbookReader.dump(folder + "/report.xlsx").sheets[0]
            let chart = try #require(sheet.charts.first)
            #expect(chart.title == "Past-due share" && chart.axisTitles == ["Month", "%"])
            // Spreadsheets draw words as zero: a chart with a gap is drawn from columns beside the table, which are empty there.
            let ranges = chart.values.compactMap { $0.firstMatch(of: #/\$([A-Z])\$([0-9]+):\$[A-Z]\$([0-9]+)/#) }
            let letters = ranges.map { String($0.1) }
            #expect(letters.count == 4 && letters == letters.sorted() && Set(letters).isDisjoint(with: ["A", "B", "C", "D", "E"]))
            let (first, last) = (try #require(Int(ranges[0].2)), try #require(Int(ranges[0].3)))
            #expect(last - first == 3)
            #expect(
                (first...last).map { sheet.cells["\(letters[1])\($0)"]?.formula } == [
                    "=C\(first)", "=C\(first + 1)", nil, "=C\(first + 3)",
                ])
            #expect(sheet.cells["\(letters[1])\(first + 2)"]?.value == nil && sheet.cells["C\(first + 2)"]?.value != nil)
            #expect((first...last).map { sheet.cells["\(letters[3])\($0)"]?.formula } == (first...last).map { "=E\($0)" })
        }
    }

    @Test("say the same in every format", .tags(.slow), arguments: Renderer.allCases) func parity(renderer: Renderer) throws {
        let (compared, faults) = try Rendered(Self.document(), by: renderer).faults()
        #expect(compared == 20 && faults.isEmpty, "\(faults)")
    }
}
