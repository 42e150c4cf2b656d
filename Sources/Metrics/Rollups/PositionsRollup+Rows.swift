extension PositionsRollup {
    /// Room for rows that will be appended.
    mutating func reserveCapacity(_ count: Int) {
        groups.company.reserveCapacity(count)
        groups.customer.reserveCapacity(count)
        groups.currency.reserveCapacity(count)
        groups.kind.reserveCapacity(count)
        bucketsMinor.reserveCapacity(count * bucketCount)
        creditsMinor.reserveCapacity(count)
        creditsByDateMinor.reserveCapacity(count * bucketCount)
        netDocumentMinor.reserveCapacity(count)
        dueInOpenedMonthMinor.reserveCapacity(count)
        pastDueMinorDays.reserveCapacity(count)
        debitCount.reserveCapacity(count)
        creditCount.reserveCapacity(count)
        undatedCount.reserveCapacity(count)
        oldestDueDay.reserveCapacity(count)
    }

    /// Appends the row of a group that comes behind all others.
    mutating func append(_ group: GroupCode, _ sums: GroupSums) {
        groups.append(group)
        bucketsMinor.append(contentsOf: sums.buckets)
        creditsMinor.append(sums.totals.creditsMinor)
        creditsByDateMinor.append(contentsOf: sums.creditBuckets)
        netDocumentMinor.append(sums.totals.netDocumentMinor)
        dueInOpenedMonthMinor.append(sums.totals.dueInOpenedMonthMinor)
        pastDueMinorDays.append(sums.totals.pastDueMinorDays)
        debitCount.append(sums.totals.debitCount)
        creditCount.append(sums.totals.creditCount)
        undatedCount.append(sums.totals.undatedCount)
        oldestDueDay.append(sums.oldestDueDay)
    }

    /// Appends the rows of groups that come behind all others, of the same lists of values.
    mutating func append(_ other: PositionsRollup) {
        groups.append(other.groups)
        bucketsMinor += other.bucketsMinor
        creditsMinor += other.creditsMinor
        creditsByDateMinor += other.creditsByDateMinor
        netDocumentMinor += other.netDocumentMinor
        dueInOpenedMonthMinor += other.dueInOpenedMonthMinor
        pastDueMinorDays += other.pastDueMinorDays
        debitCount += other.debitCount
        creditCount += other.creditCount
        undatedCount += other.undatedCount
        oldestDueDay += other.oldestDueDay
    }
}
