import Ledger
import Metrics
import ReportDocument

/// Reports in Italian.
struct ItalianWords: Words {
    let format = FigureFormat(.italian, notAvailable: "n.d.")

    let renderer = RendererWords(
        notAvailable: "n.d.", contents: "Indice", backToFirstSection: "Torna alla sintesi", page: "Pagina", chartData: "Dati del grafico",
        status: "Stato", statusNames: [.green: "In linea", .amber: "Quasi in linea", .red: "Fuori obiettivo"], yes: "sì", no: "no",
        working: "Come si calcola",
        reason: "Motivo", note: "Nota", noRows: "Niente da elencare.",
        fullListInFile: "Il file CSV della tabella ha l’elenco completo.", row: "Riga",
        rowRoleNames: [.item: "voce", .subtotal: "subtotale", .total: "totale"], waterfallBase: "Base",
        balance: "Saldo", increase: "Aumento", decrease: "Diminuzione", belowZero: "Sotto zero",
        runningMonth: "Mese in corso", showTable: "Mostra la tabella")

    func bucket(_ bucket: Int, _ aging: AgingLimits) -> String {
        switch bucket {
        case 0: "A scadere"
        case aging.bucketCount - 1: "Oltre \(days(aging.limits[aging.limits.count - 1]))"
        case _ where aging.label(bucket) == "1-1": days(1)
        default: aging.label(bucket).replacing("-", with: "–") + " giorni"
        }
    }

    func name(_ scope: Scope) -> String {
        switch scope {
        case .all: "Tutto"
        case .company: "Società"
        case .currency: "Divisa"
        case .country: "Paese"
        case .segment: "Segmento"
        case .team: "Team"
        case .analyst: "Portafoglio"
        case .customer: "Cliente"
        }
    }

    func key(_ key: String) -> String {
        switch key {
        case "": "Totale"
        case PortfolioIndex.house: "Senza assegnazione"
        case ScopeKey.unknown: "Non noto"
        default: key
        }
    }

    func unit(_ unit: MetricUnit, _ currency: Currency) -> String? {
        switch unit {
        case .money: currency.code
        case .ratio: "%"
        case .days: "giorni"
        case .count, .index: nil
        }
    }

    func subtitle(_ period: Period, _ currency: Currency) -> String {
        "D\(range(period).dropFirst()) · situazione \(date(.al, period.last)) · importi in \(currency.code)"
    }

    func closingItems(_ count: Int, minor: Int128, _ currency: Currency) -> String {
        let amount = format.moneyInSentence(Int64(clamping: minor), currency)
        return switch count {
        case 0: "Non resta nulla in scadenza entro fine mese che la previsione non conti già."
        case 1: "Una partita scade entro fine mese e non è contata per intero: se pagata, aggiungerebbe \(amount)."
        default:
            "\(format.decimal(Rational(count), places: 0)) partite scadono entro fine mese e non sono contate per intero: se pagate, aggiungerebbero \(amount)."
        }
    }

    var noGapToClose: String { "La previsione raggiunge l’obiettivo: non c’è uno scarto da chiudere." }

    var forecastCaption: String {
        "La previsione aggiunge all’incassato quanto è atteso entro fine mese: promesse aperte per la quota mantenuta dal cliente, partite alla scadenza più il ritardo medio del cliente, partite contestate dopo il tempo usuale dell’ufficio. Ogni parte di una partita conta una volta sola. L’errore dice di quanto la stessa previsione si è scostata in media nei sei mesi precedenti."
    }
    let nothingToForecast =
        "Non resta nulla da prevedere: il periodo finisce con il mese, perciò il risultato è quanto si è incassato."

    func back(to section: String) -> String { "Torna a «\(section)»" }

    func youngestBand(_ limit: Int) -> String { "0–\(limit) giorni" }

    func moreDisputes(_ count: Int) -> String {
        count == 1
            ? "Un’altra contestazione è aperta" : "Altre \(format.count(beforeNoun: count)) contestazioni sono aperte"
    }

    func stamp(_ tieOut: TieOut) -> String {
        switch tieOut {
        case .agrees(let owners):
            "Quadratura riuscita: fasce e partite a credito danno il saldo netto, il raccordo non ha importi non spiegati e \(owners == 1 ? "1 portafoglio" : ItalianArticle.il.beforePlural(String(owners)) + " portafogli") con i clienti senza assegnazione danno il totale."
        case .bucketsDisagree(let scope, let key):
            "Non quadra: fasce e partite a credito di \(name(scope)) \(self.key(key)) non danno il saldo netto."
        case .ownersDisagree: "Non quadra: i saldi dei portafogli non danno il totale."
        case .unexplained(let minor, let currency):
            "Non quadra: il raccordo lascia \(format.moneyWithCurrency(minor, currency)) non spiegati. `incasso verify` indica dove."
        case .bridgeNotAvailable(let reason):
            "Fasce, crediti e portafogli quadrano. Il raccordo non si può verificare: \(self.reason(reason))."
        }
    }

    func partOfMonth(_ period: Period) -> String {
        "Gli effettivi coprono \(period.dayCount) dei \(period.last.month.dayCount) giorni del mese; il mese scorso e lo stesso mese dell’anno scorso sono interi, perciò ciò che cresce nel corso del mese qui non ha variazione."
    }

    let targetToDateCaption =
        "I dati che si sommano nel mese si confrontano con l’obiettivo a oggi: la parte dell’obiettivo del mese che spetta a questi giorni."

    let lateJudgementCaption = "Le quote che crescono nel corso del mese, come il CEI, si giudicano alla fine."

    func noTotalTarget(_ month: Month) -> String {
        "nessun obiettivo del totale per \(format.month(month)): quelli delle parti non si sommano"
    }
    func noTarget(_ month: Month) -> String { "nessun obiettivo per \(format.month(month))" }

    let migrationCaption =
        "Righe: dove stavano le partite a debito all’apertura. Colonne: dove stanno ora, ai cambi del giorno di apertura. Ogni riga dà l’importo della sua fascia di apertura; con le partite nuove e le differenze di cambio le colonne danno le partite a debito di oggi. Nella tabella delle quote l’ultima riga ha le quote di tutto ciò che è nuovo."

    func chartDescription(_ title: String, from: String, to: String) -> String {
        from == to ? "\(title), \(from)" : "\(title), da \(from) a \(to)"
    }

    func policyName(_ line: PolicyLine) -> String {
        switch line {
        case .reportingCurrency: "Divisa del report"
        case .period: "Periodo"
        case .agingLimits: "Limiti delle fasce"
        case .credits: "Crediti del cliente"
        case .sales: "Fatturato"
        case .lossRates: "Tassi di perdita (stima)"
        case .conversion: "Conversione"
        case .ownership: "Assegnazione"
        case .attribution: "Incasso attribuito"
        case .analysts: "Nomi degli analisti"
        case .targets: "Quasi in linea"
        case .convertedTargets: "Obiettivi in altre divise"
        case .statedNone: "Dichiarato assente"
        }
    }

    func policyValue(_ line: PolicyLine) -> String {
        switch line {
        case .reportingCurrency(let currency): currency.code
        case .period(let period):
            "D\(range(period).dropFirst()), estremi inclusi: \(days(period.dayCount))"
        case .agingLimits(let aging):
            aging.limits.map(String.init).joined(separator: ", ") + " giorni di ritardo; chi scade oggi non è in ritardo"
        case .credits(.separate): "Esposti a parte dalle fasce; fasce e partite a credito danno il saldo netto"
        case .credits(.byOwnDate):
            "Nella fascia della propria scadenza, o della data del documento se non ne hanno; le fasce danno il saldo netto"
        case .credits(.oldestFirst):
            "Compensati con le partite a debito più vecchie della stessa società, dello stesso cliente e della stessa divisa; fasce e partite a credito residue danno il saldo netto"
        case .credits(.current): "Nella fascia «a scadere»; le fasce danno il saldo netto"
        case .sales(.gross): "Fatture registrate, imposte incluse; le note di credito non sono dedotte"
        case .sales(.net): "Fatture registrate, imposte incluse, al netto delle note di credito"
        case .lossRates(let rates?, let aging):
            rates.enumerated().map { "\(bucket($0, aging)) \(format.exactPercentage($1))" }.joined(separator: "; ")
        case .lossRates(nil, _): "Nessuno indicato per queste fasce"
        case .conversion:
            "Riga per riga, arrotondamento al pari più vicino: partite al cambio del giorno della situazione, registrazioni al cambio del loro giorno"
        case .ownership:
            "Saldi e movimenti spettano a chi ha il cliente nel giorno della situazione"
        case .attribution(let attribution): self.attribution(attribution)
        case .targets(let share, let single):
            "Obiettivo mancato al massimo \(ItalianArticle.del.before(format.exactPercentage(share))) dell’obiettivo"
                + single.sorted { $0.key < $1.key }.map { "; \($0.key): \(format.exactPercentage($0.value))" }.joined()
        case .convertedTargets(let targets, let currency): targets.map { describe($0, currency) }.joined(separator: "; ")
        case .statedNone(let kinds):
            kinds.map { "nessuna \(singular($0.kind)) oltre a quelle importate \(date(.dal, $0.from))" }.joined(separator: "; ")
        case .analysts(false, _): "Solo codici di portafoglio"
        case .analysts(true, let basis): "Con nome; base: " + (basis ?? "non indicata")
        }
    }
}
