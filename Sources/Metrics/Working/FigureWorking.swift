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
