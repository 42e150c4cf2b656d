import Ledger
import Metrics
import ReportDocument

/// What every block is built with: the data, the language, and the road from a figure to a cell.
struct BlockContext {
    let spec: ReportSpec
    let data: ReportData
    let words: any Words
    let language: Language
    /// What the figures of the as-of day are held against.
    let targets: TargetsOfDay

    /// - Precondition: the data has figures of its as-of day.
    init(spec: ReportSpec, data: ReportData, words: any Words, language: Language) {
        (self.spec, self.data, self.words, self.language) = (spec, data, words, language)
        targets = TargetsOfDay(data.figures[data.asOf]!, data.thresholds, general: spec.amberWithin)
    }

    var aging: AgingLimits { data.policy.aging }
    var currency: Currency { data.policy.reportingCurrency }
    var figures: DayFigures { data.figures[data.asOf]! }

    /// The day of the month-end before the as-of day's month.
    var previousDay: Day { data.asOf.month.adding(months: -1).lastDay }
    /// The end of the same month a year before; for an as-of day within a month still that month's end.
    var lastYearDay: Day { data.asOf.month.adding(months: -12).lastDay }

    /// A name that nothing has: as it is, or with a number behind it.
    func unused(_ name: String, among taken: [String]) -> String {
        let known = Set(taken.map { $0.lowercased() })
        func isFree(_ name: String) -> Bool { !known.contains { $0.hasPrefix(name.lowercased()) } }
        if isFree(name) { return name }
        return (2...).lazy.map { "\(name)-\($0)" }.first(where: isFree)!
    }

    /// What a report for the team says in the place of figures by team, where one of the teams is of fewer people than are shown together on one of the days; nil
    /// elsewhere. A report of one team is for the people it is about.
    func tooSmallTeams(_ scope: Scope, on days: [Day]) -> [DraftBlock]? {
        guard scope == .team, spec.audience == .team, data.subject == nil else { return nil }
        let small = days.compactMap { data.figures[$0] }.reduce(into: Set<String>()) { small, figures in
            small.formUnion(figures.peopleByTeam().filter { $0.value.count < PeerFigures.peopleMinimum }.keys)
        }
        return small.isEmpty ? nil : [.paragraph(words.smallTeams(small.count), role: .body)]
    }

    func name(_ metric: Metric) -> String { words.name(metric, aging) }

    /// The cell of a figure.
    func cell(_ metric: Metric, _ scope: Scope = .all, _ key: String = "", on day: Day? = nil) -> DraftCell {
        let day = day ?? data.asOf
        guard let figures = data.figures[day] else { return DraftCell(.notAvailable(reason: words.reason(.noSnapshot(day)))) }
        return DraftCell(
            value(figures.value(metric, scope, key), places: metric.placesShown),
            address: FigureAddress(metric: metric, scope: scope, key: key, day: day),
            note: nil)
    }

    /// The cell of a figure with what to look at in it as its note.
    func cautionedCell(_ metric: Metric, _ scope: Scope = .all, _ key: String = "", on day: Day? = nil) -> DraftCell {
        var cell = cell(metric, scope, key, on: day)
        if let figures = data.figures[day ?? data.asOf] {
            cell.note = words.caution(metric, figures.value(metric, scope, key), figures.frame.imported)
        }
        return cell
    }

    /// The cell of a figure of one of many keys with what to look at in its value as its note. What is said of every value is said once, beside the figure of all.
    func cellOfKey(_ metric: Metric, _ scope: Scope, _ key: String, on day: Day? = nil) -> DraftCell {
        var cell = cell(metric, scope, key, on: day)
        cell.note = data.figures[day ?? data.asOf].flatMap { caution(metric, $0.value(metric, scope, key)) }
        return cell
    }

    /// What to look at in a value of a figure, where not every value of it is to be looked at.
    func caution(_ metric: Metric, _ value: FigureValue) -> String? {
        isAlwaysCautioned(metric) ? nil : words.caution(metric, value, .all)
    }

    /// Whether there is something to look at in a figure whatever its value.
    func isAlwaysCautioned(_ metric: Metric) -> Bool { words.caution(metric, .unavailable(.noPostings), .all) != nil }

    /// A figure's value as a cell's; `places`: decimals of a number without unit, more where it is small.
    func value(_ value: FigureValue, places: Int = 1) -> CellValue {
        switch value {
        case .money(let minor): .money(minor, currency)
        case .ratio(let ratio): .ratio(ratio)
        case .days(let days): .days(days)
        case .count(let count): .count(count)
        case .index(let index): .number(index, places: FigureFormat.places(of: index, usual: places))
        case .unavailable(let reason): .notAvailable(reason: words.reason(reason))
        }
    }

    /// What is said where there is nothing to do: that records of a kind were never imported, or that there are none for today.
    func nothing(of kind: RecordKind) -> String {
        figures.frame.imported.missing(kind).map(words.sentence) ?? words.nothingToDo
    }

    /// A number column for a metric.
    func column(_ metric: Metric, suffix: String = "") -> Column {
        Column(id: columnId(metric) + suffix, title: name(metric), unit: words.unit(metric.unit, currency), kind: .number)
    }

    /// A column id: the metric's id with hyphens for dots.
    func columnId(_ metric: Metric) -> String { String(metric.id(aging).map { $0 == "." ? "-" : $0 }) }

    func textColumn(_ heading: Heading, id: String, long: Bool = false) -> Column {
        Column(id: id, title: words.heading(heading), kind: long ? .longText : .text)
    }

    func text(_ text: String) -> DraftCell { DraftCell(.text(text)) }

    /// The month a day ends: the whole of it, or its days so far.
    func month(_ day: Day) -> DraftCell { DraftCell(day == day.month.lastDay ? .month(day.month) : .monthToDate(day)) }

    /// The column of the last day of each row's month, for files, where the month itself does not say that it is still running; none when all are whole.
    func lastDays(_ days: [Day]) -> [UnshownColumn] {
        guard days.contains(where: { $0 != $0.month.lastDay }) else { return [] }
        return [UnshownColumn(column: Column(id: "to", title: words.heading(.lastDay), kind: .date), cells: days.map { Cell(.date($0)) })]
    }

    /// Whether the as-of day's figure can be held against those of whole months.
    func isComparable(_ metric: Metric) -> Bool { isWholeMonth || metric.isOfADay }
}

extension DraftCell {
    /// The difference of two cells of one table, as money, points or days.
    static func difference(
        _ minuend: DraftCell, at left: CellReference, _ subtrahend: DraftCell, at right: CellReference
    ) -> DraftCell {
        var cell = unsignedDifference(minuend, at: left, subtrahend, at: right)
        cell.isChange = true
        return cell
    }

    private static func unsignedDifference(
        _ minuend: DraftCell, at left: CellReference, _ subtrahend: DraftCell, at right: CellReference
    ) -> DraftCell {
        let formula = Formula.subtract(.cell(left), .cell(right))
        switch (minuend.value, subtrahend.value) {
        case (.money(let first, let currency), .money(let second, _)):
            let difference = first.subtractingReportingOverflow(second)
            return difference.overflow ? DraftCell(.empty) : DraftCell(.money(difference.partialValue, currency), formula: formula)
        case (.ratio(let first), .ratio(let second)): return DraftCell(.ratioPoints(first - second), formula: formula)
        case (.days(let first), .days(let second)): return DraftCell(.days(first - second), formula: formula)
        case (.number(let first, let places), .number(let second, let others)):
            return DraftCell(.number(first - second, places: max(places, others)), formula: formula)
        case (.count(let first), .number(let second, let places)):
            return DraftCell(.number(Rational(Int128(first)) - second, places: places), formula: formula)
        case (.number(let first, let places), .count(let second)):
            return DraftCell(.number(first - Rational(Int128(second)), places: places), formula: formula)
        case (.count(let first), .count(let second)): return DraftCell(.count(first - second), formula: formula)
        case (.notAvailable(let reason), _), (_, .notAvailable(let reason)): return DraftCell(.notAvailable(reason: reason))
        default: return DraftCell(.empty)
        }
    }
}
