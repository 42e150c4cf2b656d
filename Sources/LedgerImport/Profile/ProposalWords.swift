import Ledger

/// Parts of header words by column, in English, Italian, German and French; the first that fits counts.
struct ProposalWords {
    let columns: [(column: String, parts: [String])]
    /// Parts of which one says that a file is of the kind, although it could be a list of items too; nil: it never could.
    var telling: (columns: [String], parts: [String])?

    /// The words of a kind.
    static func of(_ kind: FileKind) -> ProposalWords {
        switch kind {
        case .ledger, .history: items
        case .postings: postings
        case .customers: customers
        case .analysts: analysts
        case .portfolios: portfolios
        case .activities: activities
        case .promises: promises
        case .disputes: disputes
        case .targets: targets
        case .rates: rates
        case .interest: interest
        }
    }

    private static let date = ["date", "data", "datum"]
    private static let currency = ("currency", ["currency", "curr", "divisa", "valuta", "währung", "waehrung", "devise"])
    private static let amount = ("amount", ["amount", "importo", "betrag", "montant", "total"])
    private static let document = ("document", ["document", "invoice", "fattura", "beleg", "rechnung", "pièce", "facture"])
    private static let number = ("document", ["numero", "number", "nr"])
    private static let customer = ("customer", ["customer", "client", "debitor", "kunde", "kd", "account", "conto", "konto", "compte"])
    private static let company = ("company", ["company", "società", "societa", "buchungskreis", "société", "entity"])
    private static let analyst = (
        "analyst", ["analyst", "analist", "collector", "operatore", "addett", "gestore", "sachbearbeiter", "bearbeiter", "gestionnaire"]
    )
    private static let language = ("language", ["language", "lingua", "sprache", "langue"])
    private static let id = ["id", "code", "codice", "num", "nr", "no.", "n."]

    private static let items = ProposalWords(columns: [
        ("cleared_on", ["clear", "settled", "paid on", "payment date", "pagamento", "pareggio", "ausgleich", "rapproch", "bezahlt"]),
        ("due_date", ["due", "scad", "fällig", "faellig", "échéance", "echeance"]),
        ("document_date", ["invoice date", "doc. date", "document date", "issued", "issue date", "emesso", "emissione"] + date),
        (
            "open_amount",
            [
                "open", "outstanding", "balance", "remaining", "unpaid", "amount due", "due amount", "total due", "residuo", "aperto",
                "saldo", "insoluto", "scoperto",
                "dovuto",
                "da pagare", "offen", "rest", "solde", "dû", "impayé",
            ]
        ),
        amount, currency, document, customer, number,
        ("kind", ["type", "tipo", "art", "kind", "class"]),
        company,
        ("reference", ["reference", "riferimento", "referenz", "référence"]),
        ("document", ["doc"]),
    ])

    private static let postingDate = [
        "posting", "payment", "receipt", "registr", "incass", "pagamento", "buchung", "zahlung", "comptab", "paiement", "encaiss",
    ]

    private static let postings = ProposalWords(
        columns: [
            ("due_date", ["due", "scad", "fällig", "faellig", "échéance", "echeance"]),
            (
                "document_date",
                ["invoice date", "doc. date", "document date", "data documento", "data fattura", "belegdatum", "rechnungsdatum"]
            ),
            ("posting_date", postingDate + date),
            amount, currency,
            ("clears", ["clears", "applied", "applic", "invoice", "fattura", "rechnung", "facture"]),
            document, customer, ("document", ["receipt", "num", "nr", "no.", "n.", "ref"]),
            ("kind", ["type", "tipo", "art", "kind", "class"]),
            company,
        ], telling: (["posting_date"], postingDate))

    private static let customers = ProposalWords(columns: [
        ("credit_limit_currency", ["limit curr", "divisa", "valuta", "limitwährung", "devise", "currency"]),
        ("credit_limit", ["limit", "fido", "plafond", "encours"]),
        ("parent", ["parent", "group", "gruppo", "konzern", "groupe", "mutter"]),
        ("country", ["country", "nazione", "paese", "land", "pays"]),
        language,
        ("segment", ["segment", "settore", "categoria", "branche", "industry", "secteur"]),
        ("name", ["name", "ragione sociale", "nome", "denominazione", "raison sociale", "firma"]),
        customer, ("customer", id),
    ])

    private static let analysts = ProposalWords(columns: [
        ("email", ["mail"]), ("team", ["team", "gruppo", "squadra", "équipe"]), language,
        ("name", ["name", "nome", "nom"]), analyst, ("analyst", id),
    ])

    private static let portfolios = ProposalWords(columns: [
        ("valid_from", ["from", "dal", "inizio", "start", "ab", "beginn", "début", "depuis"]),
        ("valid_to", ["to", "al", "fine", "end", "bis", "until", "fin", "jusqu"]), analyst, customer,
    ])

    private static let outcome = ["outcome", "result", "esito", "ergebnis", "résultat"]

    private static let activities = ProposalWords(
        columns: [
            ("follow_up_done_on", ["follow-up done", "follow up done"]),
            ("follow_up_on", ["follow", "prossim", "richiamo", "wiedervorlage", "relance"]), ("date", date),
            ("outcome", outcome), ("channel", ["channel", "canale", "kanal", "canal", "mezzo"]),
            ("direction", ["direction", "direzione", "richtung", "sens"]),
            ("activity", ["activity", "attività", "aktivität", "activité", "contact", "contatto", "kontakt"]), analyst, customer, document,
            ("activity", id),
        ], telling: (["outcome"], outcome))

    private static let promise = ["promis", "promess", "zusage", "engagement"]

    private static let promises = ProposalWords(
        columns: [
            ("due_on", ["due", "promised for", "entro", "scad", "fällig", "faellig", "bis", "échéance"]),
            ("made_on", ["made", "taken", "ricevuta", "registr", "erhalten"] + date), ("promise", promise), amount, currency, document,
            analyst, customer, ("promise", id),
        ], telling: (["promise"], promise))

    private static let dispute = ["dispute", "contest", "reklam", "litige"]

    private static let disputes = ProposalWords(
        columns: [
            ("closed_on", ["closed", "resolved", "chius", "risol", "geschlossen", "erledigt", "clôtur"]),
            ("opened_on", ["opened", "open", "apert", "eröff", "ouvert"] + date), ("dispute", dispute),
            ("reason", ["reason", "motiv", "causale", "grund", "motif"]),
            ("department", ["department", "ufficio", "reparto", "abteilung", "service"]), amount, currency, document, customer, number,
            ("dispute", id),
        ], telling: (["dispute"], dispute))

    private static let targets = ProposalWords(columns: [
        ("month", ["month", "mese", "monat", "mois", "period"]),
        ("metric", ["metric", "kpi", "indicator", "indicatore", "kennzahl", "indicateur"]),
        ("scope", ["scope", "ambito", "level", "ebene"]),
        ("value", ["value", "target", "valore", "obiettivo", "ziel", "wert", "valeur", "objectif"]), currency,
        ("key", ["key", "chiave", "schlüssel", "clé"]),
    ])

    private static let rates = ProposalWords(columns: [
        ("date", date + ["day", "giorno", "tag", "jour"]), ("rate", ["rate", "cambio", "kurs", "taux", "cours"]), currency,
    ])

    private static let interest = ProposalWords(columns: [
        ("half_year", ["half", "semest", "halbjahr"]), ("rate", ["rate", "tasso", "satz", "taux"]), currency,
    ])
}
