import Ledger
import Metrics

/// The words of the emulator of other systems' buckets, in one language.
public protocol EmulationWords: Sendable {
    func label(_ label: EmulationLabel) -> String
    /// The system of a rule, or the way of aging.
    func name(_ rule: BucketRule) -> String
    func name(_ cause: EmulationCause) -> String
    /// The heading of a system's column.
    func name(_ column: EmulatedColumn.Kind) -> String
    /// What a rule says, in sentences.
    func sentences(_ rule: BucketRule, asOf: Day) -> String
    /// Where a rule comes from, in a sentence.
    func source(of rule: BucketRule) -> String
    /// Whether the causes explain the whole difference, in a sentence.
    func tieOut(_ emulation: Emulation, _ currency: Currency) -> String
    /// The items that a system shows in no column, as part of a sentence: "2 items of €1,200.00 stand in none".
    func itemsInNoColumn(_ count: Int, minor: Int64, _ currency: Currency) -> String
}

/// Labels of the emulator.
public enum EmulationLabel: Hashable, CaseIterable, Sendable {
    case emulation, emulatedColumns, system, ours, cause, column, items, noColumn, comparedWith, rule, report, rules, source,
        largestDifferences,
        caption
    case inOurs, inTheirs, detail
}

extension BucketRule {
    /// The ages in each range that has an end: "0–29".
    func rangeTexts(asOf: Day) -> [String] {
        let limits = limits(asOf: asOf)
        let first = [currentThrough] + limits.dropLast()
        return zip(first, limits).map { before, last in before + 1 == last ? String(last) : "\(before + 1)–\(last)" }
    }
}
