import Ledger

/// Who settles an objection, why it is raised and how long it takes.
struct DisputeDesk {
    var department: String
    var reasons: [String]
    /// Days until it is settled.
    var cycle: ClosedRange<Int>

    static let billing = DisputeDesk(
        department: "Billing", reasons: ["price", "quantity", "purchase order missing", "invoiced twice", "wrong address"], cycle: 6...38)
    static let customerService = DisputeDesk(
        department: "Customer Service", reasons: ["damaged goods", "late delivery", "goods returned", "service not complete"],
        cycle: 8...48)
    static let finance = DisputeDesk(
        department: "Finance", reasons: ["paid to another account", "bank details", "discount taken"], cycle: 8...35)
    static let tax = DisputeDesk(department: "Tax", reasons: ["VAT rate", "withholding tax", "e-invoice rejected"], cycle: 25...80)
    static let legal = DisputeDesk(department: "Legal", reasons: ["contract terms", "guarantee withheld"], cycle: 55...190)

    static let all: [(element: DisputeDesk, weight: Int)] = [
        (billing, 38), (customerService, 30), (finance, 14), (tax, 11), (legal, 7),
    ]
}

extension Simulation {
    /// Raises the objections of the day.
    mutating func raiseDisputes() {
        for account in book.accounts.indices {
            for index in book.accounts[account].open {
                let item = items[index]
                guard item.isDebit, item.dispute == nil, item.coveredBy == nil, !item.isSmallDifference, let day = item.disputeDay,
                    day <= today
                else { continue }
                items[index].disputeDay = nil
                raiseDispute(index)
            }
        }
    }

    private mutating func raiseDispute(_ index: Int) {
        let item = items[index]
        let account = book.accounts[item.account]
        let customer = book.customers[account.customer]
        let desk = customer.stopsPayingOn == nil ? disputing.pick(weighted: DisputeDesk.all) : DisputeDesk.legal
        let isWhole = customer.stopsPayingOn != nil || disputing.chance(perMille: 450)
        let amount = isWhole ? item.openMinor : max(1, item.openMinor * Int64(disputing.within(10...70)) / 100)
        let dispute = result.disputes.count
        result.disputes.append(
            Dispute(
                dispute: Self.identifier("D", dispute + 1), customer: customer.record.customer, document: item.document, openedOn: today,
                currency: account.currency, amountMinor: amount, reason: disputing.pick(desk.reasons), department: desk.department))
        items[index].dispute = dispute
        items[index].plannedDay = nil
        if customer.stopsPayingOn == nil {
            settlements.append((dispute, index, WorkingCalendar.onOrAfter(today.adding(days: disputing.within(desk.cycle)))))
        }
        if let owner = team.owners[account.customer] {
            record(owner, account.customer, .email, .in, .dispute, document: item.document)
        }
    }

    /// Settles the objections whose day has come: a little under half end in a credit, the rest is paid soon after.
    mutating func settleDisputes() {
        let ripe = settlements.filter { $0.on <= today }
        settlements.removeAll { $0.on <= today }
        for (dispute, index, _) in ripe where result.disputes[dispute].closedOn == nil {
            close(dispute, of: index)
            guard items[index].isDebit else { continue }
            items[index].plannedDay = today.adding(days: disputing.within(3...16))
            if disputing.chance(perMille: 450) {
                let credited = min(result.disputes[dispute].amountMinor, items[index].openMinor)
                let document = numbers[book.accounts[items[index].account].company].creditNote()
                post(.creditNote, document: document, line: 1, amountMinor: -credited, clearing: index)
            }
        }
    }

    /// Closes a dispute today.
    mutating func close(_ dispute: Int, of index: Int) {
        result.disputes[dispute].closedOn = today
        items[index].dispute = nil
    }

    /// A letter and a number with six digits.
    static func identifier(_ letter: String, _ number: Int) -> String {
        let digits = String(number)
        return letter + String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
    }
}
