import Ledger
import Metrics
import ReportDocument
import Reports

/// A working with its sources, ready to be written.
struct ExplainedFigure {
    let working: FigureWorking
    /// What the figure is of.
    let place: FigurePlace
    let frame: FactsFrame
    let language: Language
    let sources: WorkingSources
    /// The rows behind each base figure; nil when they were not asked for.
    var rows: [(metric: Metric, rows: [WorkingRow])]?

    /// How the figure stands against its target, where it has one this month.
    var judged: JudgedFigure?
    /// Why its target of the month cannot be converted; nil when it can, or there is none.
    var unjudged: UnavailableReason?
    /// Of a figure of disputes: the open one that was opened first.
    var oldestDispute: OpenDispute?

    /// Of which kinds of records it was said that there are none.
    var statedNone: [StatedNone] = []

    /// Settings that shaped the figure, and what is made of it.
    var settings: [(name: String, value: String)] {
        let target = judged.map { PolicyLine.targets(amberWithin: $0.target.amberWithin, of: [:]) }
        let tables = working.figures.flatMap(\.evidence).reduce(into: Set<FileKind>()) { $0.formUnion($1.tables) }
        let none = statedNone.filter { tables.contains($0.kind.file) }
        let lines = [target, none.isEmpty ? nil : .statedNone(none)].compactMap { $0 }
        return working.settings.map { words.setting($0, frame) } + lines.map { (words.policyName($0), words.policyValue($0)) }
    }

    /// The rates used, that of the target too, by currency and day.
    var rates: [ExchangeRate] {
        Set(working.rates + (judged?.target.written.map { [$0.rate] } ?? [])).sorted { ($0.currency, $0.day) < ($1.currency, $1.day) }
    }

    /// What to look at in the figures of the tree, the figure's own first.
    var cautions: [(metric: Metric, text: String)] {
        cautionedFigures.compactMap { figure in words.caution(figure.metric, figure.value, frame.imported).map { (figure.metric, $0) } }
    }

    /// The figures of the tree that may have something to look at: those with a value.
    var cautionedFigures: [FigureWorking] { working.figures.filter { $0.value.rational != nil } }

    /// The rules of the risk score that could not be judged.
    var unjudgedRules: [UnjudgedRule] {
        working.figures.flatMap(\.evidence).flatMap { evidence -> [UnjudgedRule] in
            if case .unjudgedRules(let rules)? = evidence.leftOut { rules } else { [] }
        }
    }

    var words: any Words { Reports.words(language) }
    var policy: Policy { frame.policy }

    func id(_ metric: Metric) -> String { metric.id(policy.aging) }

    func row(_ working: FigureWorking) -> FigureRow {
        FigureRow(
            working.value, of: working.metric, place.grouping.word, place.key, policy: policy, imported: frame.imported, language: language)
    }

    /// The formula with the values in it, not grouped; nil for a figure that is made from rows.
    var formulaWithValues: String? {
        let values = Dictionary(
            working.inputs.map { ($0.metric, row($0).value.map(language.number) ?? words.renderer.notAvailable) }
        ) { first, _ in first }
        return working.expression?.text { values[$0] ?? "" } ?? words.weightedSum(working) { values[$0.metric] ?? "" }
    }

    /// The formula with ids; nil for a figure that is made from rows.
    func formula(_ working: FigureWorking) -> String? {
        working.expression?.text(id) ?? words.weightedSum(working) { id($0.metric) }
    }

    /// A sum of shares: major units where it is money, else the number.
    func share(_ sum: Int128, _ measure: Basis.Measure) -> String {
        switch measure {
        case .money, .meanMoney: MajorUnits.text(minor: sum, currency: policy.reportingCurrency)
        case .days: Rational(sum, Rational.powerOfTen(12)).decimalText(significant: 38)
        case .count: String(sum)
        }
    }

    /// A sum of divisors: a number of rows where shares are means.
    func divisor(_ sum: Int128?, _ measure: Basis.Measure) -> String {
        guard let sum else { return "" }
        return measure == .meanMoney ? String(sum) : share(sum, measure)
    }

    /// How rows of a base figure are measured.
    func measure(_ metric: Metric) -> Basis.Measure {
        working.figures.first { $0.metric == metric }?.evidence.first?.measure ?? .money
    }

    func amount(_ minor: Int64?, _ currency: Currency?) -> String {
        guard let minor, let currency else { return "" }
        return MajorUnits.text(minor: Int128(minor), currency: currency)
    }

    /// The workings in reading order with their depth; a figure that stands twice is shown in full once.
    var tree: [(depth: Int, working: FigureWorking)] {
        var found: [(depth: Int, working: FigureWorking)] = []
        var seen: Set<Metric> = []
        func add(_ working: FigureWorking, _ depth: Int) {
            found.append((depth, working))
            guard seen.insert(working.metric).inserted else { return }
            for input in working.inputs { add(input, depth + 1) }
        }
        add(working, 0)
        return found
    }

    /// The figures of the tree that are not available, innermost last, each with its reason.
    var missing: [(metric: Metric, reason: UnavailableReason)] {
        working.figures.compactMap { figure in
            guard case .unavailable(let reason) = figure.value else { return nil }
            return (figure.metric, reason)
        }
    }
}
