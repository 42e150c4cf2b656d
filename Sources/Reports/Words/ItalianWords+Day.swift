import Ledger
import Metrics
import ReportDocument

extension ItalianWords {
    func subject(_ title: String, _ day: Day, cashMinor: Int64?, pace: Rational?, _ currency: Currency) -> String {
        let cash = cashMinor.map { ": incassati " + format.moneyInSentence($0, currency) } ?? ""
        return "\(title) \(format.date(day))" + cash + (pace.map { ", \(format.percentage($0)) del ritmo" } ?? "")
    }

    func workingDays(gone: Int64, of all: Int64) -> String {
        gone == 1 ? "È passato 1 giorno lavorativo del mese su \(all)." : "Sono passati \(gone) giorni lavorativi del mese su \(all)."
    }

    func sentence(_ pace: PaceFigures) -> String {
        let amounts = ShownAmounts(pace, format)
        let (cash, soFar, target) = (pace.cashMinor, pace.targetToDateMinor, pace.targetMinor)
        let first =
            cash == soFar
            ? "è esattamente al ritmo di \(amounts.amount(soFar))"
            : "è \(amounts.difference(cash, soFar)) \(cash > soFar ? "sopra" : "sotto") il ritmo di \(amounts.amount(soFar))"
        let goal = "obiettivo di \(amounts.amount(target))"
        let missing = amounts.difference(target, cash)
        let rest =
            if let needed = pace.neededPerDayMinor {
                pace.daysLeft == 1
                    ? "Per l’\(goal) servono \(missing) nell’ultimo giorno lavorativo."
                    : "Per l’\(goal) servono \(amounts.amount(needed)) in ognuno \(ItalianArticle.del.beforePlural(String(pace.daysLeft))) giorni lavorativi che restano."
            } else if cash >= target {
                "L’\(goal) è raggiunto."
            } else {
                "L’\(goal) è mancato di \(missing)."
            }
        return "L’incasso di \(amounts.amount(cash)) \(first). \(rest)"
    }

    func dayCash(_ period: Period, minor: Int64, _ currency: Currency) -> String {
        let cash = format.moneyInSentence(minor, currency)
        return period.dayCount == 1
            ? "Incasso di ieri (\(format.date(period.last))): \(cash)."
            : "Incasso \(range(period)): \(cash)."
    }

    func noDayCash(_ reason: String) -> String { "L’incasso di ieri non è disponibile: \(reason)." }

    var noEarlierSnapshot: String { "nessuna situazione precedente" }

    func morePromises(_ count: Int) -> String {
        count == 1 ? "Un’altra promessa" : "Altre \(format.count(beforeNoun: count)) promesse"
    }

    func moreAccounts(_ count: Int) -> String {
        count == 1 ? "Un altro cliente" : "Altri \(format.count(beforeNoun: count)) clienti"
    }

    func accolade(_ rule: AccoladeRules.Rule, names: [String], others: Int, _ rules: AccoladeRules) -> String {
        var subjects = names
        if others > 0 {
            subjects.append(
                names.isEmpty
                    ? (others == 1 ? "un portafoglio" : "\(others) portafogli")
                    : (others == 1 ? "un altro portafoglio" : "altri \(others) portafogli"))
        }
        let list = subjects.count == 1 ? subjects[0] : subjects.dropLast().joined(separator: ", ") + " e " + subjects[subjects.count - 1]
        let verb = subjects.count == 1 && (others <= 1) ? "ha" : "hanno"
        let deed =
            switch rule {
            case .targetReached: "raggiunto l’obiettivo di incasso del mese"
            case .promisesKept: "visto mantenere tutte le promesse del mese"
            case .pastDueDown: "ridotto lo scaduto di almeno \(exactPercentage(.il, rules.pastDueDownBy)) dalla fine del mese scorso"
            case .oldestCleared: "svuotato la fascia più vecchia"
            case .followUpsOnTime: "fatto in tempo tutti i richiami del mese"
            }
        return list.prefix(1).uppercased() + list.dropFirst() + " \(verb) \(deed)."
    }

    func heading(_ heading: DayHeading) -> String {
        switch heading {
        case .targetToDate: "Obiettivo a oggi"
        case .today: "Oggi"
        case .dayBefore: "Prima"
        case .missing: "Manca"
        case .madeOn: "Fatta il"
        case .escalatedOn: "Avviata il"
        case .oldestDays: "Più vecchia, giorni"
        }
    }
}
