import Ledger
import LedgerFixtures
import MailRenderer
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("A page as a message")
struct MailDocumentTests {
    @Test("shows its first sections without charts of others, says what the rest is about, and has a subject with a figure")
    func page() throws {
        for seed in UInt64(0)..<4 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let asOf = ledger.asOfDays.last, let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            let builder = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf))
            for language in Language.allCases {
                let document = builder.document(language)
                for count in 1...2 {
                    let message = builder.mailDocument(document, sectionsMax: count, isAttached: count == 1)
                    #expect(message.sections.map(\.id) == document.sections.prefix(count).map(\.id))
                    guard case .paragraph(let rest, role: .body)? = message.sections.last?.blocks.last else {
                        Issue.record("nothing is said of the rest")
                        continue
                    }
                    #expect(document.sections.dropFirst(count).allSatisfy { rest.contains($0.title) })
                    #expect(["attach", "allegato"].contains { rest.contains($0) } == (count == 1))
                    let rendered = try MailRenderer.render(message)
                    #expect(rendered.subject.count > document.title.count && rendered.subject.hasPrefix(document.title))
                    #expect(rendered.html.utf8.count < MailRenderer.byteLimit)
                }
            }
        }
    }
}
