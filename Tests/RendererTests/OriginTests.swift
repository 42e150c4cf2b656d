import HTMLRenderer
import Ledger
import ReportDocument
import Testing

@Suite struct OriginTests {
    @Test func thePageNamesWhatAFigureWasMadeFrom() throws {
        var document = SampleDocument.make(.english)
        let cell = Cell(.money(12_345, .eur), origin: "ar.gross + ar.credits; 3 open items & more")
        let table = Table(
            id: "origins", title: "Origins",
            columns: [Column(id: "a", title: "Figure", kind: .text), Column(id: "b", title: "Value", kind: .number)],
            rows: [Row(cells: [Cell(.text("Net")), cell])])
        document.sections.append(Section(id: "origins-section", title: "Origins", blocks: [.table(table)]))
        let page = try HTMLRenderer.render(document)
        #expect(page.contains("<li>Net, Value: ar.gross + ar.credits; 3 open items &amp; more</li>"))
    }
}
