/// Takes the texts of tables out of a page.
enum PageTables {
    /// Body and foot rows of the table with an id; texts without tags, entities resolved.
    static func rows(_ page: String, table: String) -> [[String]] {
        guard let start = page.range(of: "<table id=\"t-\(table)\""), let end = page.range(of: "</table>", after: start.upperBound) else {
            return []
        }
        let markup = String(page[start.upperBound..<end.lowerBound])
        return pieces(markup, "<tr").dropFirst(2).map { row in
            let cells = row.replacing("<th", with: "<td")
            return pieces(cells, "<td").dropFirst().map { cell in
                text(String(cell.drop { $0 != ">" }.dropFirst()))
            }
        }
    }

    static func text(_ markup: String) -> String {
        var text = ""
        var isTag = false
        for character in markup where character != "\n" {
            if character == "<" { isTag = true }
            if !isTag { text.append(character) }
            if character == ">" { isTag = false }
        }
        for (entity, character) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")] {
            text = text.replacing(entity, with: character)
        }
        return text
    }

    private static func pieces(_ text: String, _ separator: String) -> [String] {
        text.split(separator: separator, omittingEmptySubsequences: false).map(String.init)
    }
}

extension String {
    /// The first range of a text at or after an index.
    func range(of text: String, after index: Index) -> Range<Index>? { self[index...].firstRange(of: text) }
    func range(of text: String) -> Range<Index>? { firstRange(of: text) }
}
