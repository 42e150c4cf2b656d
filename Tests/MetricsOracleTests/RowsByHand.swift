import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

/// Rows in few words for tests that need a handful of them: days as text, amounts in major units.
protocol RowsByHand {}

extension RowsByHand {
    func day(_ text: String) -> Day { Day(iso: text)! }

    func item(
        _ document: String, _ major: Int64, due: String? = nil, currency: String = "EUR", customer: String = "C", line: String = "",
        company: String = "X"
    ) -> OracleItem {
        let currency = Currency(code: currency)!
        return OracleItem(
            company: company, document: document, line: line, kind: major < 0 ? .payment : .invoice, customer: customer,
            documentDate: day("2026-01-01"), dueDate: due.map(day), currency: currency, amountMinor: major * currency.minorPerMajor,
            openMinor: major * currency.minorPerMajor)
    }

    func posting(
        _ date: String, _ document: String, _ kind: PostingKind, _ major: Int64, due: String? = nil, clears: String? = nil,
        customer: String = "C", currency: String = "EUR", company: String = "X", line: String = ""
    ) -> OraclePosting {
        let currency = Currency(code: currency)!
        return OraclePosting(
            postingDate: day(date), company: company, document: document, line: line, kind: kind, customer: customer,
            dueDate: due.map(day), currency: currency, amountMinor: major * currency.minorPerMajor, clears: clears)
    }

    func promise(
        _ id: String, _ major: Int64, made: String, due: String, document: String? = nil, customer: String = "C", currency: String = "EUR"
    ) -> PaymentPromise {
        let currency = Currency(code: currency)!
        return PaymentPromise(
            promise: id, customer: customer, document: document, madeOn: day(made), dueOn: day(due), currency: currency,
            amountMinor: major * currency.minorPerMajor)
    }

    func dispute(
        _ id: String, _ major: Int64, opened: String, closed: String? = nil, customer: String = "C", currency: String = "EUR"
    ) -> Dispute {
        let currency = Currency(code: currency)!
        return Dispute(
            dispute: id, customer: customer, document: "1", openedOn: day(opened), closedOn: closed.map(day), currency: currency,
            amountMinor: major * currency.minorPerMajor)
    }

    func activity(
        _ date: String, _ outcome: Activity.Outcome, _ direction: Activity.Direction = .out, analyst: String = "A", customer: String = "C",
        followUp: String? = nil, done: String? = nil
    ) -> Activity {
        Activity(
            activity: "\(date) \(outcome) \(customer)", date: day(date), analyst: analyst, customer: customer, channel: .phone,
            direction: direction, outcome: outcome, followUpOn: followUp.map(day), followUpDoneOn: done.map(day))
    }

    /// The value of the reference, after the program's own was found to be the same.
    ///
    /// The program computes figures of snapshots, so that a day without one gets an empty one for the comparison.
    func value(
        _ ledger: OracleLedger, _ asOf: String, _ metric: String, scope: String = "all", key: String = "",
        sourceLocation: SourceLocation = #_sourceLocation
    ) -> String {
        var complete = ledger
        if complete.snapshots[day(asOf)] == nil { complete.snapshots[day(asOf)] = [] }
        let own = programValue(complete, asOf, metric, scope: scope, key: key)
        let same = referenceValue(complete, asOf, metric, scope: scope, key: key)
        #expect(own == same, "\(metric) of the program", sourceLocation: sourceLocation)
        return referenceValue(ledger, asOf, metric, scope: scope, key: key)
    }

    private func referenceValue(_ ledger: OracleLedger, _ asOf: String, _ metric: String, scope: String, key: String) -> String {
        switch OracleMetrics.evaluate(ledger, asOf: day(asOf))[OracleKey(scope: scope, key: key, metric: metric)] {
        case .money(let minor): String(minor)
        case .fraction(let fraction): fraction.decimalText(significant: 5)
        case .count(let count): String(count)
        case .notAvailable: "n/a"
        case nil: "missing"
        }
    }

    private func programValue(_ ledger: OracleLedger, _ asOf: String, _ metric: String, scope: String, key: String) -> String {
        guard let scope = Scope(rawValue: scope), let known = Metric(id: metric, aging: ledger.policy.aging),
            let figures = try? ScannedLedger(ledger).engine.figures(asOf: day(asOf)), figures.keys(scope).contains(key)
        else { return "missing" }
        switch figures.value(known, scope, key) {
        case .money(let number), .count(let number): return String(number)
        case .ratio(let number), .days(let number), .index(let number): return number.decimalText(significant: 5)
        case .unavailable: return "n/a"
        }
    }
}
