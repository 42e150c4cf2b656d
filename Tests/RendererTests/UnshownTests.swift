import CSVRenderer
import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import MailRenderer
import RenderedFiles
import ReportDocument
import Testing

/// Rows and columns that a table does not show.
@Suite struct UnshownTests {
    private static let secrets = [
        "Unshown-Row-81", "Unshown-Total-81", "Unshown-Heading-81", "unshown.id", "Unshown-Cell-81", "8181818", "81,818.18", "81818.18",
    ]

    /// One row shown; a row, a column and their numbers not.
    private static var document: ReportDocument {
        let row = Row(cells: [Cell(.text("shown")), Cell(.money(100, .eur))])
        let unshown = Row(cells: [Cell(.text("Unshown-Row-81")), Cell(.money(8_181_818, .eur))])
        let column = UnshownColumn(
            column: Column(id: "unshown.id", title: "Unshown-Heading-81", kind: .text),
            cells: [Cell(.text("Unshown-Cell-81")), Cell(.text("Unshown-Total-81"))])
        let table = Table(
            id: "t", title: "T",
            columns: [Column(id: "a", title: "A", kind: .text), Column(id: "b", title: "B", unit: "EUR", kind: .number)],
            rows: [row], moreRows: "More are there", unshownRows: [unshown], unshownColumns: [column])
        var document = SmallDocument.make(.english)
        document.sections[0].blocks = [.table(table)]
        return document
    }

    @Test func areInNoByteOfPagesWorkbooksAndMessages() throws {
        let document = Self.document
        var files = ["page": Data(try HTMLRenderer.render(document).utf8)]
        try TemporaryFolder.with { folder in
            try ExcelRenderer.render(document, to: folder + "/report.xlsx")
            for (name, bytes) in try UnpackedWorkbook.parts(folder + "/report.xlsx") { files[name] = bytes }
        }
        let message = try MailRenderer.render(document)
        files["html part"] = Data(message.html.utf8)
        files["text part"] = Data(message.text.utf8)
        #expect(files.keys.contains("xl/workbook.xml") && files.keys.contains("docProps/core.xml"))
        for (name, bytes) in files {
            let found = Self.secrets.filter { bytes.range(of: Data($0.utf8)) != nil }
            #expect(found.isEmpty, "\(name): \(found)")
        }
        let told = files.filter { $0.value.range(of: Data("More are there".utf8)) != nil }.keys
        #expect(told.contains("page") && told.contains { $0.hasPrefix("xl/") })
    }

    @Test func areInTheFilesOfBothDialects() {
        for dialect in CSVDialect.allCases {
            let text = CSVRenderer.render(Self.document.tables[0], of: Self.document, dialect: dialect)
            #expect(text.contains("Unshown-Row-81") && text.contains("Unshown-Heading-81") == (dialect == .italian))
            #expect(text.contains("Unshown-Cell-81") && text.contains("Unshown-Total-81"))
        }
    }
}
