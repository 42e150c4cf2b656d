import Ledger

extension Simulation {
    /// Payments of the day: every account with something planned pays in one run.
    mutating func receivePayments() {
        for account in book.accounts.indices {
            if let stop = book.customers[book.accounts[account].customer].stopsPayingOn, today >= stop { continue }
            let due = book.accounts[account].open.filter { isPayable(items[$0]) }
            guard !due.isEmpty else { continue }
            deductCredits(of: account, from: due)
            let rest = due.filter { items[$0].isDebit }
            guard !rest.isEmpty else { continue }
            if paying.chance(perMille: book.customers[book.accounts[account].customer].habit.unadvised) {
                receiveUnadvised(account, meantFor: rest)
            } else {
                receiveAdvised(account, for: rest)
            }
        }
    }

    private func isPayable(_ item: LedgerItem) -> Bool {
        guard item.isDebit, !item.isSmallDifference, item.dispute == nil, item.coveredBy == nil, let planned = item.plannedDay else {
            return false
        }
        return planned <= today
    }

    /// Customers take their open credit notes off what they pay.
    private mutating func deductCredits(of account: Int, from due: [Int]) {
        let credits = book.accounts[account].open.filter { items[$0].openMinor < 0 && (items[$0].plannedDay ?? .distant) <= today }
        for credit in credits {
            for debit in due where items[debit].isDebit && items[credit].openMinor < 0 { apply(credit: credit, to: debit) }
        }
    }

    /// One payment document with a line for each invoice it settles.
    private mutating func receiveAdvised(_ account: Int, for due: [Int]) {
        let document = numbers[book.accounts[account].company].payment()
        for (position, index) in due.enumerated() {
            let open = items[index].openMinor
            var paid = open
            if items[index].nextPaymentPercent < 100 {
                paid = max(1, open * Int64(items[index].nextPaymentPercent) / 100)
                items[index].nextPaymentPercent = 100
                items[index].plannedDay = today.adding(days: paying.within(15...40))
            } else if open > 20_000, paying.chance(perMille: 14) {
                paid -= Int64(paying.within(120...1_900))
                items[index].isSmallDifference = true
                items[index].plannedDay = today.adding(days: paying.within(8...40))
            }
            post(.payment, document: document, line: position + 1, amountMinor: -paid, clearing: index)
        }
    }

    /// Money nobody can place yet: an open credit item, to be applied once the customer has said what it is for. Now and then it is too much.
    private mutating func receiveUnadvised(_ account: Int, meantFor due: [Int]) {
        let owed = due.reduce(Int64(0)) { $0 + items[$1].openMinor }
        let surplus = paying.chance(perMille: 200) ? Int64(paying.within(300...25_000)) : 0
        var item = LedgerItem(
            account: account, document: numbers[book.accounts[account].company].payment(), line: 1, kind: .payment, documentDay: today,
            dueDay: nil, amountMinor: -(owed + surplus), openMinor: -(owed + surplus), reference: "")
        let wait = paying.chance(perMille: 120) ? paying.within(50...110) : paying.within(4...32)
        item.plannedDay = today.adding(days: wait)
        let payment = open(item, posting: .payment)
        for index in due {
            items[index].coveredBy = payment
            items[index].plannedDay = nil
        }
    }
}

extension Day {
    /// Later than any day of a simulation.
    static let distant = Day(daysSinceEpoch: Int32.max / 2)
}
