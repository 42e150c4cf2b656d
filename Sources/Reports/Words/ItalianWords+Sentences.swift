import Ledger
import Metrics
import ReportDocument

extension ItalianWords {
    func sentence(_ finding: Finding) -> String {
        switch finding {
        case .balance(let net, let opening, let currency):
            balance(net, opening, ShownAmounts([(net, opening)], currency, format))
        case .pastDue(let pastDue, let previous, let share, let over, let label, let currency):
            "Lo scaduto è \(format.moneyInSentence(pastDue, currency)), \(percentage(.il, share)) dei crediti lordi"
                + (previous.map {
                    pastDue == $0
                        ? ", invariato rispetto alla fine del mese scorso"
                        : ", in \(pastDue > $0 ? "aumento" : "calo") di \(format.moneyInSentence(abs(pastDue - $0), currency)) rispetto alla fine del mese scorso"
                } ?? "") + "; \(format.moneyInSentence(over, currency)) sono oltre \(days(label))."
        case .effectiveness(let cei, let change, let cash, let creditNotes, let writeOffs, let other):
            "Il CEI è \(percentage(.al, cei))"
                + (change.map { ", " + pointsChange(cei - $0.before) + " sul mese scorso" + drivers($0) } ?? "") + "."
                + parts(of: cei, [(cash, "incassi"), (creditNotes, "note di credito"), (writeOffs, "stralci"), (other, "altri movimenti")])
        case .daysSalesOutstanding(let days, let previous, let best):
            "Il DSO semplice è di \(format.decimal(days, places: 1)) giorni"
                + (previous.map { ", " + daysChange(days - $0) + " sul mese scorso" } ?? "")
                + (best.map { "; senza ritardi sarebbe di \(format.decimal($0, places: 1)) giorni" } ?? "") + "."
        case .attainment(let cash, let target, let currency):
            attainment(cash, target, ShownAmounts([(cash, target)], currency, format))
        case .forecast(let minor, let gap, let currency):
            forecast(minor, target: minor - gap, ShownAmounts([(minor, minor - gap)], currency, format))
        case .laggards(let team, let portfolio, let isRunning, let currency):
            "\(isRunning ? "Più indietro di tutti sul ritmo" : "Sotto l’obiettivo più di tutti"): "
                + list(
                    [team.map { ("il team", $0) }, portfolio.map { ("il portafoglio", $0) }].compactMap { $0 }.map {
                        "\($0.0) \($0.1.name) di \(format.moneyInSentence($0.1.missingMinor, currency))"
                    }) + "."
        case .largestPastDue(let debtors, let portfolio, let whole, let currency):
            "Scaduto maggiore" + (portfolio.map { " nel portafoglio " + $0 } ?? "") + ": "
                + list(debtors.map { "\($0.customer.text) \(format.moneyInSentence($0.minor, currency))" })
                + ", su \(format.moneyInSentence(whole, currency)) in tutto."
        case .disputes(let minor, let previous, let run, let count, let holder, let currency):
            "Sono in contestazione \(format.moneyInSentence(minor, currency))"
                + (previous.map {
                    minor == $0
                        ? ", come alla fine del mese scorso"
                        : ", in \(minor > $0 ? "aumento" : "calo") di \(format.moneyInSentence(abs(minor - $0), currency)) rispetto alla fine del mese scorso"
                } ?? "")
                + (run.map {
                    " e in \(minor > $0.fromMinor ? "crescita" : "diminuzione") dalla fine di \(format.month($0.since)) (\(format.moneyInSentence($0.fromMinor, currency)))"
                } ?? "")
                + (holder.map {
                    "; \($0.department) ne ha in carico \(format.moneyInSentence($0.minor, currency)), \($0.count) contestazioni su \(count)."
                } ?? ", con \(count == 1 ? "1 contestazione" : "\(format.count(beforeNoun: count)) contestazioni").")
        case .concentration(let share):
            "I dieci maggiori clienti pesano per \(percentage(.il, share)) dei saldi positivi."
        case .pastDueMover(let mover, let from, let to, let currency):
            subject(mover) + " ha \(to > from ? "aumentato" : "ridotto") di più lo scaduto, "
                + "di \(format.moneyInSentence(abs(to - from), currency)): "
                + (from == 0 ? "prima non ne aveva." : to == 0 ? "ora non ne ha più." : "ora \(format.moneyInSentence(to, currency)).")
        case .brokenPromise(let customer, let minor, let currency, let due):
            "La promessa non mantenuta più grande è di \(customer.text): \(format.moneyInSentence(minor, currency)) in scadenza \(date(.il, due)), di cui non è stato pagato nulla."
        case .improved(let name, let from, let to, let isHigher):
            "\(name): in \(isHigher ? "aumento" : "calo") da \(format.textInSentence(from)) a \(format.textInSentence(to))."
        }
    }

    private func balance(_ net: Int64, _ opening: Int64, _ amounts: ShownAmounts) -> String {
        let change = net == opening ? "invariati" : "in \(net > opening ? "aumento" : "calo") di \(amounts.difference(net, opening))"
        let start = ItalianArticle.al.beforePlural(amounts.amount(opening))
        return "I crediti netti sono \(amounts.amount(net)), \(change) rispetto \(start) di apertura."
    }

    private func attainment(_ cash: Int64, _ target: Int64, _ amounts: ShownAmounts) -> String {
        guard cash != target else { return "L’incasso di \(amounts.amount(cash)) centra l’obiettivo." }
        let gap = "\(cash > target ? "superiore" : "inferiore") di \(amounts.difference(cash, target))"
        return "L’incasso di \(amounts.amount(cash)) è \(gap) all’obiettivo di \(amounts.amount(target))."
    }

    private func forecast(_ minor: Int64, target: Int64, _ amounts: ShownAmounts) -> String {
        let gap =
            minor == target
            ? "pari all’obiettivo" : "\(amounts.difference(minor, target)) \(minor > target ? "sopra" : "sotto") l’obiettivo"
        return "La previsione a fine mese è di \(amounts.amount(minor)), \(gap)."
    }

    /// " (chiuso +6,5% contro +7,4% da incassare)"; empty when neither part is known to have changed.
    private func drivers(_ change: EffectivenessChange) -> String {
        guard let parts = change.parts, [parts.settled, parts.collectable].contains(where: { !FigureFormat.roundsToZero($0, places: 3) })
        else { return "" }
        return " (chiuso \(signedPercentage(parts.settled)) contro \(signedPercentage(parts.collectable)) da incassare)"
    }

    private func signedPercentage(_ share: Rational) -> String { format.decimal(share, places: 1, shift: 2, plus: true) + "%" }

    /// " Del 70,2%, 69,1 punti sono incassi e 1,1 note di credito."; parts that show no points are left out. With as many decimals as the parts need to add up,
    /// or "circa" where they do not.
    private func parts(of cei: Rational, _ parts: [(share: Rational, from: String)]) -> String {
        let form = ShownParts(of: cei, parts.map(\.share))
        let shown = parts.filter { !FigureFormat.roundsToZero($0.share, places: 3 + form.morePlaces) }
            .map { (points: format.decimal($0.share, places: 1 + form.morePlaces, shift: 2), from: $0.from) }
        guard let first = shown.first else { return "" }
        let listed = ["\(first.points) punti sono \(first.from)"] + shown.dropFirst().map { "\($0.points) \($0.from)" }
        let whole = ItalianArticle.del.before(format.percentage(cei, morePlaces: form.morePlaces))
        return " \(whole.prefix(1).uppercased())\(whole.dropFirst()), \(form.addsUp ? "" : "circa ")\(list(listed))."
    }

    /// "a, b e c".
    func list(_ parts: [String], _ conjunction: String = "e") -> String {
        parts.count > 1 ? parts.dropLast().joined(separator: ", ") + " \(conjunction) " + parts[parts.count - 1] : parts.joined()
    }

    private func subject(_ mover: PastDueMover) -> String {
        switch mover {
        case .portfolio(let code): "Fra i portafogli, \(code)"
        case .customer(let customer): "Fra i clienti, \(customer.text)"
        }
    }

    private func pointsChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1, shift: 2)
        if shown == "0,0" { return "invariato" }
        return (change > .zero ? "in aumento di " : "in calo di ") + shown + " punti"
    }

    private func daysChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1)
        if shown == "0,0" { return "invariato" }
        return (change > .zero ? "in aumento di " : "in calo di ") + shown + " giorni"
    }

    func heading(_ heading: Heading) -> String {
        switch heading {
        case .figure: "Indicatore"
        case .actual: "Effettivo"
        case .target: "Obiettivo"
        case .variance: "Scostamento"
        case .status: "Stato"
        case .previousMonth: "Mese scorso"
        case .change: "Variazione"
        case .sameMonthLastYear: "Stesso mese anno scorso"
        case .month: "Mese"
        case .days: "Giorni"
        case .amount: "Importo"
        case .movement: "Movimento"
        case .fromBucket: "Fascia di apertura"
        case .settled: "Chiuso"
        case .paid: "Chiuso: pagato"
        case .credited: "Chiuso: accreditato"
        case .writtenOff: "Chiuso: stralciato"
        case .settledOtherwise: "Chiuso: altro"
        case .total: "Totale"
        case .new: "Nuovo"
        case .openingTotal: "Totale di apertura"
        case .share: "Quota"
        case .customer: "Cliente"
        case .customerName: "Nome"
        case .owner: "Portafoglio"
        case .oldestDaysPastDue: "Ritardo massimo, giorni"
        case .because: "Perché"
        case .nextStep: "Prossimo passo"
        case .id: "Id"
        case .definition: "Definizione"
        case .unit: "Unità"
        case .policy: "Impostazione"
        case .value: "Valore"
        case .snapshot: "Situazione"
        case .version: "Versione"
        case .rows: "Partite"
        case .file: "File"
        case .fingerprint: "Impronta del contenuto"
        case .currency: "Divisa"
        case .rate: "Cambio"
        case .validFrom: "Dal"
        case .note: "Nota"
        case .headlineFigures: "Indicatori principali"
        case .trend: "Andamento"
        case .byScope: "Per"
        case .migrationMatrix: "Migrazione delle partite a debito dall’apertura"
        case .migrationShares: "Migrazione in percentuale della fascia di apertura"
        case .bridge: "Raccordo dal saldo di apertura al saldo di chiusura"
        case .highRisk: "Clienti ad alto rischio"
        case .definitions: "Definizioni"
        case .policies: "Impostazioni che determinano gli indicatori"
        case .sources: "Situazioni alla base degli indicatori"
        case .imports: "File importati"
        case .importProfile: "Profilo"
        case .digest: "SHA-256"
        case .dialect: "Formato"
        case .rowsRead: "Righe lette"
        case .rowsKept: "Acquisite"
        case .rowsDropped: "Tralasciate"
        case .rowsRejected: "Scartate"
        case .controlTotals: "Totali di controllo"
        case .rates: "Cambi"
        case .dataQuality: "Qualità dei dati"
        case .findings: "Che cosa si è mosso"
        case .tieOut: "Quadratura"
        case .targetGap: "Scarto dall’obiettivo"
        case .bucketAxis: "Fascia"
        case .dayAxis: "Giorni"
        case .amountAxis: "Importo"
        case .ratioAxis: "Quota"
        case .count: "Numero"
        case .department: "Ufficio"
        case .disputeReason: "Motivo"
        case .dispute: "Contestazione"
        case .document: "Documento"
        case .openedOn: "Aperta il"
        case .daysOpen: "Giorni di apertura"
        case .oldestOpen: "Contestazione aperta da più tempo"
        case .closedInPeriod: "Chiuse nel periodo"
        case .notStated: "Non indicato"
        case .disputesByDepartment: "Contestazioni per ufficio"
        case .disputesByReason: "Contestazioni per motivo"
        case .oldestDisputes: "Contestazioni aperte da più tempo"
        case .countedInForecast: "Già nella previsione"
        case .wouldAdd: "Aggiungerebbe"
        case .gapWithItems: "Scarto con queste partite"
        case .ratioInputs: "Dati alla base dei rapporti"
        case .lastDay: "Fino al"
        case .importFindings: "Osservazioni"
        case .ageBand: "Età"
        case .creditNotes: "Note di credito"
        case .onAccount: "Incassi in conto"
        case .otherCredits: "Altri crediti"
        case .unappliedByAge: "Crediti da abbinare per età"
        case .undatedItems: "Partite a debito senza scadenza (contate come a scadere)"
        case .itemsWithoutSales: "Partite a debito di mesi senza fatturato noto (fuori dal DSO per partita)"
        case .unmatchedPayments: "Pagamenti che non indicano una fattura nota (fuori dal comportamento di pagamento)"
        case .unownedCustomers: "Saldo netto dei clienti senza assegnazione"
        }
    }
}
