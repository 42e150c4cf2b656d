import CSVRenderer
import Foundation
import Ledger
import RenderedFiles
import ReportDocument
import Testing

@Suite("The review says the same in every format")
struct ParityTests {
    @Test("a workbook read by openpyxl has every value of the document", .tags(.slow), arguments: Review.Source.allCases, Language.allCases)
    func workbook(source: Review.Source, language: Language) throws {
        let review = try Review.of(source, language)
        let read = try TemporaryFolder.with { folder in
            try review.workbook.write(to: URL(fileURLWithPath: folder + "/review.xlsx"))
            return try Rendered(review.document, workbook: folder + "/review.xlsx")
        }
        expectNoFaults(read, source)
    }

    @Test(
        "a page read by an HTML parser has every value of the document", .tags(.slow), arguments: Review.Source.allCases, Language.allCases)
    func page(source: Review.Source, language: Language) throws {
        let review = try Review.of(source, language)
        expectNoFaults(try Rendered(review.document, page: review.page), source)
    }

    @Test(
        "delimited files have every value of the document", .tags(.slow),
        arguments: Review.Source.allCases, Language.allCases)
    func delimitedFiles(source: Review.Source, language: Language) throws {
        let review = try Review.of(source, language)
        for dialect in CSVDialect.allCases {
            expectNoFaults(try Rendered(review.document, texts: review.texts(dialect), dialect), source)
        }
    }

    @Test("both languages have the same figures in the same places", .tags(.slow), arguments: Review.Source.allCases)
    func languages(source: Review.Source) throws {
        let (english, italian) = (try Review.of(source, .english).document, try Review.of(source, .italian).document)
        #expect(english.tables.map(\.id) == italian.tables.map(\.id))
        for (left, right) in zip(english.tables, italian.tables) {
            #expect(left.rows.map(\.role) == right.rows.map(\.role), "\(left.id)")
            let figures = left.rows.map { $0.cells.map(Figure.init) }
            let others = right.rows.map { $0.cells.map(Figure.init) }
            #expect(figures == others, "\(left.id)")
        }
    }

    @Test("LibreOffice calculates every formula anew and changes none", .tags(.slow), arguments: Review.Source.allCases, Language.allCases)
    func recalculation(source: Review.Source, language: Language) throws {
        let review = try Review.of(source, language)
        let result = try TemporaryFolder.with { folder in
            try review.workbook.write(to: URL(fileURLWithPath: folder + "/review.xlsx"))
            return try WorkbookReader.recalculation(folder + "/review.xlsx")
        }
        let formulas = review.document.tables.flatMap { $0.rows.flatMap(\.cells) }.count { $0.formula != nil }
        #expect(result.errors.isEmpty)
        #expect(formulas > 40)
        #expect(result.formulas >= formulas)
        #expect(result.spoiled == result.formulas)
        #expect(result.changes.isEmpty, "\(result.changes.prefix(12))")
    }

    private func expectNoFaults(_ read: Rendered, _ source: Review.Source) {
        let (compared, faults) = read.faults()
        #expect(compared > (source == .sample ? 1_000 : 500))
        #expect(faults.isEmpty, "\(faults.count) cells\n\(faults.prefix(12).joined(separator: "\n"))")
    }

    /// A cell without its words.
    private struct Figure: Equatable {
        let value: CellValue
        let formula: Formula?
        let status: Status?

        init(_ cell: Cell) {
            (formula, status) = (cell.formula, cell.status)
            switch cell.value {
            case .text: value = .text("")
            case .notAvailable: value = .notAvailable(reason: "")
            default: value = cell.value
            }
        }
    }
}
