import Ledger
import Metrics

extension ItalianWords {
    func name(_ metric: Metric, _ aging: AgingLimits) -> String {
        switch metric {
        case .arNet: "Crediti netti"
        case .arGross: "Crediti lordi"
        case .arCredits: "Crediti del cliente"
        case .arPastDue: "Scaduto"
        case .aging(let bucket): self.bucket(bucket, aging)
        case .ratioCurrent: "Quota a scadere"
        case .ratioPastDue: "Quota scaduta"
        case .ratioOverLast: "Quota oltre \(aging.limits[aging.limits.count - 1]) giorni"
        case .pastDueDays: "Ritardo medio dello scaduto"
        case .sales: "Fatturato"
        case .dsoSimple: "DSO semplice"
        case .dsoRolling3m: "DSO a 3 mesi"
        case .dsoCountback: "DSO a ritroso"
        case .dsoBestPossible: "DSO migliore possibile"
        case .dsoDelinquent: "DSO dello scaduto"
        case .averageDaysDelinquent: "ADD, giorni medi di ritardo"
        case .cei: "CEI"
        case .ceiCash: "CEI da incassi"
        case .ceiCreditNotes: "CEI da note di credito"
        case .ceiWriteOffs: "CEI da stralci"
        case .ceiOther: "CEI da altri movimenti"
        case .ceiYearToDate: "CEI da inizio anno"
        case .bridgeOpening: "Saldo di apertura"
        case .bridgeInvoiced: "Fatturato del periodo"
        case .bridgeCash: "Incassi"
        case .bridgeCreditNotes: "Note di credito"
        case .bridgeWriteOffs: "Stralci"
        case .bridgeAdjustments: "Rettifiche"
        case .bridgeFx: "Differenze di cambio"
        case .bridgeUnexplained: "Non spiegato"
        case .bridgeClosing: "Saldo di chiusura"
        case .writeOffRatio: "Quota di stralci"
        case .collectCash: "Incassato"
        case .collectCollectable: "Incassabile"
        case .collectOnCollectable: "Incassato dell’incassabile"
        case .collectRate: "Tasso di incasso"
        case .collectTrackerRate: "Tasso «tracker»"
        case .cashAttributed: "Incasso attribuito"
        case .collectAttainment: "Raggiungimento"
        case .paymentDaysToPay: "Giorni di pagamento"
        case .paymentDaysLate: "Giorni di ritardo"
        case .paymentOnTimeCount: "Puntuali, per numero"
        case .paymentOnTimeAmount: "Puntuali, per importo"
        case .roll(let bucket): "Scivolamento, \(self.bucket(bucket, aging).lowercased())"
        case .concentrationTop10: "Dieci maggiori clienti"
        case .concentrationHhi: "Indice di concentrazione"
        case .periodDays: "Giorni del periodo"
        case .salesRolling3m: "Fatturato a 3 mesi"
        case .rolling3mDays: "Giorni dei 3 mesi"
        case .yearOpening: "Saldo al 31 dicembre"
        case .salesYearToDate: "Fatturato da inizio anno"
        case .targetCash: "Obiettivo di incasso"
        case .targetGap: "Scarto dall’obiettivo"
        case .migration(let from, let to):
            "\(self.bucket(from, aging)) → \(to == aging.bucketCount ? "chiuso" : self.bucket(to, aging).lowercased())"
        case .migrationOpening(let from): "\(self.bucket(from, aging)) all’apertura"
        case .migrationNew(let to): "Nuovo in \(self.bucket(to, aging).lowercased())"
        }
    }

    func definition(_ metric: Metric, _ policy: Policy) -> String {
        switch metric {
        case .arNet: "lordi + crediti del cliente nel giorno della situazione"
        case .arGross: "importi aperti delle partite a debito"
        case .arCredits: "importi aperti delle partite a credito: note di credito e pagamenti in acconto, un numero negativo"
        case .arPastDue: "partite a debito la cui scadenza è passata: tutte le fasce tranne «a scadere»"
        case .aging(0): "partite a debito non scadute o senza scadenza"
        case .aging: "partite a debito per giorni di ritardo"
        case .ratioCurrent, .ratioPastDue, .ratioOverLast: "importo della fascia ÷ crediti lordi"
        case .pastDueDays: "Σ(aperto × giorni di ritardo) ÷ Σ aperto sulle partite scadute"
        case .sales:
            policy.sales == .gross
                ? "fatture registrate nel periodo, imposte incluse" : "fatture meno note di credito registrate nel periodo"
        case .dsoSimple: "crediti netti ÷ fatturato × giorni del periodo"
        case .dsoRolling3m: "crediti netti ÷ fatturato dei 3 mesi che finiscono nel giorno della situazione × i loro giorni"
        case .dsoCountback:
            "dai crediti netti si tolgono i mesi interi di fatturato, dal più recente, contandone i giorni; l’ultimo conta residuo ÷ fatturato × giorni"
        case .dsoBestPossible: "a scadere ÷ fatturato × giorni"
        case .dsoDelinquent: "scaduto ÷ fatturato × giorni"
        case .averageDaysDelinquent: "DSO semplice − DSO migliore possibile; negativo quando i crediti del cliente sono grandi"
        case .cei: "(apertura + fatturato − chiusura) ÷ (apertura + fatturato − a scadere in chiusura); non limitato al 100 %"
        case .ceiCash, .ceiCreditNotes, .ceiWriteOffs:
            "quanto questo tipo di registrazione ha tolto al saldo ÷ il denominatore del CEI; le parti danno il CEI"
        case .ceiOther: "rettifiche, differenze di cambio e importi non spiegati ÷ il denominatore del CEI"
        case .ceiYearToDate: "il CEI con il saldo del 31 dicembre e il fatturato da allora"
        case .bridgeOpening: "saldo netto del giorno prima del periodo"
        case .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments:
            "registrazioni del periodo di questo tipo, col segno con cui muovono il saldo, al cambio del loro giorno"
        case .bridgeFx: "chiusura − apertura − movimenti − non spiegato: quanto hanno mosso i cambi"
        case .bridgeUnexplained:
            "chiusura − apertura − movimenti in ogni divisa del documento, convertito nel giorno della situazione; deve essere zero"
        case .bridgeClosing: "saldo netto del giorno della situazione"
        case .writeOffRatio: "stralci ÷ fatturato"
        case .collectCash: "pagamenti registrati nel periodo"
        case .collectCollectable: "partite di apertura in scadenza entro fine mese + fatture del periodo in scadenza entro fine mese"
        case .collectOnCollectable: "pagamenti del periodo abbinati ai documenti incassabili"
        case .collectRate: "incassato dell’incassabile ÷ incassabile"
        case .collectTrackerRate: "tutto l’incassato ÷ incassabile: il numeratore non è dentro il denominatore"
        case .cashAttributed: "pagamenti per chi aveva il cliente il giorno della registrazione"
        case .collectAttainment: "incasso attribuito ÷ obiettivo di incasso"
        case .paymentDaysToPay: "giorno di registrazione − data del documento sui pagamenti abbinati, pesato per importo"
        case .paymentDaysLate: "giorno di registrazione − scadenza sui pagamenti abbinati, pesato per importo; negativo è in anticipo"
        case .paymentOnTimeCount: "quota dei pagamenti abbinati registrati entro la scadenza"
        case .paymentOnTimeAmount: "lo stesso per importo"
        case .roll: "dell’importo di apertura della fascia, la parte che ora sta nella fascia successiva"
        case .concentrationTop10: "quota dei dieci maggiori saldi positivi per cliente"
        case .concentrationHhi: "Σ quota² × 10.000 sui saldi positivi per cliente"
        case .periodDays: "giorni di calendario dal primo del mese al giorno della situazione"
        case .salesRolling3m, .rolling3mDays: "sul mese del giorno della situazione e i due precedenti"
        case .yearOpening: "saldo netto del 31 dicembre"
        case .salesYearToDate: "fatturato dal 1° gennaio al giorno della situazione"
        case .targetCash: "obiettivo di incasso del mese"
        case .targetGap: "incasso attribuito − obiettivo di incasso"
        case .migration, .migrationOpening, .migrationNew: "partite abbinate per società, documento e riga fra le due situazioni"
        }
    }

    func caution(_ metric: Metric) -> String? {
        switch metric {
        case .collectTrackerRate: "Gli incassi fuori dall’incassabile contano solo nel numeratore; confrontare con il tasso di incasso."
        default: nil
        }
    }

    func reason(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "nessuna situazione del \(format.date(day))"
        case .noSales(let period): "il fatturato non è sopra zero dal \(format.date(period.first)) al \(format.date(period.last))"
        case .postingsStartLater(let month): "le registrazioni iniziano in \(format.month(month))"
        case .noPostings: "nessuna registrazione importata"
        case .moreThanDays(let days): "più di \(days) giorni: la storia del fatturato finisce prima"
        case .noDebitItems: "nessuna partita a debito"
        case .noPastDueItems: "niente di scaduto"
        case .nothingToCollect: "apertura più fatturato meno quanto non è scaduto non è sopra zero"
        case .nothingCollectable: "quanto scadeva entro fine mese non è sopra zero"
        case .noTarget(let month): "nessun obiettivo di incasso per \(format.month(month))"
        case .noAppliedPayments: "nessun pagamento abbinato a fatture note"
        case .emptyBucket: "la fascia di apertura era vuota"
        case .noPositiveBalance: "nessun cliente ha un saldo positivo"
        case .beyondRange: "l’importo supera i limiti del programma"
        }
    }
}
