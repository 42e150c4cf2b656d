import Ledger
import LedgerFixtures
import Metrics
import MetricsOracle
import Testing

/// What an invoice that is added and settled at once changes, and that it changes nothing else.
@Suite("An added invoice")
struct AddedInvoiceTests {
    static let batches: [Range<UInt64>] = stride(from: UInt64(0), to: 260, by: 20).map { $0..<($0 + 20) }

    /// Minor units of the added invoice.
    static let amount: Int64 = 12_345

    /// A random ledger before and after an invoice of its customer without promises is added.
    struct Pair {
        let day: Day
        let before: DayFigures
        let after: DayFigures
        let isDue: Bool
        let policy: Policy

        /// nil for a ledger without such a customer.
        init?(seed: UInt64, _ add: (_ invoice: OraclePosting, _ ledger: inout OracleLedger, _ day: Day) -> Void) throws {
            var ledger = OracleLedger.random(seed: seed)
            let promising = Set(ledger.promises.map(\.customer))
            guard let day = ledger.asOfDays.last, day.month.firstDay > ledger.postings.map(\.postingDate).min()!,
                let customer = ledger.customers.map(\.customer).first(where: { !promising.contains($0) }),
                let company = ledger.postings.first?.company
            else { return nil }
            before = try ScannedLedger(ledger).engine.figures(asOf: day)
            let due = seed % 2 == 0 ? day.month.firstDay : day.month.lastDay.adding(days: 20)
            add(
                OraclePosting(
                    postingDate: day.month.firstDay, company: company, document: "ADDED-1", line: "", kind: .invoice, customer: customer,
                    documentDate: day.month.firstDay, dueDate: due, currency: ledger.reportingCurrency,
                    amountMinor: AddedInvoiceTests.amount),
                &ledger, day)
            after = try ScannedLedger(ledger).engine.figures(asOf: day)
            self.day = day
            isDue = due <= day.month.lastDay
            policy = ledger.policy
        }

        /// The whole ledger's difference of a money figure; nil where it is not available before and after.
        func moved(_ metric: Metric) -> Int64? {
            guard case .money(let old) = before.value(metric), case .money(let new) = after.value(metric) else {
                #expect(before.value(metric) == after.value(metric))
                return nil
            }
            return new - old
        }

        /// The metrics with a figure, of any scope and key, that is not the same as before.
        var changed: Set<Metric> {
            let (old, new) = (before.everyValue, after.everyValue)
            return Set(old.filter { new[$0.key] != $0.value }.map(\.key.metric))
        }
    }

    /// What is made from sales, from the flows of the period or from how customers pay.
    static let fromFlows: Set<Metric> = [
        .sales, .dsoSimple, .dsoRolling3m, .dsoCountback, .dsoBestPossible, .dsoDelinquent, .averageDaysDelinquent, .dsoTrue, .arTurnover,
        .cei, .ceiCash, .ceiCreditNotes, .ceiWriteOffs, .ceiOther, .ceiYearToDate, .bridgeInvoiced, .writeOffRatio, .collectCollectable,
        .collectRate, .collectTrackerRate,
    ]

    static let fromPayments: Set<Metric> = [
        .bridgeCash, .collectCash, .collectOnCollectable, .cashAttributed, .collectAttainment, .paymentDaysToPay, .paymentDaysLate,
        .paymentOnTimeCount, .paymentOnTimeAmount, .landingForecast, .landingGap, .landingError,
    ]

    @Test("paid on its day moves sales, cash and what is made from them", arguments: batches)
    func paid(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let pair = try Pair(seed: seed) { invoice, ledger, _ in
                ledger.postings += [invoice, Self.settling(invoice, by: .payment)]
            }
            guard let pair else { continue }
            for metric in [Metric.sales, .bridgeInvoiced, .collectCash, .cashAttributed] {
                let moved = pair.moved(metric)
                #expect(moved == nil || moved == Self.amount, "seed \(seed): \(metric)")
            }
            let (cash, collectable, applied) = (
                pair.moved(.bridgeCash), pair.moved(.collectCollectable), pair.moved(.collectOnCollectable)
            )
            #expect(cash == nil || cash == -Self.amount)
            #expect(collectable == nil || collectable == (pair.isDue ? Self.amount : 0))
            #expect(applied == nil || applied == (pair.isDue ? Self.amount : 0))
            let others = pair.changed.subtracting(Self.fromFlows).subtracting(Self.fromPayments)
            #expect(others.isEmpty, "seed \(seed)")
        }
    }

    @Test("credited on its day moves sales and credit notes and what is made from them", arguments: batches)
    func credited(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let pair = try Pair(seed: seed) { invoice, ledger, _ in
                ledger.postings += [invoice, Self.settling(invoice, by: .creditNote)]
            }
            guard let pair else { continue }
            let (sales, invoiced, credited) = (pair.moved(.sales), pair.moved(.bridgeInvoiced), pair.moved(.bridgeCreditNotes))
            #expect(sales == nil || sales == (pair.policy.sales == .gross ? Self.amount : 0))
            #expect(invoiced == nil || invoiced == Self.amount)
            #expect(credited == nil || credited == -Self.amount)
            let others = pair.changed.subtracting(Self.fromFlows).subtracting([.bridgeCreditNotes])
            #expect(others.isEmpty, "seed \(seed)")
        }
    }

    @Test("still open beside an open credit note of its amount leaves the net balance and the bridge's ends alone", arguments: batches)
    func openBesideItsCredit(seeds: Range<UInt64>) throws {
        for seed in seeds {
            let pair = try Pair(seed: seed) { invoice, ledger, day in
                var credit = Self.settling(invoice, by: .creditNote)
                credit.clears = nil
                ledger.postings += [invoice, credit]
                ledger.snapshots[day]! += [Self.item(invoice, .invoice), Self.item(credit, .creditNote)]
            }
            guard let pair else { continue }
            let (gross, credits) = (pair.moved(.arGross), pair.moved(.arCredits))
            #expect(gross == Self.amount && credits == -Self.amount, "seed \(seed)")
            let unmoved: Set<Metric> = [
                .arNet, .bridgeOpening, .bridgeClosing, .bridgeCash, .bridgeWriteOffs, .bridgeAdjustments, .bridgeFx, .bridgeUnexplained,
                .collectCash, .collectOnCollectable, .cashAttributed, .collectAttainment, .paymentDaysToPay, .paymentDaysLate,
                .paymentOnTimeCount, .paymentOnTimeAmount, .concentrationTop10, .concentrationHhi, .disputeOpenCount, .disputeOpenAmount,
                .disputeCycleDays, .promiseJudged, .promiseKept, .promisePartial, .promiseBroken, .contacts, .contactsReached,
                .coverageAccounts, .coverageBalance, .followUpOnTime,
            ]
            #expect(pair.changed.isDisjoint(with: unmoved), "seed \(seed)")
        }
    }

    @Test("is tried on at least 200 ledgers")
    func enoughLedgers() throws {
        let tried = try Self.batches.joined().count { try Pair(seed: $0) { _, _, _ in } != nil }
        #expect(tried >= 200)
    }

    private static func settling(_ invoice: OraclePosting, by kind: PostingKind) -> OraclePosting {
        OraclePosting(
            postingDate: invoice.postingDate, company: invoice.company, document: "ADDED-2", line: "", kind: kind,
            customer: invoice.customer,
            documentDate: invoice.documentDate, currency: invoice.currency, amountMinor: -invoice.amountMinor, clears: invoice.document)
    }

    private static func item(_ posting: OraclePosting, _ kind: ItemKind) -> OracleItem {
        OracleItem(
            company: posting.company, document: posting.document, line: "", kind: kind, customer: posting.customer,
            documentDate: posting.documentDate!, dueDate: posting.dueDate, currency: posting.currency, amountMinor: posting.amountMinor,
            openMinor: posting.amountMinor)
    }
}
