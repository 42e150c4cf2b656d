import Metrics

extension ItalianWords {
    func name(_ part: RatioPart) -> String {
        switch part {
        case .paymentOnTimeCount: "Pagamenti puntuali"
        case .paymentDatedCount: "Pagamenti di fatture con scadenza"
        case .paymentOnTimeAmount: "Pagato puntualmente"
        case .paymentDatedAmount: "Pagato di fatture con scadenza"
        case .topTenBalance: "Dieci maggiori saldi"
        case .positiveBalance: "Saldi positivi"
        case .promisePaid: "Pagato di quanto promesso"
        case .promisePromised: "Importo promesso"
        case .contactsPromises: "Contatti con promessa"
        case .coverageContacted: "Clienti con scaduto contattati"
        case .coveragePastDue: "Clienti con scaduto all’apertura"
        case .coverageContactedBalance: "Scaduto contattato"
        case .coveragePastDueBalance: "Scaduto all’apertura"
        case .followUpsDone: "Richiami fatti in tempo"
        case .followUpsDue: "Richiami previsti"
        }
    }

    func definition(_ part: RatioPart) -> String {
        switch part {
        case .paymentOnTimeCount: "pagamenti abbinati registrati entro la scadenza della fattura"
        case .paymentDatedCount: "pagamenti abbinati la cui fattura ha una scadenza"
        case .paymentOnTimeAmount: "importo dei pagamenti abbinati registrati entro la scadenza della fattura"
        case .paymentDatedAmount: "importo dei pagamenti abbinati la cui fattura ha una scadenza"
        case .topTenBalance: "i dieci maggiori saldi positivi per cliente"
        case .positiveBalance: "tutti i saldi positivi per cliente"
        case .promisePaid: "di ogni promessa valutata quanto è stato pagato, al massimo il promesso, ai cambi dei giorni di scadenza"
        case .promisePromised: "quanto promettevano le promesse valutate, ai cambi dei giorni di scadenza"
        case .contactsPromises: "attività con esito promessa"
        case .coverageContacted: "clienti scaduti all’apertura con un contatto in uscita nel periodo"
        case .coveragePastDue: "clienti con partite scadute all’apertura"
        case .coverageContactedBalance: "scaduto all’apertura dei clienti contattati"
        case .coveragePastDueBalance: "quanto era scaduto all’apertura"
        case .followUpsDone: "richiami previsti nel periodo fatti entro il loro giorno"
        case .followUpsDue: "richiami previsti nel periodo"
        }
    }
}
