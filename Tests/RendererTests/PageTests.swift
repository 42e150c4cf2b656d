import HTMLRenderer
import Ledger
import ReportDocument
import Testing

@Suite struct PageTests {
    private func page(_ language: Language) throws -> String { try HTMLRenderer.render(SampleDocument.make(language)) }

    @Test("have a running title on paper that no title can break out of", arguments: Language.allCases)
    func runningTitle(language: Language) throws {
        var document = SmallDocument.make(language)
        document.title = "A \"quoted\" </style> title \\"
        let page = try HTMLRenderer.render(document)
        #expect(page.matches(of: #/</style>/#).count == 1)
        #expect(page.contains("@top-left{content:\"A \\22 quoted\\22  \\3c \\2f style\\3e  title \\5c  \\b7  "))
        #expect(page.contains("<span>") && page.contains("caption>span{display:block;position:sticky"))
    }

    @Test(arguments: Language.allCases) func aPageStandsAlone(language: Language) throws {
        let page = try page(language)
        for forbidden in ["<script", "<link", "<img", "<iframe", "@import", "url(", "http:", "https:", " onclick", "src=", "javascript:"] {
            let isThere = page.contains(forbidden)
            #expect(!isThere, "\(forbidden)")
        }
        #expect(page.hasPrefix("<!DOCTYPE html>\n<html lang=\"\(language.rawValue)\">"))
        #expect(page.contains("<meta name=\"color-scheme\" content=\"light dark\">"))
        #expect(page.contains("@media screen and (prefers-color-scheme:dark)"))
        #expect(page.contains("@media print"))
    }

    @Test func idsAreUniqueAndLinksLeadToThem() throws {
        let page = try page(.english)
        let ids = page.matches(of: #/ id="([^"]*)"/#).map { String($0.1) }
        #expect(Set(ids).count == ids.count)
        let targets = page.matches(of: #/href="#([^"]*)"/#).map { String($0.1) }
        #expect(Set(targets).isSubset(of: Set(ids)))
        let labels = page.matches(of: #/aria-labelledby="([^"]*)"/#).flatMap { $0.1.split(separator: " ").map(String.init) }
        #expect(Set(labels).isSubset(of: Set(ids)))
    }

    @Test func everyTableHasACaptionScopesAndAFocusableContainer() throws {
        let document = SampleDocument.make(.italian)
        let page = try page(.italian)
        let tableCount = page.matches(of: #/<table /#).count
        #expect(tableCount == document.tables.count)
        #expect(page.matches(of: #/<caption /#).count == tableCount)
        #expect(page.matches(of: #/<div class="scroll" tabindex="0" role="region" aria-label/#).count >= tableCount)
        #expect(!page.contains("<th>"))
        #expect(page.matches(of: #/<tfoot>/#).count == 2)
    }

    @Test func chartsAreDrawingsWithTitleAndDescription() throws {
        let document = SampleDocument.make(.english)
        let page = try page(.english)
        let charts = document.sections.flatMap(\.blocks).compactMap { block -> Chart? in
            if case .chart(let chart) = block { chart } else { nil }
        }
        // One drawing for a phone and one for half a page; a third one for a whole page, or for paper where another chart stands beside it.
        #expect(page.matches(of: #/<svg class="phone" [^>]*role="img"/#).count == charts.count)
        #expect(page.matches(of: #/<svg class="half" [^>]*role="img"/#).count == charts.count)
        #expect(page.matches(of: #/<svg class="(?:paper|whole)" [^>]*role="img"/#).count == charts.count)
        #expect(page.contains("<svg class=\"paper\""))
        for chart in charts {
            for size in ["phone", "half"] {
                let title = page.contains("<title id=\"c-\(chart.id)-\(size)-title\">\(chart.title)</title>")
                let description = page.contains("<desc id=\"c-\(chart.id)-\(size)-desc\">\(chart.alternativeText)</desc>")
                #expect(title)
                #expect(description)
            }
        }
    }

    @Test("tables of many large figures have smaller letters, those of small ones and those with texts have not, which are stacked")
    func tightTables() throws {
        func classes(_ minor: Int64, texts: Int = 0) throws -> String? {
            let columns = (0..<12).map { Column(id: "c\($0)", title: "C\($0)", kind: $0 >= 12 - texts ? .longText : .number) }
            let cells = columns.map { Cell($0.kind == .number ? .money(minor, .eur) : .text("text")) }
            var document = SmallDocument.make(.english)
            let table = Table(id: "t", title: "T", columns: columns, rows: [Row(cells: cells)])
            document.sections = [Section(id: "s", title: "S", blocks: [.table(table)])]
            return try HTMLRenderer.render(document).firstMatch(of: #/<table id="t-t" class="([^"]*)"/#).map { String($0.1) }
        }
        #expect(try classes(12_345_67) == "dense")
        #expect(try classes(1_234_567_890_12) == "dense tight")
        #expect(try classes(1_234_567_890_12, texts: 2) == "dense stacked")
    }

    @Test func stepsOfAScaleShareARampAndCategoriesStartWithTheAccent() throws {
        let page = try page(.english)
        let ramp = page.contains("fill:var(--r12)")
        #expect(ramp)
        var document = SampleDocument.make(.english)
        for (section, content) in document.sections.enumerated() {
            for (index, block) in content.blocks.enumerated() {
                guard case .chart(var chart) = block else { continue }
                chart.seriesOrder = .categories
                document.sections[section].blocks[index] = .chart(chart)
            }
        }
        let plain = try HTMLRenderer.render(document)
        let (accent, noRamp) = (plain.contains("fill:var(--k0)"), plain.firstMatch(of: #/"fill:var\(--r\d/#) == nil)
        #expect(accent)
        #expect(noRamp)
    }

    @Test func axisLabelsShowTheirTicksExactly() throws {
        var document = SmallDocument.make(.english)
        let values = [Rational(205, 1000), Rational(300, 1000)]
        for block in document.sections[0].blocks.indices {
            guard case .table(var table) = document.sections[0].blocks[block] else { continue }
            for row in table.rows.indices { table.rows[row].cells[1] = Cell(.ratio(values[row % 2])) }
            document.sections[0].blocks[block] = .table(table)
        }
        for block in document.sections[0].blocks.indices {
            guard case .chart(var chart) = document.sections[0].blocks[block] else { continue }
            chart.kind = .line
            document.sections[0].blocks[block] = .chart(chart)
        }
        let page = try HTMLRenderer.render(document)
        let labels = page.matches(of: #/class="axis"[^>]*text-anchor="end">([^<]*)</#).map { String($0.1) }
        let ticks = ["20.0%", "22.5%", "25.0%", "27.5%", "30.0%"]
        #expect(labels == ticks + ticks + ticks)
    }

    @Test func negativesHaveARealMinusAndStatusesAWord() throws {
        let page = try page(.english)
        #expect(page.contains("−56,779.83"))
        #expect(!page.contains("-56,779.83"))
        #expect(page.contains("<span class=\"badge red\">Act</span>"))
    }

    @Test func textsAreEscaped() throws {
        let page = try page(.english)
        #expect(page.contains("Żółć &lt;script&gt;alert(1)&lt;/script&gt;"))
        #expect(page.contains("O&#39;Brien &quot;Sons&quot;"))
        #expect(page.contains("Nordica &lt;Casa &amp; Co.&gt;"))
    }
}
