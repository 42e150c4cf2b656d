import ExcelRenderer
import Foundation
import Ledger
import RenderedFiles
import ReportDocument
import Testing

/// Where printed pages of a sheet end.
@Suite("Pages of a sheet")
struct PageBreakTests {
    /// The rows that the first sheet's pages end after.
    private static func breaks(_ blocks: [Block]) throws -> [String] {
        var document = SmallDocument.make(.english)
        document.sections = [Section(id: "one", title: "One", blocks: blocks)]
        return try TemporaryFolder.with { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            let sheet = try #require(try UnpackedWorkbook.parts(folder + "/report.xlsx")["xl/worksheets/sheet1.xml"])
            return String(decoding: sheet, as: UTF8.self).matches(of: #/<brk id="([0-9]+)"/#).map { String($0.1) }
        }
    }

    private static func table(rows: Int) -> Block {
        .table(
            Table(
                id: "t", title: "T", columns: [Column(id: "a", title: "A", kind: .text), Column(id: "b", title: "B", kind: .number)],
                rows: (0..<rows).map { Row(cells: [Cell(.text("row \($0)")), Cell(.count(Int64($0)))]) }))
    }

    @Test("charts that end a sheet and would just miss the page are lowered; those that would get too low start the next one")
    func charts() throws {
        let chart = Block.chart(
            Chart(
                id: "c", kind: .column, title: "C", alternativeText: "C.", xAxisTitle: "", yAxisTitle: "", table: "t", firstRow: 0,
                lastRow: 4,
                categoryColumn: 0, seriesColumns: [1]))
        func sentences(_ count: Int) -> [Block] { (0..<count).map { Block.paragraph("Sentence \($0).", role: .finding) } }
        #expect(try Self.breaks([Self.table(rows: 17)] + sentences(5) + [chart]).isEmpty)
        #expect(try !Self.breaks([Self.table(rows: 30)] + sentences(15) + [chart]).isEmpty)
    }

    @Test("the line that counts what is not shown stays on the page of its table, and no title stands alone at the foot of one")
    func moreRows() throws {
        func parts(_ rows: Int) -> [Block] {
            (0..<2).map { position in
                guard case .table(var table) = Self.table(rows: rows) else { return Self.table(rows: rows) }
                (table.id, table.title) = ("t\(position)", "T\(position)")
                if position == 0 { table.moreRows = "5 more rows" }
                return .table(table)
            }
        }
        for rows in 8...16 {
            // Rows before the second table: the sheet's head, both headings, the rows, the line on more of them, an empty one.
            let ends = try Self.breaks(parts(rows) + [Self.table(rows: rows)])
            let starts = [4, 4 + rows + 4, 4 + 2 * rows + 7]
            #expect(ends.compactMap { Int($0) }.allSatisfy(starts.map { $0 - 1 }.contains), "\(rows) rows: \(ends)")
        }
    }

    @Test("sentences take no empty rows between them, so a table and sentences that fit a page share it")
    func sentences() throws {
        let sentences = (0..<15).map { Block.paragraph("Sentence \($0).", role: .finding) }
        #expect(try Self.breaks([Self.table(rows: 10)] + sentences).isEmpty)
        #expect(try !Self.breaks([Self.table(rows: 10)] + sentences + sentences).isEmpty)
    }

    @Test("rows have a height of their own; those of the longest tables the format's, which no row carries")
    func heights() throws {
        for (rows, carried) in [(600, true), (601, false)] {
            var document = SmallDocument.make(.english)
            document.sections = [Section(id: "one", title: "One", blocks: [Self.table(rows: rows)])]
            let sheet = try TemporaryFolder.with { folder in
                try ExcelRenderer.render(document, to: folder + "/report.xlsx")
                let part = try #require(try UnpackedWorkbook.parts(folder + "/report.xlsx")["xl/worksheets/sheet1.xml"])
                return String(decoding: part, as: UTF8.self)
            }
            #expect(sheet.contains(#"<sheetFormatPr defaultRowHeight="15.0001" customHeight="1""#))
            let body = sheet.matches(of: #/<row r="([0-9]+)"([^>]*)>/#).filter { (7...(6 + rows)).contains(Int($0.1) ?? 0) }
            #expect(body.count == rows)
            #expect(body.allSatisfy { $0.2.contains(#"ht="13.5""#) == carried && $0.2.contains("ht=") == carried })
        }
    }
}
