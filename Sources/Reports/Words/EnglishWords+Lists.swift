import Ledger
import Metrics

extension EnglishWords {
    func name(_ list: ListKind) -> String {
        switch list {
        case .highRisk: "High-risk accounts"
        case .worklist: "Worklist"
        case .promises: "Promises to pay"
        case .disputes: "Open disputes"
        case .unapplied: "Unapplied credits"
        case .reconciliation: "Reconciliation"
        }
    }

    func caption(_ list: ListKind, _ policy: Policy, withPoints: Bool) -> String? {
        let points = withPoints ? "; points of each rule in brackets" : ""
        return switch list {
        case .highRisk: "Accounts with a risk score of \(policy.risk.highFrom) or more\(points)."
        case .worklist: "Accounts that call for something today, most points first\(points)."
        case .promises: "Promises that are open, and those judged in the period."
        case .disputes: nil
        case .unapplied:
            "Credit notes and payments on account, and the open items of the same customer, company and currency they could clear: the one of exactly the amount, else the oldest."
        case .reconciliation: nil
        }
    }

    func more(_ count: Int, in list: ListKind) -> String {
        let noun: (one: String, many: String) =
            switch list {
            case .highRisk, .worklist: ("account", "accounts")
            case .promises: ("promise", "promises")
            case .disputes: ("dispute", "disputes")
            case .unapplied: ("credit item", "credit items")
            case .reconciliation: ("line", "lines")
            }
        return "\(format.decimal(Rational(count), places: 0)) more \(count == 1 ? noun.one : noun.many)"
    }

    func moreKeys(_ count: Int) -> String { "\(format.decimal(Rational(count), places: 0)) more in one row" }
    func moreKeysNotShown(_ count: Int) -> String {
        count == 1 ? "1 more is not shown" : "\(format.decimal(Rational(count), places: 0)) more are not shown"
    }
    func otherKeys(_ count: Int) -> String { count == 1 ? "1 other" : "\(format.decimal(Rational(count), places: 0)) others" }
    var notOfOtherKeys: String { "does not follow from the figures of the others" }

    func nothing(in list: ListKind) -> String {
        switch list {
        case .highRisk: "No account has a high risk score."
        case .worklist: "No account calls for anything today."
        case .promises: "No promise is open, and none was judged in the period."
        case .disputes: "No dispute is open."
        case .unapplied: "There are no unapplied credits."
        case .reconciliation: "There is nothing to reconcile: no balance and no posting."
        }
    }

    func because(_ reason: RiskReason, _ currency: Currency) -> String {
        switch reason.finding {
        case .pastDueShare(let share, let minor):
            "\(format.percentage(share)) of gross is past due: \(format.moneyWithCurrency(minor, currency))"
        case .lastBucket(let minor, let label): lastBucket(minor, label, currency)
        case .brokenPromises(let count, let days): "\(count) \(count == 1 ? "promise" : "promises") broken in \(self.days(days))"
        case .overCreditLimit(let exposure, let limit, let written):
            "exposure of \(format.moneyWithCurrency(exposure, currency)) above the limit of \(format.moneyWithCurrency(limit, currency))"
                + (written.map { " (" + self.written($0) + ")" } ?? "")
        case .daysLate(let days): "past-due items are \(format.decimal(days, places: 1)) days late on average"
        case .noContact(let last, _): noContact(since: last)
        case .concentration(let share?): "\(format.percentage(share)) of all positive balances"
        case .concentration(nil): "one of the largest balances of the ledger"
        }
    }

    var creditsInColumns: String {
        "What columns show as past due has credits in it, as the policy for credits says; reasons, points and what to ask for count debit items only."
    }

    func unjudgedLimits(_ limits: [UnjudgedLimits]) -> String {
        let count = limits.reduce(0) { $0 + $1.customerCount }
        return (count == 1 ? "The credit limit of 1 account is" : "The credit limits of \(format.whole(count)) accounts are")
            + " not judged: \(reasons(limits))."
    }

    var notJudged: String { "not judged" }

    func unjudged(without kinds: [RecordKind]) -> String {
        "No \(list(kinds.map(plural), "or")) on record: rules that need them are not judged."
    }

    func plural(_ kind: RecordKind) -> String {
        switch kind {
        case .activities: "activities"
        case .disputes: "disputes"
        case .promises: "promises"
        }
    }

    func because(_ reason: WorkReason, _ currency: Currency, _ imported: ImportedRecords) -> String {
        let knowsContacts = imported.contains(.activities)
        return switch reason.finding {
        case .promiseMissed(let promise, let count):
            (count == 1 ? "" : "\(count) promises missed; the latest: ") + self.promise(promise)
                + (promise.paidMinor > 0 ? ", paid in part" : ", nothing paid")
                + (knowsContacts ? ", no contact after " + format.date(promise.lastDay) : "")
        case .followUp(let due, let count):
            count == 1 ? "follow-up due \(format.date(due))" : "\(count) follow-ups due, the first \(format.date(due))"
        case .escalate(let score): "risk score \(score)" + (knowsContacts ? ", not escalated lately" : "")
        case .pastDue(let minor, let last):
            ([format.moneyWithCurrency(minor, currency) + " past due"] + takenOff(imported)
                + (knowsContacts ? [noContact(since: last)] : []))
                .joined(separator: ", ")
        case .dispute(let dispute, let count):
            (count == 1 ? "" : "\(count) old disputes; the oldest: ") + self.dispute(dispute)
        case .promiseDue(let promise, let count):
            (count == 1 ? "" : "\(count) promises due; the first: ") + self.promise(promise)
        case .credit(let minor, let count):
            "\(count == 1 ? "a credit" : "\(count) credits") of \(format.moneyWithCurrency(minor, currency)) could clear open items"
        case .largeAmount: "large amount"
        case .lastBucket(let minor, let label): lastBucket(minor, label, currency)
        case .highRisk: "on the high-risk list"
        }
    }

    private func lastBucket(_ minor: Int64, _ label: Int, _ currency: Currency) -> String {
        "\(format.moneyWithCurrency(minor, currency)) is over \(days(label)) late"
    }

    /// What the amount to ask for leaves out, as far as it is known.
    private func takenOff(_ imported: ImportedRecords) -> [String] {
        switch (imported.contains(.disputes), imported.contains(.promises)) {
        case (true, true): ["neither disputed nor promised"]
        case (true, false): ["not disputed"]
        case (false, true): ["not promised"]
        case (false, false): []
        }
    }

    private func noContact(since last: Day?) -> String { last.map { "no contact since \(format.date($0))" } ?? "no contact on record" }

    func because(_ promise: PromiseProgress) -> String {
        let due = format.date(promise.promise.dueOn)
        let last = format.date(promise.lastDay)
        let missing = format.moneyWithCurrency(promise.missingMinor, promise.promise.currency)
        return switch promise.state {
        case .broken: "due \(due); nothing paid by \(last)"
        case .partial: "due \(due); \(missing) missing on \(last)"
        case .kept, .paid: "paid in full (due \(due))"
        case .pending: "due \(due); counts as kept if paid by \(last); \(missing) missing"
        case .dueToday: "due today; \(missing) missing"
        case .dueThisWeek, .later: "due \(due)" + (promise.paidMinor > 0 ? "; \(missing) missing" : "")
        }
    }

    func because(_ dispute: DisputeRow) -> String {
        "open for \(days(dispute.ageDays)), " + (dispute.dispute.department.map { "with \($0)" } ?? "no department named")
    }

    func because(_ unapplied: UnappliedRow) -> String {
        unapplied.proposals.isEmpty ? "no debit item" : unapplied.isExact ? "exact amount" : "the oldest"
    }

    func because(_ line: Reconciliation.Line) -> String {
        if line.unexplainedMinor == 0 { return "opening + postings = closing" }
        return line.customer == nil
            ? "the customers above do not tie out"
            : "opening + postings do not give the closing balance: look for a missing posting or ledger file"
    }

    func points(_ reason: String, _ points: Int) -> String { "\(reason) (\(points))" }

    func step(_ step: NextStep) -> String {
        switch step {
        case .call: "Call"
        case .sendReminder: "Send a reminder"
        case .chasePromise(let promises): "Chase \(promises.count == 1 ? "promise" : "promises") \(list(promises))"
        case .followUp(let due): "Follow up (due \(format.date(due)))"
        case .escalate: "Escalate"
        case .askDepartment(let department?, let dispute): "Ask \(department) about dispute \(dispute)"
        case .askDepartment(nil, let dispute): "Find out who has dispute \(dispute)"
        case .clearCredit(let document): "Clear credit \(document)"
        }
    }

    var noStep: String { "No step called for today" }
    func underWay(escalatedOn day: Day) -> String { "Under way: escalated \(format.date(day))" }

    func escalation(isDue: Bool, last: Day?) -> String {
        let past = last.map { "escalated \(format.date($0))" }
        return isDue ? "Escalate" + (past.map { " (\($0))" } ?? "") : past ?? "No"
    }

    func state(_ state: PromiseProgress.State) -> String {
        switch state {
        case .broken: "Broken"
        case .partial: "Kept in part"
        case .kept: "Kept"
        case .pending: "Within tolerance"
        case .dueToday: "Due today"
        case .dueThisWeek: "Due this week"
        case .later: "Due later"
        case .paid: "Paid"
        }
    }

    func kind(_ kind: ItemKind) -> String {
        switch kind {
        case .invoice: "Invoice"
        case .creditNote: "Credit note"
        case .payment: "Payment on account"
        case .debitNote: "Debit note"
        case .other: "Other"
        }
    }

    func item(_ item: OpenItem) -> String {
        let due = item.dueDay.map { "due \(format.date($0))" } ?? "no due date"
        let late = item.daysPastDue.flatMap { $0 > 0 ? ", \(days($0)) late" : nil } ?? ""
        return "\(document(item)), \(due)\(late), \(format.moneyWithCurrency(item.openMinor, item.currency))"
    }

    func document(_ item: OpenItem) -> String { item.label }

    func contact(_ activity: Activity) -> String {
        let channel =
            switch activity.channel {
            case .phone: "phone"
            case .email: "mail"
            case .letter: "letter"
            case .meeting: "meeting"
            }
        return "\(format.date(activity.date)), \(channel), \(outcome(activity.outcome))"
    }

    func dispute(_ dispute: DisputeRow) -> String {
        "dispute \(dispute.dispute.dispute) of \(format.moneyWithCurrency(dispute.dispute.amountMinor, dispute.dispute.currency)), "
            + because(dispute)
    }

    func promise(_ promise: PromiseProgress) -> String {
        "promise \(promise.promise.promise) of \(format.moneyWithCurrency(promise.promise.amountMinor, promise.promise.currency)) due \(format.date(promise.promise.dueOn))"
    }

    func proposal(_ proposal: ClearingProposal) -> String {
        proposal.isWhole
            ? document(proposal.item)
            : "\(document(proposal.item)) in part (\(format.moneyWithCurrency(proposal.clearedMinor, proposal.item.currency)))"
    }

    var allCustomers: String { "All customers" }

    func stamp(_ reconciliation: Reconciliation) -> String {
        reconciliation.isTiedOut
            ? "Everything ties out: for every company, customer and currency, the balance of \(format.date(reconciliation.period.openingDay)) and the postings since give the balance of \(format.date(reconciliation.period.last))."
            : "\(reconciliation.breaks.count) \(reconciliation.breaks.count == 1 ? "balance does" : "balances do") not tie out."
    }

    func controlTotals(differing: [Currency]) -> String {
        differing.isEmpty
            ? "The balances are what was counted when the files were imported."
            : "Balances differ from what was counted at import in " + differing.map(\.code).joined(separator: ", ") + "."
    }

    func notReconciled(_ reason: UnavailableReason) -> String { "The snapshot cannot be reconciled: \(self.reason(reason))." }

    func heading(_ heading: ListColumnHeading) -> String {
        switch heading {
        case .customer: "Customer"
        case .name: "Name"
        case .portfolio: "Portfolio"
        case .creditLimit: "Credit limit"
        case .oldestDaysLate: "Oldest, days late"
        case .lastContact: "Last contact"
        case .nextStep: "Next step"
        case .escalation: "Escalation"
        case .because: "Because"
        case .points: "Points"
        case .language: "Language"
        case .askable: "To ask for"
        case .pastDueItems: "Items past due"
        case .oldestItem: "Oldest item"
        case .dispute: "Dispute"
        case .promise: "Promise"
        case .state: "State"
        case .document: "Document"
        case .madeOn: "Made on"
        case .dueOn: "Due on"
        case .promised: "Promised"
        case .paid: "Paid"
        case .missing: "Missing"
        case .currency: "Currency"
        case .openedOn: "Opened on"
        case .age: "Age"
        case .amount: "Amount"
        case .converted: "Converted"
        case .openOfDocument: "Open of the document"
        case .reason: "Reason"
        case .department: "Department"
        case .company: "Company"
        case .kind: "Kind"
        case .documentDay: "Document date"
        case .open: "Open amount"
        case .clears: "Could clear"
        case .opening: "Opening"
        case .postings: "Postings"
        case .closing: "Closing"
        case .unexplained: "Unexplained"
        case .debits: "Debit items"
        case .credits: "Credit items"
        }
    }
}
