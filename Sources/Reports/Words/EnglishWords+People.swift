import Ledger
import Metrics
import ReportDocument

extension EnglishWords {
    func title(_ title: String, _ subject: ReportSubject?) -> String {
        guard let subject else { return title }
        return title + " · " + ([subject.key] + [subject.name].compactMap { $0 }).joined(separator: " ")
    }

    func peers(_ scope: Scope, people: Int, holdsHouse: Bool) -> String {
        if scope == .team { return "Team of \(people)" }
        let portfolios = counted(people, "portfolio", "portfolios")
        if holdsHouse { return portfolios + " and the house account" }
        return people == 1 ? portfolios : "All " + portfolios
    }

    func tooFewPeople(_ people: Int) -> String {
        "figures of fewer than \(PeerFigures.peopleMinimum) people are not shown, and these are of \(people)"
    }

    func tooFewPeopleBetween(_ people: Int) -> String {
        "beside other figures of this report these would tell those of \(counted(people, "person", "people")), and those of fewer than "
            + "\(PeerFigures.peopleMinimum) people are not shown"
    }

    func smallTeams(_ count: Int) -> String {
        "Figures by team are not shown: \(counted(count, "team is", "teams are")) of fewer than \(PeerFigures.peopleMinimum) people."
    }

    func comparisonCaption(people: Int, holdsOwn: Bool, holdsHouse: Bool) -> String {
        let whole = "\(people) people" + (holdsHouse ? " and the house account" : "")
        return holdsOwn
            ? "Your figures are inside the aggregate of \(whole); nobody else’s are shown."
            : "The aggregate is of \(whole), and you are none of them; nobody’s own figures are shown."
    }

    func portfolioStamp(_ tieOut: TieOut) -> String {
        switch tieOut {
        case .agrees: "Tied out: buckets and credits add up to your net balance, and the bridge has no unexplained amount."
        default: stamp(tieOut)
        }
    }

    func heading(_ heading: ListHeading) -> String {
        switch heading {
        case .dueOn: "Due"
        case .daysLate: "Days late"
        case .contactedOn: "Set at the contact of"
        case .channel: "By"
        case .outcome: "Outcome"
        case .document: "Document"
        case .language: "Language"
        case .mine: "My portfolio"
        }
    }

    func word(_ channel: Activity.Channel) -> String {
        switch channel {
        case .phone: "phone"
        case .email: "e-mail"
        case .letter: "letter"
        case .meeting: "meeting"
        }
    }

    func word(_ outcome: Activity.Outcome) -> String {
        switch outcome {
        case .reached: "reached"
        case .noAnswer: "no answer"
        case .leftMessage: "left a message"
        case .promise: "promise"
        case .dispute: "dispute"
        case .escalated: "escalated"
        }
    }

    func moreFollowUps(_ count: Int) -> String {
        count == 1 ? "1 more follow-up is due" : "\(format.decimal(Rational(count), places: 0)) more follow-ups are due"
    }

    func restOfReport(_ sections: [String], isAttached: Bool) -> String {
        (isAttached ? "The attached report has more: " : "The whole report has more: ") + sections.joined(separator: ", ") + "."
    }

    var noImprovement: String { "No figure is better than at the end of last month yet." }

    func nothingToShow(on day: Day) -> String { "There is nothing to show on \(format.date(day))." }

    var nothingToDo: String { "Nothing today." }
}
