import Ledger
import ReportDocument

extension SampleDocument {
    static let teams = ["Nord-Ovest", "Centro & Isole", "Export <EU>", "O'Brien \"Sons\""]
    static let teamAmounts: [[Int64]] = [
        [1_210_000_10, 301_220_45, 112_002_10, 98_765_43, 102_310_55],
        [904_500_00, 250_000_00, 0, 12_000_00, 44_100_01],
        [0, 0, 0, 0, 0],
        [1_048_111_11, 212_222_22, 333_333_33, 44_444_44, 255_900_00],
    ]

    var agingByTeam: Table {
        let id = "aging-team"
        func totals(_ row: Int, _ amounts: [Int64]) -> [Cell] {
            let total = amounts.reduce(0, +)
            let share =
                total == 0
                ? Cell(.notAvailable(reason: say("Nothing is open.", "Nessuna partita aperta.")))
                : Cell(
                    .ratio(Rational(Int128(amounts[4]), Int128(total))), formula: .divide(cell(id, row, 5), cell(id, row, 6)),
                    status: Int128(amounts[4]) * 10 > Int128(total) ? .red : nil)
            return [Cell(eur(total), formula: (2...5).reduce(cell(id, row, 1)) { .add($0, cell(id, row, $1)) }), share]
        }
        let items = SampleDocument.teams.enumerated().map { row, team in
            let amounts = SampleDocument.teamAmounts[row]
            return Row(cells: [Cell(.text(team))] + amounts.map { Cell(eur($0)) } + totals(row, amounts))
        }
        let sums = (0..<5).map { column in SampleDocument.teamAmounts.reduce(0) { $0 + $1[column] } }
        let sumCells = sums.enumerated().map { column, sum in
            Cell(eur(sum), formula: .sum(table: id, column: column + 1, firstRow: 0, lastRow: 3))
        }
        let total = Row(role: .total, cells: [Cell(.text(say("All teams", "Tutti i team")))] + sumCells + totals(4, sums))
        return Table(
            id: id, title: say("Aging by team", "Scadenziario per team"),
            caption: say("Open items of 30 Jun 2026, credits apart.", "Partite aperte al 30/06/2026, crediti a parte."),
            columns: [Column(id: "team", title: "Team", kind: .text)] + bucketColumns
                + [
                    Column(id: "total", title: say("Total", "Totale"), unit: "EUR", kind: .number),
                    Column(id: "share-over-90", title: say("Share over 90", "Quota oltre 90"), unit: "%", kind: .number),
                ], rows: items + [total])
    }

    var migration: Table {
        let from = say("From \\ to", "Da \\ a")
        let rows = bucketTitles.enumerated().map { row, title in
            Row(
                cells: [Cell(.text(title))]
                    + (0..<5).map { column in
                        column < row ? Cell(.empty) : Cell(eur(Int64(900_000_00 >> (row + 2 * (column - row)))))
                    })
        }
        return Table(
            id: "migration", title: say("Migration, May to June", "Migrazione, maggio–giugno"),
            columns: [Column(id: "from", title: from, kind: .text)] + bucketColumns, rows: rows)
    }

    var bridge: Section {
        let movements: [(String, Int64)] = [
            (say("Opening balance", "Saldo iniziale"), 4_702_114_03), (say("Invoices", "Fatture"), 2_980_400_50),
            (say("Cash applied", "Incassi abbinati"), -1_843_220_17), (say("Credit notes", "Note di credito"), -212_900_00),
            (say("Write-offs", "Perdite"), -18_450_25), (say("Adjustments", "Rettifiche"), 1_200_00),
        ]
        let closing = movements.reduce(0) { $0 + $1.1 }
        let rows =
            movements.map { Row(cells: [Cell(.text($0.0)), Cell(eur($0.1))]) } + [
                Row(
                    role: .total,
                    cells: [
                        Cell(.text(say("Closing balance", "Saldo finale"))),
                        Cell(eur(closing), formula: .sum(table: "bridge", column: 1, firstRow: 0, lastRow: 5)),
                    ])
            ]
        return Section(
            id: "bridge", title: say("Bridge", "Raccordo"),
            blocks: [
                .table(
                    Table(
                        id: "bridge", title: say("From May to June", "Da maggio a giugno"),
                        columns: [
                            Column(id: "movement", title: say("Movement", "Movimento"), kind: .text),
                            Column(id: "amount", title: say("Amount", "Importo"), unit: "EUR", kind: .number),
                        ], rows: rows)),
                .chart(
                    Chart(
                        id: "bridge-chart", kind: .waterfall, title: say("What moved the balance", "Che cosa ha mosso il saldo"),
                        alternativeText: say(
                            "Waterfall from the opening to the closing balance; invoices add most, cash takes most.",
                            "Cascata dal saldo iniziale al finale; le fatture aggiungono di più, gli incassi tolgono di più."),
                        xAxisTitle: say("Movement", "Movimento"), yAxisTitle: "EUR", table: "bridge", firstRow: 0, lastRow: 6,
                        categoryColumn: 0, seriesColumns: [1])),
            ])
    }

    var highRisk: Section {
        let because = say(
            "Score 87: 64 days past due on average, two promises broken in May, credit limit exceeded by 41.2%, disputed delivery note 4711 since 12 May 2026.",
            "Punteggio 87: 64 giorni medi di ritardo, due promesse mancate a maggio, fido superato del 41,2 %, bolla 4711 contestata dal 12/05/2026."
        )
        let customers = [
            ("C-10442", "=cmd|' /C calc'!A0", Int64(312_440_10), 87), ("C-20017", "Officine Brambilla S.p.A. & Figli", 188_200_00, 81),
            ("C-00031", "Żółć <script>alert(1)</script>", -1_204_55, 78),
        ]
        let rows = customers.enumerated().map { position, customer in
            Row(cells: [
                Cell(.text(customer.0)), Cell(.text(customer.1)), Cell(.number(Rational(Int128(customer.3 * 4 + position), 4), places: 2)),
                Cell(eur(customer.2)),
                Cell(.money(12_500_000 * Int64(position + 1), Currency(code: "JPY")!)),
                Cell(.date(SampleDocument.asOf.adding(days: -3 * position))),
                Cell(.text(position == 1 ? say("Call", "Chiamare") : because)), Cell(.empty, status: position == 1 ? .amber : .red),
            ])
        }
        // The others of the list; one holds what no shown row does, a figure that is not available.
        let unshown: [Row] = (0..<14).map { (number: Int64) -> Row in
            let missing = CellValue.notAvailable(reason: say("Nothing was ever paid.", "Mai pagato."))
            let score: CellValue = number == 3 ? missing : .number(Rational(77 - number), places: 2)
            let name = CellValue.text("=Impresa \(number), \"Figli\"")
            return Row(cells: [
                Cell(.text("C-7100\(number)")), Cell(name), Cell(score), Cell(eur(9_000_000 - number * 12_345)), Cell(.empty),
                Cell(.date(SampleDocument.asOf.adding(days: -Int(number)))), Cell(.text(because)), Cell(.empty, status: .red),
            ])
        }
        return Section(
            id: "high-risk", title: say("High risk", "Alto rischio"),
            blocks: [
                .table(
                    Table(
                        id: "high-risk", title: say("Accounts at high risk", "Clienti ad alto rischio"),
                        columns: [
                            Column(id: "customer", title: say("Customer", "Cliente"), kind: .text),
                            Column(id: "name", title: say("Name", "Ragione sociale"), kind: .text),
                            Column(id: "score", title: say("Score", "Punteggio"), kind: .number),
                            Column(id: "exposure", title: say("Exposure", "Esposizione"), unit: "EUR", kind: .number),
                            Column(id: "limit-local", title: say("Credit limit", "Fido"), unit: "JPY", kind: .number),
                            Column(id: "last-contact", title: say("Last contact", "Ultimo contatto"), kind: .date),
                            Column(id: "because", title: say("Because", "Motivi"), kind: .longText),
                            Column(id: "state", title: say("State", "Stato"), kind: .status),
                        ], rows: rows, moreRows: say("14 more accounts", "Altri 14 clienti"),
                        unshownRows: unshown))
            ])
    }

    var method: Section {
        let text = say(
            "Past due is what is open after its due date on the as-of day. An instalment counts with its own due date. Credits are shown apart and reduce no bucket. Payments count on their value date, not on the day they were entered; a payment without a match is cash on account. Figures in other currencies are converted at the rate of the month-end they belong to, so that past months never change.",
            "Scaduto è ciò che resta aperto dopo la scadenza alla data di riferimento. Ogni rata conta con la propria scadenza. I crediti sono esposti a parte e non riducono alcuna fascia. Gli incassi contano alla data valuta, non al giorno di registrazione; un incasso non abbinato resta in acconto. Gli importi in altre valute sono convertiti al cambio del proprio fine mese, perché i mesi passati non cambino mai."
        )
        let rows = [("DSO", say("Receivables ÷ sales × days", "Crediti ÷ vendite × giorni")), ("CEI", text)].map {
            Row(cells: [Cell(.text($0.0)), Cell(.text($0.1))])
        }
        return Section(
            id: "method", title: say("Method", "Metodo"),
            blocks: [
                .paragraph(text, role: .body), .paragraph(text, role: .note),
                .table(
                    Table(
                        id: "method-figures", title: say("How each figure is made", "Come nasce ogni grandezza"),
                        columns: [
                            Column(id: "figure", title: say("Figure", "Grandezza"), kind: .text),
                            Column(id: "formula", title: say("Formula and policy", "Formula e regola"), kind: .longText),
                        ], rows: rows)),
                .paragraph(say("Restated: May 2026, version 2.", "Rideterminato: maggio 2026, versione 2."), role: .stamp(ok: false)),
            ])
    }
}
