import Ledger
import Metrics

extension ItalianWords {
    func name(_ family: FigureFamily) -> String {
        switch family {
        case .rollRates: "Scivolamenti"
        case .rollOutcomes: "Quote della migrazione"
        case .migrationOpenings: "Fasce di apertura della migrazione"
        case .migrationCells: "Celle della migrazione"
        case .migrationNew: "Partite nuove della migrazione"
        }
    }

    func definition(_ family: FigureFamily) -> String {
        switch family {
        case .rollRates: "dell’importo di apertura di ogni fascia, la parte che ora sta nella fascia successiva"
        case .rollOutcomes: "dell’importo di apertura di ogni fascia, la parte di ogni esito; le parti danno il totale"
        case .migrationOpenings: "partite a debito all’apertura per fascia"
        case .migrationCells:
            "partite a debito di ogni fascia di apertura per dove stanno ora; quelle chiuse per le registrazioni del periodo che le hanno chiuse, abbinate per società, documento e riga"
        case .migrationNew: "partite a debito che all’apertura non c’erano, per fascia"
        }
    }

    func label(_ label: WorkingLabel) -> String {
        switch label {
        case .figures: "Indicatori"
        case .from: "Ricavato da"
        case .settings: "Impostazioni che lo determinano"
        case .snapshots: "Situazioni"
        case .files: "File"
        case .rates: "Cambi usati"
        case .interestRates: "Tassi di interesse usati"
        case .halfYear: "Semestre"
        case .percentAYear: "% annuo"
        case .rows: "Righe"
        case .remedy: "Che cosa fare"
        case .months: "Mesi tolti dal saldo"
        case .calendar: "il calendario"
        case .workings: "Calcolo degli indicatori"
        case .kind: "Tipo"
        case .date: "Data"
        case .documentDate: "Data documento"
        case .dueDate: "Scadenza"
        case .clears: "Abbinato a"
        case .openAmount: "Importo"
        case .converted: "Convertito"
        case .adds: "Contributo"
        case .over: "Su"
        case .sales: "Fatturato"
        case .left: "Residuo"
        case .company: "Società"
        case .line: "Riga"
        case .workingSources: "Situazioni e file"
        case .oldestDispute: "Contestazione aperta più vecchia"
        case .target: "Obiettivo"
        case .restatements: "Giorni rettificati"
        case .noRestatements: "Nessun giorno di questo report è stato rettificato."
        case .importedOn: "Importato il"
        case .netChange: "Variazione del netto"
        case .pastDueChange: "Variazione dello scaduto"
        }
    }

    func evidence(_ evidence: Evidence) -> String {
        func rows(_ one: String, _ many: String) -> String {
            guard let count = evidence.rowCount else { return many }
            return format.count(beforeNoun: count) + " " + (count == 1 ? one : many)
        }
        let kind =
            switch evidence.kind {
            case .items(let day): rows("partita", "partite") + " \(date(.del, day))"
            case .postings(let period):
                rows("registrazione", "registrazioni") + " \(range(period))"
            case .payments(let period, _):
                rows("pagamento abbinato", "pagamenti abbinati") + " a fatture \(range(period))"
            case .matchedItems(let opening, let closing):
                rows("partita a debito confrontata", "partite a debito confrontate")
                    + " tra \(date(.il, opening)) e \(date(.il, closing))"
            case .hindcasts(let days):
                rows("mese precedente", "mesi precedenti")
                    + (days.isEmpty ? "" : ", con ricalcolo dalle situazioni " + days.map { date(.del, $0) }.joined(separator: ", "))
            case .creditAccounts(let day):
                rows("conto con crediti in questa fascia", "conti con crediti in questa fascia") + " al \(format.date(day))"
            case .accounts: rows("conto che non quadra", "conti che non quadrano")
            case .customers(let day): rows("cliente", "clienti") + " per saldo \(date(.del, day))"
            case .pastDueCustomers(let day): rows("cliente", "clienti") + " con scaduto \(date(.al, day))"
            case .contactedCustomers(let day):
                rows("cliente", "clienti") + " con scaduto \(date(.al, day)) e \(evidence.rowCount == 1 ? "contattato" : "contattati") dopo"
            case .disputes: rows("contestazione", "contestazioni")
            case .promises: rows("promessa", "promesse")
            case .activities: rows("attività", "attività")
            case .target: rows("obiettivo", "obiettivi")
            case .riskRules: rows("regola", "regole") + " del punteggio di rischio"
            }
        guard let leftOut = evidence.leftOut else { return kind }
        let count = format.decimal(Rational(leftOut.count), places: 0)
        let words =
            switch leftOut {
            case .creditBalances: "; \(count) con saldo a credito: fuori dal calcolo"
            case .unmatchedPayments: "; \(count) senza fattura nota: fuori dal calcolo"
            case .withoutSales: "; \(count) di mesi senza fatturato registrato: fuori dal calcolo"
            case .unjudgedRules(let rules):
                "; non valutate: " + rules.map { "\(ruleName($0.rule)) (\(reason($0.reason)))" }.joined(separator: ", ")
            }
        return kind + words
    }

    func record(_ record: WorkingRow.Record) -> String {
        switch record {
        case .item: "partita"
        case .posting: "registrazione"
        case .account: "conto"
        case .customer: "cliente"
        case .dispute: "contestazione"
        case .promise: "promessa"
        case .activity: "attività"
        case .target: "obiettivo"
        case .riskRule: "regola"
        case .hindcast: "mese ricalcolato"
        }
    }

    func remedy(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day):
            "importare il partitario \(date(.del, day)): un file di nome ledger-\(day.isoText).csv, oppure con --as-of"
        case .noPostings: "importare un file di registrazioni"
        case .noRate(let currency, _): "importare i cambi di \(currency.code)"
        case .notImported(.activities): "importare un file di attività"
        case .notImported(.disputes): "importare un file di contestazioni"
        case .notImported(.promises): "importare un file di promesse"
        case .postingsStartLater(let first, let needed):
            "importare le registrazioni da \(format.month(needed)) al mese prima di \(format.month(first))"
        case .moreThanDays: "importare le registrazioni dei mesi precedenti, se ci sono"
        case .targetNotPositive: "indicare un obiettivo di incasso maggiore di zero"
        case .noTarget(let month):
            "importare un file di obiettivi con una riga cash.collected di \(month.isoText) per questa dimensione e chiave"
        case .noAppliedPayments: "importare pagamenti che indicano la fattura a cui sono abbinati (colonna clears)"
        case .notBy, .onlyBy: "chiedere un’altra dimensione"
        case .tooPrecise: "scrivere accanto all’obiettivo la divisa in cui è espresso, o l’obiettivo con meno decimali"
        case .beyondRange: "controllare gli importi e i cambi importati"
        case .noWorkingDaysLeft: "chiedere un giorno precedente del mese"
        case .noHindcast: "importare i partitari delle fini mese precedenti e le registrazioni successive"
        case .noWorkingDays: "controllare calendars.work in incasso.yml"
        case .noSalesOfDocumentMonths: "importare le registrazioni dei mesi di cui sono le partite aperte"
        case .noInterestRates: "importare un file dei tassi degli interessi di mora per semestre"
        case .missingInterestRate:
            "importare un file dei tassi con tutti i semestri mancanti, che il messaggio indica; una riga senza valuta vale per tutte quelle che non hanno righe proprie"
        case .noLossRates: "scrivere ecl.loss_rates in incasso.yml, un tasso per fascia"
        case .noSales, .noDebitItems, .noPastDueItems, .nothingToCollect, .nothingCollectable, .emptyBucket, .noPositiveBalance,
            .noClosedDisputes, .noJudgedPromises, .nobodyReached, .noFollowUps, .nothingPastDueAtOpening, .balanceNotPositive:
            "se i file del periodo sono completi non manca nulla: non c’è nulla per cui dividere"
        }
    }

    func settingName(_ setting: Setting) -> String {
        switch setting {
        case .promiseTolerance: "Tolleranza delle promesse"
        case .bankCalendar: "Calendario bancario"
        case .workCalendar: "Calendario di lavoro"
        case .lookBack: "Storico del fatturato"
        case .riskRules: "Punteggio di rischio"
        case .landingRules: "Previsione di fine mese"
        case .conversion, .ownership, .period, .agingLimits, .agingCredits, .lossRates, .sales, .attribution: ""
        }
    }

    func settingValue(_ setting: Setting, _ frame: FactsFrame) -> String {
        let policy = frame.policy
        switch setting {
        case .promiseTolerance:
            return
                (policy.promiseTolerance.unit == .days
                ? days(policy.promiseTolerance.count) + " di calendario" : workingDays(policy.promiseTolerance.count))
                + " dopo la scadenza"
        case .bankCalendar: return describe(policy.bankCalendar)
        case .riskRules:
            return RiskRules.Rule.allCases.map { name($0) + ": " + value($0, frame) }.joined(separator: "; ")
        case .landingRules:
            let rules = policy.landing
            return "abitudini di \(days(rules.lookBackDays)), da \(rules.casesMin == 1 ? "1 caso" : "\(rules.casesMin) casi") in su; "
                + "dove non si sa nulla: \(format.exactPercentage(rules.keptRate.rational)) delle promesse mantenute, "
                + "\(days(rules.daysLate)) di ritardo, contestazioni di \(days(rules.disputeDays)); "
                + "errore su \(rules.hindcastMonths == 1 ? "1 mese" : "\(rules.hindcastMonths) mesi")"
        case .workCalendar:
            let teams = policy.teamCalendars.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return ([describe(policy.workCalendar)] + teams.map { "\($0.key): \(describe($0.value))" }).joined(separator: "; ")
        case .lookBack:
            return
                "\(frame.months.count == 1 ? "1 mese" : "\(frame.months.count) mesi") con registrazioni, da \(format.month(frame.months.first ?? frame.asOf.month))"
        case .conversion, .ownership, .period, .agingLimits, .agingCredits, .lossRates, .sales, .attribution: return ""
        }
    }

    /// The name of a calendar; of one of the workspace also what it is made of.
    private func describe(_ calendar: HolidayCalendar) -> String {
        if calendar.isShipped { return calendar.name }
        let weekdays = ["lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica"]
        let weekend = calendar.weekend.sorted().map { weekdays[$0 - 1] }.joined(separator: ", ")
        var parts = [calendar.base.map { "festività \($0.rawValue)" } ?? "nessuna festività", "fine settimana: " + weekend]
        if calendar.added.count > 0 { parts.append("altri giorni liberi: " + calendar.added.texts.joined(separator: ", ")) }
        if calendar.removed.count > 0 { parts.append("lavorati: " + calendar.removed.texts.joined(separator: ", ")) }
        return calendar.name + " (" + parts.joined(separator: "; ") + ")"
    }
}
