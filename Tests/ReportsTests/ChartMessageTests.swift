import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// Alternative texts tell what a chart shows, as the table behind it has it.
@Suite("What charts tell who cannot see them")
struct ChartMessageTests {
    private static func cells(_ document: ReportDocument, _ chart: Chart, _ column: Int) throws -> [Cell] {
        let table = try #require(document.tables.first { $0.id == chart.table })
        return table.rows[chart.firstRow...chart.lastRow].map { $0.cells[column] }
    }

    /// Whether the text says that a series went the way it went, between the values it has.
    private static func tells(_ text: String, _ name: String, _ cells: [Cell], _ format: FigureFormat, _ language: Language) -> Bool {
        guard let first = cells.first?.value, let last = cells.last?.value, let from = first.number, let to = last.number else {
            return false
        }
        let (start, end) = (format.textInSentence(first), format.textInSentence(last))
        if cells.count == 1 { return text.contains(name + ": " + end + " (") }
        if start == end { return text.contains(name + ": " + end + (language == .italian ? ", come in " : ", as in ")) }
        let way = language == .italian ? (to > from ? "in aumento da " : "in calo da ") : (to > from ? "up from " : "down from ")
        return text.contains("\(name): \(way)\(start) (") && text.contains(language == .italian ? " a \(end) (" : " to \(end) (")
    }

    @Test("say direction, first and last value of every series, on random ledgers", arguments: Language.allCases)
    func courses(language: Language) throws {
        var told = 0
        for seed in UInt64(0)..<10 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec, let asOf = ledger.asOfDays.last else { continue }
            let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf)).document(language)
            let format = document.figureFormat
            for case .chart(let chart) in document.sections.flatMap(\.blocks) {
                let text = chart.alternativeText
                #expect(text.hasPrefix(chart.title) && text.hasSuffix("."), "\(text)")
                // What one series tells is read beside the picture as well.
                #expect(chart.message.map(text.contains) ?? true)
                if chart.kind == .line, chart.seriesColumns.count == 1 { #expect(chart.message != nil, "\(text)") }
                if chart.kind == .stackedColumn { #expect(chart.message == nil) }
                let table = try #require(document.tables.first { $0.id == chart.table })
                switch chart.kind {
                case .line, .column, .stackedColumn:
                    for column in chart.seriesColumns.prefix(6) + (chart.referenceColumn.map { [$0] } ?? []) {
                        told += 1
                        let cells = try Self.cells(document, chart, column)
                        #expect(Self.tells(text, table.columns[column].title, cells, format, language), "seed \(seed): \(text)")
                    }
                case .waterfall:
                    let values = try Self.cells(document, chart, chart.seriesColumns[0]).map(\.value)
                    guard values.count > 2 else { continue }
                    let largest = values[1..<(values.count - 1)].max { abs($0.number!.doubleValue) < abs($1.number!.doubleValue) }!
                    #expect(
                        text.contains(format.textInSentence(values[0])) && text.contains(format.textInSentence(values[values.count - 1])))
                    if largest.number != .zero { #expect(text.contains(format.textInSentence(largest, signed: true)), "\(text)") }
                case .bullet:
                    let actual = try Self.cells(document, chart, chart.seriesColumns[0])
                    let target = try Self.cells(document, chart, chart.seriesColumns[1])
                    let pairs = zip(actual, target).compactMap { actual, target -> Bool? in
                        guard let reached = actual.value.number, let wanted = target.value.number, wanted > .zero else { return nil }
                        return reached >= wanted * chart.targetShare
                    }
                    guard !pairs.isEmpty else { continue }
                    let (met, count) = (pairs.count { $0 }, pairs.count)
                    #expect(text.contains(language == .italian ? " su \(count) raggiung" : "\(met) of \(count) bar"), "\(text)")
                case .smallMultiples:
                    let last = try chart.seriesColumns.map { try #require(try Self.cells(document, chart, $0).last?.value) }
                    for value in [last.max { $0.number! < $1.number! }!, last.min { $0.number! < $1.number! }!] {
                        #expect(text.contains(format.textInSentence(value)), "\(text)")
                    }
                }
            }
        }
        #expect(told > 60)
    }

    @Test("say the highest and the lowest value of a single series where they lie between its ends")
    func extremes() {
        func message(_ values: [Int64]) -> String {
            let rows: [(role: Row.Role, cells: [DraftCell])] = values.enumerated().map { index, value in
                (.item, [DraftCell(.month(Month(year: 2026, month: index + 1))), DraftCell(.money(value * 100, .eur))])
            }
            let table = DraftTable(
                id: "t", title: "T",
                columns: [Column(id: "month", title: "Month", kind: .date), Column(id: "cash", title: "Cash", kind: .number)], rows: rows,
                isHome: true)
            let chart = Chart(
                id: "c", kind: .line, title: "C", alternativeText: "", xAxisTitle: "", yAxisTitle: "", table: "t", firstRow: 0,
                lastRow: values.count - 1, categoryColumn: 0, seriesColumns: [1])
            let words = words(.english)
            return ChartMessage(chart, table, words.format).parts.map(words.chartMessage).joined()
        }
        #expect(
            message([2, 5, 1, 3])
                == "Cash: up from €2.00 (Jan 2026) to €3.00 (Apr 2026); highest €5.00 (Feb 2026); lowest €1.00 (Mar 2026).")
        #expect(message([3, 2, 1]) == "Cash: down from €3.00 (Jan 2026) to €1.00 (Mar 2026).")
        #expect(message([4]) == "Cash: €4.00 (Jan 2026).")
        #expect(message([4, 4]) == "Cash: €4.00, as in Jan 2026.")
    }
}
