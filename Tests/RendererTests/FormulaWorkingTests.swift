import Ledger
import ReportDocument
import Testing

@Suite struct FormulaWorkingTests {
    private func cell(_ table: String, _ row: Int, _ column: Int) -> Formula {
        .cell(CellReference(table: table, row: row, column: column))
    }

    @Test func formulasAreWrittenWithTheirFigures() {
        let working = FormulaWorking(SampleDocument.make(.english))
        let dso = working.text(.multiply(.divide(cell("dso-trend", 12, 1), cell("dso-trend", 12, 2)), cell("dso-trend", 12, 3)))
        #expect(dso == "4,656,785.71 ÷ 9,396,575.08 × 91")
        let italian = FormulaWorking(SampleDocument.make(.italian))
        #expect(italian.text(.subtract(cell("headline", 2, 1), cell("headline", 2, 2))) == "91,6% − 95,0%")
    }

    @Test func bracketsKeepTheMeaning() {
        let working = FormulaWorking(SampleDocument.make(.english))
        let (ten, two) = (Formula.whole(10), Formula.whole(2))
        #expect(working.text(.divide(ten, .multiply(two, two))) == "10 ÷ (2 × 2)")
        #expect(working.text(.subtract(ten, .subtract(two, ten))) == "10 − (2 − 10)")
        #expect(working.text(.multiply(.add(ten, two), two)) == "(10 + 2) × 2")
        #expect(working.text(.add(ten, cell("bridge", 4, 1))) == "10 + (−18,450.25)")
        #expect(working.text(.divide(.sum(table: "aging-team", column: 5, firstRow: 0, lastRow: 1), two)) == "(102,310.55 + 44,100.01) ÷ 2")
    }

    @Test func longSumsShowTheirEndsAndRepeatedCellsSayNothing() {
        let working = FormulaWorking(SampleDocument.make(.english))
        #expect(working.text(.sum(table: "dso-trend", column: 1, firstRow: 0, lastRow: 12)) == "4,812,345.67 + … + 4,656,785.71")
        #expect(working.text(cell("dso-trend", 0, 4)) == nil)
        #expect(working.text(.add(cell("nowhere", 0, 0), .whole(1))) == nil)
    }
}
