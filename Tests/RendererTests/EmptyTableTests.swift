import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import RenderedFiles
import ReportDocument
import SeededNumbers
import Testing

/// Tables that have nothing to show that day, among others on their sheet.
@Suite("Empty tables")
struct EmptyTableTests {
    private static func table(_ id: String, rows: Int, columns: Int, isLong: Bool = false) -> Block {
        .table(
            Table(
                id: id, title: id,
                columns: (0..<columns).map { Column(id: "c\($0)", title: "C\($0)", kind: $0 == columns - 1 && isLong ? .longText : .text) },
                rows: (0..<rows).map { row in Row(cells: (0..<columns).map { Cell(.text("row \(row), column \($0)")) }) }))
    }

    private static func parts(_ blocks: [Block]) throws -> [String: Data] {
        var document = SmallDocument.make(.english)
        document.sections = [Section(id: "one", title: "One", blocks: blocks)]
        return try TemporaryFolder.with { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            _ = try HTMLRenderer.render(document)
            return try UnpackedWorkbook.parts(folder + "/report.xlsx")
        }
    }

    @Test("an empty table may be wider than the long one that follows it", arguments: [24, 26, 40, 700])
    func widerThanOthers(rows: Int) throws {
        let parts = try Self.parts([Self.table("empty", rows: 0, columns: 9), Self.table("full", rows: rows, columns: 3)])
        let sheet = String(decoding: try #require(parts["xl/worksheets/sheet1.xml"]), as: UTF8.self)
        // Title, subtitle, contents, the empty table's title and sentence, and the heading of the long one are few enough to stay in view.
        #expect(sheet.contains("ySplit=\"2\"") == (rows <= 25))
    }

    @Test("any mixture of empty, short, long, narrow and wide tables and paragraphs is written")
    func anyMixture() throws {
        for seed in UInt64(1)...40 {
            var generator = SeededRandom(seed: seed)
            let blocks = (0..<Int.random(in: 1...5, using: &generator)).map { position -> Block in
                if Int.random(in: 0..<4, using: &generator) == 0 { return .paragraph("Paragraph \(position)", role: .note) }
                return Self.table(
                    "t\(position)", rows: [0, 0, 1, 30, 160].randomElement(using: &generator) ?? 0,
                    columns: Int.random(in: 1...12, using: &generator), isLong: Bool.random(using: &generator))
            }
            let parts = try Self.parts(blocks)
            #expect(parts["xl/worksheets/sheet1.xml"] != nil)
        }
    }

    @Test("the heading of a long table is repeated on paper though a note follows it")
    func headingBeforeNote() throws {
        let note = Block.paragraph("A note.", role: .note)
        let parts = try Self.parts([Self.table("first", rows: 12, columns: 3), Self.table("long", rows: 90, columns: 3), note])
        let workbook = String(decoding: try #require(parts["xl/workbook.xml"]), as: UTF8.self)
        let titles = try #require(workbook.firstMatch(of: #/Print_Titles"[^>]*>[^<]*!\$([0-9]+):\$([0-9]+)</#))
        #expect(titles.1 == titles.2)
    }
}
