import Ledger

extension OracleBuilder {
    mutating func addSnapshots() {
        for day in snapshotDays {
            var items: [OracleItem] = []
            var settled: [OracleItem] = []
            for line in lines where line.movements[0].day <= day {
                var item = line.item
                item.openMinor = line.open(on: day)
                if let amendment = line.amendment, amendment.from <= day { item.dueDate = amendment.dueDate }
                if item.openMinor != 0 {
                    items.append(item)
                } else if line.isKept {
                    settled.append(item)
                }
            }
            // Items with nothing open only stand beside others of the same account.
            for item in settled {
                let hasCompany = items.contains { other in
                    other.company == item.company && other.customer == item.customer && other.currency == item.currency
                }
                if hasCompany { items.append(item) }
            }
            if !items.isEmpty { ledger.snapshots[day] = items }
        }
    }

    /// Breaks the agreement between snapshots and postings here and there.
    mutating func distort() {
        ledger.isExplained = false
        for _ in 0..<random.int(1...8) { distortSnapshot(random.pick(ledger.snapshots.keys.sorted())) }
        for _ in 0..<random.int(0...3) { ledger.postings.remove(at: random.int(0...ledger.postings.count - 1)) }
        for _ in 0..<random.int(0...5) {
            let position = random.int(0...ledger.postings.count - 1)
            switch random.int(1...3) {
            case 1: ledger.postings[position].customer = random.pick(customers)
            case 2: ledger.postings[position].currency = random.pick(currencies)
            default: ledger.postings[position].amountMinor += Int64(random.int(-1_000...1_000))
            }
        }
    }

    private mutating func distortSnapshot(_ day: Day) {
        var items = ledger.snapshots[day]!
        let position = random.int(0...items.count - 1)
        switch random.int(1...7) {
        case 1: items[position].openMinor += Int64(random.int(-5_000...5_000))
        case 2 where items.count > 1: items.remove(at: position)
        case 3: items[position].customer = random.pick(customers)
        case 4: items[position].currency = random.pick(currencies)
        case 5: items[position].line += "x"
        case 6: items[position].company = companies[0] + "X"
        default: items[position].dueDate = day
        }
        ledger.snapshots[day] = items
    }
}
