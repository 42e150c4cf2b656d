import Ledger
import LedgerColumns

extension MetricsEngine {
    /// The items of the day of some figures in the columns of other systems, in the order of the rules. One pass over the items of the day.
    ///
    /// - Parameters:
    ///   - figures: Of a day with a snapshot, with the scope among those asked for.
    ///   - rowsMax: How many of the items that differ to tell, for each rule.
    /// - Throws: `no-snapshot`, `missing-rate`, `amounts-too-large`; whatever the source throws.
    public func emulations(
        of rules: [BucketRule], _ figures: DayFigures, scope: Scope = .all, key: String = "", rowsMax: Int = 0
    ) throws -> [Emulation] {
        let day = figures.frame.asOf
        let reader = EvidenceReader(engine: self, figures: figures, scope: scope, key: key)
        guard let items = try reader.items(on: day) else {
            throw MetricsError(
                code: .noSnapshot, message: "no snapshot of \(day.isoText)", advice: "`incasso snapshots` lists the days in the store")
        }
        let buckets = 0..<policy.aging.bucketCount
        let shown = try (buckets.map(Metric.aging) + [.creditsOutside]).map { metric in
            guard case .money(let minor) = figures.value(metric, scope, key) else {
                throw MetricsError.amountsTooLarge("open items of \(day.isoText)")
            }
            return minor
        }
        var scans = rules.map { EmulationScan($0, asOf: day, policy: policy, keepsRows: rowsMax > 0) }
        let conversions = try tables.rates.conversions(of: items.currencies, on: day)
        let belongs = reader.membership(items)
        for row in 0..<items.count where items.openMinor[row] != 0 && belongs(row) {
            guard let minor = conversions[Int(items.currency[row])].convert(items.openMinor[row]) else {
                throw MetricsError.amountsTooLarge("open items of \(day.isoText)")
            }
            for scan in scans.indices {
                scans[scan].add(
                    row, isCredit: items.openMinor[row] < 0, due: items.dueDay[row], document: items.documentDay[row], minor: minor)
            }
        }
        return scans.map { $0.emulation(ours: shown + [0], items, rowsMax: rowsMax) }
    }
}

/// Puts items side by side into the catalogue's buckets and a system's columns.
private struct EmulationScan {
    private let rule: BucketRuleOfDay
    private let asOf: Day
    private let aging: AgingLimits
    private let credits: AgingCredits
    private let keepsRows: Bool
    private var columns: [Emulation.ColumnSum]
    private var nowhere = Emulation.ItemSum()
    private var causes: [Emulation.CauseSum]
    /// Where items stand by themselves; credits that are set off against debit items stand outside here.
    private var placed: [Int64]
    private var itemCount = 0
    private var sameCount = 0
    private var moves: [(row: Int32, minor: Int64, place: Int16, column: Int16, cause: Int8)] = []

    private var outside: Int { aging.bucketCount }
    private var noColumn: Int { aging.bucketCount + 1 }

    init(_ rule: BucketRule, asOf: Day, policy: Policy, keepsRows: Bool) {
        self.rule = BucketRuleOfDay(rule, asOf: asOf, aging: policy.aging)
        self.asOf = asOf
        aging = policy.aging
        credits = policy.agingCredits
        self.keepsRows = keepsRows
        columns = self.rule.columns.map { Emulation.ColumnSum(column: $0) }
        let zeros = [Int64](repeating: 0, count: policy.aging.bucketCount + 2)
        placed = zeros
        causes = EmulationCause.allCases.map { Emulation.CauseSum(cause: $0, movedMinor: zeros) }
    }

    mutating func add(_ row: Int, isCredit: Bool, due: Int32, document: Int32, minor: Int64) {
        let own = isCredit && due == ItemColumns.noDay ? document : due
        let daysPastDue = own == ItemColumns.noDay ? 0 : Int(asOf.daysSinceEpoch) - Int(own)
        let place = place(isCredit: isCredit, daysPastDue: daysPastDue)
        let column = rule.column(due: due, document: document, isCredit: isCredit)
        itemCount += 1
        placed[place] += minor
        if column < 0 { nowhere.add(minor) } else { columns[column].sum.add(minor) }
        let counterpart = column < 0 ? noColumn : rule.columns[column].counterpart
        // Credits that are set off stand in buckets of other items: none of them is where its own day would put it.
        guard counterpart != place || isCredit && credits == .oldestFirst else {
            sameCount += 1
            return
        }
        let cause = cause(isCredit: isCredit, column: column, own: own, daysPastDue: daysPastDue).order
        causes[cause].sum.add(minor)
        causes[cause].movedMinor[place] -= minor
        causes[cause].movedMinor[counterpart] += minor
        if keepsRows { moves.append((Int32(row), minor, Int16(place), Int16(column), Int8(cause))) }
    }

    private func place(isCredit: Bool, daysPastDue: Int) -> Int {
        guard isCredit else { return aging.bucket(daysPastDue: daysPastDue) }
        switch credits {
        case .separate, .oldestFirst: return outside
        case .byOwnDate: return aging.bucket(daysPastDue: daysPastDue)
        case .current: return 0
        }
    }

    private func cause(isCredit: Bool, column: Int, own: Int32, daysPastDue: Int) -> EmulationCause {
        let bothAgeCredits = credits == .byOwnDate && rule.rule.credits == .inRanges
        if isCredit && !bothAgeCredits { return .credits }
        if column == BucketRuleOfDay.beyondLast { return .beyondLast }
        if own == ItemColumns.noDay { return .undated }
        if rule.rule.agedFrom == .documentDay { return .documentDay }
        return daysPastDue < 0 ? .notYetDue : daysPastDue == 0 ? .dueToday : .ranges
    }

    /// - Parameter ours: The catalogue's figures by place; what they set off among items counts to the treatment of credits.
    func emulation(ours: [Int64], _ items: ItemColumns, rowsMax: Int) -> Emulation {
        var causes = causes
        for place in ours.indices { causes[0].movedMinor[place] += placed[place] - ours[place] }
        return Emulation(
            rule: rule.rule, asOf: asOf, aging: aging, agingCredits: credits, ours: ours, columns: columns, nowhere: nowhere,
            causes: causes.filter { $0.sum.itemCount > 0 }, itemCount: itemCount, sameCount: sameCount,
            rows: rows(items, rowsMax: rowsMax))
    }

    /// The largest amounts first, then by company, document and line.
    private func rows(_ items: ItemColumns, rowsMax: Int) -> [EmulatedItem] {
        func name(_ row: Int32) -> [String] {
            [items.companies[items.company[Int(row)]], items.document[Int(row)], items.lines[items.line[Int(row)]]]
        }
        let sorted = moves.sorted { left, right in
            if left.minor.magnitude != right.minor.magnitude { return left.minor.magnitude > right.minor.magnitude }
            return name(left.row).lexicographicallyPrecedes(name(right.row)) { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        }
        func day(_ number: Int32) -> Day? { number == ItemColumns.noDay ? nil : Day(daysSinceEpoch: number) }
        return sorted.prefix(rowsMax).map { move in
            let row = Int(move.row)
            let name = name(move.row)
            return EmulatedItem(
                customer: items.customers[items.customer[row]], company: name[0], document: name[1], line: name[2],
                documentDay: day(items.documentDay[row]), dueDay: day(items.dueDay[row]), minor: move.minor, place: Int(move.place),
                column: move.column < 0 ? nil : Int(move.column), cause: EmulationCause.allCases[Int(move.cause)])
        }
    }
}
