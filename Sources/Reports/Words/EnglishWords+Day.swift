import Ledger
import Metrics
import ReportDocument

extension EnglishWords {
    func subject(_ title: String, _ day: Day, cashMinor: Int64?, pace: Rational?, _ currency: Currency) -> String {
        let cash = cashMinor.map { ": cash " + format.moneyInSentence($0, currency) } ?? ""
        return "\(title) \(format.date(day))" + cash + (pace.map { ", \(format.percentage($0)) of the pace" } ?? "")
    }

    func workingDays(gone: Int64, of all: Int64) -> String {
        "\(gone) of the month’s \(workingDays(Int(all))) \(gone == 1 ? "is" : "are") gone."
    }

    func sentence(_ pace: PaceFigures) -> String {
        let amounts = ShownAmounts(pace, format)
        let (cash, soFar, target) = (pace.cashMinor, pace.targetToDateMinor, pace.targetMinor)
        let first =
            cash == soFar
            ? "is exactly on the pace of \(amounts.amount(soFar))"
            : "is \(amounts.difference(cash, soFar)) \(cash > soFar ? "ahead of" : "behind") the pace of \(amounts.amount(soFar))"
        let missing = amounts.difference(target, cash)
        let rest =
            if let needed = pace.neededPerDayMinor {
                pace.daysLeft == 1
                    ? "needs \(missing) on the last working day"
                    : "needs \(amounts.amount(needed)) on each of the \(pace.daysLeft) working days left"
            } else if cash >= target {
                "is reached"
            } else {
                "is missed by \(missing)"
            }
        return "Cash of \(amounts.amount(cash)) \(first). The target of \(amounts.amount(target)) \(rest)."
    }

    func dayCash(_ period: Period, minor: Int64, _ currency: Currency) -> String {
        let cash = format.moneyInSentence(minor, currency)
        return period.dayCount == 1
            ? "Yesterday’s cash (\(format.date(period.last))): \(cash)."
            : "Cash from \(format.date(period.first)) to \(format.date(period.last)): \(cash)."
    }

    func noDayCash(_ reason: String) -> String { "Yesterday’s cash is not available: \(reason)." }

    var noEarlierSnapshot: String { "no earlier snapshot" }

    func morePromises(_ count: Int) -> String {
        count == 1 ? "1 more promise" : "\(format.decimal(Rational(count), places: 0)) more promises"
    }

    func moreAccounts(_ count: Int) -> String {
        count == 1 ? "1 more account" : "\(format.decimal(Rational(count), places: 0)) more accounts"
    }

    func accolade(_ rule: AccoladeRules.Rule, names: [String], others: Int, _ rules: AccoladeRules) -> String {
        var subjects = names
        if others > 0 {
            let more = names.isEmpty ? "" : "other "
            subjects.append(others == 1 ? "one \(more)portfolio" : "\(others) \(more)portfolios")
        }
        let list = subjects.count == 1 ? subjects[0] : subjects.dropLast().joined(separator: ", ") + " and " + subjects[subjects.count - 1]
        let verb = subjects.count == 1 && (others <= 1) ? "has" : "have"
        let deed =
            switch rule {
            case .targetReached: "reached the month’s cash target"
            case .promisesKept: "seen every promise of the month kept"
            case .pastDueDown: "brought past due down by \(format.exactPercentage(rules.pastDueDownBy)) or more since the end of last month"
            case .oldestCleared: "cleared the oldest bucket"
            case .followUpsOnTime: "done every follow-up of the month in time"
            }
        return list.prefix(1).uppercased() + list.dropFirst() + " \(verb) \(deed)."
    }

    func heading(_ heading: DayHeading) -> String {
        switch heading {
        case .targetToDate: "Target to date"
        case .today: "Today"
        case .dayBefore: "Before"
        case .missing: "Missing"
        case .madeOn: "Made"
        case .escalatedOn: "Escalated"
        case .oldestDays: "Oldest, days"
        }
    }
}
