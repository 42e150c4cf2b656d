import Ledger
import MetricsOracle
import Testing

/// Which payments serve which promise. Judged on 30 June 2026 with three days of tolerance unless a test says otherwise.
struct PromiseTests: RowsByHand {
    func ledger(_ promises: [PaymentPromise], _ postings: [OraclePosting]) -> OracleLedger {
        var ledger = OracleLedger()
        ledger.promises = promises
        ledger.postings = postings
        return ledger
    }

    /// Kept, partial and broken, then the share of the promised amount.
    func judged(_ ledger: OracleLedger, asOf: String = "2026-06-30", scope: String = "all", key: String = "") -> String {
        ["promise.kept", "promise.partial", "promise.broken", "promise.kept-amount-rate"]
            .map { value(ledger, asOf, $0, scope: scope, key: key) }.joined(separator: " ")
    }

    func pay(
        _ date: String, _ major: Int64, _ document: String = "P", clears: String? = "I", customer: String = "C", currency: String = "EUR",
        company: String = "X", line: String = ""
    ) -> OraclePosting {
        posting(
            date, document, .payment, -major, clears: clears, customer: customer, currency: currency, company: company, line: line)
    }

    // MARK: Which promises, which payments

    @Test func dueInThePeriodAndToleranceOver() {
        // Postings of another customer: without any nothing would be judged.
        let others = [pay("2026-05-01", 1, customer: "Z")]
        func due(_ date: String, _ asOf: String = "2026-06-30") -> String {
            value(ledger([promise("p", 1, made: "2026-05-01", due: date)], others), asOf, "promise.judged")
        }
        #expect(judged(ledger([promise("p", 1, made: "2026-05-01", due: "2026-06-01")], [])) == "n/a n/a n/a n/a")
        #expect(judged(ledger([promise("p", 1, made: "2026-05-01", due: "2026-06-01")], [pay("2026-07-01", 1)])) == "n/a n/a n/a n/a")
        #expect(due("2026-05-31") == "0")
        #expect(due("2026-06-01") == "1")
        #expect(due("2026-06-27") == "1")
        #expect(due("2026-06-28") == "0")
        // Due at the end of June, over in July: neither month judges it.
        #expect(due("2026-06-28", "2026-07-31") == "0")
        var exact = ledger([promise("p", 1, made: "2026-05-01", due: "2026-06-30")], others)
        exact.promiseToleranceDays = 0
        #expect(judged(exact) == "0 0 1 0")
        exact.promises[0].amountMinor = 0
        #expect(judged(exact) == "0 0 0 n/a")
        exact.promises[0].amountMinor = -5
        #expect(value(exact, "2026-06-30", "promise.kept-rate") == "n/a")
    }

    @Test func theWindowHoldsBothItsEnds() {
        let promised = [promise("p", 10, made: "2026-06-05", due: "2026-06-10")]
        #expect(judged(ledger(promised, [pay("2026-06-04", 10)])) == "0 0 1 0")
        #expect(judged(ledger(promised, [pay("2026-06-05", 10)])) == "1 0 0 1")
        #expect(judged(ledger(promised, [pay("2026-06-13", 10)])) == "1 0 0 1")
        #expect(judged(ledger(promised, [pay("2026-06-14", 10)])) == "0 0 1 0")
        #expect(judged(ledger(promised, [pay("2026-06-05", 4, "P1"), pay("2026-06-13", 5, "P2")])) == "0 1 0 0.9")
        #expect(judged(ledger(promised, [pay("2026-06-05", 4, "P1"), pay("2026-06-13", 6, "P2")])) == "1 0 0 1")
    }

    @Test func aDocumentInAnyCompanyOrTheCustomer() {
        let named = [promise("p", 10, made: "2026-06-01", due: "2026-06-10", document: "I")]
        #expect(judged(ledger(named, [pay("2026-06-05", 5), pay("2026-06-05", 5, company: "Y")])) == "1 0 0 1")
        #expect(judged(ledger(named, [pay("2026-06-05", 5, clears: nil), pay("2026-06-05", 5, "Q", clears: "J")])) == "0 0 1 0")
        #expect(judged(ledger(named, [pay("2026-06-05", 10, customer: "D")])) == "0 0 1 0")
        #expect(judged(ledger(named, [posting("2026-06-05", "N", .creditNote, -10, clears: "I")])) == "0 0 1 0")
        let free = [promise("p", 10, made: "2026-06-01", due: "2026-06-10")]
        #expect(judged(ledger(free, [pay("2026-06-05", 5, clears: nil), pay("2026-06-05", 5, "Q", clears: "J")])) == "1 0 0 1")
        #expect(judged(ledger(free, [pay("2026-06-05", 10, customer: "D")])) == "0 0 1 0")
    }

    @Test func anotherCurrencyServesNothing() {
        var dollars = ledger(
            [
                promise("p", 10, made: "2026-06-01", due: "2026-06-10", currency: "USD"),
                promise("q", 10, made: "2026-06-01", due: "2026-06-10"),
            ],
            [pay("2026-06-05", 5, currency: "USD")])
        dollars.rates = [("2026-06-01", "0.5"), ("2026-06-10", "0.8"), ("2026-06-11", "2")].map {
            ExchangeRate(day: day($0.0), currency: Currency(code: "USD")!, rate: Decimal64(text: $0.1)!)
        }
        // At the due day's rate 4.00 of 8.00, and nothing of 10.00.
        #expect(judged(dollars) == "0 1 1 0.22222")
        #expect(judged(dollars, scope: "currency", key: "USD") == "0 1 0 0.5")
        #expect(judged(dollars, scope: "currency", key: "EUR") == "0 0 1 0")
        #expect(judged(dollars, scope: "company", key: "X") == "n/a n/a n/a n/a")
    }

    // MARK: Sharing

    @Test func promisesShareAPaymentByDueDayMadeDayAndId() {
        let payment = [pay("2026-06-05", 15)]
        func first(_ promises: PaymentPromise...) -> String { judged(ledger(promises, payment)) }
        // Whoever is served first gets all of its own, the other one the rest.
        #expect(
            first(promise("p", 10, made: "2026-06-01", due: "2026-06-11"), promise("q", 20, made: "2026-06-01", due: "2026-06-10"))
                == "0 1 1 0.5")
        #expect(
            first(promise("p", 10, made: "2026-06-02", due: "2026-06-10"), promise("q", 20, made: "2026-06-01", due: "2026-06-10"))
                == "0 1 1 0.5")
        #expect(
            first(promise("p9", 20, made: "2026-06-01", due: "2026-06-10"), promise("p10", 10, made: "2026-06-01", due: "2026-06-10"))
                == "1 1 0 0.5")
        #expect(
            first(promise("p", 20, made: "2026-06-01", due: "2026-06-10"), promise("q", 10, made: "2026-06-01", due: "2026-06-10"))
                == "0 1 1 0.5")
    }

    @Test func paymentsAreTakenOldestFirst() {
        // The first promise uses up the payment of I, older or first by document; only the other one's payment is left, which q cannot use.
        let promises = [
            promise("p", 10, made: "2026-06-01", due: "2026-06-05"), promise("q", 10, made: "2026-06-01", due: "2026-06-10", document: "I"),
        ]
        func both(_ own: OraclePosting, _ other: OraclePosting) -> String { judged(ledger(promises, [other, own])) }
        #expect(both(pay("2026-06-02", 10, "P2"), pay("2026-06-03", 10, "P1", clears: "J")) == "1 0 1 0.5")
        #expect(both(pay("2026-06-03", 10, "P1"), pay("2026-06-02", 10, "P2", clears: "J")) == "2 0 0 1")
        #expect(both(pay("2026-06-03", 10, "P1"), pay("2026-06-03", 10, "P2", clears: "J")) == "1 0 1 0.5")
        #expect(both(pay("2026-06-03", 10, "P9"), pay("2026-06-03", 10, "P10", clears: "J")) == "2 0 0 1")
        #expect(both(pay("2026-06-03", 10, line: "1"), pay("2026-06-03", 10, clears: "J", line: "2")) == "1 0 1 0.5")
        #expect(both(pay("2026-06-03", 10, line: "2"), pay("2026-06-03", 10, clears: "J", line: "1")) == "2 0 0 1")
    }

    @Test func promisesOfEarlierPeriodsTakeTheirShare() {
        let promises = [
            promise("old", 8, made: "2026-05-01", due: "2026-05-31"), promise("new", 10, made: "2026-05-20", due: "2026-06-10"),
        ]
        let paid = ledger(promises, [pay("2026-06-02", 10)])
        #expect(judged(paid) == "0 1 0 0.2")
        #expect(value(paid, "2026-06-30", "promise.judged") == "1")
        // Promises due later take nothing away.
        #expect(
            judged(ledger([promises[1], promise("a", 10, made: "2026-05-01", due: "2026-06-29")], [pay("2026-06-02", 10)])) == "1 0 0 1")
    }

    // MARK: Reversals

    @Test func aReversalTakesTheLatestPaymentsOfTheSameDocument() {
        let promises = [
            promise("p", 10, made: "2026-06-02", due: "2026-06-02"), promise("q", 10, made: "2026-06-08", due: "2026-06-10"),
        ]
        let payments = [pay("2026-06-02", 10, "P1"), pay("2026-06-08", 10, "P2")]
        #expect(judged(ledger(promises, payments)) == "2 0 0 1")
        #expect(judged(ledger(promises, payments + [pay("2026-06-20", -4, "R")])) == "1 1 0 0.8")
        #expect(judged(ledger(promises, payments + [pay("2026-06-20", -14, "R")])) == "0 1 1 0.3")
        #expect(judged(ledger(promises, payments + [pay("2026-06-20", -99, "R")])) == "0 0 2 0")
        // A reversal before the second payment takes of the first, on its day already of the second.
        #expect(judged(ledger(promises, payments + [pay("2026-06-07", -14, "R")])) == "1 0 1 0.5")
        #expect(judged(ledger(promises, payments + [pay("2026-06-08", -4, "R")])) == "1 1 0 0.8")
        // After the as-of day, or of another document, company, customer or currency: nothing.
        for other in [
            pay("2026-07-01", -14, "R"), pay("2026-06-20", -14, "R", clears: nil), pay("2026-06-20", -14, "R", company: "Y"),
            pay("2026-06-20", -14, "R", customer: "D"), pay("2026-06-20", -14, "R", currency: "USD"),
        ] {
            var untouched = ledger(promises, payments + [other])
            untouched.rates = [ExchangeRate(day: day("2026-01-01"), currency: Currency(code: "USD")!, rate: Decimal64(text: "1")!)]
            #expect(judged(untouched) == "2 0 0 1")
        }
    }

    @Test func ofOneDayAReversalTakesTheLastDocumentFirst() {
        let promises = [
            promise("p", 10, made: "2026-06-01", due: "2026-06-05"), promise("q", 10, made: "2026-06-01", due: "2026-06-10", document: "I"),
        ]
        let reversal = pay("2026-06-03", -10, "R")
        // P1 and P2 are left, and p takes P1.
        let last = [pay("2026-06-03", 10, "P3"), pay("2026-06-03", 10, "P2", clears: "J"), pay("2026-06-03", 10, "P1")]
        #expect(judged(ledger(promises, last + [reversal])) == "1 0 1 0.5")
        // Of one document the last line goes first.
        let lines = [
            pay("2026-06-03", 10, line: "1"), pay("2026-06-03", 10, clears: "J", line: "2"), pay("2026-06-03", 10, line: "3"),
        ]
        #expect(judged(ledger(promises, [reversal] + lines)) == "1 0 1 0.5")
        // Nothing is taken of J, whose payment comes last.
        #expect(judged(ledger(promises, [reversal, lines[0], lines[2], pay("2026-06-03", 10, "Z", clears: "J")])) == "1 0 1 0.5")
    }

    @Test func reversalsInAnyOrderTakeTheSame() {
        let promises = [
            promise("p", 10, made: "2026-06-02", due: "2026-06-02"), promise("q", 10, made: "2026-06-08", due: "2026-06-10"),
        ]
        let payments = [pay("2026-06-02", 10, "P1"), pay("2026-06-08", 10, "P2")]
        // The later one takes all of the second payment and what the earlier one left of the first.
        let reversals = [pay("2026-06-04", -3, "R1"), pay("2026-06-12", -12, "R2")]
        #expect(judged(ledger(promises, payments + reversals)) == "0 1 1 0.25")
        #expect(judged(ledger(promises, reversals.reversed() + payments)) == "0 1 1 0.25")
    }
}
