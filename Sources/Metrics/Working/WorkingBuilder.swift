import Dispatch
import Ledger
import Synchronization

/// Makes workings of the figures of one day, scope and key. May be shared by threads.
public struct WorkingBuilder: Sendable {
    private let figures: DayFigures
    /// The disputes whose figures stand in the place of all disputes'; nil: none do.
    private let group: DisputeGroup?
    private let scope: Scope
    private let key: String
    /// nil: rows are not looked at.
    private let reader: EvidenceReader?
    /// Of a portfolio: the payments its analyst is credited with; nil: of the whole ledger or of nobody.
    private let credited: CreditedPayments?
    /// Of a portfolio: what its forecasts look at besides.
    private let forecasts: ForecastSources?
    private let known = Known()

    /// The workings made so far: figures share their inputs.
    private final class Known: Sendable { let workings = Mutex<[Metric: FigureWorking]>([:]) }

    /// - Parameter figures: Of the engine, with the scope among those asked for.
    public init(engine: MetricsEngine, figures: DayFigures, scope: Scope = .all, key: String = "") {
        (self.figures, self.scope, self.key) = (figures, scope, key)
        group = nil
        (credited, forecasts) = (nil, nil)
        reader = EvidenceReader(engine: engine, figures: figures, scope: scope, key: key)
    }

    /// The workings of ``DayFigures/disputeMetrics`` of the disputes of one department or for one reason; other figures are those of the whole ledger.
    public init(engine: MetricsEngine, figures: DayFigures, disputes selection: DisputeSelection) {
        (self.figures, scope, key) = (figures, .all, "")
        (credited, forecasts) = (nil, nil)
        group = figures.disputes.groups(by: selection.dimension).first { $0.key == selection.key } ?? DisputeGroup(key: selection.key)
        reader = EvidenceReader(engine: engine, figures: figures, scope: .all, key: "", of: selection)
    }

    /// Workings that name the kinds of rows but neither count nor show them: for figures that were cut to a portfolio of which no rows are at hand.
    public init(figures: DayFigures) {
        (self.figures, scope, key, group, reader) = (figures, .all, "", nil, nil)
        (credited, forecasts) = (nil, nil)
    }

    /// The workings of an analyst's own portfolio.
    ///
    /// - Parameter figures: Cut to the portfolio.
    public init(_ rows: PortfolioRows, of analyst: String, figures: DayFigures) {
        (self.figures, scope, key, group) = (figures, .all, "", nil)
        (credited, forecasts) = (rows.credited(of: analyst), rows.forecasts)
        let policy = figures.frame.policy
        let source = rows.source(of: analyst, tables: figures.tables, policy: policy)
        reader = EvidenceReader(
            engine: MetricsEngine(source: source, tables: figures.tables, policy: policy), figures: figures, scope: .all, key: "")
    }

    /// Whether the rows behind a figure of a portfolio are not those of its customers alone: cash is by who owned the customer on the posting day, contacts are by who
    /// made them, and forecasts look at habits of others.
    private func reachesBeyondPortfolio(_ rows: Basis.Rows) -> Bool {
        guard credited != nil else { return false }
        return switch rows {
        case .attributedPayments, .landing, .hindcasts, .records(.activities, _): true
        default: false
        }
    }

    /// How many of such rows there are, where that is known.
    private func countBeyondPortfolio(_ rows: Basis.Rows, _ value: FigureValue) -> Int? {
        switch (rows, value) {
        case (.attributedPayments, _): credited?.count
        // Each contact adds one.
        case (.records(.activities, _), .count(let count)): Int(count)
        default: nil
        }
    }

    /// Whether the rows of a portfolio add up to its figure; where others' rows would be needed for that, they are not counted.
    private func addUp(_ evidence: [Evidence], to value: FigureValue, _ steps: [CountbackStep]) -> Bool {
        guard evidence.allSatisfy({ $0.rowCount != nil }), let measure = evidence.first?.measure else { return true }
        let numerator = evidence.reduce(Int128(0)) { $0 + $1.numerator }
        let denominators = evidence.compactMap(\.denominator)
        if !steps.isEmpty { return numerator == steps.reduce(Int128(0)) { $0 + $1.salesMinor } }
        if case .days = measure { return Rational(numerator, 1) / Rational(Rational.powerOfTen(12)) == value.rational }
        guard !denominators.isEmpty else { return Rational(numerator, 1) == value.rational }
        let denominator = denominators.reduce(0, +)
        return denominator != 0 && Rational(numerator, denominator) == value.rational
    }

    /// The open dispute behind the figures of disputes that was opened first; nil without any.
    public func oldestDispute() throws -> OpenDispute? { try reader?.oldestDispute() }

    private func value(_ metric: Metric) -> FigureValue {
        guard let group, DayFigures.disputeMetrics.contains(metric) else { return figures.value(metric, scope, key) }
        return figures.value(metric, of: group)
    }

    /// The working of a figure. Linear in the rows behind it; they are counted, not kept, and once for each base figure.
    ///
    /// - Throws: what the engine's source throws.
    public func working(of metric: Metric) throws -> FigureWorking {
        if let known = known.workings.withLock({ $0[metric] }) { return known }
        let working = try make(metric)
        known.workings.withLock { $0[metric] = working }
        return working
    }

    /// The workings of some figures, in their order. The base figures behind them are worked out side by side on up to `threads` threads, also
    /// where several builders are at work.
    ///
    /// - Throws: what the engine's source throws.
    public func workings(of metrics: [Metric], threads: Int) throws -> [FigureWorking] {
        guard threads > 1, reader != nil else { return try metrics.map(working) }
        let bases = bases(behind: metrics)
        let left = Mutex(bases[...])
        @Sendable func work(fromStart: Bool) {
            // Neighbours look at the same rows, for which one thread would wait until the other has found them: they begin at both ends.
            while let base = left.withLock({ fromStart ? $0.popFirst() : $0.popLast() }) {
                // What cannot be worked out is tried again below, in order, and tells why.
                _ = try? working(of: base)
            }
        }
        // Dispatch runs an apply within another one on a single thread, and the data of reports are found side by side. A serial queue of its own has a thread at once.
        let helpers = DispatchGroup()
        for helper in 1..<max(1, min(threads, bases.count)) {
            DispatchQueue(label: "workings").async(group: helpers) { work(fromStart: helper.isMultiple(of: 2)) }
        }
        work(fromStart: true)
        helpers.wait()
        return try metrics.map(working)
    }

    /// The base figures that some figures are made of, those without inputs first: whoever needs them finds them made.
    private func bases(behind metrics: [Metric]) -> [Metric] {
        var seen: Set<Metric> = []
        var found: [(metric: Metric, hasInputs: Bool)] = []
        func add(_ metric: Metric) {
            guard seen.insert(metric).inserted else { return }
            switch metric.definition(figures.frame) {
            case .formula(let expression): expression.inputs.forEach(add)
            case .base(let basis, _):
                basis.inputs.forEach(add)
                found.append((metric, !basis.inputs.isEmpty))
            }
        }
        metrics.forEach(add)
        return found.filter { !$0.hasInputs }.map(\.metric) + found.filter(\.hasInputs).map(\.metric)
    }

    private func make(_ metric: Metric) throws -> FigureWorking {
        let value = value(metric)
        switch metric.definition(figures.frame) {
        case .formula(let expression):
            let inputs = try expression.inputs.map(working)
            return FigureWorking(
                metric: metric, scope: scope, key: key, day: asOf, value: value, expression: expression,
                inputs: inputs, weights: nil,
                evidence: [], steps: [], settings: settings([], inputs), snapshotDays: days([], inputs))
        case .base(let basis, _):
            let inputs = try basis.inputs.map(working)
            let steps = self.steps(of: metric)
            var evidence =
                value.rational == nil ? [] : try basis.rows.map { try self.evidence($0, basis.measure, value, firstMonth(steps)) }
            if credited != nil, !basis.rows.contains(where: reachesBeyondPortfolio), !addUp(evidence, to: value, steps) {
                evidence = evidence.map(\.uncounted)
            }
            return FigureWorking(
                metric: metric, scope: scope, key: key, day: asOf, value: value, expression: nil, inputs: inputs,
                weights: basis.weights, evidence: evidence, steps: steps, settings: settings(basis.settings, inputs),
                snapshotDays: days(evidence, inputs))
        }
    }

    /// The rows behind a base figure, in an order that does not depend on that of the input; none for a formula or a figure that is not available.
    ///
    /// Σ numerator of the shares, over Σ denominator where they have one, is the figure (money in minor units). Countback's add up to the sales of its months.
    public func rows(of metric: Metric) throws -> [WorkingRow] {
        guard let reader, case .base(let basis, _) = metric.definition(figures.frame), value(metric).rational != nil
        else { return [] }
        var found: [WorkingRow] = []
        for rows in basis.rows {
            try reader.visit(rows, firstMonth: firstMonth(steps(of: metric))) { _, _, describe in found.append(describe()) }
        }
        return found.sorted { $0.precedes($1) }
    }

    private func steps(of metric: Metric) -> [CountbackStep] {
        guard metric == .dsoCountback, figures.frame.firstPostingMonth.map({ $0 <= asOf.month }) == true else { return [] }
        return CountbackDSO.steps(figures.facts(scope, key), figures.frame)
    }

    private func firstMonth(_ steps: [CountbackStep]) -> Month { steps.last?.month ?? asOf.month }

    private var asOf: Day { figures.frame.asOf }

    private func evidence(_ rows: Basis.Rows, _ measure: Basis.Measure, _ value: FigureValue, _ firstMonth: Month) throws -> Evidence {
        guard let reader, !reachesBeyondPortfolio(rows) else { return try evidenceBeyondPortfolio(rows, measure, value, firstMonth) }
        var evidence = Evidence(kind: try reader.kind(rows, firstMonth: firstMonth), measure: measure)
        (evidence.tables, evidence.postings) = try reader.sources(rows, firstMonth: firstMonth)
        if case .claimedItems = rows { evidence.interestRates = try reader.usedInterestRates() }
        var rates: Set<ExchangeRate> = []
        var lastRate: ExchangeRate?
        var count = 0
        try reader.visit(rows, firstMonth: firstMonth) { share, rate, _ in
            count += 1
            evidence.numerator += share.numerator
            if let denominator = share.denominator { evidence.denominator = (evidence.denominator ?? 0) + denominator }
            // Rows with the same rate mostly stand together.
            if let rate, rate != lastRate {
                rates.insert(rate)
                lastRate = rate
            }
        }
        evidence.rowCount = count
        evidence.leftOut = try reader.leftOut(rows)
        rates.formUnion(try reader.rates(behind: rows))
        evidence.rates = rates.sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
        return evidence
    }

    /// Of rows that are not read here: their kind and, of an analyst's portfolio, their files, and their number where that is known.
    private func evidenceBeyondPortfolio(
        _ rows: Basis.Rows, _ measure: Basis.Measure, _ value: FigureValue, _ firstMonth: Month
    ) throws -> Evidence {
        if let reader, let evidence = try forecasts?.evidence(rows, measure, own: reader) { return evidence }
        var evidence = Evidence(kind: rows.kind(figures.frame, firstMonth: firstMonth), measure: measure)
        guard reader != nil else { return evidence }
        evidence.rowCount = countBeyondPortfolio(rows, value)
        if case .attributedPayments = rows {
            evidence.postings = figures.frame.period
            evidence.rates = (credited?.rates ?? []).sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
        }
        if case .records(.activities, _) = rows { evidence.tables = [.activities] }
        return evidence
    }

    private func settings(_ own: Set<Setting>, _ inputs: [FigureWorking]) -> [Setting] {
        var all = inputs.reduce(into: own) { $0.formUnion($1.settings) }
        // A tolerance in calendar days looks at no calendar.
        if figures.frame.policy.promiseTolerance.unit == .days { all.remove(.bankCalendar) }
        return all.sorted()
    }

    private func days(_ evidence: [Evidence], _ inputs: [FigureWorking]) -> [Day] {
        var days = Set(inputs.flatMap(\.snapshotDays))
        for entry in evidence { days.formUnion(entry.kind.snapshotDays(figures.frame)) }
        return days.sorted()
    }
}
