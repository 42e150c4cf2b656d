import Ledger
import LedgerColumns

/// Numbers that stand for the records of a kind that a day knows of, so that what was computed of a day stays valid when records of later days are added.
///
/// Each record adds its hash from the day on which it is known; the number of a day is the sum of all hashes up to it, whatever the order of the records.
struct DatedFingerprints: Sendable {
    /// Ascending, each once.
    private var days: [Day] = []
    /// The sum of all hashes up to the day beside it.
    private var sums: [UInt64] = []

    init(_ entries: [(day: Day, hash: UInt64)]) {
        var sum: UInt64 = 0
        for entry in entries.sorted(by: { $0.day < $1.day }) {
            sum &+= entry.hash
            if days.last == entry.day {
                sums[sums.count - 1] = sum
            } else {
                days.append(entry.day)
                sums.append(sum)
            }
        }
    }

    /// The number of a day. Logarithmic in the days with a record.
    func text(through day: Day) -> String {
        var (low, high) = (0, days.count)
        while low < high {
            let middle = (low + high) / 2
            if days[middle] <= day { low = middle + 1 } else { high = middle }
        }
        return String(low == 0 ? 0 : sums[low - 1])
    }

    /// A promise is known from the day it was made.
    init(_ promises: [PaymentPromise]) {
        self.init(
            promises.map { promise in
                var hash = RecordHash()
                hash.add(promise.promise)
                hash.add(promise.customer)
                hash.add(promise.document)
                hash.add(promise.madeOn.daysSinceEpoch)
                hash.add(promise.dueOn.daysSinceEpoch)
                hash.add(promise.currency.code)
                hash.add(promise.amountMinor)
                hash.add(promise.analyst)
                return (promise.madeOn, hash.value)
            })
    }

    /// A dispute is known from the day it was opened, and its closing from the day it was closed.
    init(_ disputes: [Dispute]) {
        self.init(
            disputes.flatMap { dispute in
                var hash = RecordHash()
                hash.add(dispute.dispute)
                hash.add(dispute.customer)
                hash.add(dispute.document)
                hash.add(dispute.openedOn.daysSinceEpoch)
                hash.add(dispute.currency.code)
                hash.add(dispute.amountMinor)
                hash.add(dispute.reason)
                hash.add(dispute.department)
                let opening = (day: dispute.openedOn, hash: hash.value)
                guard let closedOn = dispute.closedOn else { return [opening] }
                hash.add(closedOn.daysSinceEpoch)
                return [opening, (closedOn, hash.value)]
            })
    }

    /// An assignment is known from its first day, and its end from the day after its last one.
    init(_ assignments: [PortfolioAssignment]) {
        self.init(
            assignments.flatMap { assignment in
                var hash = RecordHash()
                hash.add(assignment.customer)
                hash.add(assignment.analyst)
                hash.add(assignment.validFrom.daysSinceEpoch)
                let start = (day: assignment.validFrom, hash: hash.value)
                guard let last = assignment.validTo else { return [start] }
                hash.add(last.daysSinceEpoch)
                return [start, (last.adding(days: 1), hash.value)]
            })
    }
}

/// A hash of the fields of a record, in their order.
private struct RecordHash {
    private(set) var value: UInt64 = 0

    mutating func add(_ text: String?) {
        guard var text else { return add(Int64(-1)) }
        value = text.withUTF8 { stableHash($0.span.bytes, seed: value) }
    }

    mutating func add(_ number: some FixedWidthInteger) {
        value = foldMultiply(value ^ UInt64(truncatingIfNeeded: number), 0xA076_1D64_78BD_642F) &+ 1
    }
}
