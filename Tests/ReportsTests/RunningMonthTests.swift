import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

@Suite("A running month") struct RunningMonthTests {
    private static let blocks = """
              - headline: {metrics: [sales, cei, contacts, ar.net, ratio.past-due]}
              - trend: {id: t, title: {en: T, it: T}, metrics: [sales, ar.net, cei, collect.cash, landing.forecast]}
              - trend: {id: k, title: {en: T, it: T}, metrics: [ratio.past-due], by: company}
              - chart: {id: flows, kind: column, title: {en: T, it: T}, of: t, metrics: [sales]}
              - chart: {id: shares, kind: line, title: {en: T, it: T}, of: t, metrics: [cei]}
              - chart: {id: cash, kind: column, title: {en: T, it: T}, of: t, metrics: [collect.cash], forecast: landing.forecast}
              - chart: {id: balances, kind: line, title: {en: T, it: T}, of: t, metrics: [ar.net]}
              - by-scope: {id: f1, title: {en: T, it: T}, scope: team, metrics: [collect.cash, landing.forecast]}
              - by-scope: {id: f2, title: {en: T, it: T}, scope: analyst, metrics: [collect.cash, landing.forecast]}
              - closing-items: {id: closing, title: {en: T, it: T}, rows: 5}
              - unapplied-ages: {id: ages}

        """

    /// The documents of random ledgers, and the days they are of.
    private static func documents(_ language: Language) throws -> [(day: Day, document: ReportDocument, data: ReportData)] {
        var found: [(day: Day, document: ReportDocument, data: ReportData)] = []
        for seed in UInt64(0)..<8 {
            let ledger = OracleLedger.random(seed: seed)
            let text = "title: {en: A, it: B}\naudience: manager\nsections:\n  - id: s\n    title: {en: S, it: S}\n    blocks:\n" + blocks
            let aging = AgingLimits(ledger.limits)!
            let (spec, faults) = ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: aging)
            #expect(faults.isEmpty, "\(faults.map(\.text))")
            for day in ledger.asOfDays.suffix(3) where ledger.snapshots[day] != nil {
                let data = try ReviewFixture.data(ledger, try #require(spec), asOf: day)
                found.append((day, ReportBuilder(spec: try #require(spec), data: data).document(language), data))
            }
        }
        return found
    }

    private static func charts(_ document: ReportDocument) -> [String: Chart] {
        let charts = document.sections.flatMap(\.blocks).compactMap { if case .chart(let chart) = $0 { chart } else { nil } }
        return Dictionary(uniqueKeysWithValues: charts.map { ($0.id, $0) })
    }

    @Test(
        "is named, and what builds up over it is neither compared with whole months nor drawn beside them but apart",
        arguments: Language.allCases)
    func comparisons(language: Language) throws {
        var running = 0
        for (day, document, _) in try Self.documents(language) {
            let isWhole = day == day.month.lastDay
            running += isWhole ? 0 : 1
            let headline = try #require(document.tables.first { $0.id == "s-headline" })
            let change = try #require(headline.columns.firstIndex { $0.id == "change" })
            for (row, isOfADay) in [false, false, false, true, true].enumerated() {
                let cell = headline.rows[row].cells[change]
                #expect((cell.value == .empty) == !(isWhole || isOfADay), "\(day) row \(row)")
                #expect(cell.value == .empty || cell.value.number == nil || cell.isChange)
            }
            for id in ["t", "k"] {
                let table = try #require(document.tables.first { $0.id == id })
                #expect(table.rows.last?.cells[0].value == (isWhole ? .month(day.month) : .monthToDate(day)))
                #expect(table.rows.dropLast().allSatisfy { if case .month = $0.cells[0].value { true } else { false } })
                #expect(table.unshownColumns.first.map { $0.column.id == "to" } ?? false == !isWhole)
                #expect(isWhole || table.unshownColumns[0].cells.last?.value == .date(day))
            }
            let last = try #require(document.tables.first { $0.id == "t" }).rows.count - 1
            let charts = Self.charts(document)
            if let flows = charts["flows"] { #expect(flows.lastRow == last && flows.lastRowIsPart == !isWhole) }
            if let shares = charts["shares"] { #expect(shares.lastRow == (isWhole ? last : last - 1) && !shares.lastRowIsPart) }
            let trend = try #require(document.tables.first { $0.id == "t" })
            let forecast = trend.columns.firstIndex { $0.id == "landing-forecast" }
            #expect((forecast == nil) == isWhole)
            if let forecast {
                #expect(trend.rows.dropLast().allSatisfy { $0.cells[forecast].value == .empty })
                let isKnown = trend.rows[last].cells[forecast].value.number != nil
                if let cash = charts["cash"] { #expect(cash.forecastColumn == (isKnown ? forecast : nil) && cash.lastRowIsPart) }
            }
            if let balances = charts["balances"] {
                #expect(balances.lastRow == last)
                #expect(balances.xAxisTitle.hasSuffix(")") == !isWhole)
            }
        }
        #expect(running > 3)
    }

    @Test("has a forecast; a whole one has a sentence instead", arguments: Language.allCases)
    func forecast(language: Language) throws {
        var gaps = Set<Bool>()
        for (day, document, data) in try Self.documents(language) {
            let isWhole = day == day.month.lastDay
            let sentences = document.sections.flatMap(\.blocks).filter { $0 == .paragraph(words(language).nothingToForecast, role: .body) }
            #expect(sentences.count == (isWhole ? 1 : 0))
            #expect(document.tables.count { ["f1", "f2"].contains($0.id) } == (isWhole ? 0 : 2))
            // What it is made of is said once, and no item closes a gap when the month is over.
            #expect(document.tables.count { $0.caption == words(language).forecastCaption } == (isWhole ? 0 : 1))
            let closing = document.tables.first { $0.id == "closing" }
            #expect((closing != nil) == !isWhole)
            guard let caption = closing?.caption else { continue }
            // Where the forecast reaches the target, that is said.
            let gap: Int64? = if case .money(let minor) = try #require(data.figures[day]).value(.landingGap) { minor } else { nil }
            #expect(caption.hasPrefix(words(language).noGapToClose) == gap.map { $0 >= 0 } ?? false)
            gaps.insert((gap ?? -1) < 0)
        }
        #expect(gaps == [true, false])
    }

    @Test("and any other say of each key what to look at in its value: a CEI above 100%, a negative ADD", arguments: Language.allCases)
    func cautions(language: Language) throws {
        let blocks = """
                  - by-scope: {id: c, title: {en: T, it: T}, scope: customer, metrics: [cei, add, ar.net]}
                  - trend: {id: k, title: {en: T, it: T}, metrics: [cei], by: company}

            """
        var count = 0
        for seed in UInt64(0)..<12 {
            let ledger = OracleLedger.random(seed: seed)
            let text = "title: {en: A, it: B}\naudience: manager\nsections:\n  - id: s\n    title: {en: S, it: S}\n    blocks:\n" + blocks
            let spec = try #require(
                ReportSpecReader.read(name: "r", utf8: Array(text.utf8), file: "r.yml", aging: AgingLimits(ledger.limits)!).spec)
            guard let day = ledger.asOfDays.last(where: { ledger.snapshots[$0] != nil }) else { continue }
            let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: day)).document(language)
            for cell in document.tables.filter({ ["c", "k"].contains($0.id) }).flatMap(\.rows).flatMap(\.cells) {
                let isToLookAt =
                    switch cell.value {
                    case .ratio(let ratio): ratio > Rational(1)
                    case .days(let days): days < .zero
                    default: false
                    }
                #expect((cell.note != nil) == isToLookAt, "\(cell.value)")
                count += isToLookAt ? 1 : 0
            }
        }
        #expect(count > 5)
    }

    @Test("and any other show credits to clear by age and kind, with sums that are formulas")
    func ages() throws {
        var count = 0
        for (_, document, data) in try Self.documents(.english) {
            let table = try #require(document.tables.first { $0.id == "ages" })
            let credits = try #require(data.lists).unapplied.map(\.row)
            guard !credits.isEmpty else {
                #expect(table.rows.isEmpty && table.caption != nil)
                continue
            }
            count += credits.count
            let limits = data.policy.aging.limits
            #expect(table.rows.count == limits.count + 2)
            for (band, row) in table.rows.enumerated() {
                let isTotal = band == limits.count + 1
                let inBand = credits.filter { credit in
                    isTotal || limits.firstIndex { credit.ageDays <= $0 } ?? limits.count == band
                }
                #expect(row.role == (isTotal ? .total : .item))
                #expect(row.cells[1].value == .count(Int64(inBand.count)))
                for (column, kind) in [(2, ItemKind.creditNote), (3, .payment)] {
                    let minor = inBand.filter { $0.item.kind == kind }.reduce(Int64(0)) { $0 + $1.item.reportingMinor }
                    #expect(row.cells[column].value == .money(minor, data.policy.reportingCurrency))
                }
                let total = inBand.reduce(Int64(0)) { $0 + $1.item.reportingMinor }
                #expect(row.cells.last?.value == .money(total, data.policy.reportingCurrency))
                #expect(row.cells.last?.formula != nil)
            }
            let evaluator = FormulaEvaluator(document)
            for cell in table.rows.flatMap(\.cells) {
                if let formula = cell.formula { #expect(evaluator.value(formula) == cell.value.number) }
            }
        }
        #expect(count > 10)
    }
}
