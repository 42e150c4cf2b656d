import Ledger

extension Simulation {
    /// Applies the unapplied payments whose day has come to the items they were meant for.
    mutating func applyCredits() {
        for account in book.accounts.indices {
            let payments = book.accounts[account].open.filter {
                items[$0].kind == .payment && items[$0].openMinor < 0 && (items[$0].plannedDay ?? .distant) <= today
            }
            for payment in payments {
                for debit in book.accounts[account].open where items[debit].coveredBy == payment && items[debit].isDebit {
                    if items[payment].openMinor < 0 { apply(credit: payment, to: debit) }
                    items[debit].coveredBy = nil
                    items[debit].plannedDay = today.adding(days: 10)
                }
            }
        }
    }

    /// Credit notes for returns and rebates: open until the customer deducts them, some for a long time.
    mutating func issueCreditNotes() {
        for account in book.accounts.indices {
            let chance = book.accounts[account].invoicesPerMonthMilli * 28 / 10
            guard crediting.chance(perMillion: chance) else { continue }
            let invoices = book.accounts[account].open.filter {
                items[$0].kind == .invoice && items[$0].isDebit && items[$0].coveredBy == nil
            }
            guard !invoices.isEmpty else { continue }
            let credited = items[crediting.pick(invoices)].amountMinor * Int64(crediting.within(6...32)) / 100
            guard credited > 0 else { continue }
            var item = LedgerItem(
                account: account, document: numbers[book.accounts[account].company].creditNote(), line: 1, kind: .creditNote,
                documentDay: today, dueDay: nil, amountMinor: -credited, openMinor: -credited, reference: "")
            let wait = crediting.chance(perMille: 180) ? crediting.within(60...200) : crediting.within(3...35)
            item.plannedDay = today.adding(days: wait)
            open(item, posting: .creditNote)
        }
    }

    /// Clears what bank charges left open.
    mutating func clearSmallDifferences() {
        for account in book.accounts.indices {
            for index in book.accounts[account].open where items[index].isSmallDifference && items[index].isDebit {
                guard (items[index].plannedDay ?? .distant) <= today else { continue }
                let document = numbers[book.accounts[account].company].journal()
                post(.adjustment, document: document, line: 1, amountMinor: -items[index].openMinor, clearing: index)
            }
        }
    }

    /// Writes off, on the last working day of a month, a share of what is hopelessly late, and an insolvent customer's items on their day.
    mutating func writeOff() {
        let isMonthClose = today == WorkingCalendar.lastWorkingDay(of: today.month)
        for account in book.accounts.indices {
            let customer = book.customers[book.accounts[account].customer]
            let isInsolvent = customer.writtenOffOn == today
            guard isMonthClose || isInsolvent else { continue }
            for index in book.accounts[account].open where items[index].isDebit && items[index].coveredBy == nil {
                let isHopeless = daysPastDue(items[index]) > 200 && customer.stopsPayingOn == nil
                guard isInsolvent || (isHopeless && crediting.chance(perMille: 300)) else { continue }
                let document = numbers[book.accounts[account].company].journal()
                post(.writeOff, document: document, line: 1, amountMinor: -items[index].openMinor, clearing: index)
                if let dispute = items[index].dispute { close(dispute, of: index) }
            }
        }
    }
}
