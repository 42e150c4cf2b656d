import ExcelRenderer
import Foundation
import Ledger
import ReportDocument
import Testing

@Suite struct WorkbookTests {
    @Test(arguments: Language.allCases) func aWorkbookIsWritten(language: Language) throws {
        try ExcelRenderer.render(SampleDocument.make(language), to: "/tmp/render-\(language.rawValue).xlsx")
    }
}
