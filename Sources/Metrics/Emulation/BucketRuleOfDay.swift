import Ledger
import LedgerColumns

/// A rule on a day: its columns, and the column of each item.
struct BucketRuleOfDay: Sendable {
    /// Stands for no column; so does every number below 0.
    static let nowhere = -1
    /// No column, as the item is older than all of them.
    static let beyondLast = -2

    let rule: BucketRule
    let columns: [EmulatedColumn]
    private let asOf: Int
    private let limits: [Int]
    /// The first range's column: 1 behind a column for what is not yet due.
    private let firstRange: Int
    private let beforeFirst: Int
    private let lastRange: Int

    init(_ rule: BucketRule, asOf: Day, aging: AgingLimits) {
        self.rule = rule
        self.asOf = Int(asOf.daysSinceEpoch)
        let limits = rule.limits(asOf: asOf)
        self.limits = limits
        var columns: [EmulatedColumn] = []
        if rule.notYetDue == .current { columns.append(EmulatedColumn(.current(through: rule.currentThrough), counterpart: 0)) }
        firstRange = columns.count
        var first: Int? = rule.notYetDue == .firstRange ? nil : rule.currentThrough + 1
        for last in limits {
            // The bucket its middle lies in: limits that are a day or two apart belong together.
            let middle = (max(first ?? 0, 0) + last) / 2
            columns.append(EmulatedColumn(.range(first: first, last: last), counterpart: aging.bucket(daysPastDue: middle)))
            first = last + 1
        }
        if rule.hasLastRange { columns.append(EmulatedColumn(.range(first: first, last: nil), counterpart: aging.bucketCount - 1)) }
        lastRange = columns.count - 1
        if rule.credits == .apart { columns.append(EmulatedColumn(.credits, counterpart: aging.bucketCount)) }
        self.columns = columns
        switch rule.notYetDue {
        case .current: beforeFirst = 0
        case .firstRange: beforeFirst = firstRange
        case .nowhere: beforeFirst = Self.nowhere
        }
    }

    /// The column of an item; ``nowhere`` or ``beyondLast`` when it stands in none.
    func column(due: Int32, document: Int32, isCredit: Bool) -> Int {
        if isCredit {
            switch rule.credits {
            case .apart: return columns.count - 1
            case .leftOut: return Self.nowhere
            case .inRanges: break
            }
        }
        if due == ItemColumns.noDay, !isCredit, rule.agedFrom == .dueDay {
            switch rule.undated {
            case .notYetDue: return beforeFirst
            case .lastRange: return lastRange
            case .documentDay: break
            }
        }
        guard let age = age(due: due, document: document) else { return beforeFirst }
        return column(age: age)
    }

    /// D − the day the item ages by; nil without that day.
    private func age(due: Int32, document: Int32) -> Int? {
        let day = rule.agedFrom == .dueDay && due != ItemColumns.noDay ? due : document
        return day == ItemColumns.noDay ? nil : asOf - Int(day)
    }

    private func column(age: Int) -> Int {
        guard age > rule.currentThrough else { return beforeFirst }
        for (place, limit) in limits.enumerated() where age <= limit { return firstRange + place }
        return rule.hasLastRange ? lastRange : Self.beyondLast
    }
}
