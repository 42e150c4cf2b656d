import Ledger
import ReportDocument

/// One month of the sample's DSO trend.
struct DSOTrend {
    var month: Month
    var receivablesMinor: Int64
    var notDueMinor: Int64
    var salesMinor: Int64
    var days: Int64
    var dso: Rational { Rational(Int128(receivablesMinor) * Int128(days), Int128(salesMinor)) }
    var bestPossible: Rational { Rational(Int128(notDueMinor) * Int128(days), Int128(salesMinor)) }

    static let rows: [DSOTrend] = SampleDocument.trendMonths.enumerated().map { position, month in
        let wave: Int64 = [0, 31, -14, 22, 8, -27, 41, 5, -9, 17, 3, -21, -36][position]
        return DSOTrend(
            month: month, receivablesMinor: 4_812_345_67 + wave * 4_321_11, notDueMinor: 3_050_000_01 + wave * 1_987_03,
            salesMinor: 8_950_000_00 + Int64(position) * 37_214_59, days: 91)
    }
}

extension SampleDocument {
    var dso: Section {
        Section(
            id: "dso", title: "DSO",
            blocks: [
                .table(dsoTrend), .chart(dsoChart(id: "dso-trend-chart")),
                .paragraph(
                    say(
                        "DSO = receivables ÷ sales of the last three months × days of these months.",
                        "DSO = crediti ÷ vendite degli ultimi tre mesi × giorni di questi mesi."), role: .note),
            ])
    }

    var dsoTrend: Table {
        let columns = [
            Column(id: "month", title: say("Month", "Mese"), kind: .date),
            Column(id: "receivables", title: say("Receivables", "Crediti"), unit: "EUR", kind: .number),
            Column(id: "sales", title: say("Sales, 3 months", "Vendite, 3 mesi"), unit: "EUR", kind: .number),
            Column(id: "days", title: say("Days in period", "Giorni nel periodo"), kind: .number),
            Column(id: "dso", title: "DSO", unit: say("days", "giorni"), kind: .number),
            Column(id: "best-possible-dso", title: say("Best possible DSO", "DSO ottimale"), unit: say("days", "giorni"), kind: .number),
            Column(id: "not-due", title: say("Not yet due", "A scadere"), unit: "EUR", kind: .number),
            Column(id: "dispute-dso", title: say("DSO of disputes", "DSO contestazioni"), unit: say("days", "giorni"), kind: .number),
        ]
        let rows = DSOTrend.rows.enumerated().map { row, point in
            Row(cells: [
                Cell(.month(point.month)), Cell(eur(point.receivablesMinor)), Cell(eur(point.salesMinor)), Cell(.count(point.days)),
                Cell(
                    .days(point.dso),
                    formula: .multiply(.divide(cell("dso-trend", row, 1), cell("dso-trend", row, 2)), cell("dso-trend", row, 3))),
                Cell(
                    .days(point.bestPossible),
                    formula: .multiply(.divide(cell("dso-trend", row, 6), cell("dso-trend", row, 2)), cell("dso-trend", row, 3))),
                Cell(eur(point.notDueMinor)),
                row < 11
                    ? Cell(
                        .notAvailable(
                            reason: say("Disputes are recorded since May 2026.", "Le contestazioni sono registrate da maggio 2026.")))
                    : Cell(.days(Rational(Int128(row), 7))),
            ])
        }
        return Table(
            id: "dso-trend", title: say("DSO by month", "DSO per mese"),
            caption: say("One row a month; month-end snapshots.", "Una riga per mese; fotografie di fine mese."), columns: columns,
            rows: rows)
    }

    var bucketTitles: [String] {
        [say("Not yet due", "A scadere"), "1–30", "31–60", "61–90", say("Over 90", "Oltre 90")]
    }

    var bucketColumns: [Column] {
        zip(["not-due", "d1-30", "d31-60", "d61-90", "d90"], bucketTitles).map { id, title in
            Column(id: id, title: title, unit: "EUR", kind: .number)
        }
    }

    var aging: Section {
        Section(
            id: "aging", title: say("Aging", "Scadenziario"),
            blocks: [.table(agingByTeam), .table(agingTrend), .chart(agingChart(id: "aging-trend-chart")), .table(migration)])
    }

    var agingTrend: Table {
        let rows = SampleDocument.trendMonths.enumerated().map { row, month in
            let step = Int64(row)
            let amounts: [Int64] = [
                3_050_000_01 + step * 11_213_07, 801_220_45 - step * 3_100_99, 412_002_10 + step * 2_019_33, 198_765_43,
                350_310_55 + step * 4_333_33,
            ]
            let total = Cell(
                eur(amounts.reduce(0, +)), formula: (2...5).reduce(cell("aging-trend", row, 1)) { .add($0, cell("aging-trend", row, $1)) })
            return Row(cells: [Cell(.month(month))] + amounts.map { Cell(eur($0)) } + [total])
        }
        return Table(
            id: "aging-trend", title: say("Open items by age, 13 months", "Partite aperte per scadenza, 13 mesi"),
            columns: [Column(id: "month", title: say("Month", "Mese"), kind: .date)] + bucketColumns
                + [Column(id: "total", title: say("Total", "Totale"), unit: "EUR", kind: .number)], rows: rows)
    }
}
