import Foundation
import Ledger
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

@Suite("The monthly target review")
struct ReviewDocumentTests {
    @Test("spec is without fault under several bucket limits", arguments: [[30, 60, 90], [15, 45], [7, 14, 30, 60, 120]])
    func shippedSpec(limits: [Int]) throws {
        let (spec, faults) = try ReviewFixture.spec(AgingLimits(limits)!)
        #expect(faults.isEmpty)
        #expect(
            spec?.sections.map(\.id) == [
                "summary", "targets", "dso", "cei", "aging", "bridge", "productivity", "promises", "disputes", "high-risk", "unapplied",
                "method", "other-systems", "workings",
            ])
    }

    @Test("names at the axis of each chart what its figures are counted in", arguments: Language.allCases)
    func axisTitles(language: Language) throws {
        let ledger = try ReviewFixture.ledger(folder: "sample-data")
        let spec = try #require(try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec)
        let day = try #require(ledger.asOfDays.last)
        let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: day)).document(language)
        var seen: Set<String> = []
        for case .chart(let chart) in document.sections.flatMap(\.blocks) {
            let expected: String
            switch try document.data(of: chart).sample {
            case .money(_, let currency)?: expected = currency.code
            case .ratio?: expected = "%"
            case .days?: expected = language == .italian ? "giorni" : "days"
            case .count?, .number?: expected = language == .italian ? "Numero" : "Number"
            default: expected = ""
            }
            #expect(chart.yAxisTitle == expected, "\(chart.id)")
            seen.insert(expected)
        }
        #expect(seen.count == 4, "\(seen)")
    }

    @Test("has formulas that give the values beside them, on the golden and on random ledgers", arguments: [Language.english, .italian])
    func formulasGiveTheValues(language: Language) throws {
        for seed in UInt64(0)..<25 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let day = ledger.asOfDays.last, let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: day)).document(language)
            let evaluator = FormulaEvaluator(document)
            var formulas = 0
            for section in document.sections {
                for case .table(let table) in section.blocks {
                    for row in table.rows {
                        for cell in row.cells {
                            guard let formula = cell.formula else { continue }
                            formulas += 1
                            let value = evaluator.value(formula)
                            #expect(value == cell.value.number, "seed \(seed) table \(table.id)")
                        }
                    }
                }
            }
            #expect(formulas > 40, "seed \(seed)")
        }
    }
}
