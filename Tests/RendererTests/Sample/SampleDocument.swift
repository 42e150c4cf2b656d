import Ledger
import ReportDocument

/// A document like the monthly target review, with awkward figures and texts, built so that every formula gives its cell's value exactly.
struct SampleDocument {
    let language: Language

    static func make(_ language: Language) -> ReportDocument { SampleDocument(language: language).document }

    var document: ReportDocument {
        ReportDocument(
            name: "monthly-target-review", language: language,
            title: say("Monthly target review", "Riesame mensile degli obiettivi"),
            subtitle: say(
                "June 2026 · as of 30 Jun 2026 · amounts in EUR · Nordica <Casa & Co.>",
                "Giugno 2026 · al 30/06/2026 · importi in EUR · Nordica <Casa & Co.>"),
            asOf: SampleDocument.asOf, currency: .eur,
            sections: [summary, dso, aging, bridge, highRisk, method], words: SampleWords.words(language))
    }

    static let asOf = Day(year: 2026, month: 6, day: 30)!
    static let lastMonth = Month(year: 2026, month: 6)
    static let trendMonths = (0..<13).map { lastMonth.adding(months: $0 - 12) }

    func say(_ english: String, _ italian: String) -> String { language == .italian ? italian : english }

    func eur(_ amountMinor: Int64) -> CellValue { .money(amountMinor, .eur) }

    func cell(_ table: String, _ row: Int, _ column: Int) -> Formula { .cell(CellReference(table: table, row: row, column: column)) }

    // MARK: Summary

    var summary: Section {
        Section(
            id: "summary", title: say("Summary", "Sintesi"),
            blocks: [
                .table(headline),
                .paragraph(
                    say(
                        "DSO fell by 1.2 days against May: collections grew faster than sales, and the oldest items of Officine Brambilla were paid.",
                        "Il DSO è sceso di 1,2 giorni rispetto a maggio: gli incassi sono cresciuti più delle vendite e le partite più vecchie di Officine Brambilla sono state pagate."
                    ), role: .finding),
                .paragraph(
                    say(
                        "Past due over 90 days grew to €402,310.55; three customers make up 71.4% of it, see High risk.",
                        "Lo scaduto oltre 90 giorni è salito a 402.310,55 €; tre clienti ne fanno il 71,4 %, vedi Alto rischio."),
                    role: .finding),
                .paragraph(
                    say(
                        "=Attainment is \"below target\" in one team of four: Team O'Brien & Sons.",
                        "=L'obiettivo è \"mancato\" in un team su quattro: Team O'Brien & Sons."), role: .finding),
                .chart(dsoChart(id: "summary-dso")),
                .chart(agingChart(id: "summary-aging")),
                .paragraph(
                    say(
                        "Ties out: buckets + credits = net balance; bridge unexplained 0.00; owners + house account = all.",
                        "Quadra: fasce + crediti = saldo netto; movimento non spiegato 0,00; titolari + conto casa = totale."),
                    role: .stamp(ok: true)),
            ])
    }

    var headline: Table {
        let trend = DSOTrend.rows
        let last = trend.count - 1
        let dsoNow = trend[last].dso
        let dsoBefore = trend[last - 1].dso
        let target = Rational(45)
        let collected: Int64 = 1_843_220_17
        let collectable: Int64 = 2_012_000_00
        let columns = [
            Column(id: "figure", title: say("Figure", "Grandezza"), kind: .text),
            Column(id: "value", title: say("Actual", "Consuntivo"), kind: .number),
            Column(id: "target", title: say("Target", "Obiettivo"), kind: .number),
            Column(id: "variance", title: say("Variance", "Scostamento"), kind: .number),
            Column(id: "last-month", title: say("Last month", "Mese scorso"), kind: .number),
            Column(id: "last-year", title: say("Same month last year", "Stesso mese anno scorso"), kind: .number),
            Column(id: "status", title: say("Status", "Stato"), kind: .status),
        ]
        let rows = [
            Row(cells: [
                Cell(.text(say("Collected (EUR)", "Incassato (EUR)")), linkToSection: "bridge"),
                Cell(
                    eur(collected),
                    note: say("Cash applied in the period; refunds deducted.", "Incassi abbinati nel periodo, al netto dei rimborsi.")),
                Cell(eur(1_900_000_00)),
                Cell(eur(collected - 1_900_000_00), formula: .subtract(cell("headline", 0, 1), cell("headline", 0, 2))),
                Cell(eur(1_702_114_03)), Cell(eur(1_655_000_99)), Cell(.empty, status: .amber),
            ]),
            Row(cells: [
                Cell(.text("DSO (\(say("days", "giorni")))"), linkToSection: "dso"),
                Cell(.days(dsoNow), formula: cell("dso-trend", last, 4)), Cell(.days(target)),
                Cell(.days(dsoNow - target), formula: .subtract(cell("headline", 1, 1), cell("headline", 1, 2))),
                Cell(.days(dsoBefore), formula: cell("dso-trend", last - 1, 4)),
                Cell(
                    .notAvailable(
                        reason: say("No ledger of June 2025 was imported.", "Il partitario di giugno 2025 non è stato importato."))),
                Cell(.empty, status: .green),
            ]),
            Row(cells: [
                Cell(.text(say("Collected of collectable (%)", "Incassato sull'incassabile (%)"))),
                Cell(.ratio(Rational(Int128(collected), Int128(collectable)))), Cell(.ratio(Rational(95, 100))),
                Cell(
                    .ratioPoints(Rational(Int128(collected), Int128(collectable)) - Rational(95, 100)),
                    formula: .subtract(cell("headline", 2, 1), cell("headline", 2, 2)), status: .red),
                Cell(.ratio(Rational(9012, 10_000))), Cell(.ratio(Rational(8871, 10_000))), Cell(.empty, status: .red),
            ]),
            Row(cells: [
                Cell(.text(say("Broken promises", "Promesse non mantenute"))), Cell(.count(12)), Cell(.count(10)), Cell(.count(2)),
                Cell(.count(17)), Cell(.count(1_204)), Cell(.empty, status: .amber),
            ]),
        ]
        return Table(
            id: "headline", title: say("Headline figures", "Grandezze principali"), columns: columns, rows: rows, presentation: .headline)
    }

    func dsoChart(id: String) -> Chart {
        Chart(
            id: id, kind: .line, title: say("DSO, 13 months", "DSO, 13 mesi"),
            alternativeText: say(
                "Line chart: DSO went from 48.9 to 46.5 days in thirteen months; best possible DSO stayed near 31.",
                "Grafico a linee: in tredici mesi il DSO passa da 48,9 a 46,5 giorni; il DSO ottimale resta vicino a 31."),
            xAxisTitle: say("Month", "Mese"), yAxisTitle: say("Days", "Giorni"), table: "dso-trend", firstRow: 0, lastRow: 12,
            categoryColumn: 0, seriesColumns: [4, 5])
    }

    func agingChart(id: String) -> Chart {
        Chart(
            id: id, kind: .stackedColumn, title: say("Open items by age, 13 months", "Partite aperte per scadenza, 13 mesi"),
            alternativeText: say(
                "Stacked columns: total open items by bucket; the part over 90 days grows slowly.",
                "Colonne in pila: partite aperte per fascia; la parte oltre 90 giorni cresce lentamente."),
            xAxisTitle: say("Month", "Mese"), yAxisTitle: "EUR", table: "aging-trend", firstRow: 0, lastRow: 12, categoryColumn: 0,
            seriesColumns: [1, 2, 3, 4, 5], seriesOrder: .ranked)
    }
}
