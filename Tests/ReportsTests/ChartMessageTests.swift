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
                // What matters most is read beside the picture as well, and a native chart has it in its title.
                #expect(chart.message.map { $0.split(separator: ". ").allSatisfy(text.contains) } ?? true, "\(text)")
                if [.line, .column, .stackedColumn].contains(chart.kind) { #expect(chart.message != nil, "\(text)") }
                #expect((chart.statement == nil) == (chart.message == nil))
                if let statement = chart.statement {
                    #expect(statement.hasPrefix(chart.title) && !statement.hasSuffix("."), "\(statement)")
                }
                let table = try #require(document.tables.first { $0.id == chart.table })
                switch chart.kind {
                case .line, .column, .stackedColumn:
                    for column in chart.seriesColumns.prefix(6) + (chart.referenceColumn.map { [$0] } ?? []) {
                        told += 1
                        let cells = Array(try Self.cells(document, chart, column).dropLast(chart.lastRowIsPart ? 1 : 0))
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
                    let items = table.rows.filter { $0.role == .item }
                    let actual = items.map { $0.cells[chart.seriesColumns[0]] }
                    let target = items.map { $0.cells[chart.seriesColumns[1]] }
                    let pairs = zip(actual, target).compactMap { actual, target -> Bool? in
                        guard let reached = actual.value.number, let wanted = target.value.number, wanted > .zero else { return nil }
                        return reached >= wanted * chart.targetShare
                    }
                    guard !pairs.isEmpty else { continue }
                    let (met, count) = (pairs.count { $0 }, pairs.count)
                    #expect(text.contains(language == .italian ? " su \(count) raggiung" : "\(met) of \(count) bar"), "\(text)")
                    // A part of the month is held against a part of the target, and told so.
                    let isToDate = chart.targetShare < Rational(1)
                    #expect(text.contains(language == .italian ? "l’obiettivo a oggi" : "target to date") == isToDate, "\(text)")
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

    /// A chart over months: amounts by series, the last month running or not, and its forecast.
    private static func parts(
        _ kind: Chart.Kind, _ series: [[Int64]], order: Chart.SeriesOrder = .categories, runningTo day: Day? = nil, forecast: Int64? = nil
    ) -> [ChartMessage.Part] {
        let count = series[0].count
        let rows: [(role: Row.Role, cells: [DraftCell])] = (0..<count).map { month in
            let label: CellValue =
                month == count - 1
                ? day.map { .monthToDate($0) } ?? .month(Month(year: 2026, month: count)) : .month(Month(year: 2026, month: month + 1))
            let expected = month == count - 1 ? forecast : nil
            return (
                .item,
                [DraftCell(label)] + series.map { DraftCell(.money($0[month] * 100, .eur)) } + [
                    DraftCell(expected.map { .money($0 * 100, .eur) } ?? .empty)
                ]
            )
        }
        let columns = (["Month"] + ["Cash", "Over 90 days"].prefix(series.count) + ["Forecast"]).enumerated().map {
            Column(id: "c\($0)", title: $1, kind: .number)
        }
        let table = DraftTable(id: "t", title: "T", columns: columns, rows: rows, isHome: true)
        let chart = Chart(
            id: "c", kind: kind, title: "Chart", alternativeText: "", xAxisTitle: "", yAxisTitle: "", table: "t", firstRow: 0,
            lastRow: count - 1, categoryColumn: 0, seriesColumns: Array(1...series.count),
            forecastColumn: forecast == nil ? nil : series.count + 1,
            lastRowIsPart: day != nil, seriesOrder: order)
        return ChartMessage(chart, table, words(.english).format).parts
    }

    @Test("say what stacked columns add up to and the share of the part that matters most")
    func stacks() {
        let (english, italian) = (words(.english), words(.italian))
        let ranked = Self.parts(.stackedColumn, [[300, 450], [100, 50]], order: .ranked)
        #expect(
            english.chartMessage(ranked[0])
                == "Total: up from €400.00 (Jan 2026) to €500.00 (Feb 2026); over 90 days 25.0% of it then, 10.0% now.")
        #expect(
            english.chartStatement("Aging", ranked[0])
                == "Aging: up from €400.00 (Jan 2026) to €500.00 (Feb 2026); over 90 days 25.0% of it then, 10.0% now")
        #expect(italian.chartMessage(ranked[0]).contains("over 90 days il 25,0% allora, il 10,0% ora."))
        let categories = Self.parts(.stackedColumn, [[300, 150], [100, 50]])
        #expect(
            english.chartMessage(categories[0])
                == "Total: down from €400.00 (Jan 2026) to €200.00 (Feb 2026); cash 75.0% of it, then and now.")
        #expect(
            english.chartMessage(Self.parts(.stackedColumn, [[0, 10], [0, 10]])[0])
                == "Total: up from €0.00 (Jan 2026) to €20.00 (Feb 2026).")
    }

    @Test("of one month have no then and now")
    func stackOfOneMonth() {
        let one = Self.parts(.stackedColumn, [[300], [100]], order: .ranked)
        let (english, italian) = (words(.english), words(.italian))
        #expect(english.chartMessage(one[0]) == "Total: €400.00 (Jan 2026); over 90 days 25.0% of it.")
        #expect(english.chartStatement("Aging", one[0]) == "Aging: €400.00 (Jan 2026); over 90 days 25.0% of it")
        #expect(italian.chartMessage(one[0]) == "Totale: 400,00\u{A0}€ (Jan 2026); over 90 days il 25,0%.")
    }

    @Test("tell what a running month has so far apart from the course of whole months, with what is expected of it")
    func running() throws {
        let day = try #require(Day(iso: "2026-03-10"))
        let parts = Self.parts(.column, [[300, 400, 100]], runningTo: day, forecast: 450)
        #expect(
            parts.map(words(.english).chartMessage) == [
                "Cash: up from €300.00 (Jan 2026) to €400.00 (Feb 2026).",
                "Cash in Mar 2026 (to 10 Mar): €100.00 so far, €450.00 expected by the end of the month.",
            ])
        #expect(words(.italian).chartMessage(parts[1]).hasSuffix("finora 100,00\u{A0}€, previsti a fine mese 450,00\u{A0}€."))
        #expect(
            words(.english).chartStatement("Cash by month", parts[0]) == "Cash by month: up from €300.00 (Jan 2026) to €400.00 (Feb 2026)")
        let only = Self.parts(.column, [[100]], runningTo: day)
        #expect(only.map(words(.english).chartMessage) == ["Cash in Mar 2026 (to 10 Mar): €100.00 so far."])
    }

    /// A table of portfolios with actual and target, of which a bullet chart draws the first rows; those behind `shown` are in the file only.
    private static func bars(
        _ pairs: [(Int64, Int64)], drawn: Int, shown: Int, targetShare: Rational = Rational(1)
    ) -> [ChartMessage.Part] {
        let rows: [(role: Row.Role, cells: [DraftCell])] = pairs.enumerated().map { index, pair in
            (.item, [DraftCell(.text("AN\(index)")), DraftCell(.money(pair.0 * 100, .eur)), DraftCell(.money(pair.1 * 100, .eur))])
        }
        let table = DraftTable(
            id: "t", title: "T", columns: ["Portfolio", "Cash", "Target"].map { Column(id: $0, title: $0, kind: .number) }, rows: rows,
            isHome: true
        ).capped(at: shown) { "\($0) more" }
        let chart = Chart(
            id: "c", kind: .bullet, title: "Chart", alternativeText: "", xAxisTitle: "", yAxisTitle: "", table: "t", firstRow: 0,
            lastRow: drawn - 1, categoryColumn: 0, seriesColumns: [1, 2], targetShare: targetShare)
        return ChartMessage(chart, table, words(.english).format).parts
    }

    @Test("of bars are about all rows of the table, and say how many of them are drawn")
    func cappedBars() {
        let pairs: [(Int64, Int64)] = [(10, 10), (5, 10), (12, 10), (1, 10), (2, 10)]
        let capped = Self.bars(pairs, drawn: 2, shown: 4)
        let english = "2 of 5 rows reach their target; furthest from it is AN3 with 10.0% of it"
        #expect(
            capped.map(words(.english).chartMessage) == [
                english + ".", "The chart draws the first 2 of 5 rows; the table has more, its CSV file all of them.",
            ])
        #expect(words(.english).chartStatement("Cash", capped[0]) == "Cash: " + english)
        #expect(
            capped.map(words(.italian).chartMessage) == [
                "2 righe su 5 raggiungono l’obiettivo; più lontano AN3 con il 10,0% dell’obiettivo.",
                "Il grafico mostra le prime 2 righe su 5; la tabella ne ha altre, il suo file CSV tutte.",
            ])
        // The table has no other rows than those that are drawn.
        let short = Self.bars(pairs, drawn: 2, shown: 2)
        #expect(
            words(.english).chartMessage(short[1]) == "The chart draws the first 2 of 5 rows; the CSV file of the table has all of them.")
        #expect(words(.italian).chartMessage(short[1]) == "Il grafico mostra le prime 2 righe su 5; il file CSV della tabella le ha tutte.")
        #expect(words(.italian).chartStatement("Incassi", short[1]).hasPrefix("Incassi: il grafico mostra"))
        let whole = Self.bars(pairs, drawn: 5, shown: 5)
        #expect(whole.map(words(.english).chartMessage) == ["2 of 5 bars reach their target; furthest from it is AN3 with 10.0% of it."])
        let one = Self.bars([(1, 10), (10, 10)], drawn: 1, shown: 2)
        #expect(words(.english).chartMessage(one[1]) == "The chart draws the first one of 2 rows; the table has all of them.")
        #expect(words(.italian).chartMessage(one[0]).hasPrefix("1 riga su 2 raggiunge l’obiettivo;"))
        #expect(words(.italian).chartMessage(one[1]) == "Il grafico mostra solo la prima riga su 2; la tabella le ha tutte.")
        // Before the first working day of a month nothing is to be reached, and bars are left out all the same.
        let early = Self.bars(pairs, drawn: 2, shown: 5, targetShare: .zero)
        #expect(early.map(words(.english).chartMessage) == ["The chart draws the first 2 of 5 rows; the table has all of them."])
    }

    @Test("of a bridge that cannot be drawn say what is missing at its beginning, and why")
    func bridgeWithoutOpening() {
        let values: [(String, CellValue)] = [
            ("Opening balance", .notAvailable(reason: "no snapshot of 31 May 2026")), ("Invoiced", .money(100, .eur)),
            ("Exchange differences", .notAvailable(reason: "another reason")), ("Closing balance", .money(123_400, .eur)),
        ]
        let rows: [(role: Row.Role, cells: [DraftCell])] = values.map { (.item, [DraftCell(.text($0.0)), DraftCell($0.1)]) }
        let table = DraftTable(
            id: "b", title: "Bridge", columns: ["Movement", "Amount"].map { Column(id: $0, title: $0, kind: .number) }, rows: rows,
            isHome: true)
        let chart = Chart(
            id: "c", kind: .waterfall, title: "Bridge", alternativeText: "", xAxisTitle: "", yAxisTitle: "", table: "b", firstRow: 3,
            lastRow: 3, categoryColumn: 0, seriesColumns: [1])
        let parts = ChartMessage(chart, table, words(.english).format).parts
        let english = "Closing balance €1,234; the way to it is not drawn: opening balance n/a, no snapshot of 31 May 2026"
        #expect(parts.map(words(.english).chartMessage) == [english + "."])
        #expect(parts.map { words(.english).chartStatement("Bridge", $0) } == ["Bridge: " + english])
        #expect(
            parts.map(words(.italian).chartMessage) == [
                "Closing balance 1.234\u{A0}€; i movimenti che vi portano non sono disegnati: opening balance n.d., no snapshot of 31 May 2026."
            ])
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
