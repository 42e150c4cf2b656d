import Ledger
import LedgerColumns

/// Why a part of an open item is, or is not, expected by month end.
public enum LandingRule: String, Hashable, CaseIterable, Sendable {
    /// Promised: on the promised day, with the customer's kept rate.
    case promise
    /// In dispute: on the day the dispute was opened + the department's cycle time.
    case dispute
    /// Due: on the due day + the customer's average days late.
    case due
    /// Without a due day and without a promise: never expected.
    case undated
}

/// A part of a debit item and where the forecast puts it. The parts of an item add up to it.
struct LandingPart {
    /// The item's row.
    let row: Int
    /// Minor units of the item's currency, above 0, and of the reporting currency at the as-of day's rate.
    let openMinor: Int64
    let convertedMinor: Int64
    let rule: LandingRule
    /// nil for ``LandingRule/undated``.
    let expectedOn: Day?
    /// What of it is expected after the as-of day and by the end of the month, in reporting minor units; 0 when it is expected in another month.
    let expectedMinor: Int64
    /// The place of the promise or dispute that takes it among those of the customer; 0 for what none takes.
    let claim: Int
}

/// Where each debit item of a snapshot is expected to be paid (`landing.forecast`): each part of each item once, with the rule that placed it.
final class LandingForecast: Sendable {
    let asOf: Day
    /// The month that is forecast: of D, or the one that D opens.
    let month: Month
    let items: ItemColumns
    let tables: ReferenceTables
    private let habits: LandingHabits
    /// Promises that can still be kept, and open disputes, by customer, in the order they take items.
    private let promises: [String: [PromiseJudgement]]
    private let disputes: [String: [Dispute]]

    init(
        asOf: Day, month: Month, items: ItemColumns, history: PostingHistory, rules: LandingRules, tables: ReferenceTables
    ) throws(MetricsError) {
        (self.asOf, self.month, self.items, self.tables) = (asOf, month, items, tables)
        habits = try LandingHabits(asOf: asOf, rules: rules, tables: tables, history: history)
        let judgements = history.judgements(asOf: asOf) { _, lastDay in lastDay > asOf }
        promises = Dictionary(grouping: judgements.filter { $0.paidMinor < $0.promise.amountMinor }, by: \.promise.customer)
        let open = tables.disputes.filter { $0.openedOn <= asOf && $0.closedOn.map { $0 > asOf } ?? true }
        disputes = Dictionary(grouping: open, by: \.customer).mapValues { disputes in
            disputes.sorted { left, right in
                left.openedOn == right.openedOn
                    ? left.dispute.utf8.lexicographicallyPrecedes(right.dispute.utf8) : left.openedOn < right.openedOn
            }
        }
    }

    /// Gives every part of every debit item to `body`. Linear in the items, and the items × promises and disputes of customers that have some.
    func visit(_ body: (LandingPart) throws -> Void) throws {
        let conversions = try tables.rates.conversions(of: items.currencies, on: asOf)
        let lateDays = items.customers.values.map { habits.daysLate(of: $0).value }
        var isClaimed = [Bool](repeating: false, count: items.customers.count)
        for customer in [Array(promises.keys), Array(disputes.keys)].joined() {
            if let code = items.customers.code(of: customer) { isClaimed[Int(code)] = true }
        }
        var claimedRows: [UInt32: [Int]] = [:]
        for row in 0..<items.count where items.openMinor[row] > 0 {
            let customer = Int(items.customer[row])
            if isClaimed[customer] {
                claimedRows[items.customer[row], default: []].append(row)
                continue
            }
            guard let converted = conversions[Int(items.currency[row])].convert(items.openMinor[row]) else { throw tooLarge }
            try body(rest(row, openMinor: items.openMinor[row], convertedMinor: converted, daysLate: lateDays[customer]))
        }
        for customer in claimedRows.keys.sorted() {
            let name = items.customers[customer]
            for var item in claims(on: claimedRows[customer]!, of: name) {
                guard let converted = conversions[Int(items.currency[item.row])].convert(items.openMinor[item.row]) else { throw tooLarge }
                if item.leftMinor > 0 {
                    item.claims.append(Claim(minor: item.leftMinor, rule: nil, number: 0, on: asOf, rate: Rational(1)))
                }
                try parts(of: item, convertedMinor: converted, daysLate: lateDays[Int(customer)], body)
            }
        }
    }

    private var tooLarge: MetricsError { .amountsTooLarge("open items of \(asOf.isoText)") }

    /// A part of an item that a promise or dispute takes; without a rule: what they leave.
    private struct Claim {
        let minor: Int64
        let rule: LandingRule?
        /// The place of the promise or dispute among those of the customer.
        let number: Int
        let on: Day
        let rate: Rational
    }

    private struct ClaimedItem {
        let row: Int
        var leftMinor: Int64
        var claims: [Claim] = []
    }

    /// Promises take items of their document, or any of the customer, in their currency, earliest due first, then disputes those of their document.
    private func claims(on rows: [Int], of customer: String) -> [ClaimedItem] {
        // Nearly all are told apart by their due days.
        let byDueDay = rows.map { (dueDay: items.dueDay[$0] == ItemColumns.noDay ? Int32.max : items.dueDay[$0], row: $0) }.sorted {
            $0.dueDay == $1.dueDay ? precedes($0.row, $1.row) : $0.dueDay < $1.dueDay
        }
        var claimed = byDueDay.map { ClaimedItem(row: $0.row, leftMinor: items.openMinor[$0.row]) }
        let open = promises[customer] ?? []
        let rate = open.isEmpty ? Rational(0) : habits.keptRate(of: customer).value
        for (number, judgement) in open.enumerated() {
            let promise = judgement.promise
            var lacking = promise.amountMinor - judgement.paidMinor
            let day = max(promise.dueOn, asOf.adding(days: 1))
            for index in claimed.indices where lacking > 0 && claimed[index].leftMinor > 0 {
                let row = claimed[index].row
                guard items.currencies[Int(items.currency[row])] == promise.currency,
                    promise.document == nil || items.document[row] == promise.document
                else { continue }
                let taken = min(lacking, claimed[index].leftMinor)
                claimed[index].claims.append(Claim(minor: taken, rule: .promise, number: number, on: day, rate: rate))
                claimed[index].leftMinor -= taken
                lacking -= taken
            }
        }
        for (number, dispute) in (disputes[customer] ?? []).enumerated() {
            var lacking = dispute.amountMinor
            let day = dispute.openedOn.adding(days: habits.cycleDays(of: dispute.department).value)
            for index in claimed.indices where claimed[index].leftMinor > 0 && items.document[claimed[index].row] == dispute.document {
                let isSameCurrency = items.currencies[Int(items.currency[claimed[index].row])] == dispute.currency
                let taken = isSameCurrency ? min(lacking, claimed[index].leftMinor) : claimed[index].leftMinor
                guard taken > 0 else { continue }
                claimed[index].claims.append(Claim(minor: taken, rule: .dispute, number: number, on: day, rate: Rational(1)))
                claimed[index].leftMinor -= taken
                if isSameCurrency { lacking -= taken }
            }
        }
        return claimed
    }

    /// Of items with the same due day: by company, document and line.
    private func precedes(_ left: Int, _ right: Int) -> Bool {
        if items.company[left] != items.company[right] {
            return items.companies[items.company[left]].utf8.lexicographicallyPrecedes(items.companies[items.company[right]].utf8)
        }
        if !items.document.equals(left, items.document, right) {
            return items.document[left].utf8.lexicographicallyPrecedes(items.document[right].utf8)
        }
        if items.line[left] != items.line[right] {
            return items.lines[items.line[left]].utf8.lexicographicallyPrecedes(items.lines[items.line[right]].utf8)
        }
        return left < right
    }

    /// Cuts the converted amount like the open one: the whole up to a part, rounded down, less what went before.
    private func parts(of item: ClaimedItem, convertedMinor: Int64, daysLate: Int, _ body: (LandingPart) throws -> Void) throws {
        var (taken, placed): (Int64, Int64) = (0, 0)
        for claim in item.claims {
            taken += claim.minor
            let upTo = Int64(Int128(convertedMinor) * Int128(taken) / Int128(items.openMinor[item.row]))
            let converted = upTo - placed
            placed = upTo
            guard let rule = claim.rule else {
                try body(rest(item.row, openMinor: claim.minor, convertedMinor: converted, daysLate: daysLate))
                continue
            }
            let expected = isExpected(claim.on) ? Int64(claim.rate.part(of: Int128(converted))) : 0
            try body(
                LandingPart(
                    row: item.row, openMinor: claim.minor, convertedMinor: converted, rule: rule, expectedOn: claim.on,
                    expectedMinor: expected, claim: claim.number))
        }
    }

    /// What no promise or dispute takes.
    private func rest(_ row: Int, openMinor: Int64, convertedMinor: Int64, daysLate: Int) -> LandingPart {
        let due = items.dueDay[row]
        guard due != ItemColumns.noDay else {
            return LandingPart(
                row: row, openMinor: openMinor, convertedMinor: convertedMinor, rule: .undated, expectedOn: nil, expectedMinor: 0,
                claim: 0)
        }
        let day = Day(daysSinceEpoch: due).adding(days: daysLate)
        return LandingPart(
            row: row, openMinor: openMinor, convertedMinor: convertedMinor, rule: .due, expectedOn: day,
            expectedMinor: isExpected(day) ? convertedMinor : 0, claim: 0)
    }

    /// What puts a part where it is.
    func placement(of part: LandingPart) -> LandingPlacement {
        let customer = items.customers[items.customer[part.row]]
        let grounds: LandingPlacement.Grounds
        switch part.rule {
        case .promise:
            let rate = habits.keptRate(of: customer)
            grounds = .promise(promises[customer]![part.claim].promise.promise, keptRate: rate.value, rate.source)
        case .dispute:
            let dispute = disputes[customer]![part.claim]
            let cycle = habits.cycleDays(of: dispute.department)
            grounds = .dispute(
                dispute.dispute, department: dispute.department, openedOn: dispute.openedOn, cycleDays: cycle.value, cycle.source)
        case .due:
            let late = habits.daysLate(of: customer)
            grounds = .due(daysLate: late.value, late.source)
        case .undated: grounds = .undated
        }
        return LandingPlacement(grounds: grounds, expectedOn: part.expectedOn, openMinor: part.openMinor)
    }

    /// Whether a day lies in the month, and there is a day of it left.
    private func isExpected(_ day: Day) -> Bool { asOf < month.lastDay && month.firstDay <= day && day <= month.lastDay }
}

/// An open item, or the part of one, with the rule that says when it is expected: a row behind `landing.forecast`.
public struct LandingItem: Hashable, Sendable {
    public let company: String
    public let customer: String
    public let document: String
    public let line: String
    public let dueOn: Day?
    public let currency: Currency
    /// Minor units of ``currency``.
    public let openMinor: Int64
    /// Reporting minor units at the as-of day's rate.
    public let convertedMinor: Int64
    public let rule: LandingRule
    /// nil for an item without a due day.
    public let expectedOn: Day?
    /// What of it is expected after the as-of day and by month end; 0 when it is not expected then.
    public let expectedMinor: Int64

    init(_ part: LandingPart, _ items: ItemColumns) {
        company = items.companies[items.company[part.row]]
        customer = items.customers[items.customer[part.row]]
        document = items.document[part.row]
        line = items.lines[items.line[part.row]]
        dueOn = items.dueDay[part.row] == ItemColumns.noDay ? nil : Day(daysSinceEpoch: items.dueDay[part.row])
        currency = items.currencies[Int(items.currency[part.row])]
        openMinor = part.openMinor
        convertedMinor = part.convertedMinor
        rule = part.rule
        expectedOn = part.expectedOn
        expectedMinor = part.expectedMinor
    }
}
