import Foundation
import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import ReportDocument
import Reports
import Testing

/// What reports do with more keys and rows than a table shows.
@Suite("Many keys")
struct ManyKeysTests {
    private static func document(
        _ blocks: String, _ ledger: OracleLedger, _ language: Language = .english
    ) throws -> (document: ReportDocument, data: ReportData)? {
        let text =
            "title: {en: A, it: B}\naudience: manager\nsections:\n  - id: one\n    title: {en: One, it: Uno}\n    blocks:\n" + blocks
        let (spec, faults) = ReportSpecReader.read(
            name: "r", utf8: Array(text.utf8), file: "r.yml", aging: AgingLimits(ledger.limits)!)
        guard let asOf = ledger.asOfDays.last, let spec = try #require(faults.isEmpty ? spec : nil, "\(faults.map(\.text))") as ReportSpec?
        else { return nil }
        let data = try ReviewFixture.data(ledger, spec, asOf: asOf)
        return (ReportBuilder(spec: spec, data: data).document(language), data)
    }

    @Test("of a scope are ranked, cut, and still add up to the total, with the others in one row and all in the file", arguments: 1...3)
    func byScope(rows: Int) throws {
        let block =
            "      - by-scope: {id: t, title: {en: T, it: T}, scope: customer, rows: \(rows), "
            + "metrics: [ratio.past-due, ar.past-due, ar.gross, payment.days-late]}\n"
        var cut = 0
        for seed in UInt64(0)..<20 {
            guard let (document, data) = try Self.document(block, OracleLedger.random(seed: seed)), let table = document.tables.first else {
                continue
            }
            let customers = try #require(data.figures[data.asOf]).keys(.customer)
            guard customers.count > rows else { continue }
            cut += 1
            #expect(table.rows.map(\.role) == Array(repeating: .item, count: rows) + [.subtotal, .total])
            #expect(table.unshownRows.count == customers.count - rows)
            let names = table.allRows.filter { $0.role == .item }.map(\.cells[0].value)
            #expect(Set(names).count == customers.count, "every customer once")
            let sizes = table.allRows.filter { $0.role == .item }.map { row in
                row.cells[2].value.number.map { $0 < .zero ? .zero - $0 : $0 } ?? .zero
            }
            #expect(sizes == sizes.sorted(by: >), "seed \(seed)")
            let total = table.rows[rows + 1]
            for column in [2, 3] {
                let parts = table.rows[...rows].compactMap { $0.cells[column].value.number }
                #expect(parts.reduce(.zero) { $0 + $1 } == total.cells[column].value.number, "seed \(seed)")
                let unshown = table.unshownRows.compactMap { $0.cells[column].value.number }.reduce(.zero) { $0 + $1 }
                #expect(table.rows[rows].cells[column].value.number == unshown)
            }
            let evaluator = FormulaEvaluator(document)
            for cell in table.rows.flatMap(\.cells) {
                guard let formula = cell.formula else { continue }
                #expect(evaluator.value(formula) == cell.value.number)
            }
            #expect(table.rows[rows + 1].cells[2].formula == .sum(table: "t", column: 2, firstRow: 0, lastRow: rows))
            #expect(table.moreRows?.contains("\(customers.count - rows)") == true)
        }
        #expect(cut > 10)
    }

    @Test("of a scope by month are those of that month's figures, with the whole ledger last")
    func byMonth() throws {
        let block =
            "      - trend: {id: t, title: {en: T, it: T}, metrics: [ratio.past-due], by: company}\n"
            + "      - chart: {id: c, kind: small-multiples, title: {en: C, it: C}, of: t}\n"
        var (compared, drawn) = (0, 0)
        for seed in UInt64(0)..<20 {
            let ledger = OracleLedger.random(seed: seed)
            guard let (document, data) = try Self.document(block, ledger), let table = document.tables.first else { continue }
            let engine = ScannedLedger(ledger).engine
            let companies = table.columns.dropFirst().dropLast()
            #expect(companies.map(\.title) == data.figures[data.asOf]?.keys(.company))
            for row in table.rows {
                guard case .month(let month) = row.cells[0].value else { continue }
                let day = month == data.asOf.month ? data.asOf : month.lastDay
                guard data.figures[day] != nil else { continue }
                let figures = try engine.figures(asOf: day, scopes: [.all, .company])
                let expected =
                    companies.map { figures.value(.ratioPastDue, .company, $0.title).rational } + [figures.value(.ratioPastDue).rational]
                #expect(row.cells.dropFirst().map { $0.value.number } == expected, "seed \(seed)")
                compared += 1
            }
            for case .chart(let chart) in document.sections[0].blocks {
                drawn += 1
                #expect(chart.referenceColumn == table.columns.count - 1)
                // A month in which the whole ledger has no figure is a gap.
                let whole = table.rows[chart.firstRow...chart.lastRow].filter { $0.cells[table.columns.count - 1].value.number != nil }
                let cells = whole.flatMap { row in chart.seriesColumns.map { row.cells[$0] } }
                #expect(whole.count > 1 && cells.allSatisfy { $0.value.number != nil })
            }
        }
        #expect(compared > 20 && drawn > 5)
    }

    @Test("of a scope by month beyond the panels shown are counted, and all of them are in the file", arguments: Language.allCases)
    func manyByMonth(language: Language) throws {
        var ledger = try ReviewFixture.ledger(folder: "sample-data")
        for place in ledger.customers.indices { ledger.customers[place].segment = "S\(place % 20)" }
        let block =
            "      - trend: {id: t, title: {en: T, it: T}, metrics: [ar.past-due], by: segment}\n"
            + "      - chart: {id: c, kind: small-multiples, title: {en: C, it: C}, of: t}\n"
        let (document, data) = try #require(try Self.document(block, ledger, language))
        let table = document.tables[0]
        let segments = try #require(data.figures[data.asOf]).keys(.segment)
        #expect(table.columns.count == 14 && segments.count > 12)
        // A running month has the last day of each row's month in the file too.
        let keys = table.unshownColumns.filter { $0.column.id != "to" }
        #expect(table.unshownColumns.count - keys.count == (data.asOf == data.asOf.month.lastDay ? 0 : 1))
        #expect(keys.count == segments.count - 12)
        let shown = Set(table.columns.dropFirst().dropLast().map(\.id))
        let ids = shown.union(keys.map(\.column.id))
        #expect(ids == Set(segments.map { "key." + $0 }))
        #expect(document.moreText(table)?.contains("\(segments.count - 12)") == true)
        #expect(document.moreText(table)?.hasSuffix(document.words.fullListInFile) == true)
        for unshown in keys {
            for (row, cell) in zip(table.rows, unshown.cells) {
                guard case .month(let month) = row.cells[0].value else { continue }
                let day = month == data.asOf.month ? data.asOf : month.lastDay
                let figure = data.figures[day]?.value(.arPastDue, .segment, String(unshown.column.id.dropFirst(4)))
                let amount = figure.flatMap(\.rational).map { $0 / Rational(100) }
                #expect(amount == cell.value.number, "\(unshown.column.id) in \(month)")
            }
        }
    }

    @Test("of a list beyond the rows shown are counted and in the file", arguments: Language.allCases)
    func lists(language: Language) throws {
        let ledger = try ReviewFixture.ledger(folder: "sample-data")
        let blocks =
            "      - list: {id: all, of: unapplied, rows: 10000}\n      - list: {id: few, of: unapplied, rows: 2}\n"
            + "      - oldest-disputes: {id: many-disputes, rows: 10000}\n      - oldest-disputes: {id: disputes, rows: 1}\n"
        let (document, _) = try #require(try Self.document(blocks, ledger, language))
        let tables = document.tables
        for (all, few) in [(tables[0], tables[1]), (tables[2], tables[3])] {
            #expect(all.rows.count > few.rows.count && all.unshownRows.isEmpty && all.moreRows == nil)
            #expect(few.allRows.map { $0.cells.map(\.value) } == all.rows.map { $0.cells.map(\.value) })
            #expect(few.moreRows?.contains("\(few.unshownRows.count)") == true)
            #expect(document.moreText(few)?.hasSuffix(document.words.fullListInFile) == true)
        }
    }
}
