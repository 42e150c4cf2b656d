import Ledger
import LedgerColumns

extension Facts {
    /// Takes in one row of a payments rollup.
    mutating func add(_ rollup: PaymentsRollup, row: Int) {
        onCollectable += Int128(rollup.onCollectableMinor[row])
        payments.applied += Int128(rollup.appliedMinor[row])
        payments.payMinorDays += rollup.payMinorDays[row]
        payments.dated += Int128(rollup.datedMinor[row])
        payments.lateMinorDays += rollup.lateMinorDays[row]
        payments.datedCount += rollup.datedCount[row]
        payments.onTime += Int128(rollup.onTimeMinor[row])
        payments.onTimeCount += rollup.onTimeCount[row]
        payments.unmatchedCount += rollup.unmatchedCount[row]
        payments.unmatched += Int128(rollup.unmatchedMinor[row])
    }

    /// Takes in one row of a migration rollup.
    mutating func add(_ rollup: MigrationRollup, row: Int) {
        let width = rollup.bucketCount * (rollup.bucketCount + 1)
        let settlements = rollup.bucketCount * Settlement.allCases.count
        for offset in 0..<width { moved[offset] += Int128(rollup.movedMinor[row * width + offset]) }
        for offset in 0..<settlements { settled[offset] += Int128(rollup.settledMinor[row * settlements + offset]) }
        for bucket in 0..<rollup.bucketCount { new[bucket] += Int128(rollup.newMinor[row * rollup.bucketCount + bucket]) }
    }

    /// Takes in one row of the positions at D; its document months come by themselves.
    mutating func add(closing rollup: PositionsRollup, row: Int) {
        for bucket in 0..<rollup.bucketCount { buckets[bucket] += Int128(rollup.bucketsMinor[row * rollup.bucketCount + bucket]) }
        credits += Int128(rollup.creditsMinor[row])
        pastDueMinorDays += rollup.pastDueMinorDays[row]
        debitCount += rollup.debitCount[row]
        creditCount += rollup.creditCount[row]
        undatedCount += rollup.undatedCount[row]
        if rollup.oldestDueDay[row] != ItemColumns.noDay { addOldest(Day(daysSinceEpoch: rollup.oldestDueDay[row])) }
    }

    private mutating func addOldest(_ day: Day) { oldestDueDay = min(oldestDueDay ?? day, day) }

    /// Takes in the facts of other customers: all but attributed cash, disputes, promises, contacts and risk. Their balances above zero come last, in no order of size.
    mutating func add(sums other: Facts) {
        Self.add(other.buckets, to: &buckets)
        Self.add(other.placedCredits, to: &placedCredits)
        credits += other.credits
        pastDueMinorDays += other.pastDueMinorDays
        debitCount += other.debitCount
        creditCount += other.creditCount
        undatedCount += other.undatedCount
        if let day = other.oldestDueDay { addOldest(day) }
        opening += other.opening
        yearOpening += other.yearOpening
        openingDueInMonth += other.openingDueInMonth
        Self.add(other.flows, to: &flows)
        invoicesDueInMonth += other.invoicesDueInMonth
        unexplained += other.unexplained
        Self.add(other.salesByMonth, to: &salesByMonth)
        for month in documents.indices where other.documents[month].count != 0 { documents[month].add(other.documents[month]) }
        onCollectable += other.onCollectable
        payments.add(other.payments)
        Self.add(other.moved, to: &moved)
        Self.add(other.settled, to: &settled)
        Self.add(other.new, to: &new)
        interestMinor += other.interestMinor
        interestInvoices += other.interestInvoices
        coverage.add(other.coverage)
        positiveNets += other.positiveNets
        landing.add(other.landing)
    }

    fileprivate static func add(_ terms: [Int128], to sums: inout [Int128]) {
        for place in sums.indices { sums[place] += terms[place] }
    }
}

extension Facts.DocumentFacts {
    mutating func add(_ other: Self) {
        minorDays += other.minorDays
        openMinor += other.openMinor
        count += other.count
    }
}

extension Facts.PaymentFacts {
    mutating func add(_ other: Self) {
        applied += other.applied
        payMinorDays += other.payMinorDays
        dated += other.dated
        lateMinorDays += other.lateMinorDays
        datedCount += other.datedCount
        onTime += other.onTime
        onTimeCount += other.onTimeCount
        unmatchedCount += other.unmatchedCount
        unmatched += other.unmatched
    }
}

extension Facts.CoverageFacts {
    mutating func add(_ other: Self) {
        customers += other.customers
        contacted += other.contacted
        pastDueMinor += other.pastDueMinor
        contactedMinor += other.contactedMinor
    }
}

extension Facts.LandingFacts {
    mutating func add(_ other: Self) {
        promised += other.promised
        due += other.due
        disputed += other.disputed
        Facts.add(other.hindcastErrors, to: &hindcastErrors)
    }
}
