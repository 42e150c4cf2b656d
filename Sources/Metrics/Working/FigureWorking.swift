import Ledger

/// How a figure came about, as data: the command, the Method section and the page all show this.
///
/// A tree: a formula's inputs are workings of their own, down to base figures, which have the rows they were made from. Made from the same definitions as the
/// figure itself.
public struct FigureWorking: Hashable, Sendable {
    public let metric: Metric
    public let scope: Scope
    public let key: String
    public let day: Day
    public let value: FigureValue
    /// The formula over ``inputs``; nil for a base figure.
    public let expression: Expression?
    /// The figures of the formula from left to right, each once; of a base figure those it takes in whole.
    public let inputs: [FigureWorking]
    /// What each of ``inputs`` is multiplied with in a base figure that is their weighted sum; nil for all others.
    public let weights: [Rational]?
    /// The rows behind a base figure. Empty for a formula, for figures of the calendar and for those that are not available.
    public let evidence: [Evidence]
    /// The months of countback, newest first; empty for all other figures.
    public let steps: [CountbackStep]
    /// The settings that shaped it, its inputs' included, in the order of ``Setting``.
    public let settings: [Setting]
    /// The snapshots it is made from, its inputs' included, ascending. Days without a snapshot are left out.
    public let snapshotDays: [Day]

    /// This and all workings below, each figure once, the inputs behind what they are the inputs of.
    public var figures: [FigureWorking] {
        var seen: Set<Metric> = []
        var found: [FigureWorking] = []
        func add(_ working: FigureWorking) {
            guard seen.insert(working.metric).inserted else { return }
            found.append(working)
            working.inputs.forEach(add)
        }
        add(self)
        return found
    }

    /// The rates used, by currency and day, each once.
    public var rates: [ExchangeRate] {
        Set(figures.flatMap { $0.evidence.flatMap(\.rates) }).sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
    }

    /// The rates of late-payment interest used, by currency and half-year, each once.
    public var interestRates: [UsedInterestRate] { Set(figures.flatMap { $0.evidence.flatMap(\.interestRates) }).sorted() }

    /// The span of all postings it is made from; nil when it needs none.
    public var postingPeriod: Period? {
        let periods = figures.flatMap(\.evidence).compactMap(\.postings)
        guard let first = periods.map(\.first).min(), let last = periods.map(\.last).max() else { return nil }
        return Period(first: first, last: last)
    }
}

/// Makes workings of the figures of one day, scope and key.
public struct WorkingBuilder {
    private let figures: DayFigures
    /// The disputes whose figures stand in the place of all disputes'; nil: none do.
    private let group: DisputeGroup?
    private let reader: EvidenceReader

    /// - Parameter figures: Of the engine, with the scope among those asked for.
    public init(engine: MetricsEngine, figures: DayFigures, scope: Scope = .all, key: String = "") {
        self.figures = figures
        group = nil
        reader = EvidenceReader(engine: engine, figures: figures, scope: scope, key: key)
    }

    /// The workings of ``DayFigures/disputeMetrics`` of the disputes of one department or for one reason; other figures are those of the whole ledger.
    public init(engine: MetricsEngine, figures: DayFigures, disputes selection: DisputeSelection) {
        self.figures = figures
        group = figures.disputes.groups(by: selection.dimension).first { $0.key == selection.key } ?? DisputeGroup(key: selection.key)
        reader = EvidenceReader(engine: engine, figures: figures, scope: .all, key: "", of: selection)
    }

    /// The open dispute behind the figures of disputes that was opened first; nil without any.
    public func oldestDispute() throws -> OpenDispute? { try reader.oldestDispute() }

    private func value(_ metric: Metric) -> FigureValue {
        guard let group, DayFigures.disputeMetrics.contains(metric) else { return figures.value(metric, reader.scope, reader.key) }
        return figures.value(metric, of: group)
    }

    /// The working of a figure. Linear in the rows behind it; they are counted, not kept.
    ///
    /// - Throws: what the engine's source throws.
    public func working(of metric: Metric) throws -> FigureWorking {
        let value = value(metric)
        switch metric.definition(figures.frame) {
        case .formula(let expression):
            let inputs = try expression.inputs.map(working)
            return FigureWorking(
                metric: metric, scope: reader.scope, key: reader.key, day: reader.asOf, value: value, expression: expression,
                inputs: inputs, weights: nil,
                evidence: [], steps: [], settings: settings([], inputs), snapshotDays: days([], inputs))
        case .base(let basis, _):
            let inputs = try basis.inputs.map(working)
            let steps = self.steps(of: metric)
            let evidence = value.rational == nil ? [] : try basis.rows.map { try self.evidence($0, basis.measure, firstMonth(steps)) }
            return FigureWorking(
                metric: metric, scope: reader.scope, key: reader.key, day: reader.asOf, value: value, expression: nil, inputs: inputs,
                weights: basis.weights, evidence: evidence, steps: steps, settings: settings(basis.settings, inputs),
                snapshotDays: days(evidence, inputs))
        }
    }

    /// The rows behind a base figure, in an order that does not depend on that of the input; none for a formula or a figure that is not available.
    ///
    /// Σ numerator of the shares, over Σ denominator where they have one, is the figure (money in minor units). Countback's add up to the sales of its months.
    public func rows(of metric: Metric) throws -> [WorkingRow] {
        guard case .base(let basis, _) = metric.definition(figures.frame), value(metric).rational != nil
        else { return [] }
        var found: [WorkingRow] = []
        for rows in basis.rows {
            try reader.visit(rows, firstMonth: firstMonth(steps(of: metric))) { _, _, describe in found.append(describe()) }
        }
        return found.sorted { $0.precedes($1) }
    }

    private func steps(of metric: Metric) -> [CountbackStep] {
        guard metric == .dsoCountback, figures.frame.firstPostingMonth.map({ $0 <= reader.asOf.month }) == true else { return [] }
        return CountbackDSO.steps(figures.facts(reader.scope, reader.key), figures.frame)
    }

    private func firstMonth(_ steps: [CountbackStep]) -> Month { steps.last?.month ?? reader.asOf.month }

    private func evidence(_ rows: Basis.Rows, _ measure: Basis.Measure, _ firstMonth: Month) throws -> Evidence {
        var evidence = Evidence(kind: try reader.kind(rows, firstMonth: firstMonth), measure: measure)
        (evidence.tables, evidence.postings) = try reader.sources(rows, firstMonth: firstMonth)
        if case .claimedItems = rows { evidence.interestRates = try reader.usedInterestRates() }
        var rates: Set<ExchangeRate> = []
        try reader.visit(rows, firstMonth: firstMonth) { share, rate, _ in
            evidence.rowCount += 1
            evidence.numerator += share.numerator
            if let denominator = share.denominator { evidence.denominator = (evidence.denominator ?? 0) + denominator }
            if let rate { rates.insert(rate) }
        }
        if case .customers(let day) = evidence.kind { rates.formUnion(try reader.rates(ofBalancesOn: day)) }
        if case .contactedCustomers(let day) = evidence.kind { rates.formUnion(try reader.rates(ofBalancesOn: day)) }
        evidence.rates = rates.sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
        return evidence
    }

    private func settings(_ own: Set<Setting>, _ inputs: [FigureWorking]) -> [Setting] {
        inputs.reduce(into: own) { $0.formUnion($1.settings) }.sorted()
    }

    private func days(_ evidence: [Evidence], _ inputs: [FigureWorking]) -> [Day] {
        var days = Set(inputs.flatMap(\.snapshotDays))
        for entry in evidence {
            switch entry.kind {
            case .items(let day): days.insert(day)
            case .matchedItems(let opening, let closing): days.formUnion([opening, closing])
            case .payments(_, let opening): days.formUnion(opening.map { [$0] } ?? [])
            case .accounts: days.formUnion([figures.frame.openingDay, reader.asOf])
            case .customers(let day), .contactedCustomers(let day): days.insert(day)
            case .riskRules: days.insert(reader.asOf)
            case .hindcasts(let snapshots): days.formUnion(snapshots)
            case .postings, .disputes, .promises, .activities, .target: break
            }
        }
        return days.sorted()
    }
}

extension WorkingRow {
    /// Ascending by customer, company, document, line, kind, day and id.
    func precedes(_ other: WorkingRow) -> Bool {
        for (mine, theirs) in [
            (customer, other.customer), (company, other.company), (document, other.document), (line, other.line), (kind, other.kind),
        ] where mine != theirs { return mine.utf8.lexicographicallyPrecedes(theirs.utf8) }
        if let day, let otherDay = other.day, day != otherDay { return day < otherDay }
        if currency != other.currency { return (currency?.code ?? "") < (other.currency?.code ?? "") }
        return id.utf8.lexicographicallyPrecedes(other.id.utf8)
    }
}
