import Ledger
import Metrics
import ReportDocument

extension ItalianWords {
    func title(_ title: String, _ subject: ReportSubject?) -> String {
        guard let subject else { return title }
        return title + " · " + ([subject.key] + [subject.name].compactMap { $0 }).joined(separator: " ")
    }

    func peers(_ scope: Scope, people: Int, holdsHouse: Bool) -> String {
        if scope == .team { return "Team di \(people)" }
        if holdsHouse { return (people == 1 ? "1 portafoglio" : "\(people) portafogli") + " e i clienti senza assegnazione" }
        return people == 1 ? "1 portafoglio" : "Tutti \(ItalianArticle.il.beforePlural(String(people))) portafogli"
    }

    func tooFewPeople(_ people: Int) -> String {
        "i dati di meno di \(PeerFigures.peopleMinimum) persone non si mostrano, e qui sono \(people)"
    }

    func tooFewPeopleBetween(_ people: Int) -> String {
        "accanto ad altri dati di questo report direbbero quelli di \(people == 1 ? "1 persona" : "\(people) persone"), e i dati di meno di "
            + "\(PeerFigures.peopleMinimum) persone non si mostrano"
    }

    func smallTeams(_ count: Int) -> String {
        "I dati per team non si mostrano: \(count == 1 ? "un team ha" : "\(count) team hanno") meno di \(PeerFigures.peopleMinimum) persone."
    }

    func comparisonCaption(people: Int, holdsOwn: Bool, holdsHouse: Bool) -> String {
        let whole = "\(people) persone" + (holdsHouse ? " più i clienti senza assegnazione" : "")
        return holdsOwn
            ? "I tuoi dati sono dentro l’aggregato di \(whole); quelli di nessun altro sono mostrati."
            : "L’aggregato è di \(whole), e tu non sei fra loro; i dati di nessuno sono mostrati da soli."
    }

    func portfolioStamp(_ tieOut: TieOut) -> String {
        switch tieOut {
        case .agrees: "Quadratura riuscita: fasce e partite a credito danno il tuo saldo netto e il raccordo non ha importi non spiegati."
        default: stamp(tieOut)
        }
    }

    func heading(_ heading: ListHeading) -> String {
        switch heading {
        case .dueOn: "Scadenza"
        case .daysLate: "Giorni di ritardo"
        case .contactedOn: "Fissato nel contatto del"
        case .channel: "Canale"
        case .outcome: "Esito"
        case .document: "Documento"
        case .language: "Lingua"
        case .mine: "Il mio portafoglio"
        }
    }

    func word(_ channel: Activity.Channel) -> String {
        switch channel {
        case .phone: "telefono"
        case .email: "e-mail"
        case .letter: "lettera"
        case .meeting: "incontro"
        }
    }

    func word(_ outcome: Activity.Outcome) -> String {
        switch outcome {
        case .reached: "raggiunto"
        case .noAnswer: "nessuna risposta"
        case .leftMessage: "lasciato un messaggio"
        case .promise: "promessa"
        case .dispute: "contestazione"
        case .escalated: "escalation"
        }
    }

    func moreFollowUps(_ count: Int) -> String {
        count == 1 ? "Un altro richiamo è da fare" : "Altri \(format.count(beforeNoun: count)) richiami sono da fare"
    }

    func restOfReport(_ sections: [String], isAttached: Bool) -> String {
        (isAttached ? "Nel report allegato anche: " : "Nel report completo anche: ") + sections.joined(separator: ", ") + "."
    }

    var noImprovement: String { "Nessun indicatore è ancora migliore che alla fine del mese scorso." }

    func nothingToShow(on day: Day) -> String { "Non c’è niente da mostrare \(date(.al, day))." }

    var nothingToDo: String { "Niente per oggi." }
}
