import Ledger

/// How a base figure follows from the facts of a key.
public struct BaseFigure: Sendable {
    enum Rule: Sendable {
        /// An amount as it stands there, on days that have what it needs.
        case amount(Place, Unit, FactsNeeds)
        case computed(@Sendable (Facts, MetricContext) -> FigureValue)
    }

    /// Where an amount of the facts stands.
    enum Place: Sendable {
        case entry(FactsEntry)
        case row(FactsRow, Int)

        func offset(_ layout: FactsLayout) -> Int {
            switch self {
            case .entry(let entry): return layout.start(entry)
            case .row(let row, let index):
                precondition(index >= 0 && index < layout.count(row))
                return layout.start(row) + index
            }
        }
    }

    /// What an amount of the facts is.
    enum Unit: Sendable {
        /// Minor units of the reporting currency.
        case money
        case count

        @inline(__always)
        func value(_ amount: Int128) -> FigureValue {
            switch self {
            case .money: FigureValue(minor: amount)
            case .count: .count(Int64(amount))
            }
        }
    }

    let rule: Rule

    func value(_ facts: Facts, _ context: MetricContext) -> FigureValue {
        switch rule {
        case .amount(let place, let unit, let needs):
            if let reason = needs.missing(context.frame) { return .unavailable(reason) }
            return unit.value(facts.amounts[facts.amounts.startIndex + place.offset(facts.layout)])
        case .computed(let compute): return compute(facts, context)
        }
    }
}

/// What a day must have for facts to be known.
struct FactsNeeds: OptionSet, Sendable {
    let rawValue: UInt8

    /// The postings of the period.
    static let flows = FactsNeeds(rawValue: 1)
    /// The snapshot of the day before the period.
    static let opening = FactsNeeds(rawValue: 2)
    /// The snapshot of 31 December.
    static let yearOpening = FactsNeeds(rawValue: 4)
    /// Activities, of any day.
    static let activities = FactsNeeds(rawValue: 8)

    /// Why it is not there; nil when it is.
    func missing(_ frame: FactsFrame) -> UnavailableReason? {
        if contains(.flows), let reason = frame.missingFlows(since: frame.month) { return reason }
        if contains(.opening), !frame.hasOpening { return .noSnapshot(frame.openingDay) }
        if contains(.yearOpening), !frame.hasYearOpening { return .noSnapshot(frame.yearOpeningDay) }
        return contains(.activities) ? frame.imported.missing(.activities) : nil
    }
}
