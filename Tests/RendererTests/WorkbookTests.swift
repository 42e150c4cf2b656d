import ExcelRenderer
import Foundation
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite struct WorkbookTests {
    private func dump(_ document: ReportDocument) throws -> WorkbookReader.Dump {
        try TemporaryFolder.with { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            return try WorkbookReader.dump(folder + "/report.xlsx")
        }
    }

    @Test(.tags(.slow), arguments: Language.allCases) func recalculatingChangesNothing(language: Language) throws {
        let result = try TemporaryFolder.with { folder in
            try ExcelRenderer.render(SampleDocument.make(language), to: folder + "/report.xlsx")
            return try WorkbookReader.recalculation(folder + "/report.xlsx")
        }
        #expect(result.errors.isEmpty)
        #expect(result.formulas > 80)
        #expect(result.spoiled == result.formulas)
        #expect(result.changes.isEmpty, "\(result.changes.prefix(12))")
    }

    @Test(.tags(.slow)) func sheetsArePreparedForScreenAndPaper() throws {
        let document = SampleDocument.make(.english)
        let book = try dump(document)
        #expect(book.sheets.map(\.name) == document.sections.map(\.title))
        #expect(book.active == "Summary")
        for sheet in book.sheets {
            #expect(sheet.paper == 9)
            #expect(sheet.orientation == "landscape")
            #expect(sheet.fitToPage)
            #expect(sheet.fitToWidth == 1)
            // What fits on one page is held to it; the others go on to as many as they need.
            #expect(sheet.fitToHeight == (sheet.name == "Aging" ? 0 : 1), "\(sheet.name)")
            #expect(!sheet.repeatedRows.isEmpty)
            #expect(sheet.footer.contains("Page &P / &N"))
            #expect(sheet.footer.contains(sheet.name))
            #expect(sheet.header.contains("Monthly target review"))
            let frozen = try #require(sheet.frozen)
            #expect(frozen.hasPrefix("B"))
        }
        #expect(book.sheets[1].frozen == "B8")
        #expect(book.sheets[1].repeatedRows == "$1:$2")
        #expect(book.parts.allSatisfy { !$0.contains("vbaProject") && !$0.contains("externalLink") })
    }

    @Test(.tags(.slow)) func aLongTableRepeatsItsHeadingOnEveryPage() throws {
        var document = SmallDocument.make(.english)
        let rows = (0..<60).map { Row(cells: [Cell(.count(Int64($0)))]) }
        let long = Table(id: "long", title: "Long", columns: [Column(id: "n", title: "N", kind: .number)], rows: rows)
        document.sections = [Section(id: "long", title: "Long", blocks: [.table(long)])]
        let book = try dump(document)
        #expect(book.sheets[0].repeatedRows == "$6:$6")
        #expect(book.sheets[0].frozen == "B7")
    }

    @Test(.tags(.slow)) func aLongLastTableRepeatsItsHeadingBelowOtherTables() throws {
        var document = SmallDocument.make(.english)
        func table(_ id: String, rows: Int) -> Block {
            .table(
                Table(
                    id: id, title: id, columns: [Column(id: "n", title: "N", kind: .number)],
                    rows: (0..<rows).map { Row(cells: [Cell(.count(Int64($0)))]) }))
        }
        document.sections = [
            Section(id: "long", title: "Long", blocks: [table("short", rows: 2), table("long", rows: 60)]),
            Section(id: "first", title: "First", blocks: [table("held", rows: 30), table("last", rows: 2)]),
        ]
        let book = try dump(document)
        #expect(book.sheets[0].repeatedRows == "$11:$11")
        #expect(book.sheets[1].repeatedRows == "$1:$2")
    }

    /// One heading a sheet can be repeated, so that what follows a table of several pages stands on a sheet of its own, named in the contents.
    @Test(.tags(.slow)) func whatFollowsATableOfSeveralPagesHasASheetOfItsOwn() throws {
        var document = SmallDocument.make(.english)
        func table(_ id: String, rows: Int) -> Block {
            let rows = (0..<rows).map { Row(cells: [Cell(.text("row \($0)")), Cell(.count(Int64($0)))]) }
            return .table(
                Table(
                    id: id, title: id, columns: [Column(id: "t", title: "T", kind: .text), Column(id: "n", title: "N", kind: .number)],
                    rows: rows))
        }
        let note = Block.paragraph("What belongs to the first table.", role: .note)
        document.sections = [
            Section(id: "summary", title: "Summary", blocks: [table("short", rows: 2)]),
            Section(
                id: "people", title: "People",
                blocks: [table("results", rows: 31), note, table("activity", rows: 200), table("last", rows: 2)]),
            Section(id: "notes", title: "Notes", blocks: [table("alone", rows: 200), .paragraph("No sheet of its own.", role: .body)]),
        ]
        let book = try dump(document)
        #expect(book.sheets.map(\.name) == ["Summary", "People", "People (2)", "People (3)", "Notes"])
        #expect(
            book.sheets.map { $0.tables.keys.sorted() } == [["tbl_short"], ["tbl_results"], ["tbl_activity"], ["tbl_last"], ["tbl_alone"]])
        #expect(book.sheets[1...2].map(\.repeatedRows) == ["$6:$6", "$6:$6"])
        #expect(book.sheets[1...2].map(\.frozen) == ["B7", "B7"])
        #expect(book.sheets[1].cells["A39"]?.value == "What belongs to the first table.")
        let links = ["B3", "C3", "D3"].map { book.sheets[0].cells[$0]?.link }
        #expect(links == ["'People'!A1", "'Notes'!A1", nil])
        #expect(book.sheets[2].cells["A3"]?.link == "'Summary'!A1")
        let further = book.sheets[1...3].map { sheet in "BCDEFGHIJKL".compactMap { sheet.cells["\($0)3"]?.link } }
        #expect(further == [["'People (2)'!A1"], ["'People (3)'!A1"], []])
    }

    /// A name of 31 characters has no room for a number, and one that is taken is not taken twice.
    @Test(.tags(.slow), arguments: ["Thirty characters of a long name", "People"]) func aSectionStaysWholeWhereItsSheetsHaveNoName(
        title: String
    ) throws {
        var document = SmallDocument.make(.english)
        let column = Column(id: "n", title: "N", kind: .number)
        let rows = (0..<90).map { Row(cells: [Cell(.count(Int64($0)))]) }
        let tables = ["one", "two"].map { Block.table(Table(id: $0, title: $0, columns: [column], rows: rows)) }
        let name = String(title.prefix(31))
        document.sections = [
            Section(id: "people", title: name, blocks: tables),
            Section(id: "other", title: "people (2)", blocks: [.paragraph("Taken.", role: .body)]),
        ]
        let book = try dump(document)
        #expect(book.sheets.map(\.name) == [name, "people (2)"])
    }

    @Test(.tags(.slow)) func tablesWithoutRowsAreSentencesAndThoseWithSubtotalsTables() throws {
        var document = SmallDocument.make(.english)
        let column = Column(id: "n", title: "N", kind: .number)
        let roles: [Row.Role] = [.item, .subtotal, .item, .subtotal, .total]
        let rows = roles.enumerated().map { Row(role: $1, cells: [Cell(.count(Int64($0)))]) }
        document.sections = [
            Section(
                id: "s", title: "S",
                blocks: [
                    .table(Table(id: "none", title: "None", columns: [column], rows: [])),
                    .table(Table(id: "parts", title: "Parts", columns: [column], rows: rows)),
                ])
        ]
        let sheet = try dump(document).sheets[0]
        #expect(sheet.tables["tbl_none"] == nil)
        #expect(sheet.cells["A6"]?.value == document.words.noRows)
        #expect(sheet.tables["tbl_parts"] == "A9:A12")
        #expect(sheet.cells["A11"]?.bold == true)
        #expect(sheet.cells["A14"]?.value == "4")
    }

    @Test(.tags(.slow)) func columnsAreAsWideAsWhatTheyShow() throws {
        let document = SampleDocument.make(.italian)
        let book = try dump(document)
        for (section, sheet) in zip(document.sections, book.sheets) {
            for case .table(let table) in section.blocks {
                for (index, column) in table.columns.enumerated() where column.kind == .number || column.kind == .date {
                    let width = sheet.widths[String(UnicodeScalar(UInt8(0x41 + index)))] ?? 0
                    let longest = table.rows.map { document.displayText($0.cells[index], document.figureFormat).count }.max() ?? 0
                    #expect(width >= Double(longest), "\(table.id) \(column.id)")
                }
            }
        }
    }

    @Test(.tags(.slow)) func figuresAreNumbersDatesAreDatesAndUnitsStandInHeadings() throws {
        let book = try dump(SampleDocument.make(.italian))
        let risk = book.sheets[4]
        let date = try #require(risk.cells["F8"])
        #expect(date.kind == "date")
        #expect(date.value == "2026-06-27")
        #expect(date.format == "dd/mm/yyyy")
        let amount = try #require(risk.cells["D9"])
        #expect(amount.kind == "number")
        #expect(amount.value == "-1204.55")
        #expect(amount.format == "#,##0.00;-#,##0.00")
        #expect(risk.cells["E7"]?.format == "#,##0;-#,##0")
        #expect(risk.headings["tbl_high_risk"]?[3] == "Esposizione (EUR)")
        let summary = book.sheets[0]
        #expect(summary.cells["B9"]?.format == "0.0%")
        #expect(summary.cells["D9"]?.format == "+0.0\" p.p.\";-0.0\" p.p.\";0.0\" p.p.\"")
        #expect(summary.cells["G9"]?.value == "Agire")
        #expect(summary.cells["G9"]?.color == "FFB3261E")
        #expect(summary.cells["F8"]?.value == "n.d.")
        #expect(summary.cells["F8"]?.comment?.contains("giugno 2025") == true)
        #expect(book.sheets[1].cells["A8"]?.format == "[$-410]mmm yyyy")
    }

    @Test(.tags(.slow)) func formulasPointAcrossSheetsAndTotalsStandUnderTheirTables() throws {
        let book = try dump(SampleDocument.make(.english))
        #expect(book.sheets[0].cells["B8"]?.formula == "='DSO'!E20")
        #expect(book.sheets[0].cells["D8"]?.formula == "=B8-C8")
        #expect(book.sheets[1].cells["E8"]?.formula == "=B8/C8*D8")
        let aging = book.sheets[2]
        #expect(aging.tables["tbl_aging_team"] == "A7:H11")
        #expect(aging.cells["B12"]?.formula == "=SUM(B8:B11)")
        #expect(aging.cells["B12"]?.bold == true)
        #expect(book.names["fig_aging_team_total_share_over_90"] == "'Aging'!$H$12")
        #expect(book.names["fig_headline_2_value"] == "'Summary'!$B$8")
    }

    @Test(.tags(.slow)) func whatChartsAreComputedFromIsNotPrinted() throws {
        let bridge = try #require(try dump(SampleDocument.make(.english)).sheets.first { $0.name == "Bridge" })
        let area = try #require(bridge.localNames.first { $0.contains("$A$1:") })
        let lastColumn = String(area.split(separator: ":")[1].dropFirst().prefix { $0.isLetter })
        let caption = try #require(bridge.cells.first { $0.value.value == "Data behind the chart" }?.key)
        let column = String(caption.prefix { $0.isLetter })
        #expect((column.count, column) > (lastColumn.count, lastColumn))
    }

    @Test(.tags(.slow)) func linksLeadToTheDetailAndBack() throws {
        let book = try dump(SampleDocument.make(.english))
        #expect(book.sheets[0].cells["A8"]?.link == "'DSO'!A1")
        #expect(book.sheets[0].cells["B3"]?.link == "'DSO'!A1")
        #expect(book.sheets[0].cells["F3"]?.link == "'Method'!A1")
        #expect(book.sheets[4].cells["A3"]?.link == "'Summary'!A1")
    }

    @Test(.tags(.slow)) func chartsHaveTitlesAxesAndAlternativeTextAndCoverNoCells() throws {
        let document = SampleDocument.make(.english)
        let book = try dump(document)
        let charts = document.sections.flatMap { section in
            section.blocks.compactMap { block -> Chart? in if case .chart(let chart) = block { chart } else { nil } }
        }
        #expect(book.sheets.flatMap(\.charts).map(\.title).sorted() == charts.map(\.title).sorted())
        #expect(book.alternativeTexts.sorted() == charts.map(\.alternativeText).sorted())
        for sheet in book.sheets {
            for chart in sheet.charts {
                #expect(chart.axisTitles.allSatisfy { !$0.isEmpty })
                let covered = sheet.cells.keys.filter { address in
                    let row = (Int(address.drop { $0.isLetter }) ?? 0) - 1
                    return row >= chart.top && row < chart.bottom
                }
                #expect(covered.isEmpty)
            }
        }
        #expect(book.sheets[0].charts[0].values == ["DSO!$E$8:$E$20", "DSO!$F$8:$F$20"])
    }

    @Test(.tags(.slow)) func propertiesComeFromTheDocument() throws {
        let document = SampleDocument.make(.italian)
        let book = try dump(document)
        #expect(book.title == document.title)
        #expect(book.subject == document.subtitle)
        #expect(book.author == "Incasso")
        #expect(book.created == "2026-06-30T00:00:00Z")
    }

    @Test(.tags(.slow), arguments: ["Q3", "2026", "R1C1", "r", "Team's", "Città & C."])
    func sheetNamesThatLookLikeSomethingElseAreQuotedEverywhere(
        title: String
    ) throws {
        var document = SmallDocument.make(.english)
        document.sections[0].title = title
        let book = try dump(document)
        let quoted = "'" + title.replacing("'", with: "''") + "'"
        #expect(book.sheets[0].charts[0].values == [quoted + "!$B$7:$B$8"])
        #expect(book.sheets[0].repeatedRows == "$1:$2")
        let names = Array(book.names.values) + book.sheets.flatMap { $0.localNames }
        let allQuoted = names.allSatisfy { $0.hasPrefix(quoted + "!") }
        #expect(names.count == 3)
        #expect(allQuoted, "\(names)")
    }
}
