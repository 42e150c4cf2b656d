import Ledger

/// Gathers the rollups of a day and sums them by scope key.
struct FactsBuilder {
    private let asOf: Day
    private let policy: Policy
    private let tables: ReferenceTables
    private let source: any RollupSource
    private let frame: FactsFrame
    private var accounts = Accounts()
    /// Closing − opening − flows in document currency, by account.
    private var unexplainedDocument: [Int128] = []
    /// Accounts with a balance, an opening balance or a movement: they make the keys of a scope.
    private var isActive: [Bool] = []

    private let opening: PositionsRollup?
    private let yearOpening: PositionsRollup?
    private var closing: (rollup: PositionsRollup, accounts: [Int])?
    private var openingAccounts: [Int] = []
    private var yearOpeningAccounts: [Int] = []
    /// One per month of the frame.
    private var flows: [(rollup: FlowsRollup, accounts: [Int])] = []
    private var payments: (rollup: PaymentsRollup, accounts: [Int])?
    private var migration: (rollup: MigrationRollup, accounts: [Int])?
    private let disputes: DisputesOfDay
    private var collections: CollectionEvents

    init(asOf: Day, policy: Policy, tables: ReferenceTables, source: any RollupSource) throws {
        (self.asOf, self.policy, self.tables, self.source) = (asOf, policy, tables, source)
        let period = Period.monthToDate(asOf)
        opening = try source.positions(on: period.openingDay)
        let yearOpeningDay = Month(year: asOf.month.year - 1, month: 12).lastDay
        yearOpening = yearOpeningDay == period.openingDay ? opening : try source.positions(on: yearOpeningDay)
        let first = try source.firstPostingDay()?.month
        disputes = try DisputesOfDay(asOf: asOf, tables: tables)
        collections = CollectionEvents(asOf: asOf, tables: tables)
        let start = max(min(first ?? asOf.month, asOf.month), asOf.month.adding(months: 1 - FactsFrame.monthLimit))
        frame = FactsFrame(
            asOf: asOf, policy: policy, hasOpening: opening != nil, hasYearOpening: yearOpening != nil, firstPostingMonth: first,
            months: (start.index...asOf.month.index).map { Month(index: $0) })
    }

    /// Account numbers of a rollup's rows, with the per-account arrays grown to match.
    private mutating func numbers(_ groups: AccountGroups, active: Bool) -> [Int] {
        let numbers = accounts.numbers(of: groups)
        let missing = accounts.codes.count - isActive.count
        isActive.append(contentsOf: repeatElement(false, count: missing))
        unexplainedDocument.append(contentsOf: repeatElement(0, count: missing))
        if active { for number in numbers { isActive[number] = true } }
        return numbers
    }

    mutating func add(positions: PositionsRollup) throws {
        let numbers = numbers(positions.groups, active: true)
        for row in 0..<positions.count { unexplainedDocument[numbers[row]] += Int128(positions.netDocumentMinor[row]) }
        closing = (positions, numbers)
    }

    mutating func addOpening() throws {
        if let opening {
            openingAccounts = numbers(opening.groups, active: true)
            for row in 0..<opening.count { unexplainedDocument[openingAccounts[row]] -= Int128(opening.netDocumentMinor[row]) }
        }
        if let yearOpening { yearOpeningAccounts = numbers(yearOpening.groups, active: false) }
    }

    mutating func addFlows() throws {
        let periods = frame.months.map { $0 == asOf.month ? Period.monthToDate(asOf) : Period(first: $0.firstDay, last: $0.lastDay) }
        for rollup in try source.flows(periods) {
            let isCurrent = rollup.period.last == asOf
            let numbers = numbers(rollup.groups, active: isCurrent)
            flows.append((rollup, numbers))
            guard isCurrent else { continue }
            for row in 0..<rollup.groups.count {
                for kind in 0..<FlowsRollup.kindCount {
                    unexplainedDocument[numbers[row]] -= Int128(rollup.documentMinor[row * FlowsRollup.kindCount + kind])
                }
            }
        }
    }

    mutating func addPayments() throws {
        let rollup = try source.payments(asOf: asOf)
        payments = (rollup, numbers(rollup.groups, active: true))
    }

    mutating func addMigration() throws {
        guard let rollup = try source.migration(asOf: asOf) else { return }
        migration = (rollup, numbers(rollup.groups, active: true))
    }

    mutating func addCollections() throws {
        collections = try CollectionEvents.ofDay(frame, disputes: disputes, policy: policy, tables: tables, source: source)
    }

    /// The unexplained amounts by account, converted at D.
    private func unexplained() throws(MetricsError) -> [Int128] {
        guard frame.hasOpening else { return [Int128](repeating: 0, count: accounts.codes.count) }
        var converted: [Int128] = []
        for (account, amount) in unexplainedDocument.enumerated() {
            if amount == 0 {
                converted.append(0)
                continue
            }
            let currency = accounts.currencies[Int(accounts.codes[account].currency)]
            guard let conversion = tables.rates.conversion(of: currency, on: asOf) else {
                throw .missingRate(currency, asOf, reporting: tables.rates.reporting)
            }
            guard let minor = Int64(exactly: amount).flatMap(conversion.convert) else {
                throw .amountsTooLarge("the bridge of \(asOf.isoText)")
            }
            converted.append(Int128(minor))
        }
        return converted
    }

    /// The figures of the gathered rollups.
    func figures(scopes: [Scope]) throws -> DayFigures {
        let unexplained = try unexplained()
        var facts: [Scope: [String: Facts]] = [:]
        var keys: [Scope: [String]] = [:]
        for scope in Set(scopes).union([.all]) {
            let sums = sum(scope, unexplained: unexplained)
            facts[scope] = sums
            keys[scope] = sums.keys.sorted(by: ScopeKey.precedes)
        }
        return DayFigures(frame: frame, disputes: disputes, tables: tables, facts: facts, sortedKeys: keys)
    }

    private func sum(_ scope: Scope, unexplained: [Int128]) -> [String: Facts] {
        let accountKeys = accounts.keys(scope, on: asOf, tables: tables)
        var sums = ScopeSums(frame: frame)
        switch scope {
        case .all: sums.add(key: "")
        case .analyst: for analyst in tables.analysts.keys { sums.add(key: analyst) }
        case .team: for analyst in tables.analysts.keys { sums.add(key: ScopeKey.team(of: analyst, tables: tables)) }
        default: break
        }
        for (account, key) in accountKeys.enumerated() where isActive[account] { sums.add(key: key) }
        for event in collections.events {
            if let key = event.key(scope, on: asOf, tables: tables) { sums.add(key: key) }
        }
        if let payments, scope == .analyst || scope == .team {
            sums.addOwners(payments.rollup) { scope == .analyst ? $0 : ScopeKey.team(of: $0, tables: tables) }
        }
        let places = accountKeys.map { sums.place(of: $0) }
        if let closing {
            sums.add(closing: closing.rollup, places: closing.accounts.map { places[$0] }, customers: customers(closing.accounts))
        }
        if let opening { sums.add(opening: opening, places: openingAccounts.map { places[$0] }, customers: customers(openingAccounts)) }
        if let yearOpening { sums.add(yearOpening: yearOpening, places: yearOpeningAccounts.map { places[$0] }) }
        for (month, flow) in flows.enumerated() { sums.add(flow.rollup, month: month, places: flow.accounts.map { places[$0] }) }
        if let payments {
            sums.add(payments.rollup, places: payments.accounts.map { places[$0] }, byOwner: scope == .analyst || scope == .team)
        }
        if let migration { sums.add(migration.rollup, places: migration.accounts.map { places[$0] }) }
        sums.add(unexplained: unexplained, places: places)
        sums.add(collections.events) { $0.key(scope, on: asOf, tables: tables) }
        sums.addCoverage(contacted: contactedNumbers)
        return sums.byKey
    }

    /// The numbers of the customers with an outbound contact in the period.
    private var contactedNumbers: Set<UInt32> {
        Set(accounts.customers.values.enumerated().filter { collections.contacted.contains($0.element) }.map { UInt32($0.offset) })
    }

    private func customers(_ numbers: [Int]) -> [UInt32] { numbers.map { accounts.codes[$0].customer } }
}
