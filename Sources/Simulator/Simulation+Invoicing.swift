import Ledger

extension Simulation {
    /// Sales by month of the year, of a hundred: August low, June and December high.
    private static let season = [93, 96, 103, 99, 101, 114, 104, 82, 101, 102, 100, 119]

    /// Invoices of the day; more towards the end of a month.
    mutating func issueInvoices() {
        let parts = today.components
        let pace = parts.day >= 25 ? 130 : 92
        for account in book.accounts.indices {
            // Thousandths a month × percent × percent ÷ 21 working days, in millionths a day.
            let perMillion = book.accounts[account].invoicesPerMonthMilli * Self.season[parts.month - 1] * pace / 210
            if isInsolvent(account) { continue }
            var rest = perMillion
            while rest > 0 {
                if invoicing.chance(perMillion: min(rest, 1_000_000)) { issueInvoice(account) }
                rest -= 1_000_000
            }
        }
        if invoicing.chance(perMille: 170) { issueDebitNote() }
    }

    /// Nobody sells to a customer that is known to be insolvent.
    private func isInsolvent(_ account: Int) -> Bool {
        let customer = book.customers[book.accounts[account].customer]
        guard let stop = customer.stopsPayingOn else { return false }
        return today > stop.adding(days: customer.writtenOffOn == nil ? 75 : 40)
    }

    private mutating func issueInvoice(_ account: Int) {
        let owner = book.accounts[account]
        let amount = owner.invoiceMinor * invoicing.within(50...150) / 100 * invoicing.within(70...130) / 100 + invoicing.below(100)
        let documentDay = invoicing.chance(perMille: 120) ? today.adding(days: -invoicing.within(1...3)) : today
        let reference = invoicing.chance(perMille: 300) ? "PO-\(invoicing.within(10_000...99_999))" : ""
        let document = numbers[owner.company].invoice()
        let isUndated = invoicing.chance(perMille: 7)
        let parts = amount > owner.invoiceMinor && invoicing.chance(perMille: 60) ? 3 : 1
        for part in 1...parts {
            let share = amount / parts + (part == parts ? amount % parts : 0)
            let due = owner.term.dueDay(of: documentDay.adding(days: 30 * (part - 1)))
            var item = LedgerItem(
                account: account, document: document, line: part, kind: .invoice, documentDay: documentDay, dueDay: isUndated ? nil : due,
                amountMinor: Int64(share), openMinor: Int64(share), reference: reference)
            decide(&item, due: due)
            open(item, posting: .invoice)
        }
    }

    /// Decides when an invoice will be paid or objected to.
    private mutating func decide(_ item: inout LedgerItem, due: Day) {
        let customer = book.customers[book.accounts[item.account].customer]
        var planned = due.adding(days: invoicing.within(customer.habit.lateness))
        if let weekday = customer.habit.payWeekday { planned = planned.adding(days: (weekday - planned.weekday + 7) % 7) }
        item.plannedDay = planned
        if invoicing.chance(perMille: customer.habit.partPayment) { item.nextPaymentPercent = invoicing.within(30...80) }
        if invoicing.chance(perMille: customer.habit.dispute) { item.disputeDay = due.adding(days: invoicing.within(-15...12)) }
        if let stop = customer.stopsPayingOn, planned >= stop {
            item.plannedDay = nil
            if customer.writtenOffOn == nil { item.disputeDay = max(due, stop).adding(days: invoicing.within(8...25)) }
        }
    }

    /// A charge beside the invoices: late-payment costs, or a correction.
    private mutating func issueDebitNote() {
        let account = invoicing.below(book.accounts.count)
        guard !isInsolvent(account) else { return }
        let amount = Int64(invoicing.within(4_000...38_000))
        let company = book.accounts[account].company
        let due = today.adding(days: 30)
        var item = LedgerItem(
            account: account, document: numbers[company].journal(), line: 1, kind: company == 1 ? .other : .debitNote, documentDay: today,
            dueDay: due, amountMinor: amount, openMinor: amount, reference: "")
        item.plannedDay = due.adding(days: invoicing.within(0...45))
        open(item, posting: .adjustment)
    }
}
