import Ledger
import Metrics
import ReportDocument

/// Accounts whose risk score is high, each with the rules that made it so.
enum HighRiskList {
    static func columns(_ context: ListContext, _ lists: DayLists? = nil) -> [ListColumn<Account>] {
        let words = context.words
        let figure = { (metric: Metric) in
            ListColumn<Account>.figure(metric, context, figures: lists?.figures) { $0.customer }
        }
        return ListColumn.account(context) { $0 } + [
            figure(.riskScore), figure(.arNet), figure(.arPastDue), figure(.aging(bucket: context.aging.bucketCount - 1)),
            creditLimit(context),
            .count(.oldestDaysLate, id: "oldest-days-past-due", context) { $0.pastDueItems.first?.daysPastDue },
            .date(.lastContact, id: "last-contact", of: .activities, context) { $0.lastContact?.date },
            .text(.nextStep, id: "next-step", long: true, context) { account in
                lists?.work(of: account.customer)?.steps.first.map(words.step)
                    ?? (isEscalationDue(account, lists)
                        ? words.step(.escalate) : recentEscalation(account, lists).map(words.underWay) ?? words.noStep)
            },
            .text(.escalation, id: "escalation", context) { account in
                lists.map { words.escalation(isDue: isEscalationDue(account, $0), last: account.lastEscalation) }
            },
            .text(.because, id: "because", long: true, context) { account in
                context.because(account.risk.reasons) { (words.because($0, context.currency), $0.points) }
            },
        ]
    }

    /// Not available where the limit cannot be converted.
    private static func creditLimit(_ context: ListContext) -> ListColumn<Account> {
        let column = Column(
            id: "credit-limit", title: context.words.heading(.creditLimit), unit: context.currency.code, kind: .number)
        return ListColumn(column) { account in
            switch account.creditLimit {
            case .minor(let minor)?: DraftCell(.money(minor, context.currency))
            case .unknown(let reason)?: DraftCell(.notAvailable(reason: context.words.reason(reason)))
            case nil: DraftCell(.empty)
            }
        }
    }

    /// Whether an account is to be escalated: the worklist asks for it, or the score is high enough and nobody ever did. One that was escalated lately is not.
    private static func isEscalationDue(_ account: Account, _ lists: DayLists?) -> Bool {
        guard let lists, account.risk.score >= lists.policy.risk.escalateFrom else { return false }
        return account.lastEscalation == nil || lists.work(of: account.customer)?.steps.contains(.escalate) == true
    }

    /// The day an account was escalated on, when that lies in the working days in which the worklist does not ask for it again.
    private static func recentEscalation(_ account: Account, _ lists: DayLists?) -> Day? {
        guard let lists, let day = account.lastEscalation, let days = lists.policy.worklist[.escalate].workingDays else { return nil }
        return day > lists.policy.workCalendar.businessDay(lists.asOf, minus: days) ? day : nil
    }
}
