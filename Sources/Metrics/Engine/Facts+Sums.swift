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
        add(rollup.movedMinor, row: row, to: .moved)
        add(rollup.settledMinor, row: row, to: .settled)
        add(rollup.newMinor, row: row, to: .new)
    }

    /// Adds the entries of a rollup's row to those of a row here.
    private mutating func add(_ minor: [Int64], row: Int, to target: FactsRow) {
        let (start, count) = (layout.start(target), layout.count(target))
        precondition((row + 1) * count <= minor.count && start + count <= amounts.count)
        amounts.withUnsafeMutableBufferPointer { amounts in
            minor.withUnsafeBufferPointer { minor in
                // Both ends are within bounds: see the precondition.
                for offset in 0..<count { amounts[start + offset] += Int128(minor[row * count + offset]) }
            }
        }
    }

    /// Takes in one row of the flows of the period.
    mutating func add(flows rollup: FlowsRollup, row: Int) {
        for kind in 0..<FlowsRollup.kindCount {
            add(Int128(rollup.reportingMinor[row * FlowsRollup.kindCount + kind]), to: .flows, kind)
        }
        invoicesDueInMonth += Int128(rollup.invoicesDueInMonthMinor[row])
    }

    /// Takes in one row of the positions at D; its document months come by themselves.
    mutating func add(closing rollup: PositionsRollup, row: Int) {
        add(rollup.bucketsMinor, row: row, to: .buckets)
        credits += Int128(rollup.creditsMinor[row])
        pastDueMinorDays += rollup.pastDueMinorDays[row]
        debitCount += rollup.debitCount[row]
        creditCount += rollup.creditCount[row]
        undatedCount += rollup.undatedCount[row]
        if rollup.oldestDueDay[row] != ItemColumns.noDay { addOldest(Day(daysSinceEpoch: rollup.oldestDueDay[row])) }
    }

    private mutating func addOldest(_ day: Day) { oldestDueDay = min(oldestDueDay ?? day, day) }

    /// Takes in the facts of other customers: all but attributed cash, disputes, promises, contacts and risk.
    mutating func add(sums other: Facts) {
        precondition(layout == other.layout)
        amounts.withUnsafeMutableBufferPointer { amounts in
            other.amounts.withUnsafeBufferPointer { other in
                // Facts of one layout have as many amounts.
                for place in 0..<other.count { amounts[place] += other[place] }
            }
        }
        credits += other.credits
        pastDueMinorDays += other.pastDueMinorDays
        debitCount += other.debitCount
        creditCount += other.creditCount
        undatedCount += other.undatedCount
        if let day = other.oldestDueDay { addOldest(day) }
        opening += other.opening
        yearOpening += other.yearOpening
        openingDueInMonth += other.openingDueInMonth
        invoicesDueInMonth += other.invoicesDueInMonth
        unexplained += other.unexplained
        onCollectable += other.onCollectable
        payments.add(other.payments)
        interestMinor += other.interestMinor
        interestInvoices += other.interestInvoices
        coverage.add(other.coverage)
        positiveNets += other.positiveNets
        landing.add(other.landing)
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
    }
}
