import LedgerColumns

/// What each account of a day holds of its customer: net balance at D, and the past-due amount at opening; customers are summed from it scope by scope.
struct CustomerBalances {
    /// A customer's part under one scope key.
    struct Balance {
        var netMinor: Int128 = 0
        var openingPastDueMinor: Int128 = 0
        /// Whether a debit item was past due at opening.
        var isPastDueAtOpening = false
    }

    private var balances: [Balance]
    /// Account numbers, those of one customer next to each other.
    private let accountsByCustomer: [Int]
    private let customerOfAccount: [UInt32]

    init(_ accounts: Accounts) {
        customerOfAccount = accounts.codes.map(\.customer)
        balances = [Balance](repeating: Balance(), count: customerOfAccount.count)
        // Counting sort: linear, and stable, so that no result depends on how a sort breaks ties.
        var starts = [Int](repeating: 0, count: accounts.customers.values.count + 1)
        for customer in customerOfAccount { starts[Int(customer) + 1] += 1 }
        for customer in 1..<starts.count { starts[customer] += starts[customer - 1] }
        var sorted = [Int](repeating: 0, count: customerOfAccount.count)
        for (account, customer) in customerOfAccount.enumerated() {
            sorted[starts[Int(customer)]] = account
            starts[Int(customer)] += 1
        }
        accountsByCustomer = sorted
    }

    /// - Parameter accounts: The account number of each row.
    mutating func add(closing rollup: PositionsRollup, accounts: [Int]) {
        for row in 0..<rollup.count { balances[accounts[row]].netMinor += rollup.netMinor(row) }
    }

    /// - Parameter accounts: The account number of each row.
    mutating func add(opening rollup: PositionsRollup, accounts: [Int]) {
        for row in 0..<rollup.count where rollup.oldestDueDay[row] != ItemColumns.noDay {
            let account = accounts[row]
            balances[account].isPastDueAtOpening = true
            for bucket in 1..<rollup.bucketCount {
                balances[account].openingPastDueMinor += Int128(rollup.bucketsMinor[row * rollup.bucketCount + bucket])
            }
        }
    }

    /// Visits every customer once under each place it has accounts in: linear in the accounts.
    ///
    /// - Parameter places: The place of each account; negative for accounts that have none.
    func forEachCustomer(places: [Int], _ body: (_ customer: Int, _ place: Int, Balance) -> Void) {
        var first = 0
        while first < accountsByCustomer.count {
            let customer = customerOfAccount[accountsByCustomer[first]]
            var end = first + 1
            while end < accountsByCustomer.count, customerOfAccount[accountsByCustomer[end]] == customer { end += 1 }
            visit(first..<end, places: places) { body(Int(customer), $0, $1) }
            first = end
        }
    }

    /// The sums of a customer's accounts by place. A customer has few places, so they are looked for one by one.
    ///
    /// - Parameter numbers: Where the customer's accounts stand in ``accountsByCustomer``.
    @inline(__always)
    private func visit(_ numbers: Range<Int>, places: [Int], _ body: (Int, Balance) -> Void) {
        for number in numbers {
            let place = places[accountsByCustomer[number]]
            guard place >= 0, !(numbers.lowerBound..<number).contains(where: { places[accountsByCustomer[$0]] == place }) else { continue }
            var sum = Balance()
            for other in number..<numbers.upperBound {
                let account = accountsByCustomer[other]
                guard places[account] == place else { continue }
                sum.netMinor += balances[account].netMinor
                sum.openingPastDueMinor += balances[account].openingPastDueMinor
                sum.isPastDueAtOpening = sum.isPastDueAtOpening || balances[account].isPastDueAtOpening
            }
            body(place, sum)
        }
    }
}
