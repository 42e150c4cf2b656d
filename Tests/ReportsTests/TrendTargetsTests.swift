import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// Trends have the targets on record beside their figures, and charts a line for them.
@Suite("Targets in trends")
struct TrendTargetsTests {
    private static let blocks = """
              - trend: {id: t, title: {en: T, it: T}, metrics: [sales, cei, collect.cash, dso.simple], targets: true}
              - chart: {id: c, kind: line, title: {en: T, it: T}, of: t, metrics: [cei], target: true}
              - chart: {id: d, kind: column, title: {en: T, it: T}, of: t, metrics: [collect.cash], target: true}

        """

    /// The target on record of a month for the whole ledger, as a cell: shares are written as percentages.
    private static func expected(_ id: String, _ month: Month, _ ledger: OracleLedger, isRatio: Bool) -> Rational? {
        let target = ledger.targets.last { $0.metric == id && $0.scope == .all && $0.month == month }
        return target.map { isRatio ? $0.value.rational / Rational(100) : $0.value.rational }
    }

    @Test("are those on record month by month, and are left out where there are none")
    func targets() throws {
        var (told, drawn, absent) = (0, 0, 0)
        for seed in UInt64(0)..<16 {
            var ledger = OracleLedger.random(seed: seed)
            // Half of the ledgers have targets in every month.
            for month in Set(ledger.asOfDays.map(\.month)) where seed % 2 == 0 {
                for (id, value) in [
                    ("cei", 720 + month.number), ("dso.simple", 480 - month.number), ("cash.collected", 100_000 + month.number),
                ] {
                    ledger.targets.append(
                        Target(
                            month: month, scope: .all, key: "", metric: id, value: Decimal64(mantissa: Int64(value), scale: 1),
                            currency: id == "cash.collected" ? ledger.reportingCurrency : nil))
                }
            }
            let text =
                "title: {en: A, it: B}\naudience: manager\nsections:\n  - id: s\n    title: {en: S, it: S}\n    blocks:\n" + Self.blocks
            let (spec, faults) = ReportSpecReader.read(
                name: "r", utf8: Array(text.utf8), file: "r.yml", aging: AgingLimits(ledger.limits)!)
            #expect(faults.isEmpty, "\(faults.map(\.text))")
            for day in ledger.asOfDays.suffix(2) where ledger.snapshots[day] != nil {
                let data = try ReviewFixture.data(ledger, try #require(spec), asOf: day)
                let document = ReportBuilder(spec: try #require(spec), data: data).document(.english)
                let table = try #require(document.tables.first { $0.id == "t" })
                for (id, isRatio) in [("cei", true), ("dso.simple", false)] {
                    let column = table.columns.firstIndex { $0.id == id.split(separator: ".").joined(separator: "-") + "-target" }
                    let wanted = table.rows.map { row -> Rational? in
                        switch row.cells[0].value {
                        // A month without a snapshot has no figure that a target would stand beside.
                        case .month(let month) where data.figures[month.lastDay] == nil: nil
                        case .month(let month): Self.expected(id, month, ledger, isRatio: isRatio)
                        case .monthToDate(let day): Self.expected(id, day.month, ledger, isRatio: isRatio)
                        default: nil
                        }
                    }
                    guard let column else {
                        absent += 1
                        #expect(wanted.allSatisfy { $0 == nil }, "seed \(seed), \(id)")
                        continue
                    }
                    told += 1
                    #expect(table.rows.map { $0.cells[column].value.number } == wanted, "seed \(seed), \(id)")
                    #expect(table.columns[column].title.hasSuffix(": target") && wanted.contains { $0 != nil })
                }
                for case .chart(let chart) in document.sections.flatMap(\.blocks) {
                    guard let reference = chart.referenceColumn else { continue }
                    drawn += 1
                    #expect(table.columns[reference].id == (chart.id == "c" ? "cei-target" : "collect-cash-target"))
                    // Where a month has no figure there is a gap in both.
                    let figures = table.rows[chart.firstRow...chart.lastRow].map { row in
                        chart.seriesColumns.map { row.cells[$0].value.number }
                    }
                    let held = zip(figures, table.rows[chart.firstRow...chart.lastRow]).filter { !$0.0.contains(nil) }.map(\.1)
                    #expect(held.count > 1 && held.allSatisfy { $0.cells[reference].value.number != nil })
                }
            }
        }
        #expect(told > 5 && drawn > 3, "\(told), \(drawn), \(absent)")
    }
}
