import Ledger

/// `past-due.days` = Σ(open × days past due) ÷ Σ open over past-due debit items: how late the late money is, in days.
enum PastDueDays {
    static let definition = MetricDefinition.base(
        restsOn: .items(.closing) { item, _ in
            guard item.isDebit, item.daysPastDue > 0 else { return nil }
            return Share(Int128(item.convertedMinor) * Int128(item.daysPastDue), over: Int128(item.convertedMinor))
        }
    ) { facts, _ in
        let pastDue = facts.pastDue
        return pastDue > 0 ? .days(.quotient(facts[.pastDueMinorDays], by: pastDue)) : .unavailable(.noPastDueItems)
    }
}
