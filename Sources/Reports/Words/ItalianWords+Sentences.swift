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
                + " ai \(format.moneyWithCurrency(opening, currency)) di apertura."
        case .movements(let sales, let cash, let currency):
            "Il fatturato ha aggiunto \(format.moneyWithCurrency(sales, currency)); gli incassi hanno tolto \(format.moneyWithCurrency(cash, currency))."
        case .pastDue(let pastDue, let previous, let share, let over, let label, let currency):
            "Lo scaduto è \(format.moneyWithCurrency(pastDue, currency)), il \(format.percentage(share)) dei crediti lordi"
                + (previous.map {
                    pastDue == $0
                        ? ", invariato rispetto alla fine del mese scorso"
                        : ", in \(pastDue > $0 ? "aumento" : "calo") di \(format.moneyWithCurrency(abs(pastDue - $0), currency)) rispetto alla fine del mese scorso"
                } ?? "") + "; \(format.moneyWithCurrency(over, currency)) sono oltre \(label) giorni."
        case .effectiveness(let cei, let change, let cash, let creditNotes, let writeOffs, let other):
            "Il CEI è \(format.percentage(cei))"
                + (change.map { ", " + pointsChange(cei - $0.before) + " sul mese scorso" + ($0.flows.map { ": " + flows($0) } ?? "") }
                    ?? "")
                + ". Ne vengono \(format.percentage(cash)) da incassi, \(format.percentage(creditNotes)) da note di credito, "
                + "\(format.percentage(writeOffs)) da stralci e \(format.percentage(other)) da altri movimenti."
        case .daysSalesOutstanding(let days, let previous, let best):
            "Il DSO semplice è di \(format.decimal(days, places: 1)) giorni"
                + (previous.map { ", " + daysChange(days - $0) + " sul mese scorso" } ?? "")
                + "; senza ritardi sarebbe di \(format.decimal(best, places: 1)) giorni."
        case .attainment(let cash, let target, let currency):
            "L’incasso di \(format.moneyWithCurrency(cash, currency)) "
                + (cash == target
                    ? "centra l’obiettivo."
                    : cash > target
                        ? "supera l’obiettivo di \(format.moneyWithCurrency(cash - target, currency))."
                        : "resta sotto l’obiettivo di \(format.moneyWithCurrency(target - cash, currency)).")
        case .concentration(let share):
            "I dieci maggiori clienti hanno il \(format.percentage(share)) dei saldi positivi."
        case .improved(let name, let from, let to, let isHigher):
            "\(name): in \(isHigher ? "aumento" : "calo") da \(format.textWithUnit(from)) a \(format.textWithUnit(to))."
        }
    }

    /// "gli incassi sono scesi del 4,0% mentre il fatturato è salito del 6,0%".
    private func flows(_ flows: EffectivenessChange.Flows) -> String {
        let cash = relative(flows.cash, up: "sono saliti del", down: "sono scesi del", same: "sono invariati")
        let sales = relative(flows.sales, up: "è salito del", down: "è sceso del", same: "è invariato")
        // Opposite directions are set against each other.
        let isOpposite = cash.sign * sales.sign < 0
        return "gli incassi \(cash.text) \(isOpposite ? "mentre" : "e") il fatturato \(sales.text)"
    }

    private func relative(_ change: Rational, up: String, down: String, same: String) -> (text: String, sign: Int) {
        let shown = format.percentage(change < .zero ? .zero - change : change)
        if shown == format.percentage(.zero) { return (same, 0) }
        return change > .zero ? (up + " " + shown, 1) : (down + " " + shown, -1)
    }

    private func pointsChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1, shift: 2)
        if shown == "0,0" { return "invariato" }
        return (change > .zero ? "in aumento di " : "in calo di ") + shown + " punti"
    }

    private func daysChange(_ change: Rational) -> String {
        let shown = format.decimal(change < .zero ? .zero - change : change, places: 1)
        if shown == "0,0" { return "invariato" }
        return (change > .zero ? "in aumento di " : "in calo di ") + shown + (shown == "1,0" ? " giorno" : " giorni")
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
        case .highRisk: "Conti ad alto rischio"
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
        case .undatedItems: "Partite a debito senza scadenza (contate come a scadere)"
        case .itemsWithoutSales: "Partite a debito di mesi senza fatturato noto (fuori dal DSO per partita)"
        case .unmatchedPayments: "Pagamenti che non indicano una fattura nota (fuori dal comportamento di pagamento)"
        case .unownedCustomers: "Saldo netto dei clienti senza assegnazione"
        }
    }
}
