import Ledger

extension DayFigures {
    /// The days of the snapshots behind some figures of the whole ledger, those of their inputs too; figures that are not available have none.
    ///
    /// - Parameter known: The days that have a snapshot. Others are left out.
    public func snapshotDays(behind metrics: some Sequence<Metric>, among known: Set<Day>) -> Set<Day> {
        var seen: Set<Metric> = []
        var days: Set<Day> = []
        func add(_ metric: Metric) {
            guard seen.insert(metric).inserted else { return }
            switch metric.definition(frame) {
            case .formula(let expression): expression.inputs.forEach(add)
            case .base(let basis, _):
                basis.inputs.forEach(add)
                for rows in basis.rows {
                    if case .hindcasts = rows {
                        days.formUnion(HindcastRun.plan(frame).compactMap { $0.days.first(where: known.contains) })
                    } else {
                        days.formUnion(rows.kind(frame, firstMonth: frame.month).snapshotDays(frame))
                    }
                }
            }
        }
        for metric in metrics where value(metric).rational != nil { add(metric) }
        return days.intersection(known)
    }
}

extension Evidence.Kind {
    /// The days of the snapshots that rows of the kind are of.
    func snapshotDays(_ frame: FactsFrame) -> [Day] {
        switch self {
        case .items(let day), .customers(let day), .pastDueCustomers(let day), .contactedCustomers(let day), .creditAccounts(let day): [day]
        case .matchedItems(let opening, let closing): [opening, closing]
        case .payments(_, let opening): opening.map { [$0] } ?? []
        case .accounts: [frame.openingDay, frame.asOf]
        case .riskRules: [frame.asOf]
        case .hindcasts(let snapshots): snapshots
        case .postings, .disputes, .promises, .activities, .target: []
        }
    }
}

extension MetricsEngine {
    /// How many items, debit and credit, the snapshot of a day has under each key of a scope that follows customers, whether their currencies have rates or not. Linear in its items.
    ///
    /// - Throws: Whatever the source throws.
    public func itemCounts(on day: Day, by scope: Scope) throws -> [String: Int] {
        guard let items = try source.items(on: day) else { return [:] }
        var counts = [Int](repeating: 0, count: items.customers.count)
        for row in 0..<items.count where items.openMinor[row] != 0 { counts[Int(items.customer[row])] += 1 }
        return zip(items.customers.values, counts).reduce(into: [:]) { found, customer in
            found[ScopeKey.key(scope, customer: customer.0, on: day, tables: tables), default: 0] += customer.1
        }
    }
}
