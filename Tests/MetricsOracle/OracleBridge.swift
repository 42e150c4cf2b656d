import Ledger

/// What moved an item between two days, by plain loops over all rows; reporting minor units.
public struct OracleBridgeItem: Hashable, Sendable {
    public var company: String
    public var document: String
    public var line: String
    public var customer: String
    public var currency: Currency
    public var opening: Int64 = 0
    public var new: Int64 = 0
    public var grown: Int64 = 0
    public var paid: Int64 = 0
    public var credited: Int64 = 0
    public var writtenOff: Int64 = 0
    public var adjusted: Int64 = 0
    public var settledOtherwise: Int64 = 0
    public var closing: Int64 = 0

    public init(company: String, document: String, line: String, customer: String, currency: Currency) {
        (self.company, self.document, self.line) = (company, document, line)
        (self.customer, self.currency) = (customer, currency)
    }
}

/// The bridge between two snapshots, the naive way.
public enum OracleBridge {
    public static func items(_ ledger: OracleLedger, from first: Day, to last: Day) -> [OracleBridgeItem] {
        let money = OracleMoney(rates: ledger.rates, reportingCurrency: ledger.reportingCurrency)
        let (before, after) = (ledger.snapshots[first] ?? [], ledger.snapshots[last] ?? [])
        let postings = ledger.postings.filter { $0.postingDate > first && $0.postingDate <= last }
        var found: [OracleBridgeItem] = []
        for account in accounts(before + after, postings) {
            let old = before.filter { account == Account($0) }
            let now = after.filter { account == Account($0) }
            var lines = Array(Set((old + now).map(\.line)))
            if lines.isEmpty { lines = [""] }
            func due(_ line: String) -> Day? { (now.first { $0.line == line } ?? old.first { $0.line == line })?.dueDate }
            lines.sort { left, right in
                let (first, second) = (due(left) ?? Day(iso: "9999-12-31")!, due(right) ?? Day(iso: "9999-12-31")!)
                return first == second ? left.utf8.lexicographicallyPrecedes(right.utf8) : first < second
            }
            var items = lines.map { line in
                OracleBridgeItem(
                    company: account.company, document: account.document, line: line, customer: account.customer, currency: account.currency
                )
            }
            var rests = lines.map { line in
                (now.first { $0.line == line }?.openMinor ?? 0) - (old.first { $0.line == line }?.openMinor ?? 0)
            }
            var invoiced = lines.map { _ in Int64(0) }
            func book(_ place: Int, _ posting: OraclePosting, _ amount: Int64, _ converted: Int64) {
                rests[place] -= amount
                switch posting.kind {
                case .invoice: invoiced[place] += converted
                case .payment: items[place].paid += converted
                case .creditNote: items[place].credited += converted
                case .writeOff: items[place].writtenOff += converted
                case .adjustment: items[place].adjusted += converted
                }
            }
            for posting in postings.filter({ account == Account($0) }).sorted(by: precedes) {
                let whole = money.convert(posting.amountMinor, posting.currency, on: posting.postingDate)
                if posting.clears == nil, let own = lines.firstIndex(of: posting.line) {
                    book(own, posting, posting.amountMinor, whole)
                    continue
                }
                var (amount, converted) = (posting.amountMinor, whole)
                for place in lines.indices {
                    var part = amount
                    if place < lines.count - 1 {
                        part = amount < 0 ? max(amount, min(0, rests[place])) : min(amount, max(0, rests[place]))
                    }
                    if part == 0 { continue }
                    let own = part == amount ? converted : money.convert(part, posting.currency, on: posting.postingDate)
                    book(place, posting, part, own)
                    amount -= part
                    converted -= own
                }
            }
            for place in lines.indices {
                let was = old.first { $0.line == lines[place] }
                let isNow = now.first { $0.line == lines[place] }
                let rest = money.convert(rests[place], account.currency, on: last)
                if let was { items[place].opening = money.convert(was.openMinor, was.currency, on: first) }
                if let isNow { items[place].closing = money.convert(isNow.openMinor, isNow.currency, on: last) }
                switch (was, isNow) {
                case (nil, nil): (items[place].new, items[place].settledOtherwise) = (invoiced[place], rest)
                case (nil, _): items[place].new = invoiced[place] + rest
                case (let was?, _):
                    items[place].grown = invoiced[place]
                    let towardsZero = (was.openMinor > 0 && rests[place] <= 0) || (was.openMinor < 0 && rests[place] > 0)
                    if towardsZero { items[place].settledOtherwise = rest } else { items[place].grown += rest }
                }
            }
            found += items
        }
        return found
    }

    private struct Account: Hashable {
        var company: String
        var document: String
        var customer: String
        var currency: Currency

        init(_ item: OracleItem) {
            (company, document, customer, currency) = (item.company, item.document, item.customer, item.currency)
        }

        init(_ posting: OraclePosting) {
            (company, document) = (posting.company, posting.clears ?? posting.document)
            (customer, currency) = (posting.customer, posting.currency)
        }
    }

    private static func accounts(_ items: [OracleItem], _ postings: [OraclePosting]) -> Set<Account> {
        Set(items.map { Account($0) }).union(postings.map { Account($0) })
    }

    private static func precedes(_ left: OraclePosting, _ right: OraclePosting) -> Bool {
        if left.postingDate != right.postingDate { return left.postingDate < right.postingDate }
        if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
        if left.document != right.document { return left.document.utf8.lexicographicallyPrecedes(right.document.utf8) }
        return left.line.utf8.lexicographicallyPrecedes(right.line.utf8)
    }
}
