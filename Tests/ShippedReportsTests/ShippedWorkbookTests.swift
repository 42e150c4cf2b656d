import Foundation
import RenderedFiles
import Testing

@Suite("Shipped workbooks") struct ShippedWorkbookTests {
    @Test("keep every value when LibreOffice calculates them anew", .tags(.slow)) func recalculation() throws {
        let workbooks = try ShippedReports.made().workbooks
        #expect(workbooks.count >= 2)
        for workbook in workbooks {
            let result = try WorkbookReader.recalculation(workbook)
            #expect(result.errors.isEmpty, "\(workbook)")
            #expect(result.changes.isEmpty, "\(workbook): \(result.changes.prefix(12))")
            #expect(result.formulas > 0)
            #expect(result.spoiled == result.formulas)
        }
    }

    @Test("are set up for screen and paper, with titled charts, links there and back, and figures that are figures", .tags(.slow))
    func audit() throws {
        for workbook in try ShippedReports.made().workbooks {
            let audit = try WorkbookReader.audit(workbook)
            #expect(audit.faults.isEmpty, "\(workbook): \(audit.faults.prefix(12))")
            #expect(audit.tables > 0)
        }
    }

    @Test("have the review's summary on one printed page: figures, sentences, stamp and charts", .tags(.slow))
    func summary() throws {
        let reviews = try ShippedReports.made().workbooks.filter { $0.contains("monthly-target-review") }
        #expect(!reviews.isEmpty)
        for workbook in reviews {
            let parts = try UnpackedWorkbook.parts(workbook)
            let sheet = String(decoding: try #require(parts["xl/worksheets/sheet1.xml"]), as: UTF8.self)
            #expect(sheet.contains("<drawing") && !sheet.contains("<brk"), "\(workbook)")
        }
    }
}
