import Ledger
import ReportDocument

/// A document with one table and one chart: small enough to read as a golden file.
enum SmallDocument {
    static func make(_ language: Language) -> ReportDocument {
        let columns = [
            Column(id: "month", title: language == .italian ? "Mese" : "Month", kind: .date),
            Column(id: "cash", title: language == .italian ? "Incassi" : "Cash", unit: "EUR", kind: .number),
            Column(id: "cei", title: "CEI", unit: "%", kind: .number),
            Column(id: "remark", title: language == .italian ? "Nota; \"breve\"" : "Remark, \"short\"", kind: .text),
        ]
        let missing = language == .italian ? "Mancano le vendite." : "No sales were imported."
        let rows = [
            Row(cells: [
                Cell(.month(Month(year: 2026, month: 5))), Cell(.money(-1_234_50, .eur)), Cell(.ratio(Rational(2, 3)), status: .amber),
                Cell(.text("=1+1")),
            ]),
            Row(cells: [
                Cell(.month(Month(year: 2026, month: 6))), Cell(.money(1_000_000_07, .eur), note: "A & B"),
                Cell(.notAvailable(reason: missing)), Cell(.text("a;b,\"c\" <i>")),
            ]),
            Row(
                role: .total,
                cells: [
                    Cell(.text(language == .italian ? "Totale" : "Total")),
                    Cell(.money(998_765_57, .eur), formula: .sum(table: "cash", column: 1, firstRow: 0, lastRow: 1)), Cell(.empty),
                    Cell(.empty),
                ]),
        ]
        let table = Table(id: "cash", title: language == .italian ? "Incassi per mese" : "Cash by month", columns: columns, rows: rows)
        let chart = Chart(
            id: "cash-chart", kind: .column, title: language == .italian ? "Incassi" : "Cash", alternativeText: "−1234.50, 1000000.07",
            xAxisTitle: columns[0].title, yAxisTitle: "EUR", table: "cash", firstRow: 0, lastRow: 1, categoryColumn: 0, seriesColumns: [1])
        return ReportDocument(
            name: "small", language: language, title: language == .italian ? "Piccolo & breve" : "Small & short", subtitle: "2026",
            asOf: Day(year: 2026, month: 6, day: 30)!, currency: .eur,
            sections: [Section(id: "only", title: language == .italian ? "Unica" : "Only", blocks: [.table(table), .chart(chart)])],
            words: SampleWords.words(language))
    }
}
