import Ledger
import ReportDocument

/// Writes a document as one self-contained page: no scripts, no outside resources; readable on a phone, on paper and in the dark.
public enum HTMLRenderer {
    /// The page's text; the same document gives the same bytes. Throws when a chart or link points at something that is not there. O(cells).
    public static func render(_ document: ReportDocument) throws(RenderError) -> String {
        var page = Markup()
        page.raw("<!DOCTYPE html>\n<html lang=\"\(document.language.rawValue)\">\n<head>\n<meta charset=\"utf-8\">\n")
        page.raw(
            "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" content=\"light dark\">\n"
        )
        page.element("title", document.title)
        page.raw("<style>\n\(Stylesheet.text)\(Stylesheet.runningTitle(document))</style>\n</head>\n<body>\n<header>\n")
        page.element("h1", document.title)
        page.element("p", document.subtitle, class: "subtitle")
        page.raw("</header>\n")
        writeContents(document, to: &page)
        page.raw("<main>\n")
        let writer = SectionMarkup(document: document)
        for section in document.sections { try writer.write(section, to: &page) }
        page.raw("</main>\n</body>\n</html>\n")
        return page.text
    }

    private static func writeContents(_ document: ReportDocument, to page: inout Markup) {
        guard document.sections.count > 1 else { return }
        page.raw("<nav aria-label=\"\(Markup.escaped(document.words.contents))\">\n<ul>\n")
        for section in document.sections {
            page.raw("<li><a href=\"#\(Markup.escaped(section.id))\">\(Markup.escaped(section.title))</a></li>\n")
        }
        page.raw("</ul>\n</nav>\n")
    }
}
