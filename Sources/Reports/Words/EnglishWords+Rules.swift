import Ledger
import Metrics

extension EnglishWords {
    func name(_ rule: RiskRules.Rule) -> String { "Risk: " + ruleName(rule) }

    func ruleName(_ rule: RiskRules.Rule) -> String {
        switch rule {
        case .pastDueShare: "past-due share"
        case .lastBucket: "oldest bucket"
        case .brokenPromises: "broken promises"
        case .overCreditLimit: "over credit limit"
        case .daysLate: "days late"
        case .noContact: "no contact"
        case .concentration: "concentration"
        }
    }

    func value(_ rule: RiskRules.Rule, _ policy: Policy) -> String {
        let settings = policy.risk[rule]
        return settings.isOn ? points(settings.points) + ": " + condition(rule, settings, policy) : "off"
    }

    private func condition(_ rule: RiskRules.Rule, _ settings: ScoreRule, _ policy: Policy) -> String {
        let amount = amount(settings, policy)
        let share = format.exactPercentage(settings.share?.rational ?? .zero)
        let days = self.days(settings.days ?? 0)
        return switch rule {
        case .pastDueShare: "past due at least \(amount) and \(share) of gross"
        case .lastBucket: "at least \(amount) in \(bucket(policy.aging.bucketCount - 1, policy.aging).lowercased())"
        case .brokenPromises: "at least \(settings.count ?? 1) broken among the promises due in \(days)"
        case .overCreditLimit: "net balance above the credit limit"
        case .daysLate: "past-due items at least \(days) late on average, weighted by amount"
        case .noContact: "something past due and no contact, in either direction, in \(days)"
        case .concentration: "at least \(share) of the positive balances of all customers"
        }
    }

    func name(_ rule: WorklistRules.Rule) -> String {
        let name =
            switch rule {
            case .promiseMissed: "missed promise"
            case .followUp: "follow-up"
            case .escalate: "escalation"
            case .pastDue: "past due"
            case .dispute: "old dispute"
            case .promiseDue: "promise due"
            case .credit: "credit to clear"
            case .largeAmount: "large amount"
            case .lastBucket: "oldest bucket"
            case .highRisk: "high risk"
            }
        return "Worklist: " + name
    }

    func value(_ rule: WorklistRules.Rule, _ policy: Policy) -> String {
        let settings = policy.worklist[rule]
        guard settings.isOn else { return "off" }
        return points(settings.points) + ": " + condition(rule, settings, policy) + (rule.onlyRaises ? "; raises the place only" : "")
    }

    private func condition(_ rule: WorklistRules.Rule, _ settings: ScoreRule, _ policy: Policy) -> String {
        let amount = amount(settings, policy)
        let days = workingDays(settings.workingDays ?? 0)
        let call = format.moneyWithCurrency(policy.worklist.callFrom * policy.reportingCurrency.minorPerMajor, policy.reportingCurrency)
        return switch rule {
        case .promiseMissed:
            "a promise came out broken or partial in \(days) with at least \(amount) missing, and no contact after its last day"
        case .followUp: "a follow-up is due and not done"
        case .escalate: "risk score of \(policy.risk.escalateFrom) or more and no escalation in \(days)"
        case .pastDue:
            "past due, neither disputed nor promised, of at least \(amount) and no contact in \(days); from \(call) a call, below it a reminder"
        case .dispute: "a dispute open for \(days) or longer"
        case .promiseDue: "a promise due today or within its tolerance is not paid in full"
        case .credit: "credits of at least \(amount) that could clear open items"
        case .largeAmount: "past due, neither disputed nor promised, of at least \(amount)"
        case .lastBucket: "at least \(amount) in \(bucket(policy.aging.bucketCount - 1, policy.aging).lowercased())"
        case .highRisk: "risk score of \(policy.risk.highFrom) or more"
        }
    }

    private func amount(_ settings: ScoreRule, _ policy: Policy) -> String {
        format.moneyWithCurrency((settings.amount ?? 0) * policy.reportingCurrency.minorPerMajor, policy.reportingCurrency)
    }
}
