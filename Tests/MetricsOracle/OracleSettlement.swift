import Ledger

extension OracleRows {
    /// What settled each opening item: paid, credited and written off, in reporting currency.
    ///
    /// Every document is gone through on its own: its postings of the period are put on one heap a kind, and its lines take from the heaps one after the other.
    func settled(_ rows: [OracleItemRow]) -> [OracleItemRow] {
        var rows = rows
        var seen: Set<[String]> = []
        for row in rows where row.isDebit {
            let item = row.item
            guard seen.insert([item.company, item.document, item.currency.code]).inserted else { continue }
            var heaps: [Int64] = [PostingKind.payment, .creditNote, .writeOff].map { kind in
                var taken: Int64 = 0
                for posting in ledger.postings
                where posting.kind == kind && posting.company == item.company && posting.currency == item.currency {
                    guard period.contains(posting.postingDate), (posting.clears ?? posting.document) == item.document else { continue }
                    taken -= posting.amountMinor
                }
                return max(0, taken)
            }
            let lines = rows.indices.filter { position in
                let other = rows[position]
                return other.isDebit && other.item.company == item.company && other.item.document == item.document
                    && other.item.currency == item.currency
            }
            let ordered = lines.sorted { left, right in
                let (first, second) = (rows[left].item, rows[right].item)
                if let firstDue = first.dueDate, let secondDue = second.dueDate, firstDue != secondDue { return firstDue < secondDue }
                if (first.dueDate == nil) != (second.dueDate == nil) { return first.dueDate != nil }
                return Array(first.line.utf8).lexicographicallyPrecedes(Array(second.line.utf8))
            }
            for position in ordered {
                let open = rows[position].item.openMinor
                var gone = open - (rows[position].standingMinor ?? 0)
                var level = open - gone
                for kind in heaps.indices {
                    let part = min(gone, heaps[kind])
                    heaps[kind] -= part
                    gone -= part
                    let before = money.convert(level, item.currency, on: period.openingDay)
                    level += part
                    rows[position].settled[kind] = money.convert(level, item.currency, on: period.openingDay) - before
                }
            }
        }
        return rows
    }
}

extension OracleSlice {
    /// The full migration matrix: what became of the debit items of each opening bucket, as shares of it.
    func outcomes() -> [String: OracleValue] {
        var values: [String: OracleValue] = [:]
        let names = OracleMetrics.bucketNames(rows.ledger.limits)
        for (bucket, name) in names.enumerated() {
            var amounts: [String: Int64] = ["stayed": 0, "paid": 0, "credited": 0, "written-off": 0, "other": 0]
            if bucket > 0 { amounts["improved"] = 0 }
            if bucket < names.count - 2 { amounts["jumped"] = 0 }
            let before = (opening ?? []).filter { $0.isDebit && $0.bucket == bucket }
            for row in before {
                let stands = row.standing?.amount ?? 0
                if let to = row.standing?.bucket, to != bucket + 1 {
                    amounts[to == bucket ? "stayed" : to < bucket ? "improved" : "jumped"]! += stands
                }
                for (kind, name) in ["paid", "credited", "written-off"].enumerated() { amounts[name]! += row.settled[kind] }
                amounts["other"]! += row.converted - stands - row.settled.reduce(0, +)
            }
            for (outcome, amount) in amounts {
                let needsPostings = ["paid", "credited", "written-off", "other"].contains(outcome)
                let isKnown =
                    opening != nil && closing != nil && (!needsPostings || rows.historyStart.map { $0 <= rows.asOf.month } == true)
                values["roll.\(name).\(outcome)"] = isKnown ? ratio(amount, total(before)) : .notAvailable
            }
        }
        return values
    }
}
