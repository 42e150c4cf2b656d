import Ledger

/// What to do next for an account.
public enum NextStep: Hashable, Sendable {
    case call
    case sendReminder
    /// The promises to ask after, by id.
    case chasePromise([String])
    /// The day the earliest follow-up was due.
    case followUp(due: Day)
    case escalate
    /// - department: nil when the dispute names none.
    case askDepartment(String?, dispute: String)
    /// The document of the credit item to clear first.
    case clearCredit(document: String)
}

/// An account of the day's worklist: its points, why, and what to do.
public struct WorklistRow: Hashable, Sendable {
    public let account: Account
    /// The rules that fire, most points first, then in the order of the rules.
    public let reasons: [WorkReason]
    /// Those of the reasons together.
    public let points: Int

    init(account: Account, reasons: [WorkReason]) {
        (self.account, self.reasons) = (account, reasons)
        points = reasons.reduce(0) { $0 + $1.points }
    }

    /// What the rules ask for, that of the most points first; at least one.
    public var steps: [NextStep] {
        var steps: [NextStep] = []
        for step in reasons.compactMap(\.step) where !steps.contains(step) { steps.append(step) }
        return steps
    }

    /// Most points first, then the larger past due, then id.
    static func isShownBefore(_ left: WorklistRow, _ right: WorklistRow) -> Bool {
        if left.points != right.points { return left.points > right.points }
        if left.account.pastDueMinor != right.account.pastDueMinor { return left.account.pastDueMinor > right.account.pastDueMinor }
        return left.account.customer.utf8.lexicographicallyPrecedes(right.account.customer.utf8)
    }
}

/// A rule of the worklist that fires, with what made it fire. Amounts are minor units of the reporting currency.
public struct WorkReason: Hashable, Sendable {
    /// What was found.
    public enum Finding: Hashable, Sendable {
        /// Of `count` promises the one due last; there was no contact after its last day.
        case promiseMissed(PromiseProgress, count: Int)
        case followUp(due: Day, count: Int)
        case escalate(score: Int)
        /// - last: nil when no contact is known.
        case pastDue(minor: Int64, last: Day?)
        case dispute(DisputeRow, count: Int)
        case promiseDue(PromiseProgress, count: Int)
        case credit(minor: Int64, count: Int)
        case largeAmount(minor: Int64)
        /// - label: days past due above which the bucket starts.
        case lastBucket(minor: Int64, label: Int)
        case highRisk(score: Int)
    }

    public let rule: WorklistRules.Rule
    public let points: Int
    public let finding: Finding
    /// What the rule asks for; nil for a rule that only raises the place.
    public let step: NextStep?
}

/// The worklist's rules on a day.
struct WorklistJudge {
    private let policy: Policy
    private let rates: RateTable
    private let asOf: Day
    /// The first day that counts as recent for each rule with working days: the day `workingDays` before D, exclusive.
    private let recentAfter: [WorklistRules.Rule: Day]
    /// The rules that are on, in their order.
    private let rules: [(rule: WorklistRules.Rule, settings: ScoreRule)]

    init(asOf: Day, policy: Policy, rates: RateTable) {
        self.policy = policy
        self.rates = rates
        self.asOf = asOf
        rules = WorklistRules.Rule.allCases.map { ($0, policy.worklist[$0]) }.filter(\.1.isOn)
        recentAfter = Dictionary(
            uniqueKeysWithValues: WorklistRules.Rule.allCases.compactMap { rule in
                policy.worklist[rule].workingDays.map { (rule, policy.workCalendar.businessDay(asOf, minus: $0)) }
            })
    }

    /// The row of an account; nil when no rule asks for anything.
    func row(_ account: Account) -> WorklistRow? {
        let reasons = rules.compactMap { rule, settings -> WorkReason? in
            guard let found = found(rule, settings, account) else { return nil }
            return WorkReason(rule: rule, points: settings.points, finding: found.finding, step: found.step)
        }
        guard reasons.contains(where: { $0.step != nil }) else { return nil }
        // Sorting is stable: rules of equal points keep their order.
        return WorklistRow(account: account, reasons: reasons.sorted { $0.points > $1.points })
    }

    private func found(_ rule: WorklistRules.Rule, _ settings: ScoreRule, _ account: Account) -> (
        finding: WorkReason.Finding, step: NextStep?
    )? {
        let currency = policy.reportingCurrency
        switch rule {
        case .promiseMissed: return promiseMissed(settings, account)
        case .followUp:
            guard let due = account.followUps.first?.followUpOn else { return nil }
            return (.followUp(due: due, count: account.followUps.count), .followUp(due: due))
        case .escalate:
            let score = account.risk.score
            guard score >= policy.risk.escalateFrom, !isRecent(account.lastEscalation, rule) else { return nil }
            return (.escalate(score: score), .escalate)
        case .pastDue:
            let minor = account.askableMinor
            guard settings.isReached(by: Int128(minor), in: currency), !isRecent(account.lastContact?.date, rule) else { return nil }
            let calls = Int128(minor) >= Int128(policy.worklist.callFrom) * Int128(currency.minorPerMajor)
            return (.pastDue(minor: minor, last: account.lastContact?.date), calls ? .call : .sendReminder)
        case .dispute:
            let old = account.disputes.filter { !isRecent($0.dispute.openedOn, rule) }
            guard let oldest = old.first else { return nil }
            return (
                .dispute(oldest, count: old.count), .askDepartment(oldest.dispute.department, dispute: oldest.dispute.dispute)
            )
        case .promiseDue:
            let due = account.promises.filter { [.dueToday, .pending].contains($0.state) }
            return due.first.map { (.promiseDue($0, count: due.count), .chasePromise(due.map(\.promise.promise))) }
        case .credit:
            let clearing = account.unapplied.filter { !$0.proposals.isEmpty }
            let minor = clearing.reduce(Int128(0)) { $0 - Int128($1.item.reportingMinor) }
            guard let first = clearing.first, settings.isReached(by: minor, in: currency) else { return nil }
            return (.credit(minor: Int64(clamping: minor), count: clearing.count), .clearCredit(document: first.item.document))
        case .largeAmount:
            let minor = account.askableMinor
            return settings.isReached(by: Int128(minor), in: currency) ? (.largeAmount(minor: minor), nil) : nil
        case .lastBucket:
            let limits = policy.aging.limits
            guard settings.isReached(by: Int128(account.lastBucketMinor), in: currency) else { return nil }
            return (.lastBucket(minor: account.lastBucketMinor, label: limits[limits.count - 1]), nil)
        case .highRisk:
            return account.risk.score >= policy.risk.highFrom ? (.highRisk(score: account.risk.score), nil) : nil
        }
    }

    /// Broken or partial promises of the latest days with enough missing, as long as nobody was in contact after their last day; not when nothing is past due any
    /// more.
    private func promiseMissed(_ settings: ScoreRule, _ account: Account) -> (finding: WorkReason.Finding, step: NextStep?)? {
        guard account.pastDueMinor > 0 else { return nil }
        let missed = account.promises.filter { standing in
            [.broken, .partial].contains(standing.state) && isRecent(standing.lastDay, .promiseMissed)
                && account.lastContact.map { $0.date <= standing.lastDay } ?? true && isReached(settings, by: standing)
        }
        return missed.last.map { (.promiseMissed($0, count: missed.count), .chasePromise(missed.map(\.promise.promise))) }
    }

    /// Whether what is missing of a promise, converted at D, is at or above the rule's amount; what does not fit is.
    private func isReached(_ settings: ScoreRule, by promise: PromiseProgress) -> Bool {
        guard let minor = rates.conversion(of: promise.promise.currency, on: asOf)?.convert(promise.missingMinor) else { return true }
        return settings.isReached(by: Int128(minor), in: policy.reportingCurrency)
    }

    /// Whether a day lies in the rule's working days that end on D; nil never does.
    private func isRecent(_ day: Day?, _ rule: WorklistRules.Rule) -> Bool {
        guard let day, let after = recentAfter[rule] else { return false }
        return day > after
    }
}
