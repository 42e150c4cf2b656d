import Ledger

/// The snapshot of a day against the bridge from the opening snapshot: opening + postings − closing, by company, customer and document currency.
public struct Reconciliation: Hashable, Sendable {
    /// A roll-forward in one document currency. Minor units of it.
    public struct Line: Hashable, Sendable {
        public let company: String
        /// nil: all customers of the company and currency.
        public let customer: String?
        public let currency: Currency
        public var openingMinor: Int128 = 0
        /// All postings of the period, signed as they move the balance.
        public var postingsMinor: Int128 = 0
        public var closingMinor: Int128 = 0

        /// Closing − opening − postings; 0 when it ties out.
        public var unexplainedMinor: Int128 { closingMinor - openingMinor - postingsMinor }

        /// By company, customer and currency.
        fileprivate static func precedes(_ left: Line, _ right: Line) -> Bool {
            if left.company != right.company { return left.company.utf8.lexicographicallyPrecedes(right.company.utf8) }
            if left.customer != right.customer {
                return (left.customer ?? "").utf8.lexicographicallyPrecedes((right.customer ?? "").utf8)
            }
            return left.currency < right.currency
        }
    }

    public let period: Period
    /// Customers that do not tie out, by company, customer and currency.
    public let breaks: [Line]
    /// All companies and currencies, by company and currency.
    public let totals: [Line]

    /// Whether everything ties out.
    public var isTiedOut: Bool { breaks.isEmpty }

    /// The reconciliation of a day, or why there is none: no opening snapshot, or postings that start later.
    public static func of(_ day: Day, _ source: any RollupSource) throws -> Result<Reconciliation, UnreconciledReason> {
        let period = Period.monthToDate(day)
        guard let first = try source.firstPostingDay() else { return .failure(UnreconciledReason(reason: .noPostings)) }
        guard first.month <= day.month else {
            return .failure(UnreconciledReason(reason: .postingsStartLater(first.month, needed: day.month)))
        }
        guard let opening = try source.positions(on: period.openingDay) else {
            return .failure(UnreconciledReason(reason: .noSnapshot(period.openingDay)))
        }
        guard let closing = try source.positions(on: day) else { return .failure(UnreconciledReason(reason: .noSnapshot(day))) }
        var accounts = Accounts()
        // By account.
        var lines: [Line] = []
        func add(_ groups: AccountGroups, _ change: (_ line: inout Line, _ row: Int) -> Void) {
            for (row, account) in accounts.numbers(of: groups).enumerated() {
                if account == lines.count {
                    lines.append(
                        Line(
                            company: groups.companies[Int(groups.company[row])], customer: groups.customers[Int(groups.customer[row])],
                            currency: groups.currencies[Int(groups.currency[row])]))
                }
                change(&lines[account], row)
            }
        }
        add(opening.groups) { $0.openingMinor += Int128(opening.netDocumentMinor[$1]) }
        add(closing.groups) { $0.closingMinor += Int128(closing.netDocumentMinor[$1]) }
        for flows in try source.flows([period]) {
            add(flows.groups) { line, row in
                let kinds = row * FlowsRollup.kindCount..<(row + 1) * FlowsRollup.kindCount
                for flow in flows.documentMinor[kinds] { line.postingsMinor += Int128(flow) }
            }
        }
        return .success(Reconciliation(period: period, lines: lines.sorted(by: Line.precedes)))
    }

    /// - Parameter lines: by company, customer and currency.
    private init(period: Period, lines: [Line]) {
        self.period = period
        breaks = lines.filter { $0.unexplainedMinor != 0 }
        var totals: [Line] = []
        for line in lines {
            let known = totals.firstIndex { $0.company == line.company && $0.currency == line.currency }
            if known == nil { totals.append(Line(company: line.company, customer: nil, currency: line.currency)) }
            let place = known ?? totals.count - 1
            totals[place].openingMinor += line.openingMinor
            totals[place].postingsMinor += line.postingsMinor
            totals[place].closingMinor += line.closingMinor
        }
        self.totals = totals.sorted {
            $0.company == $1.company ? $0.currency < $1.currency : $0.company.utf8.lexicographicallyPrecedes($1.company.utf8)
        }
    }
}

/// Why a day cannot be reconciled.
public struct UnreconciledReason: Error, Hashable, Sendable {
    public let reason: UnavailableReason
}
