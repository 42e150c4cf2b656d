import Foundation
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite("Cells of a workbook as its file has them") struct CellTextTests {
    /// A document with one table of texts, a row each.
    private func document(_ texts: [String]) -> ReportDocument {
        var document = SmallDocument.make(.english)
        let columns = [Column(id: "text", title: "Text", kind: .text), Column(id: "count", title: "Count", kind: .number)]
        let rows = texts.map { Row(cells: [Cell(.text($0)), Cell(.count(1))]) }
        document.sections = [
            Section(id: "texts", title: "Texts", blocks: [.table(Table(id: "texts", title: "List", columns: columns, rows: rows))])
        ]
        return document
    }

    /// A part of the document's workbook.
    private func part(_ name: String, of document: ReportDocument) throws -> String {
        try TemporaryFolder.with { folder in
            let path = folder + "/report.xlsx"
            try TestFiles.workbook(document).write(to: URL(fileURLWithPath: path))
            return String(decoding: try #require(UnpackedWorkbook.parts(path)["xl/" + name]), as: UTF8.self)
        }
    }

    @Test("are whole whatever characters they have: those that no workbook may have are replaced")
    func characters() throws {
        let long = String(repeating: "x", count: 40)
        let texts = ["plain", "zero\u{0}behind", "\u{7}bell", "Zürich \u{1F600}", long + "\u{0}" + long, "less < more & more"]
        let strings = try part("sharedStrings.xml", of: document(texts))
        let written = [
            "plain", "zero\u{FFFD}behind", "\u{FFFD}bell", "Zürich \u{1F600}", long + "\u{FFFD}" + long, "less &lt; more &amp; more",
        ]
        for text in written { #expect(strings.contains("<t>\(text)</t>"), "\(text)") }
    }

    @Test("of the longest table have the formats with the first numbers")
    func formatNumbers() throws {
        let sheet = try part("worksheets/sheet1.xml", of: document((0..<3).map { "text \($0)" }))
        let numbers = sheet.matches(of: /<c r="([A-Z])([0-9]+)" s="([0-9]+)"/).map { (column: $0.1, row: Int($0.2)!, format: $0.3) }
        let lastRow = try #require(numbers.map(\.row).max())
        let body = numbers.filter { $0.row > lastRow - 3 }
        #expect(body.count == 6)
        #expect(body.allSatisfy { $0.format == ($0.column == "A" ? "1" : "2") })
        #expect(numbers.filter { $0.row <= lastRow - 3 }.allSatisfy { Int($0.format)! > 2 })
    }
}
