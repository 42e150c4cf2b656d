import Ledger
import MetricsOracle

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

    func value(_ ledger: OracleLedger, _ asOf: String, _ metric: String, scope: String = "all", key: String = "") -> String {
        switch OracleMetrics.evaluate(ledger, asOf: day(asOf))[OracleKey(scope: scope, key: key, metric: metric)] {
        case .money(let minor): String(minor)
        case .fraction(let fraction): fraction.decimalText(significant: 5)
        case .count(let count): String(count)
        case .notAvailable: "n/a"
        case nil: "missing"
        }
    }
}
