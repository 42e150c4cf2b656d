import Ledger
import ReportDocument
import Testing

@Suite struct FormulaParityTests {
    @Test(arguments: Language.allCases) func everyFormulaOfTheSampleGivesTheValueOfItsCell(language: Language) {
        let document = SampleDocument.make(language)
        let evaluator = FormulaEvaluator(document)
        var checked = 0
        for table in document.tables {
            for cell in table.rows.flatMap(\.cells) {
                guard let formula = cell.formula else { continue }
                #expect(evaluator.value(formula) == cell.value.number)
                checked += 1
            }
        }
        #expect(checked > 50)
    }
}
