import Foundation
import Ledger
import MailRenderer
import RenderedFiles
import ReportDocument
import Testing

/// What a message owes its readers: everything of the document in both parts, in a form that mail programs show.
@Suite struct MailTests {
    private func visible(_ html: String) -> String {
        var text = ""
        var inTag = false
        for character in html {
            if character == "<" { inTag = true } else if character == ">" { inTag = false } else if !inTag { text.append(character) }
        }
        let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&nbsp;", " "), ("&amp;", "&")]
        return entities.reduce(text) { $0.replacing($1.0, with: $1.1) }
    }

    @Test(arguments: Language.allCases) func everyCellAndReasonStandsInBothParts(language: Language) throws {
        var compared = 0
        for document in sections(SampleDocument.make(language)) {
            let message = try MailRenderer.render(document)
            compared += compare(document, spaced(visible(message.html)), spaced(message.text))
        }
        #expect(compared > 200)
    }

    /// One document a section: a whole review is longer than mail programs show.
    private func sections(_ document: ReportDocument) -> [ReportDocument] {
        document.sections.map { section in
            var part = document
            part.sections = [section]
            let tables = Set(part.tables.map(\.id))
            part.sections[0].blocks.removeAll { if case .chart(let chart) = $0 { !tables.contains(chart.table) } else { false } }
            return part
        }
    }

    private func spaced(_ text: String) -> String { text.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    private func compare(_ document: ReportDocument, _ html: String, _ text: String) -> Int {
        let format = document.figureFormat
        var compared = 0
        for table in document.tables {
            #expect(html.contains(spaced(table.title)) && text.contains(spaced(table.title)))
            for cell in table.rows.flatMap(\.cells) {
                // With the unit where no heading says it.
                let value = document.displayText(cell, format)
                let own = html.contains(spaced(value)) ? value : format.textWithUnit(cell.value)
                var shown = [own, cell.note ?? ""]
                if case .notAvailable(let reason) = cell.value { shown.append(reason) }
                for word in shown where !word.isEmpty {
                    compared += 1
                    #expect(html.contains(spaced(word)), "\(table.id): \(word)")
                    #expect(text.contains(spaced(word)), "\(table.id): \(word)")
                }
            }
        }
        return compared
    }

    @Test func nothingIsInItThatMailProgramsDoNotShow() throws {
        let html = try sections(SampleDocument.make(.english)).map { try MailRenderer.render($0).html.lowercased() }.joined()
        for tag in [
            "<script", "<img", "<svg", "<link", "<iframe", "<form", "url(", "http:", "https:", "position:", "display:flex", "display:grid",
        ] {
            #expect(!html.contains(tag), "\(tag)")
        }
        #expect(html.contains("max-width:600px") && html.contains("prefers-color-scheme:dark"))
        #expect(html.contains("żółć &lt;script&gt;alert(1)&lt;/script&gt;"))
    }

    @Test(arguments: Language.allCases) func onlyWhatMailProgramsShowIsInIt(language: Language) throws {
        let subset = try MailSubset()
        for document in sections(SampleDocument.make(language)) + [SmallDocument.make(language)] {
            let faults = subset.faults(try MailRenderer.render(document).html)
            #expect(faults.isEmpty, "\(faults)")
        }
    }

    @Test func whatMailProgramsDoNotShowIsFound() throws {
        let subset = try MailSubset()
        let html = try MailRenderer.render(SmallDocument.make(.english)).html
        for (bad, fault) in [
            ("<img src=\"x\">", "<img>"), ("<div id=\"x\">", "<div id>"), ("<td style=\"float:left\">", "<td style=float>"),
            ("<td width=\"601\">", "<td width=601>"), ("<p class=\"wide\">", "class wide"),
            ("<style>p{color:red}</style>", "a style sheet"),
            ("<td style=\"background:url(x)\">", "url("), ("<!--[if mso]><svg><![endif]-->", "<svg>"),
            ("<h1 onclick=\"x\">", "<h1 onclick>"),
        ] {
            let faults = subset.faults(html.replacing("</body>", with: bad + "</body>"))
            #expect(faults.contains { $0.hasPrefix(fault) }, "\(bad): \(faults)")
        }
    }

    @Test func plainTextIsNotWiderThanMailIsReadUnlessAWordOrTableIs() throws {
        let message = try MailRenderer.render(SmallDocument.make(.italian))
        #expect(message.text.split(separator: "\n").allSatisfy { $0.count <= 76 })
        #expect(!message.text.contains("<td") && !message.text.contains("&amp;"))
    }

    @Test func theSubjectIsTheHeadlineOrElseTheTitle() throws {
        var document = SmallDocument.make(.english)
        #expect(try MailRenderer.render(document).subject == document.title)
        document.headline = "Huddle: cash €1,000.00"
        #expect(try MailRenderer.render(document).subject == "Huddle: cash €1,000.00")
    }

    @Test func whatMailProgramsWouldCutIsRefused() throws {
        var document = SmallDocument.make(.english)
        let long = Table(
            id: "long", title: "Long", columns: [Column(id: "a", title: "A", kind: .text)],
            rows: (0..<2000).map { Row(cells: [Cell(.text("row \($0)"))]) })
        document.sections.append(Section(id: "long", title: "Long", blocks: [.table(long)]))
        let error = #expect(throws: RenderError.self) { try MailRenderer.render(document) }
        #expect(error?.code == .tooLarge)
    }

    @Test func barsAreTableCellsAsLongAsTheirValues() throws {
        let euro = Currency.eur
        let bars = Table(
            id: "bars", title: "Bars",
            columns: [Column(id: "a", title: "A", kind: .text), Column(id: "b", title: "B", unit: "EUR", kind: .number)],
            rows: [("half", 5000), ("whole", 10000), ("none", 0), ("less", -2500)].map { name, minor in
                Row(cells: [Cell(.text(name)), Cell(.money(Int64(minor), euro))])
            }, presentation: .bars)
        var document = SmallDocument.make(.english)
        document.sections = [Section(id: "bars", title: "Bars", blocks: [.table(bars)])]
        let html = try MailRenderer.render(document).html
        let widths = html.components(separatedBy: "class=\"bar\" width=\"").dropFirst().map { $0.prefix { $0 != "\"" } }
        #expect(widths == ["50%", "100%", "25%"])
        #expect(html.components(separatedBy: "class=\"track\"").count - 1 == 3)
    }

    @Test(arguments: Language.allCases) func theMessageOfTheSmallDocumentIsAsRecorded(language: Language) throws {
        let message = try MailRenderer.render(SmallDocument.make(language))
        let matchesHTML = try TestFiles.matchesGolden(message.html, "small-mail.\(language.rawValue).html")
        let matchesText = try TestFiles.matchesGolden(message.text, "small-mail.\(language.rawValue).txt")
        #expect(matchesHTML && matchesText)
    }
}
