import Ledger

extension Simulation {
    /// Contacts of the day: each analyst first sees to the follow-ups that are due, then calls the largest past-due accounts not spoken to lately.
    mutating func makeContacts() {
        let worklist = pastDueCustomers()
        for owner in team.members.indices {
            let pace = team.members[owner].contactsPerDayPercent * options.customers / Team.customersForStaff
            let percent = pace * contacting.within(60...140) / 100
            var left = percent / 100 + (contacting.chance(perMille: percent % 100 * 10) ? 1 : 0)
            for customer in book.customers.indices where left > 0 && team.owners[customer] == owner {
                guard let activity = openFollowUp[customer], let day = result.activities[activity].followUpOn, day <= today else {
                    continue
                }
                // One in eight waits for another day.
                if contacting.chance(perMille: 125) { continue }
                result.activities[activity].followUpDoneOn = today
                openFollowUp[customer] = nil
                contact(owner, customer)
                left -= 1
            }
            for entry in worklist where left > 0 && team.owners[entry.customer] == owner {
                if let last = lastContact[entry.customer], today.days(since: last) < 9 { continue }
                contact(owner, entry.customer)
                left -= 1
            }
        }
    }

    /// Customers with past-due items, the largest amount first; of equals the first in the book.
    private func pastDueCustomers() -> [(customer: Int, euros: Int64)] {
        var late: [(customer: Int, euros: Int64)] = []
        for (customer, entry) in book.customers.enumerated() {
            var euros: Int64 = 0
            for account in entry.accounts {
                let owed = book.accounts[account].open.reduce(Int64(0)) { sum, index in
                    sum + (items[index].isDebit && daysPastDue(items[index]) > 0 ? items[index].openMinor : 0)
                }
                euros += self.euros(owed, book.accounts[account].currency)
            }
            if euros > 0 { late.append((customer, euros)) }
        }
        return late.sorted { $0.euros == $1.euros ? $0.customer < $1.customer : $0.euros > $1.euros }
    }

    private mutating func contact(_ owner: Int, _ customer: Int) {
        lastContact[customer] = today
        let channels: [(element: Activity.Channel, weight: Int)] = [(.phone, 58), (.email, 37), (.letter, 3), (.meeting, 2)]
        let channel = contacting.pick(weighted: channels)
        let oldest = oldestPastDue(of: customer)
        guard channel == .meeting || contacting.chance(perMille: book.customers[customer].habit.reachable) else {
            let outcome: Activity.Outcome = channel == .phone && contacting.chance(perMille: 550) ? .noAnswer : .leftMessage
            return record(
                owner, customer, channel, .out, outcome, document: oldest.map { items[$0].document }, followUpIn: contacting.within(2...6))
        }
        if let oldest, canPromise(items[oldest]), contacting.chance(perMille: 520) { return promise(owner, customer, channel, oldest) }
        let isHard = oldest.map { daysPastDue(items[$0]) > 75 } ?? false
        let outcome: Activity.Outcome = isHard && contacting.chance(perMille: 350) ? .escalated : .reached
        let wait = contacting.chance(perMille: 500) ? contacting.within(5...14) : nil
        record(owner, customer, channel, .out, outcome, document: oldest.map { items[$0].document }, followUpIn: wait)
    }

    private func canPromise(_ item: LedgerItem) -> Bool {
        guard item.dispute == nil, item.coveredBy == nil, !item.isSmallDifference, let planned = item.plannedDay, planned > today else {
            return false
        }
        return (item.promisedUntil ?? today) <= today
    }

    private func oldestPastDue(of customer: Int) -> Int? {
        var oldest: Int?
        for account in book.customers[customer].accounts {
            for index in book.accounts[account].open where items[index].isDebit && daysPastDue(items[index]) > 0 {
                if let best = oldest, daysPastDue(items[best]) >= daysPastDue(items[index]) { continue }
                oldest = index
            }
        }
        return oldest
    }

    /// Takes a promise and decides whether it will be kept, kept in part or broken; one in ten names no document.
    private mutating func promise(_ owner: Int, _ customer: Int, _ channel: Activity.Channel, _ index: Int) {
        let dueOn = WorkingCalendar.onOrAfter(today.adding(days: contacting.within(4...13)))
        let item = items[index]
        let namesDocument = contacting.chance(perMille: 900)
        result.promises.append(
            PaymentPromise(
                promise: Self.identifier("P", result.promises.count + 1), customer: book.customers[customer].record.customer,
                document: namesDocument ? item.document : nil, madeOn: today, dueOn: dueOn, currency: book.accounts[item.account].currency,
                amountMinor: item.openMinor, analyst: team.members[owner].record.analyst))
        items[index].promisedUntil = dueOn.adding(days: 5)
        if contacting.chance(perMille: book.customers[customer].habit.keepsPromise) {
            items[index].plannedDay = min(item.plannedDay ?? dueOn, dueOn)
            items[index].nextPaymentPercent = 100
        } else if contacting.chance(perMille: 350) {
            items[index].plannedDay = dueOn
            items[index].nextPaymentPercent = contacting.within(25...75)
        } else {
            items[index].plannedDay = max(item.plannedDay ?? dueOn, dueOn.adding(days: contacting.within(9...30)))
        }
        record(
            owner, customer, channel, .out, .promise, document: item.document,
            followUpIn: WorkingCalendar.after(dueOn).days(since: today))
    }

    /// Records a contact of today.
    mutating func record(
        _ owner: Int, _ customer: Int, _ channel: Activity.Channel, _ direction: Activity.Direction, _ outcome: Activity.Outcome,
        document: String?, followUpIn days: Int? = nil
    ) {
        let followUpOn = days.map { WorkingCalendar.onOrAfter(today.adding(days: $0)) }
        if followUpOn != nil { openFollowUp[customer] = result.activities.count }
        result.activities.append(
            Activity(
                activity: Self.identifier("A", result.activities.count + 1), date: today, analyst: team.members[owner].record.analyst,
                customer: book.customers[customer].record.customer, channel: channel, direction: direction, outcome: outcome,
                document: document, followUpOn: followUpOn))
    }
}
