import Ledger
import LedgerColumns

extension PositionsRollup {
    /// The rollup of a snapshot from the rollups of its parts. Linear in their rows.
    public static func merging(_ parts: [PositionsRollup], day: Day, bucketCount: Int) -> PositionsRollup {
        if parts.count == 1 { return parts[0] }
        var accounts = Accounts()
        var codes: [GroupCode] = []
        for part in parts {
            let numbers = accounts.numbers(of: part.groups)
            for row in 0..<part.count {
                var code = accounts.codes[numbers[row]]
                code.kind = part.groups.kind[row]
                codes.append(code)
            }
        }
        var numbering: [GroupCode: Int] = [:]
        let distinct = codes.filter { code in
            guard numbering[code] == nil else { return false }
            numbering[code] = numbering.count
            return true
        }
        let sorted = AccountGroups.sorted(
            companies: accounts.companies.values, customers: accounts.customers.values, currencies: accounts.currencies, codes: distinct)
        var merged = PositionsRollup(day: day, groups: sorted.groups, bucketCount: bucketCount)
        var next = 0
        var documents: [DocumentMonths.Entry] = []
        for part in parts {
            let rows = (0..<part.count).map { sorted.rowOfGroup[numbering[codes[next + $0]]!] }
            for row in 0..<part.count { merged.add(part, row, to: rows[row]) }
            documents += part.documentMonths.entries.map { entry in
                var moved = entry
                moved.row = UInt32(rows[Int(entry.row)])
                return moved
            }
            next += part.count
        }
        merged.documentMonths = DocumentMonths(documents)
        return merged
    }

    private mutating func add(_ part: PositionsRollup, _ partRow: Int, to row: Int) {
        for bucket in 0..<bucketCount {
            bucketsMinor[row * bucketCount + bucket] += part.bucketsMinor[partRow * bucketCount + bucket]
            creditsByDateMinor[row * bucketCount + bucket] += part.creditsByDateMinor[partRow * bucketCount + bucket]
        }
        creditsMinor[row] += part.creditsMinor[partRow]
        netDocumentMinor[row] += part.netDocumentMinor[partRow]
        dueInOpenedMonthMinor[row] += part.dueInOpenedMonthMinor[partRow]
        pastDueMinorDays[row] += part.pastDueMinorDays[partRow]
        debitCount[row] += part.debitCount[partRow]
        creditCount[row] += part.creditCount[partRow]
        undatedCount[row] += part.undatedCount[partRow]
        let oldest = part.oldestDueDay[partRow]
        if oldest != ItemColumns.noDay {
            oldestDueDay[row] = oldestDueDay[row] == ItemColumns.noDay ? oldest : min(oldestDueDay[row], oldest)
        }
    }
}
