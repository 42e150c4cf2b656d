import Ledger
import Metrics

/// The words of reports about one analyst's or a team's day.
public protocol PeopleWords: Sendable {
    /// The report's title with whom it is about.
    func title(_ title: String, _ subject: ReportSubject?) -> String
    /// The heading over figures of others: of a team or of all; `holdsHouse`: whether the house account is among them.
    func peers(_ scope: Scope, people: Int, holdsHouse: Bool) -> String
    /// Why figures of others are not shown, without a full stop.
    func tooFewPeople(_ people: Int) -> String
    /// Why figures of others are not shown beside other figures of the report that are of so many people more or fewer, without a full stop.
    func tooFewPeopleBetween(_ people: Int) -> String
    /// That a report for the team has no figures by team, because so many teams are of fewer people than are shown together.
    func smallTeams(_ count: Int) -> String
    /// How a comparison is to be read; `holdsOwn`: whether the reader's figures are among those of the others; `holdsHouse`: whether the house account is.
    func comparisonCaption(people: Int, holdsOwn: Bool, holdsHouse: Bool) -> String
    /// The stamp of a portfolio: whether its figures tie out.
    func portfolioStamp(_ tieOut: TieOut) -> String
    /// Headings of lists.
    func heading(_ heading: ListHeading) -> String
    /// Channels and outcomes of contacts.
    func word(_ channel: Activity.Channel) -> String
    func word(_ outcome: Activity.Outcome) -> String
    /// "3 more follow-ups are due or late".
    func moreFollowUps(_ count: Int) -> String
    /// What a message says that shows only the beginning of a report: the titles of the sections it leaves out, and whether the whole report is attached.
    func restOfReport(_ sections: [String], isAttached: Bool) -> String
    /// What is said when no figure got better.
    var noImprovement: String { get }
    /// What a report says of which no block has anything to show on its day.
    func nothingToShow(on day: Day) -> String
    /// What an empty list says.
    var nothingToDo: String { get }
}

/// Headings of lists of the day.
public enum ListHeading: Hashable, CaseIterable, Sendable {
    case dueOn, daysLate, contactedOn, channel, outcome, document, language
    case mine
}
