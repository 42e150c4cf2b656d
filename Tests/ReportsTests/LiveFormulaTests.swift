import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Testing

@testable import Reports

/// Every total, ratio and variance of a report is a formula over cells of the same report, whatever its spec shows.
@Suite("Live formulas")
struct LiveFormulaTests {
    /// Columns that are given: targets, figures of others whose amounts the report must not have, and in a total the oldest of all.
    private static func isGiven(_ column: Column) -> Bool {
        column.id == "target" || column.id.hasSuffix("-target") || ["all", "days-open"].contains(column.id)
    }

    /// What is no formula and should be one.
    private static func faults(_ document: ReportDocument) -> [String] {
        document.tables.flatMap { table in
            table.rows.enumerated().flatMap { row, entry in
                entry.cells.enumerated().compactMap { column, cell -> String? in
                    guard cell.formula == nil, cell.value.number != nil,
                        !isGiven(table.columns[column]) || table.id.hasPrefix("past-due-by"),
                        isComputed(cell, entry.role, table, column)
                    else { return nil }
                    return "\(table.id), row \(row), \(table.columns[column].id): \(cell.value)"
                }
            }
        }
    }

    /// Ratios, changes, and totals of what adds up.
    private static func isComputed(_ cell: Cell, _ role: Row.Role, _ table: Table, _ column: Int) -> Bool {
        switch cell.value {
        case .ratio, .ratioPoints: true
        case .money, .count: cell.isChange || (role == .total && isSum(cell, of: table, column))
        default: cell.isChange
        }
    }

    private static func isSum(_ cell: Cell, of table: Table, _ column: Int) -> Bool {
        let parts = table.rows.filter { $0.role != .total }.map { $0.cells[column].value.number }
        guard let number = cell.value.number, !parts.isEmpty, parts.allSatisfy({ $0 != nil }) else { return false }
        return parts.reduce(Rational.zero) { $0 + $1! } == number
    }

    private static func check(_ spec: ReportSpec, _ data: ReportData, _ label: String) {
        let document = ReportBuilder(spec: spec, data: data).document(.english)
        #expect(faults(document) == [], "\(label)")
        let evaluator = FormulaEvaluator(document)
        for cell in document.tables.flatMap(\.rows).flatMap(\.cells) {
            guard let formula = cell.formula else { continue }
            #expect(evaluator.value(formula) == cell.value.number, "\(label)")
        }
    }

    @Test("make every total, ratio and variance of the review, on random ledgers")
    func review() throws {
        for seed in UInt64(0)..<8 {
            let ledger = seed == 0 ? try ReviewFixture.ledger(folder: "Tests/Golden") : OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                Self.check(spec, try ReviewFixture.data(ledger, spec, asOf: asOf), "seed \(seed) \(asOf)")
            }
        }
    }

    @Test("make every ratio of a spec that shows nothing but ratios", arguments: ["all", "rows: 1"])
    func ratiosAlone(rows: String) throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let asOf = try #require(ledger.asOfDays.last)
        let ratios = Metric.catalogue(.standard).filter { $0.unit == .ratio }.map { $0.id(.standard) }.joined(separator: ", ")
        let limit = rows == "all" ? "" : ", " + rows
        let text = """
            title: {en: Ratios, it: Rapporti}
            audience: manager
            sections:
              - id: one
                title: {en: One, it: Uno}
                blocks:
                  - headline: {metrics: [\(ratios)]}
                  - by-scope: {id: analysts, title: {en: A, it: A}, scope: analyst, metrics: [\(ratios)]\(limit)}
              - id: two
                title: {en: Two, it: Due}
                blocks:
                  - trend: {id: months, title: {en: M, it: M}, metrics: [\(ratios)]}
                  - trend: {id: teams, title: {en: T, it: T}, metrics: [cei], by: team}
            """
        let (spec, faults) = ReportSpecReader.read(name: "ratios", utf8: Array(text.utf8), file: "r.yml", aging: .standard)
        #expect(faults.isEmpty, "\(faults.map(\.text))")
        Self.check(try #require(spec), try ReviewFixture.data(ledger, try #require(spec), asOf: asOf), rows)
    }

    @Test("make the days that disputes took in all of those of the rows, on random ledgers")
    func daysOfDisputes() throws {
        var made = 0
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            guard let spec = try ReviewFixture.spec(AgingLimits(ledger.limits)!).spec else { continue }
            for asOf in ledger.asOfDays.suffix(2) {
                let document = ReportBuilder(spec: spec, data: try ReviewFixture.data(ledger, spec, asOf: asOf)).document(.english)
                let evaluator = FormulaEvaluator(document)
                for table in document.tables {
                    guard let column = table.columns.firstIndex(where: { $0.id == "dispute-cycle-days" }),
                        table.columns.contains(where: { $0.id == "closed" }), let cell = table.rows.last?.cells[column],
                        cell.value.number != nil
                    else { continue }
                    let formula = try #require(cell.formula, "seed \(seed) \(asOf): \(table.id)")
                    #expect(evaluator.value(formula) == cell.value.number, "seed \(seed) \(asOf): \(table.id)")
                    made += 1
                }
            }
        }
        #expect(made > 0)
    }

    @Test("make every total, ratio and variance of an analyst's own report")
    func selfView() throws {
        let ledger = try ReviewFixture.ledger(folder: "Tests/Golden")
        let asOf = try #require(ledger.asOfDays.last)
        let file = try String(contentsOf: ReviewFixture.root.appending(path: "report-specs/analyst-self-view.yml"), encoding: .utf8)
        let (read, _) = ReportSpecReader.read(name: "self-view", utf8: Array(file.utf8), file: "s.yml", aging: .standard)
        let spec = try #require(read)
        let whole = try ReviewFixture.data(ledger, spec, asOf: asOf)
        let cuts = PortfolioCuts(tables: whole.tables, customers: whole.figures[asOf]!.keys(.customer), asOf: asOf)
        for analyst in ledger.analysts {
            let data = try whole.cut(
                to: cuts.portfolio(analyst: analyst.analyst), peers: whole.peerFigures(of: analyst.analyst, cuts, spec))
            Self.check(spec, data, analyst.analyst)
        }
    }
}
