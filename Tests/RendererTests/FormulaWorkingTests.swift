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

    /// A document with one row of figures.
    private func document(_ values: [CellValue], _ language: Language) -> ReportDocument {
        let columns = values.indices.map { Column(id: "c\($0)", title: "C\($0)", kind: .number) }
        let table = Table(id: "t", title: "T", columns: columns, rows: [Row(cells: values.map { Cell($0) })])
        return ReportDocument(
            name: "one-row", language: language, title: "T", subtitle: "", asOf: SampleDocument.asOf, currency: .eur,
            sections: [Section(id: "s", title: "S", blocks: [.table(table)])], words: SampleWords.words(language))
    }

    @Test func shownFiguresGiveTheShownResult() {
        let difference = Formula.subtract(cell("t", 0, 0), cell("t", 0, 1))
        func equation(_ values: [CellValue], _ formula: Formula, _ result: CellValue, _ language: Language = .english) -> String? {
            FormulaWorking(document(values, language)).equation(formula, giving: result)
        }
        let rates: [CellValue] = [.ratio(Rational(6217, 10_000)), .ratio(Rational(6303, 10_000))]
        let change = CellValue.ratioPoints(Rational(-86, 10_000))
        #expect(equation(rates, difference, change) == "62.17% − 63.03% = −0.86\u{A0}pts")
        #expect(equation(rates, difference, change, .italian) == "62,17% − 63,03% = −0,86\u{A0}p.p.")
        let round: [CellValue] = [.ratio(Rational(622, 1000)), .ratio(Rational(630, 1000))]
        #expect(equation(round, difference, .ratioPoints(Rational(-8, 1000))) == "62.2% − 63.0% = −0.8\u{A0}pts")
        // Thirds never add up: the usual decimals, and no equals sign.
        let thirds: [CellValue] = [.ratio(Rational(2, 3)), .ratio(Rational(1, 3))]
        #expect(equation(thirds, difference, .ratioPoints(Rational(1, 3))) == "66.7% − 33.3% ≈ +33.3\u{A0}pts")
        // Products are rounded as they are shown; their factors have the decimals it takes.
        let days: [CellValue] = [.days(Rational(1025, 100))]
        #expect(equation(days, .multiply(cell("t", 0, 0), .whole(10)), .days(Rational(1025, 10))) == "10.25 × 10 = 102.5")
        let amounts: [CellValue] = [.money(1_000, .eur), .money(3_000, .eur)]
        #expect(equation(amounts, .divide(cell("t", 0, 0), cell("t", 0, 1)), .ratio(Rational(1, 3))) == "10.00 ÷ 30.00 = 33.3%")
        #expect(equation(amounts, cell("t", 0, 0), .money(1_000, .eur)) == nil)
    }
}
