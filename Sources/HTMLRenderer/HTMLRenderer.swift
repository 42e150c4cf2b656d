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
        page.raw("<style>\n\(Stylesheet.text)</style>\n</head>\n<body>\n<header>\n")
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

/// The text of a page in the making.
struct Markup {
    private(set) var text = ""

    /// Appends markup as it is.
    mutating func raw(_ markup: String) { text += markup }

    /// Appends an element with escaped text on a line of its own.
    mutating func element(_ name: String, _ content: String, class className: String? = nil) {
        let attribute = className.map { " class=\"\($0)\"" } ?? ""
        text += "<\(name)\(attribute)>\(Markup.escaped(content))</\(name)>\n"
    }

    /// Text that is safe between tags and in quoted attributes. Control characters, which HTML does not know, become U+FFFD.
    static func escaped(_ text: String) -> String {
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": escaped.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }
}
