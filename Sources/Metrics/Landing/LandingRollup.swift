import Ledger
import LedgerColumns

/// What is expected to be paid of a snapshot's items by the end of a month, per company × customer × currency: by promise, due day and dispute.
///
/// Shape: arrays have ``AccountGroups/count`` entries, reporting minor units at the as-of day's rate. Accounts of which nothing is expected are left out.
public struct LandingRollup: Hashable, Sendable {
    public var day: Day
    public var month: Month
    public var groups: AccountGroups
    public var promisedMinor: [Int64]
    public var dueMinor: [Int64]
    public var disputedMinor: [Int64]

    /// A rollup of nothing: no day of the month is left.
    public static func nothing(day: Day, month: Month) -> LandingRollup {
        LandingRollup(
            day: day, month: month, groups: AccountGroups(companies: [], customers: [], currencies: []), promisedMinor: [], dueMinor: [],
            disputedMinor: [])
    }

    /// Forecasts a month from a day's items. Linear in items and postings.
    ///
    /// - Throws: `missing-rate`, `amounts-too-large`.
    public static func scan(
        _ items: ItemColumns, history: PostingHistory, asOf: Day, month: Month, rules: LandingRules, tables: ReferenceTables
    ) throws -> LandingRollup {
        guard asOf < month.lastDay else { return nothing(day: asOf, month: month) }
        let forecast = try LandingForecast(asOf: asOf, month: month, items: items, history: history, rules: rules, tables: tables)
        var numbering = GroupNumbering(
            companyCount: items.companies.count, customerCount: items.customers.count, currencyCount: items.currencies.count)
        var sums: [(promised: Int64, due: Int64, disputed: Int64)] = []
        // Parts of items add up to no more than the day's debit items, whose sum the positions have checked.
        try forecast.visit { part in
            guard part.expectedMinor != 0 else { return }
            let group = numbering.number(
                GroupCode(company: items.company[part.row], customer: items.customer[part.row], currency: UInt32(items.currency[part.row])))
            if group == sums.count { sums.append((0, 0, 0)) }
            switch part.rule {
            case .promise: sums[group].promised += part.expectedMinor
            case .due: sums[group].due += part.expectedMinor
            case .dispute: sums[group].disputed += part.expectedMinor
            case .undated: break
            }
        }
        let sorted = AccountGroups.sorted(
            companies: items.companies.values, customers: items.customers.values, currencies: items.currencies, codes: numbering.codes)
        var byRow = sums
        for (group, sum) in sums.enumerated() { byRow[sorted.rowOfGroup[group]] = sum }
        return LandingRollup(
            day: asOf, month: month, groups: sorted.groups, promisedMinor: byRow.map(\.promised), dueMinor: byRow.map(\.due),
            disputedMinor: byRow.map(\.disputed))
    }
}

extension LandingRollup: ArchivedRollup {
    public var archive: [UInt8] {
        var writer = ColumnArchiveWriter()
        writer.append("day", Int64(day.daysSinceEpoch))
        writer.append("month", Int64(month.index))
        writer.append(groups)
        writer.append("promised", promisedMinor)
        writer.append("due", dueMinor)
        writer.append("disputed", disputedMinor)
        return writer.finish()
    }

    public init(archive bytes: [UInt8]) throws(ColumnError) {
        let reader = try ColumnArchiveReader(bytes)
        self.init(
            day: try reader.day("day"), month: Month(index: Int(try reader.number("month"))), groups: try reader.groups(),
            promisedMinor: try reader.numbers("promised"), dueMinor: try reader.numbers("due"),
            disputedMinor: try reader.numbers("disputed"))
    }
}
