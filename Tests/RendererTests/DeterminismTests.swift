import CSVRenderer
import Foundation
import HTMLRenderer
import Ledger
import ReportDocument
import Testing

@Suite(.serialized) struct DeterminismTests {
    @Test func theSameDocumentGivesTheSameBytesInAnyOrder() throws {
        let english = try TestFiles.workbook(SampleDocument.make(.english))
        let italian = try TestFiles.workbook(SampleDocument.make(.italian))
        let italianAgain = try TestFiles.workbook(SampleDocument.make(.italian))
        let englishAgain = try TestFiles.workbook(SampleDocument.make(.english))
        #expect(english == englishAgain)
        #expect(italian == italianAgain)
        for language in Language.allCases {
            let document = SampleDocument.make(language)
            let first = try HTMLRenderer.render(document)
            let second = try HTMLRenderer.render(SampleDocument.make(language))
            #expect(first == second)
            let files = CSVRenderer.files(document, dialect: .italian).map(\.text)
            let again = CSVRenderer.files(SampleDocument.make(language), dialect: .italian).map(\.text)
            #expect(files == again)
        }
    }

    @Test func theTimeZoneOfTheMachineDoesNotMatter() throws {
        let before = ProcessInfo.processInfo.environment["TZ"]
        defer {
            if let before { setenv("TZ", before, 1) } else { unsetenv("TZ") }
            tzset()
        }
        let books = try ["UTC", "Pacific/Auckland", "America/Los_Angeles"].map { zone in
            setenv("TZ", zone, 1)
            tzset()
            return try TestFiles.workbook(SampleDocument.make(.english))
        }
        #expect(books[0] == books[1])
        #expect(books[0] == books[2])
    }

    @Test func noFileNamesTheFolderItWasWrittenIn() throws {
        let book = try TestFiles.workbook(SampleDocument.make(.english))
        let trace = book.range(of: Data("incasso-".utf8))
        #expect(trace == nil)
    }
}
