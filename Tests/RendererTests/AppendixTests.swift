import ExcelRenderer
import HTMLRenderer
import Ledger
import MailRenderer
import RenderedFiles
import ReportDocument
import Testing

/// Sections to look things up in: there, but not in the way.
@Suite("Appendices")
struct AppendixTests {
    private static func document(_ language: Language) -> ReportDocument {
        var document = SmallDocument.make(language)
        let table = Table(
            id: "extra", title: "Extra", columns: [Column(id: "a", title: "A", kind: .text)],
            rows: [Row(cells: [Cell(.text("looked up"))])],
            presentation: .inputs)
        document.sections.append(Section(id: "appendix", title: "Appendix", blocks: [.table(table)], isAppendix: true))
        return document
    }

    @Test("are folded under their title on pages, once, and not printed", arguments: Language.allCases)
    func page(language: Language) throws {
        let page = try HTMLRenderer.render(Self.document(language))
        let start = try #require(page.range(of: "<section id=\"appendix\" class=\"appendix\"")?.lowerBound)
        let section = page[start...]
        #expect(section.contains("<details><summary><h2 id=\"appendix-title\">Appendix</h2></summary>") && section.contains("looked up"))
        #expect(section.matches(of: #/<details/#).count == 1)
        #expect(page.contains(".cards,.appendix{display:none}"))
        #expect(page[..<start].matches(of: #/class="appendix"/#).isEmpty)
    }

    @Test("have an empty row as their print area in workbooks; other sheets all that is in use")
    func workbook() throws {
        try TemporaryFolder.with { folder in
            try ExcelRenderer.render(Self.document(.english), to: folder + "/report.xlsx")
            let parts = try UnpackedWorkbook.parts(folder + "/report.xlsx")
            let book = String(decoding: try #require(parts["xl/workbook.xml"]), as: UTF8.self)
            #expect(book.matches(of: #/_xlnm.Print_Area[^<]*>[^<]*!\$A\$4(:\$A\$4)?</#).count == 1)
            #expect(book.matches(of: #/_xlnm.Print_Area[^<]*>[^<]*!\$A\$1:/#).count == Self.document(.english).sections.count - 1)
            let sheet = String(decoding: try #require(parts["xl/worksheets/sheet2.xml"]), as: UTF8.self)
            #expect(!sheet.contains("r=\"A4\""))
        }
    }

    @Test("are left out of messages", arguments: Language.allCases)
    func message(language: Language) throws {
        var document = Self.document(language)
        document.headline = "Headline"
        let message = try MailRenderer.render(document)
        #expect(!message.html.contains("looked up") && !message.text.contains("looked up"))
    }

    @Test("apart, cards have whole units and their table the cents", arguments: Language.allCases)
    func cards(language: Language) throws {
        var document = SmallDocument.make(language)
        let table = Table(
            id: "h", title: "H", columns: [Column(id: "figure", title: "F", kind: .text), Column(id: "actual", title: "A", kind: .number)],
            rows: [
                Row(cells: [Cell(.text("large")), Cell(.money(1_234_567_89, .eur))]),
                Row(cells: [Cell(.text("small")), Cell(.money(-34_56, .eur))]),
            ], presentation: .headline)
        document.sections = [Section(id: "one", title: "One", blocks: [.table(table)])]
        let page = try HTMLRenderer.render(document)
        let values = page.matches(of: #/<dd class="value">([^<]*)</#).map { String($0.1) }
        #expect(values == (language == .italian ? ["1.234.568", "\u{2212}34,56"] : ["1,234,568", "\u{2212}34.56"]))
        #expect(page.contains(language == .italian ? ">1.234.567,89<" : ">1,234,567.89<"))
    }
}
