import Ledger
import RenderedFiles
import ReportDocument
import Testing

/// What every renderer owes: each figure, each reason, and texts that stay texts.
@Suite struct RendererContractTests {
    @Test(.tags(.slow), arguments: Renderer.allCases, Language.allCases)
    func everyCellAppearsInItsPlaceWithItsValue(renderer: Renderer, language: Language) throws {
        let (compared, faults) = try Rendered(SampleDocument.make(language), by: renderer).faults()
        #expect(compared > 300)
        #expect(faults.isEmpty, "\(faults.count) cells\n\(faults.prefix(12).joined(separator: "\n"))")
    }

    @Test(.tags(.slow), arguments: Renderer.allCases) func reasonsOfFiguresThatAreNotAvailableCanBeRead(renderer: Renderer) throws {
        let output = try Rendered(SampleDocument.make(.english), by: renderer)
        for reason in ["No ledger of June 2025 was imported.", "Disputes are recorded since May 2026.", "Nothing is open."] {
            let isThere = output.everything.contains(reason)
            #expect(isThere, "\(reason)")
        }
    }

    @Test(.tags(.slow), arguments: Renderer.allCases) func awkwardTextsStayTexts(renderer: Renderer) throws {
        let document = SampleDocument.make(.english)
        let output = try Rendered(document, by: renderer)
        let risk = try #require(document.tables.first { $0.id == "high-risk" })
        let formula = output.cell(risk, 0, 1)?.text
        let isCSV = renderer == .machineFiles || renderer == .italianFiles
        #expect(formula == (isCSV ? "'" : "") + "=cmd|' /C calc'!A0")
        #expect(output.cell(risk, 2, 1)?.text == "Żółć <script>alert(1)</script>")
        #expect(output.cell(try #require(document.tables.first { $0.id == "aging-team" }), 3, 0)?.text == "O'Brien \"Sons\"")
    }
}
