import Ledger
import ReportDocument
import Testing

@Suite struct FormulaEvaluatorTests {
    private static let values: [CellValue] = [
        .money(10_050, .eur), .ratio(Rational(1, 3)), .days(Rational(91)), .count(4), .number(Rational(5, 2), places: 1), .text("4"),
        .empty,
        .notAvailable(reason: "none"), .money(0, .eur),
    ]

    private static let evaluator: FormulaEvaluator = {
        let table = Table(
            id: "t", title: "T", columns: [Column(id: "a", title: "A", kind: .number)], rows: values.map { Row(cells: [Cell($0)]) })
        let words = RendererWords(
            notAvailable: "", contents: "", backToFirstSection: "", page: "", chartData: "", status: "", statusNames: [:], yes: "", no: "",
            working: "", reason: "", note: "", noRows: "", fullListInFile: "", row: "", rowRoleNames: [:], waterfallBase: "", balance: "",
            increase: "", decrease: "", belowZero: "", runningMonth: "", showTable: "")
        return FormulaEvaluator(
            ReportDocument(
                name: "d", language: .english, title: "", subtitle: "", asOf: Day(daysSinceEpoch: 0), currency: .eur,
                sections: [Section(id: "s", title: "S", blocks: [.table(table)])], words: words))
    }()

    private func cell(_ row: Int, column: Int = 0, table: String = "t") -> Formula {
        .cell(CellReference(table: table, row: row, column: column))
    }

    private func value(_ formula: Formula) -> Rational? { FormulaEvaluatorTests.evaluator.value(formula) }

    @Test func moneyCountsInMajorUnits() {
        #expect(value(cell(0)) == Rational(201, 2))
        #expect(value(.multiply(.divide(cell(0), .whole(3)), cell(2))) == Rational(201 * 91, 6))
    }

    @Test func operationsAreExact() {
        #expect(value(.subtract(cell(1), .divide(.whole(1), .whole(3)))) == .zero)
        #expect(value(.add(cell(3), cell(4))) == Rational(13, 2))
        #expect(value(.sum(table: "t", column: 0, firstRow: 2, lastRow: 4)) == Rational(195, 2))
    }

    @Test func roundingGivesThePlacesAskedFor() {
        #expect(value(.rounded(.divide(cell(0), .whole(7)), places: 2)) == Rational(1436, 100))
        #expect(value(.rounded(.subtract(.whole(0), cell(1)), places: 0)) == .zero)
        #expect(value(.rounded(cell(7), places: 2)) == nil)
    }

    @Test func whatIsNoNumberGivesNothing() {
        #expect(value(cell(5)) == nil)
        #expect(value(cell(6)) == nil)
        #expect(value(cell(7)) == nil)
        #expect(value(cell(99)) == nil)
        #expect(value(cell(0, column: 1)) == nil)
        #expect(value(cell(0, table: "other")) == nil)
        #expect(value(.sum(table: "t", column: 0, firstRow: 4, lastRow: 5)) == nil)
        #expect(value(.sum(table: "t", column: 0, firstRow: 3, lastRow: 2)) == nil)
        #expect(value(.divide(cell(0), cell(8))) == nil)
    }
}
