import Ledger
import Metrics
import ReportDocument

extension ItalianWords {
    func sentence(_ finding: Finding) -> String {
        switch finding {
        case .balance(let net, let opening, let currency):
            "I crediti netti sono \(format.moneyWithCurrency(net, currency)), "
                + (net == opening
                    ? "invariati rispetto"
                    : "in \(net > opening ? "aumento" : "calo") di \(format.moneyWithCurrency(abs(net - opening), currency)) rispetto")
                + " \(ItalianArticle.al.beforePlural(format.moneyWithCurrency(opening, currency))) di apertura."
        case .movements(let sales, let cash, let currency):
            "Il fatturato ha aggiunto \(format.moneyWithCurrency(sales, currency)); gli incassi hanno tolto \(format.moneyWithCurrency(cash, currency))."
        case .pastDue(let pastDue, let previous, let share, let over, let label, let currency):
            "Lo scaduto è \(format.moneyWithCurrency(pastDue, currency)), \(percentage(.il, share)) dei crediti lordi"
                + (previous.map {
                    pastDue == $0
                        ? ", invariato rispetto alla fine del mese scorso"
                        : ", in \(pastDue > $0 ? "aumento" : "calo") di \(format.moneyWithCurrency(abs(pastDue - $0), currency)) rispetto alla fine del mese scorso"
                } ?? "") + "; \(format.moneyWithCurrency(over, currency)) sono oltre \(days(label))."
        case .effectiveness(let cei, let change, let cash, let creditNotes, let writeOffs, let other):
            "Il CEI è \(percentage(.al, cei))"
                + (change.map { ", " + pointsChange(cei - $0.before) + " sul mese scorso" + reasons($0, cei) } ?? "") + "."
                + parts([(cash, "incassi"), (creditNotes, "note di credito"), (writeOffs, "stralci"), (other, "altri movimenti")])
        case .daysSalesOutstanding(let days, let previous, let best):
            "Il DSO semplice è di \(format.decimal(days, places: 1)) giorni"
                + (previous.map { ", " + daysChange(days - $0) + " sul mese scorso" } ?? "")
                + "; senza ritardi sarebbe di \(format.decimal(best, places: 1)) giorni."
        case .attainment(let cash, let target, let currency):
            "L’incasso di \(format.moneyWithCurrency(cash, currency)) "
                + (cash == target
                    ? "centra l’obiettivo."
                    : "è \(cash > target ? "superiore" : "inferiore") di \(format.moneyWithCurrency(abs(cash - target), currency)) all’obiettivo di \(format.moneyWithCurrency(target, currency)).")
        case .concentration(let share):
            "I dieci maggiori clienti hanno \(percentage(.il, share)) dei saldi positivi."
        case .pastDueMover(let mover, let from, let to, let currency):
            subject(mover) + " ha \(to > from ? "aumentato" : "ridotto") di più lo scaduto, "
                + "di \(format.moneyWithCurrency(abs(to - from), currency)): ora \(format.moneyWithCurrency(to, currency))."
        case .largestDispute(let dispute, let customer, let minor, let days, let department, let currency):
            "La contestazione aperta più grande è \(dispute) di \(customer.text): \(format.moneyWithCurrency(minor, currency)), "
                + (days == 0 ? "aperta oggi" : "aperta da " + self.days(days)) + (department.map { ", presso " + $0 } ?? "") + "."
        case .brokenPromise(let customer, let minor, let currency, let due):
            "La promessa non mantenuta più grande è di \(customer.text): \(format.moneyWithCurrency(minor, currency)) in scadenza \(date(.il, due)), di cui non è stato pagato nulla."
        case .improved(let name, let from, let to, let isHigher):
            "\(name): in \(isHigher ? "aumento" : "calo") da \(format.textWithUnit(from)) a \(format.textWithUnit(to))."
        }
    }

    /// ": c’era il 6,1% in più da incassare, anche se si è chiuso il 5,2% in più"; empty without a cause.
    private func reasons(_ change: EffectivenessChange, _ cei: Rational) -> String {
        let (causes, against) = change.reasons(for: cei)
        if causes.isEmpty { return "" }
        return ": " + causes.map(driver).joined(separator: " e ")
            + (against.isEmpty ? "" : ", anche se " + against.map(driver).joined(separator: " e "))
    }

    private func driver(_ driver: EffectivenessChange.Driver) -> String {
        let amount = percentage(.il, driver.change.magnitude) + (driver.change > .zero ? " in più" : " in meno")
        return switch driver {
        case .settled: "si è chiuso " + amount
        case .collectable: "c’era " + amount + " da incassare"
        }
    }

    /// " Di questi punti, 61,0 vengono da incassi e 5,2 da note di credito."; parts that show no points are left out.
    private func parts(_ parts: [(share: Rational, from: String)]) -> String {
        let shown = parts.filter { !FigureFormat.roundsToZero($0.share, places: 3) }
            .map { format.decimal($0.share, places: 1, shift: 2) + " da " + $0.from }
        guard let last = shown.last else { return "" }
        let list = shown.count == 1 ? last : shown.dropLast().joined(separator: ", ") + " e " + last
        return " Di questi punti, " + list.replacing(" da ", with: " vengono da ", maxReplacements: 1) + "."
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
