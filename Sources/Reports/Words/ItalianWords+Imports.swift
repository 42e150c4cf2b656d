import Ledger

extension ItalianWords {
    func profile(_ name: String, isCertain: Bool) -> String { isCertain ? name : name + " (probabile)" }

    func controlTotals(found: Int, agreeing: Int) -> String {
        if found == 0 { return "assenti nel file" }
        return agreeing == found
            ? "\(format.whole(found)), tutti quadrano"
            : "\(format.whole(found)), \(format.whole(found - agreeing)) " + (found - agreeing == 1 ? "non quadra" : "non quadrano")
    }

    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String {
        switch kind {
        case .missingDueDates: "\(format.whole(count)) senza scadenza"
        case .dueBeforeDocument: "\(format.whole(count)) con scadenza anteriore alla data documento"
        case .futureDates: "\(format.whole(count)) con data successiva al giorno della situazione"
        case .signConflicts: "\(format.whole(count)) con segno non coerente"
        }
    }

    func ratesCaption(_ currency: Currency) -> String { "Quanti \(currency.code) vale un’unità della divisa." }

    func importRemark(_ remark: ImportFact.Remark) -> String {
        switch remark {
        case .asOfDiffers: "il giorno preso non è quello del nome del file o di un titolo al suo interno"
        case .staleLedger: "l’ultima data presente precede di oltre un mese il giorno della situazione"
        case .swappedDays: "giorno e mese delle date del foglio sono stati scambiati"
        case .homeAmounts: "importi in divisa interna, qualunque sia la divisa del documento"
        case .clearedItems: "partite con documento di pareggio e senza data di pareggio contate come aperte"
        case .openBeyondAmount: "importo aperto superiore a quello del documento"
        case .noDueDates: "nessuna scadenza: niente risulta mai scaduto"
        case .farDueDate: "scadenze oltre due anni dopo la data documento"
        case .threePlaces: "importi con tre cifre dopo il segno, forse migliaia"
        case .mixedDateOrders: "date in ordine diverso fra le colonne"
        case .headingWithoutTotal: "intestazioni di clienti senza totale"
        case .alikeCompanies: "società che differiscono solo per zeri, spazi o maiuscole"
        case .paidAfterClearing: "fatture pagate dopo la chiusura"
        case .utcEvenings: "date con orari di tarda sera UTC, forse di un giorno prima"
        case .documentDateAssumed: "date documento mancanti, sostituite dalla scadenza o dal giorno della situazione"
        case .hiddenRows: "prese anche le righe nascoste del foglio"
        case .valuesBesideTable: "esclusi i valori accanto alla tabella"
        case .paymentsWithoutInvoice: "registrazioni che non indicano una fattura dell’elenco"
        case .clearsOtherCustomer: "pagamenti di un cliente diverso da quello del documento che chiudono"
        case .originUnknown: "righe corrette lette senza il file da cui provengono"
        case .alikeDocuments: "documenti senza numero uguali tra loro sono stati numerati"
        case .sharedNumbers: "documenti con lo stesso numero distinti per tipo, cliente, scadenza o importo"
        case .unknownCustomers: "clienti assenti dal file dei clienti"
        case .customerZeros: "clienti scritti nel file dei clienti con altri zeri, spazi o maiuscole"
        case .alikeCustomers: "codici cliente diversi solo per zeri, spazi o maiuscole"
        case .paidBeyondInvoice: "fatture pagate oltre il loro importo"
        case .clearedBeforeDocument: "fatture chiuse prima della loro data, presa in sostituzione"
        case .lateClearing: "fatture chiuse oltre un anno dopo l’ultimo documento"
        case .disputesWithoutDate: "fatture contestate senza giorno della contestazione"
        case .historyBreak: "i movimenti non spiegano una chiusura di mese"
        }
    }

    func importSize(_ byteCount: Int) -> String { format.whole(byteCount) + " byte" }

    func importDays(_ day: Day?, _ origin: ImportFact.DayOrigin?, newest: Day) -> String {
        let seen = "ultima data presente \(format.date(newest))"
        switch origin {
        case .option?: return "giorno indicato all’importazione, " + seen
        case .fileName?: return "giorno dal nome del file, " + seen
        case .origin?: return "giorno del file da cui provengono le righe, " + seen
        case .column?: return "giorno dalla colonna as_of, " + seen
        case nil: return seen
        }
    }

    func droppedRows(_ reasons: [ImportFact.Reason]) -> String {
        "ignorate: " + reasons.map { dropped($0.code) + " " + format.whole($0.count) }.joined(separator: ", ")
    }

    private func dropped(_ code: String) -> String {
        switch code {
        case "blank": "vuote"
        case "title": "titoli"
        case "subtotal": "subtotali"
        case "group": "intestazioni di gruppo"
        case "repeated-header": "intestazioni ripetute"
        default: code
        }
    }

    func rejectedRows(_ reasons: [ImportFact.Reason]) -> String {
        "scartate: " + reasons.map { (Self.rejectReasons[$0.code] ?? $0.code) + " " + format.whole($0.count) }.joined(separator: ", ")
    }

    /// Why imports reject rows, by code.
    static let rejectReasons: [String: String] = [
        "missing-value": "valore obbligatorio mancante",
        "bad-date": "data non valida",
        "bad-month": "mese non valido",
        "bad-half-year": "semestre non valido",
        "bad-amount": "importo non valido",
        "bad-address": "indirizzo e-mail non valido",
        "bad-number": "numero non valido",
        "too-many-decimals": "troppi decimali",
        "amount-too-large": "importo troppo grande",
        "other-currency-sign": "simbolo di un’altra divisa",
        "unknown-currency": "divisa sconosciuta",
        "unknown-word": "parola sconosciuta",
        "text-too-long": "testo troppo lungo",
        "wrong-field-count": "numero di campi errato",
        "bad-encoding": "caratteri illeggibili",
        "quote-in-field": "virgolette fuori posto",
        "text-after-quote": "testo dopo le virgolette di chiusura",
        "duplicate-key": "stessa chiave di un’altra riga",
        "unknown-metric": "indicatore sconosciuto",
        "impossible-target": "indicatore senza obiettivi",
        "needless-key": "chiave superflua",
        "needless-currency": "divisa superflua",
        "dates-out-of-order": "date in ordine errato",
        "cell-error": "errore in una cella",
        "formula-without-value": "formula senza valore",
        "imprecise-id": "numero impreciso",
        "date-as-id": "data al posto di un codice",
        "overlapping-assignment": "assegnazioni sovrapposte",
    ]

    func unknownColumns(_ names: [String]) -> String { "colonne escluse: " + names.joined(separator: ", ") }

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return
            "il partitario inizia o finisce in \(names): gli indici di \(months.count == 1 ? "questo mese" : "questi mesi") non sono confrontabili"
    }
}
