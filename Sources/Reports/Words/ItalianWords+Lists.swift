import Ledger
import Metrics

extension ItalianWords {
    func name(_ list: ListKind) -> String {
        switch list {
        case .highRisk: "Clienti ad alto rischio"
        case .worklist: "Lista di lavoro"
        case .promises: "Promesse di pagamento"
        case .disputes: "Contestazioni aperte"
        case .unapplied: "Crediti da abbinare"
        case .reconciliation: "Riconciliazione"
        }
    }

    func caption(_ list: ListKind, _ policy: Policy, withPoints: Bool) -> String? {
        let points = withPoints ? "; fra parentesi i punti di ogni regola" : ""
        return switch list {
        case .highRisk: "Clienti con un punteggio di rischio di almeno \(policy.risk.highFrom)\(points)."
        case .worklist: "Clienti che oggi chiedono qualcosa, prima quelli con più punti\(points)."
        case .promises: "Promesse ancora valide e promesse valutate nel periodo."
        case .disputes: nil
        case .unapplied:
            "Note di credito e pagamenti in acconto, con le partite aperte dello stesso cliente, società e divisa che possono chiudere: quella di importo esatto, altrimenti le più vecchie."
        case .reconciliation: nil
        }
    }

    func more(_ count: Int, in list: ListKind) -> String {
        let noun: (one: String, many: String) =
            switch list {
            case .highRisk, .worklist: ("Un altro cliente", "Altri # clienti")
            case .promises: ("Un’altra promessa", "Altre # promesse")
            case .disputes: ("Un’altra contestazione", "Altre # contestazioni")
            case .unapplied: ("Un’altra partita a credito", "Altre # partite a credito")
            case .reconciliation: ("Un’altra riga", "Altre # righe")
            }
        return count == 1 ? noun.one : noun.many.replacing("#", with: format.count(beforeNoun: count))
    }

    func moreKeys(_ count: Int) -> String {
        count == 1 ? "Un altro in una riga" : "Altri \(format.decimal(Rational(count), places: 0)) in una riga"
    }
    func moreKeysNotShown(_ count: Int) -> String {
        count == 1 ? "Un altro non è mostrato" : "Altri \(format.decimal(Rational(count), places: 0)) non sono mostrati"
    }
    func otherKeys(_ count: Int) -> String { count == 1 ? "1 altro" : "Altri \(format.decimal(Rational(count), places: 0))" }
    var notOfOtherKeys: String { "non si ricava dai valori degli altri" }

    func nothing(in list: ListKind) -> String {
        switch list {
        case .highRisk: "Nessun cliente ha un punteggio di rischio alto."
        case .worklist: "Oggi nessun cliente chiede nulla."
        case .promises: "Nessuna promessa è ancora valida e nessuna è stata valutata nel periodo."
        case .disputes: "Nessuna contestazione è aperta."
        case .unapplied: "Non ci sono crediti da abbinare."
        case .reconciliation: "Non c’è nulla da riconciliare: né saldi né registrazioni."
        }
    }

    func because(_ reason: RiskReason, _ currency: Currency) -> String {
        switch reason.finding {
        case .pastDueShare(let share, let minor):
            "è scaduto \(percentage(.il, share)) dei crediti lordi: \(format.moneyWithCurrency(minor, currency))"
        case .lastBucket(let minor, let label): lastBucket(minor, label, currency)
        case .brokenPromises(let count, let days):
            "\(count) \(count == 1 ? "promessa non mantenuta" : "promesse non mantenute") in \(self.days(days))"
        case .overCreditLimit(let exposure, let limit, let written):
            "l’esposizione di \(format.moneyWithCurrency(exposure, currency)) supera il fido di \(format.moneyWithCurrency(limit, currency))"
                + (written.map { " (" + self.written($0) + ")" } ?? "")
        case .daysLate(let days): "lo scaduto è in ritardo in media di \(format.decimal(days, places: 1)) giorni"
        case .noContact(let last, _): noContact(since: last)
        case .concentration(let share?): "pesa per \(percentage(.il, share)) sui saldi positivi"
        case .concentration(nil): "uno dei maggiori saldi del partitario"
        }
    }

    var creditsInColumns: String {
        "Lo scaduto delle colonne comprende i crediti, come prevede l’impostazione dei crediti; motivi, punti e importo da chiedere contano solo le partite a debito."
    }

    func unjudgedLimits(_ limits: [UnjudgedLimits]) -> String {
        let count = limits.reduce(0) { $0 + $1.customerCount }
        return
            (count == 1 ? "Il fido di 1 cliente non è valutato" : "I fidi di \(format.count(beforeNoun: count)) clienti non sono valutati")
            + ": \(reasons(limits))."
    }

    var notJudged: String { "non valutata" }

    func unjudged(without kinds: [RecordKind]) -> String {
        "Nessuna \(list(kinds.map(singular), "o")) registrata: le regole che ne hanno bisogno non sono valutate."
    }

    func singular(_ kind: RecordKind) -> String {
        switch kind {
        case .activities: "attività"
        case .disputes: "contestazione"
        case .promises: "promessa"
        }
    }

    func because(_ reason: WorkReason, _ currency: Currency, _ imported: ImportedRecords) -> String {
        let knowsContacts = imported.contains(.activities)
        return switch reason.finding {
        case .promiseMissed(let promise, let count):
            (count == 1 ? "" : "\(count) promesse non mantenute o solo in parte; l’ultima: ") + self.promise(promise)
                + (promise.paidMinor > 0 ? ", pagata in parte" : ", non pagata")
                + (knowsContacts ? ", nessun contatto dopo " + date(.il, promise.lastDay) : "")
        case .followUp(let due, let count):
            count == 1 ? "richiamo previsto \(date(.il, due))" : "\(count) richiami previsti, il primo \(date(.il, due))"
        case .escalate(let score): "punteggio di rischio \(score)" + (knowsContacts ? ", nessuna escalation recente" : "")
        case .pastDue(let minor, let last):
            ([format.moneyWithCurrency(minor, currency) + " di scaduto"] + takenOff(imported)
                + (knowsContacts ? [noContact(since: last)] : []))
                .joined(separator: ", ")
        case .dispute(let dispute, let count):
            (count == 1 ? "" : "\(count) contestazioni vecchie; la prima: ") + self.dispute(dispute)
        case .promiseDue(let promise, let count):
            (count == 1 ? "" : "\(count) promesse in scadenza; la prima: ") + self.promise(promise)
        case .credit(let minor, let count):
            count == 1
                ? "un credito di \(format.moneyWithCurrency(minor, currency)) può chiudere partite aperte"
                : "\(count) crediti per \(format.moneyWithCurrency(minor, currency)) possono chiudere partite aperte"
        case .largeAmount: "importo rilevante"
        case .lastBucket(let minor, let label): lastBucket(minor, label, currency)
        case .highRisk: "nella lista ad alto rischio"
        }
    }

    private func lastBucket(_ minor: Int64, _ label: Int, _ currency: Currency) -> String {
        "\(format.moneyWithCurrency(minor, currency)) in ritardo da oltre \(days(label))"
    }

    /// What the amount to ask for leaves out, as far as it is known.
    private func takenOff(_ imported: ImportedRecords) -> [String] {
        switch (imported.contains(.disputes), imported.contains(.promises)) {
        case (true, true): ["né contestato né promesso"]
        case (true, false): ["non contestato"]
        case (false, true): ["non promesso"]
        case (false, false): []
        }
    }

    private func noContact(since last: Day?) -> String {
        last.map { "nessun contatto \(date(.dal, $0))" } ?? "nessun contatto registrato"
    }

    func because(_ promise: PromiseProgress) -> String {
        let due = format.date(promise.promise.dueOn)
        let last = date(.il, promise.lastDay)
        let missing = format.moneyWithCurrency(promise.missingMinor, promise.promise.currency)
        return switch promise.state {
        case .broken: "scadenza \(due); nulla pagato entro \(last)"
        case .partial: "scadenza \(due); \(last) mancavano \(missing)"
        case .kept, .paid: "pagata per intero (scadenza \(due))"
        case .pending: "scadenza \(due); vale come mantenuta se pagata entro \(last); mancano \(missing)"
        case .dueToday: "scade oggi; mancano \(missing)"
        case .dueThisWeek, .later: "scadenza \(due)" + (promise.paidMinor > 0 ? "; mancano \(missing)" : "")
        }
    }

    func because(_ dispute: DisputeRow) -> String {
        "aperta da \(days(dispute.ageDays)), " + (dispute.dispute.department.map { "in carico a \($0)" } ?? "nessun ufficio indicato")
    }

    func because(_ unapplied: UnappliedRow) -> String {
        unapplied.proposals.isEmpty ? "nessuna partita a debito" : unapplied.isExact ? "importo esatto" : "le più vecchie"
    }

    func because(_ line: Reconciliation.Line) -> String {
        if line.unexplainedMinor == 0 { return "apertura + registrazioni = chiusura" }
        return line.customer == nil
            ? "i clienti qui sopra non quadrano"
            : "apertura e registrazioni non danno il saldo di chiusura: cercare una registrazione o un file di partitario mancante"
    }

    func points(_ reason: String, _ points: Int) -> String { "\(reason) (\(points))" }

    func step(_ step: NextStep) -> String {
        switch step {
        case .call: "Telefonare"
        case .sendReminder: "Inviare un sollecito"
        case .chasePromise(let promises): "Chiedere conto \(promises.count == 1 ? "della promessa" : "delle promesse") \(list(promises))"
        case .followUp(let due): "Richiamare (previsto \(date(.il, due)))"
        case .escalate: "Avviare l’escalation"
        case .askDepartment(let department?, let dispute): "Chiedere a \(department) della contestazione \(dispute)"
        case .askDepartment(nil, let dispute): "Scoprire chi ha in carico la contestazione \(dispute)"
        case .clearCredit(let document): "Abbinare il credito \(document)"
        }
    }

    var noStep: String { "Nessun passo richiesto oggi" }
    func underWay(escalatedOn day: Day) -> String { "In corso: escalation \(date(.del, day))" }

    func escalation(isDue: Bool, last: Day?) -> String {
        let past = last.map { "avviata \(date(.il, $0))" }
        return isDue ? "Da avviare" + (past.map { " (\($0))" } ?? "") : past.map { "Già " + $0 } ?? "No"
    }

    func state(_ state: PromiseProgress.State) -> String {
        switch state {
        case .broken: "Non mantenuta"
        case .partial: "Mantenuta in parte"
        case .kept: "Mantenuta"
        case .pending: "In tolleranza"
        case .dueToday: "Scade oggi"
        case .dueThisWeek: "Scade in settimana"
        case .later: "Scade più avanti"
        case .paid: "Pagata"
        }
    }

    func kind(_ kind: ItemKind) -> String {
        switch kind {
        case .invoice: "Fattura"
        case .creditNote: "Nota di credito"
        case .payment: "Pagamento in acconto"
        case .debitNote: "Nota di debito"
        case .other: "Altro"
        }
    }

    func item(_ item: OpenItem) -> String {
        let due = item.dueDay.map { "scadenza \(format.date($0))" } ?? "senza scadenza"
        let late = item.daysPastDue.flatMap { $0 > 0 ? ", \(days($0)) di ritardo" : nil } ?? ""
        return "\(document(item)), \(due)\(late), \(format.moneyWithCurrency(item.openMinor, item.currency))"
    }

    func document(_ item: OpenItem) -> String { item.label }

    func contact(_ activity: Activity) -> String {
        let channel =
            switch activity.channel {
            case .phone: "telefono"
            case .email: "e-mail"
            case .letter: "lettera"
            case .meeting: "incontro"
            }
        return "\(format.date(activity.date)), \(channel), \(outcome(activity.outcome))"
    }

    func dispute(_ dispute: DisputeRow) -> String {
        "contestazione \(dispute.dispute.dispute) di \(format.moneyWithCurrency(dispute.dispute.amountMinor, dispute.dispute.currency)), "
            + because(dispute)
    }

    func promise(_ promise: PromiseProgress) -> String {
        "promessa \(promise.promise.promise) di \(format.moneyWithCurrency(promise.promise.amountMinor, promise.promise.currency)), scadenza \(format.date(promise.promise.dueOn))"
    }

    func proposal(_ proposal: ClearingProposal) -> String {
        proposal.isWhole
            ? document(proposal.item)
            : "\(document(proposal.item)) in parte (\(format.moneyWithCurrency(proposal.clearedMinor, proposal.item.currency)))"
    }

    var allCustomers: String { "Tutti i clienti" }

    func stamp(_ reconciliation: Reconciliation) -> String {
        reconciliation.isTiedOut
            ? "Tutto quadra: per ogni società, cliente e divisa il saldo \(date(.del, reconciliation.period.openingDay)) e le registrazioni successive danno il saldo \(date(.del, reconciliation.period.last))."
            : reconciliation.breaks.count == 1 ? "Un saldo non quadra." : "\(reconciliation.breaks.count) saldi non quadrano."
    }

    func controlTotals(differing: [Currency]) -> String {
        differing.isEmpty
            ? "I saldi sono quelli contati all’importazione dei file."
            : "I saldi differiscono da quelli contati all’importazione in " + differing.map(\.code).joined(separator: ", ") + "."
    }

    func notReconciled(_ reason: UnavailableReason) -> String { "La situazione non si può riconciliare: \(self.reason(reason))." }

    func heading(_ heading: ListColumnHeading) -> String {
        switch heading {
        case .customer: "Cliente"
        case .name: "Nome"
        case .portfolio: "Portafoglio"
        case .creditLimit: "Fido"
        case .oldestDaysLate: "Ritardo massimo, giorni"
        case .lastContact: "Ultimo contatto"
        case .nextStep: "Prossimo passo"
        case .escalation: "Escalation"
        case .because: "Perché"
        case .points: "Punti"
        case .language: "Lingua"
        case .askable: "Da chiedere"
        case .pastDueItems: "Partite scadute"
        case .oldestItem: "Partita più vecchia"
        case .dispute: "Contestazione"
        case .promise: "Promessa"
        case .state: "Stato"
        case .document: "Documento"
        case .madeOn: "Fatta il"
        case .dueOn: "Scadenza"
        case .promised: "Promesso"
        case .paid: "Pagato"
        case .missing: "Mancante"
        case .currency: "Divisa"
        case .openedOn: "Aperta il"
        case .age: "Età"
        case .amount: "Importo"
        case .converted: "Convertito"
        case .openOfDocument: "Aperto del documento"
        case .reason: "Motivo"
        case .department: "Ufficio"
        case .company: "Società"
        case .kind: "Tipo"
        case .documentDay: "Data documento"
        case .open: "Importo aperto"
        case .clears: "Può chiudere"
        case .opening: "Apertura"
        case .postings: "Registrazioni"
        case .closing: "Chiusura"
        case .unexplained: "Non spiegato"
        case .debits: "Partite a debito"
        case .credits: "Partite a credito"
        }
    }
}
