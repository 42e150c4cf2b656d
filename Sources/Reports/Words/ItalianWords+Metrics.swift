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
        case .ratioOverLast: "Quota oltre \(days(aging.limits[aging.limits.count - 1]))"
        case .pastDueDays: "Ritardo medio dello scaduto"
        case .sales: "Fatturato"
        case .dsoSimple: "DSO semplice"
        case .dsoRolling3m: "DSO a 3 mesi"
        case .dsoCountback: "DSO a ritroso"
        case .dsoBestPossible: "DSO migliore possibile"
        case .dsoDelinquent: "DSO dello scaduto"
        case .averageDaysDelinquent: "ADD, giorni medi di ritardo"
        case .dsoTrue: "DSO per partita"
        case .arTurnover: "Rotazione dei crediti"
        case .expectedCreditLoss: "Perdita attesa su crediti (stima)"
        case .interestClaimable: "Interessi esigibili"
        case .interestAccrued: "Interessi di mora"
        case .interestCompensation: "Importi forfettari sulle fatture in ritardo"
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
        case .collectOnCollectable: "Incassato su partite incassabili"
        case .collectRate: "Tasso di incasso"
        case .collectTrackerRate: "Tutto l’incassato ÷ incassabile"
        case .cashAttributed: "Incasso attribuito"
        case .collectAttainment: "Raggiungimento"
        case .paymentDaysToPay: "Giorni di pagamento"
        case .paymentDaysLate: "Giorni di ritardo"
        case .paymentOnTimeCount: "Puntuali, per numero"
        case .paymentOnTimeAmount: "Puntuali, per importo"
        case .roll(let bucket): "Scivolamento, \(self.bucket(bucket, aging).lowercased())"
        case .rollOutcome(let bucket, let outcome): "\(self.bucket(bucket, aging)): \(name(outcome))"
        case .concentrationTop10: "Dieci maggiori clienti"
        case .concentrationHhi: "Indice di concentrazione"
        case .disputeOpenCount: "Contestazioni aperte"
        case .disputeOpenAmount: "Importo contestato"
        case .disputeRate: "Quota contestata"
        case .disputeCycleDays: "Giorni per chiudere una contestazione"
        case .promiseJudged: "Promesse valutate"
        case .promiseKept: "Promesse mantenute"
        case .promisePartial: "Promesse mantenute in parte"
        case .promiseBroken: "Promesse non mantenute"
        case .promiseKeptRate: "Promesse mantenute, per numero"
        case .promiseKeptAmountRate: "Promesse mantenute, per importo"
        case .contacts: "Contatti"
        case .contactsReached: "Raggiunti"
        case .contactsPromiseConversion: "Promesse per contatto riuscito"
        case .contactsPerDay: "Contatti per giorno lavorativo"
        case .coverageAccounts: "Copertura, per clienti"
        case .coverageBalance: "Copertura, per saldo"
        case .followUpOnTime: "Richiami puntuali"
        case .workingDays: "Giorni lavorativi"
        case .riskScore: "Punteggio di rischio"
        case .periodDays: "Giorni del periodo"
        case .salesRolling3m: "Fatturato a 3 mesi"
        case .rolling3mDays: "Giorni dei 3 mesi"
        case .sales12m: "Fatturato a 12 mesi"
        case .trueDSOLeftOut: "Fuori dal DSO per partita"
        case .trueDSOLeftOutCount: "Partite fuori dal DSO per partita"
        case .debitItems(let bucket): "Partite a debito, \(self.bucket(bucket, aging).lowercased())"
        case .creditsPlaced(let bucket): "Crediti in \(self.bucket(bucket, aging).lowercased())"
        case .creditsOutside: "Crediti fuori dalle fasce"
        case .yearOpening: "Saldo al 31 dicembre"
        case .salesYearToDate: "Fatturato da inizio anno"
        case .targetCash: "Obiettivo di incasso"
        case .targetGap: "Scarto dall’obiettivo"
        case .monthWorkingDays: "Giorni lavorativi del mese"
        case .timeGone: "Giorni lavorativi passati"
        case .pace: "Incasso rispetto al ritmo"
        case .landingForecast: "Incasso previsto a fine mese"
        case .landingGap: "Scarto previsto a fine mese"
        case .landingError: "Errore della previsione"
        case .landingPromised: "Atteso dalle promesse"
        case .landingDue: "Atteso dalle scadenze"
        case .landingDisputed: "Atteso dalle contestazioni"
        case .landingHindcasts: "Mesi ricalcolati"
        case .workingDaysLeft: "Giorni lavorativi rimasti"
        case .targetDaily: "Necessario al giorno lavorativo"
        case .ratioPart(let part): name(part)
        case .promisePendingCount: "Promesse entro la tolleranza"
        case .promisePendingAmount: "Importo entro la tolleranza"
        case .migration(let from, let to):
            "\(self.bucket(from, aging)) → \(to == aging.bucketCount ? "chiuso" : self.bucket(to, aging).lowercased())"
        case .migrationSettled(let from, let settlement): "\(self.bucket(from, aging)) → \(name(settlement))"
        case .migrationOther(let from): "\(self.bucket(from, aging)) → chiuso altrimenti"
        case .migrationOpening(let from): "\(self.bucket(from, aging)) all’apertura"
        case .migrationNew(let to): "Nuovo in \(self.bucket(to, aging).lowercased())"
        }
    }

    func definition(_ metric: Metric, _ policy: Policy) -> String {
        switch metric {
        case .arNet: "lordi + crediti del cliente nel giorno della situazione"
        case .arGross: "importi aperti delle partite a debito"
        case .arCredits: "importi aperti delle partite a credito: note di credito e pagamenti in acconto, un numero negativo"
        case .arPastDue: "quanto ha superato la scadenza: tutte le fasce tranne «a scadere»"
        case .aging(let bucket): agingDefinition(bucket, policy.agingCredits)
        case .debitItems: "partite a debito per giorni di ritardo, senza crediti del cliente"
        case .creditsPlaced: "partite a credito che stanno nella fascia, un numero negativo"
        case .creditsOutside: "partite a credito che non stanno in nessuna fascia; con le fasce danno il saldo netto"
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
        case .dsoTrue:
            "Σ sulle partite a debito (giorno della situazione − data del documento) × aperto ÷ fatturato del mese del documento; le partite di mesi senza fatturato noto restano fuori"
        case .arTurnover: "fatturato dei 12 mesi che finiscono nel giorno della situazione ÷ crediti netti"
        case .interestClaimable: "interessi di mora sulle partite scadute non contestate + 40 EUR per fattura"
        case .interestAccrued:
            "interessi semplici, 365 giorni l’anno, dal giorno dopo la scadenza al giorno della situazione, o al giorno in cui una parte è stata pagata; ogni semestre al suo tasso"
        case .interestCompensation: "40 EUR per ogni fattura scaduta non contestata, convertiti nel giorno della situazione"
        case .expectedCreditLoss:
            "Σ fascia × tasso di perdita delle impostazioni (IFRS 9, approccio semplificato): una stima, non una registrazione"
        case .cei: "(apertura + fatturato − chiusura) ÷ (apertura + fatturato − a scadere in chiusura); non limitato al 100%"
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
        case .collectRate: "incassato su partite incassabili ÷ incassabile"
        case .collectTrackerRate: "tutto l’incassato ÷ incassabile: il numeratore non è dentro il denominatore"
        case .cashAttributed: "pagamenti attribuiti così: " + attribution(policy.attribution)
        case .collectAttainment: "incasso attribuito ÷ obiettivo di incasso"
        case .paymentDaysToPay: "giorno di registrazione − data del documento sui pagamenti abbinati, pesato per importo"
        case .paymentDaysLate: "giorno di registrazione − scadenza sui pagamenti abbinati, pesato per importo; negativo è in anticipo"
        case .paymentOnTimeCount: "quota dei pagamenti abbinati registrati entro la scadenza"
        case .paymentOnTimeAmount: "quota dell’importo dei pagamenti abbinati registrati entro la scadenza"
        case .roll: "dell’importo di apertura della fascia, la parte che ora sta nella fascia successiva"
        case .rollOutcome(_, let outcome): "dell’importo di apertura della fascia, la parte \(definition(outcome))"
        case .concentrationTop10: "quota dei dieci maggiori saldi positivi per cliente"
        case .concentrationHhi: "Σ quota² × 10.000 sui saldi positivi per cliente"
        case .disputeOpenCount: "contestazioni aperte e non chiuse nel giorno della situazione"
        case .disputeOpenAmount: "importo delle contestazioni aperte, convertito nel giorno della situazione"
        case .disputeRate: "importo contestato ÷ crediti lordi"
        case .disputeCycleDays: "giorni medi dall’apertura alla chiusura delle contestazioni chiuse nel periodo"
        case .promiseJudged: "promesse in scadenza nel periodo, trascorsa anche la tolleranza"
        case .promiseKept: "promesse valutate pagate per intero"
        case .promisePartial: "promesse valutate pagate in parte"
        case .promiseBroken: "promesse valutate di cui non è stato pagato nulla"
        case .promiseKeptRate: "mantenute ÷ valutate"
        case .promiseKeptAmountRate: "pagato di quanto promesso ÷ promesso"
        case .contacts: "attività in uscita del periodo"
        case .contactsReached: "attività con esito raggiunto, promessa o contestazione"
        case .contactsPromiseConversion: "promesse ÷ raggiunti"
        case .contactsPerDay: "contatti ÷ giorni lavorativi del periodo"
        case .coverageAccounts: "clienti scaduti all’apertura con un contatto in uscita nel periodo ÷ tutti"
        case .coverageBalance: "scaduto all’apertura dei clienti con un contatto in uscita nel periodo ÷ tutto lo scaduto all’apertura"
        case .followUpOnTime: "richiami previsti nel periodo fatti entro il loro giorno ÷ tutti"
        case .workingDays: "giorni che nel calendario di lavoro non sono né fine settimana né festivi"
        case .riskScore: "somma dei punti delle regole che scattano per il cliente; le regole stanno fra le impostazioni"
        case .periodDays: "giorni di calendario dal primo del mese al giorno della situazione"
        case .salesRolling3m, .rolling3mDays: "sul mese del giorno della situazione e i due precedenti"
        case .sales12m: "sul mese del giorno della situazione e gli undici precedenti"
        case .trueDSOLeftOut, .trueDSOLeftOutCount: "partite a debito il cui mese del documento non ha fatturato noto"
        case .yearOpening: "saldo netto del 31 dicembre"
        case .salesYearToDate: "fatturato dal 1° gennaio al giorno della situazione"
        case .targetCash: "obiettivo di incasso del mese"
        case .targetGap: "incasso attribuito − obiettivo di incasso"
        case .monthWorkingDays: "giorni di tutto il mese che nel calendario di lavoro non sono né fine settimana né festivi"
        case .timeGone: "giorni lavorativi fino al giorno della situazione ÷ quelli del mese"
        case .pace: "raggiungimento ÷ giorni lavorativi passati: 100% quando si incassa al passo dei giorni"
        case .landingForecast:
            "incassato finora + quanto è atteso entro fine mese: promesse × quota di promesse mantenute dal cliente, partite alla scadenza + ritardo medio del cliente, partite contestate dopo il tempo medio dell’ufficio; ogni parte di una partita conta una volta sola"
        case .landingGap:
            "incasso previsto a fine mese − obiettivo di incasso"
        case .landingError:
            "media di |previsione − incasso del mese| della stessa previsione ricalcolata nei mesi precedenti, allo stesso giorno lavorativo del mese o alla situazione più recente prima di esso; quando non restano giorni lavorativi, in questo mese e nei precedenti, dalla fine del mese prima di ciascuno"
        case .landingPromised:
            "promesse aperte con scadenza entro fine mese × quota di promesse mantenute dal cliente nel periodo osservato (se sono poche, del team, poi di tutti, poi quella standard)"
        case .landingDue:
            "partite aperte la cui scadenza + ritardo medio del cliente nel periodo osservato (se i pagamenti sono pochi, di tutti, poi quello standard) cade nel mese"
        case .landingDisputed:
            "partite contestate la cui data di apertura della contestazione + tempo medio di chiusura dell’ufficio nel periodo osservato (altrimenti di tutti, poi quello standard) cade nel mese"
        case .landingHindcasts:
            "mesi in cui una situazione permette di ricalcolare la previsione"
        case .workingDaysLeft:
            "giorni lavorativi dopo il giorno della situazione fino alla fine del mese"
        case .targetDaily:
            "(obiettivo di incasso − incasso attribuito) ÷ giorni lavorativi rimasti; 0 se l’obiettivo è raggiunto"
        case .ratioPart(let part): definition(part)
        case .promisePendingCount:
            "promesse scadute entro la data della situazione la cui tolleranza non è ancora trascorsa: non ancora valutate"
        case .promisePendingAmount: "quanto è promesso in queste promesse, ai cambi dei giorni di scadenza"
        case .migrationSettled, .migrationOther:
            "quanto non è più aperto, per le registrazioni del periodo abbinate al documento: pagamenti, poi note di credito, poi stralci; il resto è altro"
        case .migration, .migrationOpening, .migrationNew: "partite abbinate per società, documento e riga fra le due situazioni"
        }
    }

    func caution(_ metric: Metric, _ value: FigureValue, _ imported: ImportedRecords) -> String? {
        switch (metric, value) {
        case (.cei, .ratio(let ratio)), (.ceiYearToDate, .ratio(let ratio)):
            return ratio > Rational(1)
                ? "Oltre il 100%: il saldo è sceso più di quanto fosse da incassare. Guardare note di credito, stralci e partite non spiegate nel raccordo."
                : nil
        case (.averageDaysDelinquent, .days(let days)):
            return days < .zero
                ? "Negativo: i crediti a favore dei clienti sono tali che il saldo è sotto l’importo non ancora scaduto." : nil
        case (.interestClaimable, .money), (.landingForecast, .money), (.landingGap, .money), (.landingError, .money):
            return imported.contains(.disputes) ? nil : "Nessuna contestazione registrata: nulla è tolto per le partite contestate."
        default: return caution(metric)
        }
    }

    private func caution(_ metric: Metric) -> String? {
        switch metric {
        case .collectTrackerRate: "Gli incassi fuori dall’incassabile contano solo nel numeratore; confrontare con il tasso di incasso."
        case .expectedCreditLoss: "Una stima dai tassi di perdita delle impostazioni."
        default: nil
        }
    }

    private func name(_ outcome: MigrationOutcome) -> String {
        switch outcome {
        case .stayed: "rimasto"
        case .improved: "migliorato"
        case .jumped: "saltato avanti"
        case .paid: name(Settlement.paid)
        case .credited: name(Settlement.credited)
        case .writtenOff: name(Settlement.writtenOff)
        case .other: "chiuso altrimenti"
        }
    }

    func name(_ settlement: Settlement) -> String {
        switch settlement {
        case .paid: "pagato"
        case .credited: "accreditato"
        case .writtenOff: "stralciato"
        }
    }

    private func definition(_ outcome: MigrationOutcome) -> String {
        switch outcome {
        case .stayed: "che ora sta nella stessa fascia"
        case .improved: "che ora sta in una fascia migliore, perché la scadenza è stata spostata"
        case .jumped: "che ora sta oltre la fascia successiva"
        case .paid: "chiusa da pagamenti del periodo"
        case .credited: "chiusa da note di credito del periodo"
        case .writtenOff: "stralciata nel periodo"
        case .other: "non più aperta per altri motivi: rettificata, compensata o annullata"
        }
    }

    private func agingDefinition(_ bucket: Int, _ credits: AgingCredits) -> String {
        let debit = bucket == 0 ? "partite a debito non scadute o senza scadenza" : "partite a debito per giorni di ritardo"
        switch credits {
        case .separate: return debit
        case .byOwnDate: return debit + ", e partite a credito per la propria scadenza (data del documento se non ne hanno)"
        case .oldestFirst: return debit + ", dopo la compensazione dei crediti dello stesso cliente con le partite più vecchie"
        case .current: return bucket == 0 ? debit + ", e tutte le partite a credito" : debit
        }
    }

    func reason(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "nessuna situazione \(date(.del, day))"
        case .noSales(let period): "il fatturato non è sopra zero \(range(period))"
        case .postingsStartLater(let first, let needed):
            "le registrazioni iniziano in \(format.month(first)); servono quelle da \(format.month(needed)) in poi"
        case .noPostings: "nessuna registrazione importata"
        case .notImported(let kind): "nessuna \(singular(kind)) registrata"
        case .moreThanDays(let days): "più di \(self.days(days)): la storia del fatturato finisce prima"
        case .noDebitItems: "nessuna partita a debito"
        case .noPastDueItems: "niente di scaduto"
        case .nothingToCollect: "apertura più fatturato meno quanto non è scaduto non è sopra zero"
        case .nothingCollectable: "quanto scadeva entro fine mese non è sopra zero"
        case .targetNotPositive(let month): "l’obiettivo di incasso di \(format.month(month)) non è maggiore di zero"
        case .noTarget(let month): "nessun obiettivo di incasso per \(format.month(month))"
        case .noAppliedPayments: "nessun pagamento abbinato a fatture note"
        case .emptyBucket: "la fascia di apertura era vuota"
        case .noPositiveBalance: "nessun cliente ha un saldo positivo"
        case .noClosedDisputes: "nessuna contestazione chiusa nel periodo"
        case .noJudgedPromises: "nessuna promessa da giudicare nel periodo"
        case .nobodyReached: "nessuno raggiunto nel periodo"
        case .noFollowUps: "nessun richiamo previsto nel periodo"
        case .nothingPastDueAtOpening: "nessun cliente era scaduto all’apertura"
        case .noWorkingDays(let period): "nessun giorno lavorativo \(range(period))"
        case .noWorkingDaysLeft(let month): "in \(format.month(month)) non restano giorni lavorativi"
        case .noHindcast: "nessuna situazione dei mesi precedenti permette di ricalcolare la previsione"
        case .notBy(let scope): "le registrazioni non indicano: \(name(scope).lowercased())"
        case .onlyBy(let scope): "è un indicatore del singolo: \(name(scope).lowercased())"
        case .balanceNotPositive: "il saldo netto non è sopra zero"
        case .noSalesOfDocumentMonths: "nessuna partita aperta è di un mese con fatturato noto"
        case .noInterestRates: "nessun tasso degli interessi di mora importato"
        case .missingInterestRate(let first, let others):
            "manca il tasso di interesse per \(first.text)"
                + (others == 0 ? "" : others == 1 ? " e un altro semestre" : " e altri \(others) semestri")
        case .noLossRates: "nessun tasso di perdita indicato per queste fasce"
        case .noRate(let currency, let day): "nessun cambio di \(currency.code) per \(date(.il, day))"
        case .tooPrecise(let currency):
            "l’obiettivo ha più decimali di quanti ne ha \(currency.code) (\(currency.exponent))"
        case .beyondRange: "l’importo supera i limiti del programma"
        }
    }
}
