import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite struct RenderFailureTests {
    private func workbookError(_ document: ReportDocument) throws -> RenderError? {
        try TemporaryFolder.with { folder in
            var caught: RenderError?
            do throws(RenderError) { try ExcelRenderer.render(document, to: folder + "/report.xlsx") } catch { caught = error }
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left.isEmpty || caught == nil)
            return caught
        }
    }

    @Test(arguments: [
        ("", "empty"), ("A title of more than 31 characters", "31"), ("Open/closed", "/"), ("'quoted", "apostrophe"), ("History", "Excel"),
        ("Line\nbreak", "control"),
    ]) func titlesThatCannotBeSheetNamesAreRefused(title: String, word: String) throws {
        var document = SmallDocument.make(.english)
        document.sections[0].title = title
        let error = try #require(try workbookError(document))
        #expect(error.code == .badSheetName)
        #expect(error.message.contains(word))
    }

    @Test func twoSectionsWithTheSameTitleAreRefused() throws {
        var document = SmallDocument.make(.english)
        document.sections.append(Section(id: "other", title: document.sections[0].title.uppercased(), blocks: []))
        #expect(try workbookError(document)?.code == .badSheetName)
    }

    @Test func aTitleOf31CharactersIsFine() throws {
        var document = SmallDocument.make(.english)
        document.sections[0].title = "Ä2345678901234567890123456789'1"
        #expect(try workbookError(document) == nil)
    }

    @Test func headingsThatLookTheSameAreRefused() throws {
        var document = SmallDocument.make(.english)
        let column = Column(id: "a", title: "Name", kind: .text)
        let twice = Table(
            id: "twice", title: "Twice", columns: [column, Column(id: "b", title: "NAME", kind: .text)],
            rows: [Row(cells: [Cell(.empty), Cell(.empty)])])
        document.sections[0].blocks.append(.table(twice))
        #expect(try workbookError(document)?.code == .badTable)
    }

    @Test func formulasChartsAndLinksToNothingAreRefused() throws {
        var formula = SmallDocument.make(.english)
        let reference = CellReference(table: "nowhere", row: 0, column: 0)
        let cell = Cell(.count(1), formula: .cell(reference))
        formula.sections[0].blocks.append(
            .table(Table(id: "new", title: "New", columns: [Column(id: "a", title: "A", kind: .number)], rows: [Row(cells: [cell])])))
        #expect(try workbookError(formula)?.code == .badReference)

        var chart = SmallDocument.make(.english)
        chart.sections[0].blocks = chart.sections[0].blocks.map { block in
            guard case .chart(var broken) = block else { return block }
            broken.lastRow = 99
            return .chart(broken)
        }
        #expect(try workbookError(chart)?.code == .badReference)
        #expect(throws: RenderError.self) { try HTMLRenderer.render(chart) }

        var link = SmallDocument.make(.english)
        let linked = Cell(.text("x"), linkToSection: "nowhere")
        link.sections[0].blocks.append(
            .table(Table(id: "new", title: "New", columns: [Column(id: "a", title: "A", kind: .text)], rows: [Row(cells: [linked])])))
        #expect(try workbookError(link)?.code == .badReference)
        #expect(throws: RenderError.self) { try HTMLRenderer.render(link) }
    }

    @Test func aTextThatIsTooLongForACellIsRefused() throws {
        var document = SmallDocument.make(.english)
        document.sections[0].blocks.append(.paragraph(String(repeating: "long ", count: 7_000), role: .body))
        #expect(try workbookError(document)?.code == .textTooLong)
    }

    @Test func aFolderThatIsNotThereIsAnErrorWithThePath() throws {
        let path = "/nonexistent-folder/report.xlsx"
        var caught: RenderError?
        do throws(RenderError) { try ExcelRenderer.render(SmallDocument.make(.english), to: path) } catch { caught = error }
        let error = try #require(caught)
        #expect(error.code == .cannotWrite)
        #expect(error.path == path)
        #expect(error.message.contains("No such file"))
    }

    @Test func aTargetThatIsAFolderLeavesNothingBeside() throws {
        try TemporaryFolder.with { folder in
            try FileManager.default.createDirectory(atPath: folder + "/report.xlsx/inside", withIntermediateDirectories: true)
            var caught: RenderError?
            do throws(RenderError) { try ExcelRenderer.render(SmallDocument.make(.english), to: folder + "/report.xlsx") } catch {
                caught = error
            }
            #expect(caught?.code == .cannotWrite)
            let left = try FileManager.default.contentsOfDirectory(atPath: folder)
            #expect(left == ["report.xlsx"])
        }
    }
}
