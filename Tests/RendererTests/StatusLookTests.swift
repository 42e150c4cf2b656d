import ExcelRenderer
import Foundation
import HTMLRenderer
import Ledger
import RenderedFiles
import ReportDocument
import Testing

/// Headline figures that are judged: live formulas in the workbook, cards and bullets on the page.
@Suite struct StatusLookTests {
    private static let columns = [
        Column(id: "figure", title: "Figure", kind: .text), Column(id: "actual", title: "Actual", kind: .number),
        Column(id: "target", title: "Target", kind: .number), Column(id: "status", title: "Status", kind: .status),
        Column(id: "change", title: "Change", kind: .number),
    ]

    /// Actuals and targets in tenths, and whether more is better.
    private func document(_ figures: [(actual: Int64, target: Int64, higher: Bool, change: Int64)]) -> ReportDocument {
        var document = SmallDocument.make(.english)
        let rows = figures.enumerated().map { row, figure in
            let judgement = Judgement(
                actual: CellReference(table: "heads", row: row, column: 1), target: CellReference(table: "heads", row: row, column: 2),
                isBetterWhenHigher: figure.higher, amberWithin: Rational(5, 100))
            let (actual, target) = (Rational(Int128(figure.actual), 10), Rational(Int128(figure.target), 10))
            return Row(cells: [
                Cell(.text("Figure \(row)")), Cell(.days(actual), name: "days-\(row)"), Cell(.days(target)),
                Cell(.empty, status: judgement.status(actual: actual, target: target), judgement: judgement),
                Cell(.ratioPoints(Rational(Int128(figure.change), 10_000))),
            ])
        }
        let table = Table(id: "heads", title: "Heads", columns: Self.columns, rows: rows, presentation: .headline)
        let months = (1...4).map { Row(cells: [Cell(.month(Month(year: 2026, month: $0))), Cell(.days(Rational(Int128($0))))]) }
        let trend = Table(
            id: "trend", title: "Trend",
            columns: [Column(id: "month", title: "Month", kind: .date), Column(id: "days-0", title: "Days", kind: .number)], rows: months)
        let bullet = Chart(
            id: "bullet", kind: .bullet, title: "Bullet", alternativeText: "Actual and target.", xAxisTitle: "Figure", yAxisTitle: "days",
            table: "heads", firstRow: 0, lastRow: rows.count - 1, categoryColumn: 0, seriesColumns: [1, 2])
        document.sections = [Section(id: "s", title: "S", blocks: [.table(table), .chart(bullet), .table(trend)])]
        return document
    }

    private static let figures: [(actual: Int64, target: Int64, higher: Bool, change: Int64)] = [
        (500, 450, true, 30), (440, 450, true, -30), (300, 450, true, 1), (460, 450, false, 0),
    ]

    @Test(.tags(.slow)) func statusesAreFormulasThatGiveTheirWordAndFiguresHaveNames() throws {
        let document = document(Self.figures)
        try TemporaryFolder.with { folder in
            let path = folder + "/report.xlsx"
            try ExcelRenderer.render(document, to: path)
            let book = try WorkbookReader.dump(path)
            let words = (7...10).map { book.sheets[0].cells["D\($0)"]?.value }
            let names = document.words.statusNames
            #expect(words == [names[.green], names[.amber], names[.red], names[.amber]])
            #expect(
                book.sheets[0].cells["D7"]?.formula
                    == "=IF(ROUND(C7-B7,9)<=0,\"\(words[0] ?? "")\",IF(ROUND(C7-B7-ABS(C7)*0.05,9)<=0,\"\(words[1] ?? "")\",\"\(words[2] ?? "")\"))"
            )
            #expect(book.sheets[0].cells["D10"]?.formula?.hasPrefix("=IF(ROUND(B10-C10,9)<=0,") == true)
            #expect(book.names["fig_days_0"] == "'S'!$B$7")
            let result = try WorkbookReader.recalculation(path)
            #expect(result.formulas == 4)
            #expect(result.changes.isEmpty, "\(result.changes)")
        }
    }

    /// A target of 2,100.10 and what of it is to be reached after 5 of 21 working days; figures that lie on the thresholds and a cent beside them.
    @Test(.tags(.slow)) func figuresOnAThresholdKeepTheirStatusWhenAWorkbookIsCalculatedAnew() throws {
        var document = SmallDocument.make(.english)
        let columns =
            ["actual", "target", "to-date"].map { Column(id: $0, title: $0, unit: "EUR", kind: .number) }
            + [Column(id: "status", title: "Status", kind: .status), Column(id: "variance", title: "Variance", kind: .number)]
            + [Column(id: "other", title: "Other", kind: .status)]
        // 500.02 to date, 475.019 is amber's end; of the whole 1,995.095.
        let actuals: [Int64] = [50_003, 50_002, 50_001, 47_502, 47_501, 210_010, 210_009, 199_510, 199_509]
        let rows = actuals.enumerated().map { row, actual in
            func place(_ column: Int) -> CellReference { CellReference(table: "t", row: row, column: column) }
            func judged(_ target: Int, _ minor: Int64) -> Cell {
                let judgement = Judgement(actual: place(0), target: place(target), isBetterWhenHigher: true, amberWithin: Rational(5, 100))
                let status = judgement.status(actual: Rational(Int128(actual), 100), target: Rational(Int128(minor), 100))
                return Cell(.empty, status: status, judgement: judgement)
            }
            let toDate = judged(2, 50_002)
            return Row(cells: [
                Cell(.money(actual, .eur)), Cell(.money(210_010, .eur)),
                Cell(
                    .money(50_002, .eur), formula: .rounded(.divide(.multiply(.cell(place(1)), .whole(5)), .whole(21)), places: 2)),
                toDate,
                Cell(.money(actual - 50_002, .eur), formula: .subtract(.cell(place(0)), .cell(place(2))), status: toDate.status),
                judged(1, 210_010),
            ])
        }
        document.sections = [
            Section(id: "s", title: "S", blocks: [.table(Table(id: "t", title: "T", columns: columns, rows: rows))])
        ]
        try TemporaryFolder.with { folder in
            let path = folder + "/report.xlsx"
            try ExcelRenderer.render(document, to: path)
            let book = try WorkbookReader.dump(path)
            let (first, second) = (
                (7..<16).map { book.sheets[0].cells["D\($0)"]?.value ?? "" }, (7..<16).map { book.sheets[0].cells["F\($0)"]?.value ?? "" }
            )
            let names = document.words.statusNames
            let (green, amber, red) = (names[.green] ?? "", names[.amber] ?? "", names[.red] ?? "")
            #expect(first == [green, green, amber, amber, red, green, green, green, green])
            #expect(second == [red, red, red, red, red, green, amber, amber, red])
            #expect(book.sheets[0].cells["C7"]?.formula == "=ROUND(B7*5/21,2)")
            let result = try WorkbookReader.recalculation(path)
            #expect(result.formulas == 36)
            #expect(result.changes.isEmpty, "\(result.changes)")
        }
    }

    @Test func aNameStandsForOneCell() {
        var document = document(Self.figures)
        guard case .table(var table) = document.sections[0].blocks[0] else { return }
        table.rows[1].cells[1].name = "days-0"
        document.sections[0].blocks[0] = .table(table)
        #expect(throws: RenderError.self) {
            try TemporaryFolder.with { try ExcelRenderer.render(document, to: $0 + "/report.xlsx") }
        }
    }

    @Test func cardsSayTheChangeAndDrawTheMonthsOfTheirFigure() throws {
        let page = try HTMLRenderer.render(document(Self.figures))
        let arrows = page.matches(of: #/<span aria-hidden="true">(.)</span> Change/#).map { String($0.1) }
        // The third change is shown as +0.0 points.
        #expect(arrows == ["▲", "▼", "=", "="])
        #expect(page.matches(of: #/<svg class="spark"/#).count == 1)
    }

    @Test func bulletsSayInWordsWhatTheirColourSays() throws {
        let page = try HTMLRenderer.render(document(Self.figures))
        let words = SmallDocument.make(.english).words.statusNames
        let half = try #require(page.firstMatch(of: #/<svg class="half"[\s\S]*?</svg>/#)).output
        for status in [Status.green, .amber, .red] {
            let isThere = half.contains(words[status] ?? "?")
            #expect(isThere, "\(status)")
        }
        #expect(half.matches(of: #/class="mark"/#).count == 4)
        #expect(half.matches(of: #/fill:var\(--red\)/#).count == 1)
    }
}
