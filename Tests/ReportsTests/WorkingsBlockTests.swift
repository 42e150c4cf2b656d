import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

@Suite("Workings and restated days in Method")
struct WorkingsBlockTests {
    private static let day = Day(iso: "2026-06-30")!

    private static func document(_ language: Language, _ change: (inout ReportData) -> Void = { _ in }) throws -> ReportDocument {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let spec = try #require(try ReviewFixture.spec().spec)
        var data = try ReviewFixture.data(ledger, spec, asOf: day)
        change(&data)
        return ReportBuilder(spec: spec, data: data).document(language)
    }

    @Test("show every headline figure with its inputs down to the rows", arguments: Language.allCases)
    func workings(language: Language) throws {
        let document = try Self.document(language)
        let table = try #require(document.tables.first { $0.id == "workings" })
        let ids = table.rows.map { $0.cells[1].value }
        for id in ["dso.simple", "ar.gross", "ar.credits", "bridge.opening", "input.year-opening", "aging.over-90"] {
            #expect(ids.contains(.text(id)), "\(id)")
        }
        // What a row is made from: other figures, rows, or the calendar.
        let from = table.rows.compactMap { row in if case .text(let text) = row.cells[4].value { text } else { nil } }
        #expect(from.contains("ar.net ÷ sales × input.period-days"))
        let word = language == .english ? "open item" : "partit"
        #expect(from.contains { $0.contains(word) && $0.contains("2026") })
        #expect(language == .english || !from.contains { $0.contains("open item") || $0.contains("posting") })
        #expect(table.rows.count { $0.role == .subtotal } == 10)
    }

    @Test("name rows, snapshots with their versions, and settings behind a headline figure")
    func origin() throws {
        let document = try Self.document(.english)
        let headline = try #require(document.tables.first { $0.id == "summary-headline" })
        let origins = headline.rows.compactMap(\.cells[1].origin)
        #expect(origins.count == headline.rows.count)
        let cei = try #require(origins.first { $0.hasPrefix("(bridge.opening") })
        #expect(cei.contains("bridge.opening: "))
        #expect(cei.contains("Snapshots: 31 May 2026 (version 1), 30 Jun 2026 (version 1)"))
        #expect(cei.contains("Bucket limits: 30, 60, 90"))
        let net = try #require(origins.first { $0.hasPrefix("ar.gross + ar.credits") })
        #expect(!net.contains("Bucket limits"))
    }

    @Test("restated days show what each version said and what that changed")
    func restatements() throws {
        let versions = [(1, Int64(10_000), Int64(4_000)), (2, 9_000, 4_500)].map { version, net, pastDue in
            RestatedVersion(
                day: Self.day, version: version, importedOn: Self.day.adding(days: version), itemCount: 10 + version, net: .money(net),
                pastDue: .money(pastDue))
        }
        let document = try Self.document(.english) { $0.restatements = versions }
        let table = try #require(document.tables.first { $0.id == "restatements" })
        #expect(table.rows[0].cells[6].value == .empty)
        #expect(table.rows[1].cells[6].value == .money(-1_000, .eur))
        #expect(table.rows[1].cells[7].value == .money(500, .eur))
        #expect(table.rows[1].cells[2].value == .date(Self.day.adding(days: 2)))
        let formula = try #require(table.rows[1].cells[6].formula)
        #expect(FormulaEvaluator(document).value(formula) == table.rows[1].cells[6].value.number)
        let none = try Self.document(.italian) { $0.restatements = [] }
        #expect(!none.tables.contains { $0.id == "restatements" })
        let paragraphs = none.sections.flatMap(\.blocks).compactMap { block in if case .paragraph(let text, _) = block { text } else { nil }
        }
        #expect(paragraphs.contains("Nessun giorno di questo report è stato rettificato."))
    }

    @Test("of the whole ledger are refused in a report for an analyst")
    func refusedForAnalysts() {
        let text = """
            title: {en: A, it: A}
            audience: analyst
            formats: [html]
            languages: [en]
            sections:
              - id: one
                title: {en: One, it: Uno}
                blocks:
                  - workings: {id: w, metrics: [ar.net]}

            """
        let faults = ReportSpecReader.read(name: "a", utf8: Array(text.utf8), file: "a.yml", aging: .standard).faults
        #expect(faults.map(\.code) == ["impossible-block"])
        #expect(faults.first?.line == 9)
    }
}
