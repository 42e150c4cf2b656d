import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("A report of which no block has anything to show")
struct EmptyReportTests {
    @Test("has its sections with a sentence that says so", arguments: Language.allCases)
    func nothingToShow(language: Language) throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let text = """
            title: {en: Definitions, it: Definizioni}
            audience: manager
            sections:
              - {id: a, title: {en: First, it: Prima}, blocks: [definitions]}
              - {id: b, title: {en: Second, it: Seconda}, appendix: true, blocks: [definitions]}
            """
        let (read, faults) = ReportSpecReader.read(
            name: "empty", utf8: Array(text.utf8), file: "empty.yml", aging: try #require(AgingLimits(ledger.limits)))
        let spec = try #require(read, "\(faults.map(\.text))")
        let asOf = try #require(ledger.asOfDays.last)
        let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf)).document(language)
        let day = document.figureFormat.date(asOf)
        let said = language == .italian ? "Non c’è niente da mostrare al \(day)." : "There is nothing to show on \(day)."
        #expect(document.sections.map(\.title) == (language == .italian ? ["Prima", "Seconda"] : ["First", "Second"]))
        #expect(document.sections.allSatisfy { $0.blocks == [.paragraph(said, role: .body)] && !$0.isAppendix })
    }
}
