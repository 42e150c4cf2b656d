import Foundation
import HTMLRenderer
import Ledger
import ReportDocument
import Testing

@Suite struct PageTests {
    @Test(arguments: Language.allCases) func aPageIsWritten(language: Language) throws {
        let page = try HTMLRenderer.render(SampleDocument.make(language))
        try page.write(toFile: "/tmp/render-\(language.rawValue).html", atomically: true, encoding: .utf8)
    }
}
