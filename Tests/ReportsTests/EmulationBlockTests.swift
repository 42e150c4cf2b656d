import Ledger
import LedgerFixtures
import Metrics
import ReportDocument
import Reports
import Testing

@Suite("Other systems' buckets in Method")
struct EmulationBlockTests {
    private static func document(_ language: Language) throws -> (document: ReportDocument, data: ReportData) {
        let spec = try #require(try ReviewFixture.spec().spec)
        let data = try ReviewFixture.data(try ReviewFixture.ledger(folder: "Tests/Golden"), spec, asOf: Day(iso: "2026-06-30")!)
        return (ReportBuilder(spec: spec, data: data).document(language), data)
    }

    @Test("lead from the report's figures to each system's, in live formulas", arguments: Language.allCases)
    func reconciliation(language: Language) throws {
        let (document, data) = try Self.document(language)
        let table = try #require(document.tables.first { $0.id == "other-systems" })
        let theirs = table.rows.filter { $0.role == .subtotal }
        #expect(theirs.count == 3)
        for (row, id) in zip(theirs, ["erpnext", "business-central", "oca"]) {
            let emulation = try #require(data.emulations[id])
            #expect(emulation.tiesOut)
            #expect(row.cells[3...].map(\.value) == emulation.theirs.map { .money($0, .eur) })
            for cell in row.cells[3...] {
                #expect(FormulaEvaluator(document).value(try #require(cell.formula)) == cell.value.number)
            }
        }
        // The row of ours points at the figures of the report.
        let figures = try #require(data.figures[data.asOf])
        #expect(table.rows[0].cells[3].value == .money(Int64(figures.value(.aging(bucket: 0)).rational!.numerator), .eur))
        #expect(table.rows[0].cells[3].formula != nil)
        let columns = try #require(document.tables.first { $0.id == "other-systems-columns" })
        #expect(columns.rows.count >= 16)
        let rules = try #require(document.tables.first { $0.id == "other-systems-rules" })
        let word = language == .english ? "Not yet due: in no column" : "Non ancora scadute: in nessuna colonna"
        guard case .text(let text) = rules.rows[0].cells[2].value else { return #expect(Bool(false)) }
        #expect(text.contains(word))
    }

    @Test("have words for every rule, column and cause in each language", arguments: Language.allCases)
    func allWords(language: Language) {
        let words = Reports.words(language)
        for rule in BucketRule.shipped {
            #expect(!words.name(rule).isEmpty && words.sentences(rule, asOf: Day(iso: "2026-06-30")!).hasSuffix("."))
            #expect(!words.source(of: rule).isEmpty)
        }
        #expect(Set(EmulationCause.allCases.map { words.name($0) }).count == EmulationCause.allCases.count)
        #expect(Set(EmulationLabel.allCases.map { words.label($0) }).count == EmulationLabel.allCases.count)
    }

    @Test("are refused for analysts, and with names that do not exist or stand twice")
    func refusals() {
        func faults(_ audience: String, _ systems: String) -> [Diagnostic] {
            let text = """
                title: {en: A, it: A}
                audience: \(audience)
                sections:
                  - id: one
                    title: {en: One, it: Uno}
                    blocks:
                      - emulation: {id: e, systems: \(systems)}

                """
            return ReportSpecReader.read(name: "a", utf8: Array(text.utf8), file: "a.yml", aging: .standard).faults
        }
        #expect(faults("manager", "[oca, erpnext]").isEmpty)
        #expect(faults("analyst", "[oca]").map(\.code) == ["impossible-block"])
        let unknown = faults("manager", "[erpnxt]")
        #expect(unknown.map(\.code) == ["unknown-system"])
        #expect(unknown.first?.text.contains("did you mean \"erpnext\"?") == true)
        #expect(faults("manager", "[oca, oca]").map(\.code) == ["duplicate-system"])
    }
}
