import CSVRenderer
import HTMLRenderer
import Ledger
import ReportDocument
import Testing

@Suite struct GoldenTests {
    @Test(arguments: Language.allCases) func thePageOfTheSmallDocumentIsAsRecorded(language: Language) throws {
        let page = try HTMLRenderer.render(SmallDocument.make(language))
        let matches = try TestFiles.matchesGolden(page, "small.\(language.rawValue).html")
        #expect(matches)
    }

    @Test(arguments: CSVDialect.allCases) func theFilesOfTheSmallDocumentAreAsRecorded(dialect: CSVDialect) throws {
        let files = CSVRenderer.files(SmallDocument.make(.italian), dialect: dialect)
        #expect(files.map(\.name) == ["small-cash" + dialect.fileExtension])
        let matches = try TestFiles.matchesGolden(files[0].text, files[0].name)
        #expect(matches)
    }
}
