import Ledger

/// What credit items take off the buckets under a policy, by account.
///
/// Entries are amounts ≤ 0; credits without an entry stay outside of the buckets. Under `oldest-first` bucket totals are enough: setting off against the oldest
/// item first empties the buckets from the last to the current one.
struct CreditPlacement {
    /// An amount that stands in a bucket.
    struct Entry {
        let account: Int
        let bucket: Int
        /// ≤ 0, reporting minor units.
        let minor: Int128
    }

    private(set) var entries: [Entry] = []

    /// - Parameter accounts: the account of each row of the rollup; rows of one account follow each other. Linear in the rows.
    init(_ rollup: PositionsRollup, accounts: [Int], _ policy: AgingCredits) {
        switch policy {
        case .separate: break
        case .current:
            for row in 0..<rollup.count where rollup.creditsMinor[row] != 0 {
                entries.append(Entry(account: accounts[row], bucket: 0, minor: Int128(rollup.creditsMinor[row])))
            }
        case .byOwnDate:
            for row in 0..<rollup.count where rollup.creditsMinor[row] != 0 {
                for bucket in 0..<rollup.bucketCount {
                    let minor = rollup.creditsByDateMinor[row * rollup.bucketCount + bucket]
                    if minor != 0 { entries.append(Entry(account: accounts[row], bucket: bucket, minor: Int128(minor))) }
                }
            }
        case .oldestFirst: setOff(rollup, accounts)
        }
    }

    private mutating func setOff(_ rollup: PositionsRollup, _ accounts: [Int]) {
        var start = 0
        while start < rollup.count {
            var end = start + 1
            while end < rollup.count, accounts[end] == accounts[start] { end += 1 }
            var credit = (start..<end).reduce(Int128(0)) { $0 - Int128(rollup.creditsMinor[$1]) }
            for bucket in (0..<rollup.bucketCount).reversed() where credit > 0 {
                let open = (start..<end).reduce(Int128(0)) { $0 + Int128(rollup.bucketsMinor[$1 * rollup.bucketCount + bucket]) }
                let taken = min(open, credit)
                credit -= taken
                if taken > 0 { entries.append(Entry(account: accounts[start], bucket: bucket, minor: -taken)) }
            }
            start = end
        }
    }
}
