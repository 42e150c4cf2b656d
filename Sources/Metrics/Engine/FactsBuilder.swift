import Ledger

/// Gathers the rollups of a day and sums them by scope key.
struct FactsBuilder {
    let asOf: Day
    private let policy: Policy
    let tables: ReferenceTables
    private let source: any RollupSource
    private(set) var frame: FactsFrame
    private(set) var accounts = Accounts()
    /// Closing − opening − flows in document currency, by account.
    private var unexplainedDocument: [Int128] = []
    /// Accounts with a balance, an opening balance or a movement: they make the keys of a scope.
    private(set) var isActive: [Bool] = []

    private(set) var landing: (rollup: LandingRollup, accounts: [Int])?
    private(set) var hindcasts: [Hindcast] = []

    /// A forecast of an earlier month, the cash known when it was made, and the place of the month's flows.
    struct Hindcast {
        let run: HindcastRun
        let accounts: [Int]
        let known: (rollup: FlowsRollup, accounts: [Int])?
        let month: Int
    }

    let opening: PositionsRollup?
    let yearOpening: PositionsRollup?
    private(set) var closing: (rollup: PositionsRollup, accounts: [Int], credits: CreditPlacement)?
    private(set) var openingAccounts: [Int] = []
    private(set) var yearOpeningAccounts: [Int] = []
    /// One per month of the frame.
    private(set) var flows: [(rollup: FlowsRollup, accounts: [Int])] = []
    private(set) var payments: (rollup: PaymentsRollup, accounts: [Int])?
    private(set) var migration: (rollup: MigrationRollup, accounts: [Int])?
    let disputes: DisputesOfDay
    private(set) var interest: (rollup: InterestRollup, accounts: [Int])?
    private(set) var collections: CollectionEvents
    /// How all promises made by D stand; only when accounts are asked for.
    private(set) var promises: [PromiseProgress] = []

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
            asOf: asOf, policy: policy, hasOpening: opening != nil, hasYearOpening: yearOpening != nil,
            imported: ImportedRecords(tables, through: asOf), firstPostingMonth: first,
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
        closing = (positions, numbers, CreditPlacement(positions, accounts: numbers, policy.agingCredits))
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

    /// The claims of the day; nil without rates, and when half-years are missing, which the frame then names: only the interest is not available for that.
    private mutating func interestRollup() throws -> InterestRollup? {
        do {
            return try source.interest(asOf: asOf)
        } catch let error as MetricsError {
            guard error.code == .missingInterestRate else { throw error }
            frame.missingInterest = error.missingInterest
            return nil
        }
    }

    mutating func addInterest() throws {
        guard let rollup = try interestRollup() else { return }
        guard let conversion = tables.rates.conversion(of: .eur, on: asOf) else {
            throw MetricsError.missingRate(.eur, asOf, reporting: tables.rates.reporting)
        }
        guard let fixed = conversion.convert(InterestRollup.compensationEuroMinor) else {
            throw MetricsError.amountsTooLarge("interest of \(asOf.isoText)")
        }
        frame.compensationMinor = fixed
        interest = (rollup, numbers(rollup.groups, active: true))
    }

    /// - Parameter accounts: whether customers are asked for: their lists and risk need promises of other periods too.
    mutating func addCollections(accounts: Bool) throws {
        let judgements = try PromiseJudgement.ofDay(frame, everyPeriod: accounts, tables: tables, source: source)
        collections = try CollectionEvents.ofDay(
            frame, disputes: disputes, judgements: judgements, policy: policy, tables: tables, oneByOne: false)
        if accounts { promises = judgements.map { PromiseProgress($0, asOf: asOf) } }
    }

    /// The forecast of D's month, and the same forecast in the months before.
    ///
    /// - Parameter fromOldest: Whether that of the oldest month is made first.
    mutating func addLanding(fromOldest: Bool) throws {
        guard let rollup = try source.landing(asOf: asOf, month: asOf.month) else { return }
        landing = (rollup, numbers(rollup.groups, active: true))
        for run in try HindcastRun.all(frame, source: source, fromOldest: fromOldest) {
            guard let month = frame.months.firstIndex(of: run.month) else { continue }
            let known = run.known.map { ($0, numbers($0.groups, active: false)) }
            hindcasts.append(Hindcast(run: run, accounts: numbers(run.forecast.groups, active: false), known: known, month: month))
        }
    }

    /// The unexplained amounts by account, converted at D.
    func unexplained() throws(MetricsError) -> [Int128] {
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
}
