import Ledger
import Metrics

/// The words of a team's day.
public protocol DayWords: Sendable {
    /// The subject of a message: what, of which day, with the figure that matters most; `pace` as a fraction, nil without a target.
    func subject(_ title: String, _ day: Day, cashMinor: Int64?, pace: Rational?, _ currency: Currency) -> String
    /// "5 of 21 working days are gone".
    func workingDays(gone: Int64, of all: Int64) -> String
    /// How cash stands to the pace and what is still needed.
    func sentence(_ pace: PaceFigures) -> String
    /// The cash of yesterday, or of several days when days off lie between.
    func dayCash(_ period: Period, minor: Int64, _ currency: Currency) -> String
    /// That yesterday's cash is not known; the reason without a full stop.
    func noDayCash(_ reason: String) -> String
    /// Why there is nothing to compare a day with, without a full stop.
    var noEarlierSnapshot: String { get }
    func morePromises(_ count: Int) -> String
    func moreAccounts(_ count: Int) -> String
    /// Good news about portfolios: those that are named, and how many others. Not both none.
    func accolade(_ rule: AccoladeRules.Rule, names: [String], others: Int, _ rules: AccoladeRules) -> String
    func heading(_ heading: DayHeading) -> String
}

/// Headings of a team's day.
public enum DayHeading: Hashable, CaseIterable, Sendable {
    case targetToDate, today, dayBefore, missing, madeOn, escalatedOn, oldestDays
}
