import Ledger
import Metrics

extension EnglishWords {
    func name(_ metric: Metric, _ aging: AgingLimits) -> String {
        switch metric {
        case .arNet: "Net receivables"
        case .arGross: "Gross receivables"
        case .arCredits: "Credits"
        case .arPastDue: "Past due"
        case .aging(let bucket): self.bucket(bucket, aging)
        case .ratioCurrent: "Current share"
        case .ratioPastDue: "Past-due share"
        case .ratioOverLast: "Share over \(aging.limits[aging.limits.count - 1]) days"
        case .pastDueDays: "Average days past due"
        case .sales: "Sales"
        case .dsoSimple: "DSO, simple"
        case .dsoRolling3m: "DSO, 3 months"
        case .dsoCountback: "DSO, countback"
        case .dsoBestPossible: "DSO, best possible"
        case .dsoDelinquent: "DSO, delinquent"
        case .averageDaysDelinquent: "Average days delinquent"
        case .cei: "CEI"
        case .ceiCash: "CEI from cash"
        case .ceiCreditNotes: "CEI from credit notes"
        case .ceiWriteOffs: "CEI from write-offs"
        case .ceiOther: "CEI from other movements"
        case .ceiYearToDate: "CEI, year to date"
        case .bridgeOpening: "Opening balance"
        case .bridgeInvoiced: "Invoiced"
        case .bridgeCash: "Cash"
        case .bridgeCreditNotes: "Credit notes"
        case .bridgeWriteOffs: "Write-offs"
        case .bridgeAdjustments: "Adjustments"
        case .bridgeFx: "Exchange differences"
        case .bridgeUnexplained: "Unexplained"
        case .bridgeClosing: "Closing balance"
        case .writeOffRatio: "Write-off ratio"
        case .collectCash: "Cash collected"
        case .collectCollectable: "Collectable"
        case .collectOnCollectable: "Collected of collectable"
        case .collectRate: "Collection rate"
        case .collectTrackerRate: "Tracker rate"
        case .cashAttributed: "Attributed cash"
        case .collectAttainment: "Attainment"
        case .paymentDaysToPay: "Days to pay"
        case .paymentDaysLate: "Days late"
        case .paymentOnTimeCount: "On time, by number"
        case .paymentOnTimeAmount: "On time, by amount"
        case .roll(let bucket): "Roll rate, \(self.bucket(bucket, aging).lowercased())"
        case .concentrationTop10: "Ten largest customers"
        case .concentrationHhi: "Concentration index"
        case .periodDays: "Days in period"
        case .salesRolling3m: "Sales, 3 months"
        case .rolling3mDays: "Days in 3 months"
        case .yearOpening: "Balance at 31 December"
        case .salesYearToDate: "Sales, year to date"
        case .targetCash: "Cash target"
        case .targetGap: "Gap to target"
        case .migration(let from, let to):
            "\(self.bucket(from, aging)) → \(to == aging.bucketCount ? "settled" : self.bucket(to, aging).lowercased())"
        case .migrationOpening(let from): "\(self.bucket(from, aging)) at opening"
        case .migrationNew(let to): "New in \(self.bucket(to, aging).lowercased())"
        }
    }

    func definition(_ metric: Metric, _ policy: Policy) -> String {
        switch metric {
        case .arNet: "gross + credits on the as-of day"
        case .arGross: "open amounts of debit items"
        case .arCredits: "open amounts of credit items: credit notes and payments on account, a negative number"
        case .arPastDue: "debit items whose due date has passed: all buckets but current"
        case .aging(0): "debit items not past due, or without a due date"
        case .aging: "debit items by days past due"
        case .ratioCurrent, .ratioPastDue, .ratioOverLast: "bucket amount ÷ gross"
        case .pastDueDays: "Σ(open × days past due) ÷ Σ open over past-due debit items"
        case .sales:
            policy.sales == .gross ? "invoices posted in the period, tax included" : "invoices less credit notes posted in the period"
        case .dsoSimple: "net ÷ sales × days of the period"
        case .dsoRolling3m: "net ÷ sales of the 3 months that end on the as-of day × calendar days in them"
        case .dsoCountback:
            "whole months of sales are taken off net, newest first, each adding its days; the last counts remaining ÷ sales × days"
        case .dsoBestPossible: "current ÷ sales × days"
        case .dsoDelinquent: "past due ÷ sales × days"
        case .averageDaysDelinquent: "simple DSO − best possible DSO; negative when credits are large"
        case .cei: "(opening net + sales − closing net) ÷ (opening net + sales − closing current); not capped at 100 %"
        case .ceiCash, .ceiCreditNotes, .ceiWriteOffs:
            "what this kind of posting took off the balance ÷ the CEI's denominator; the parts add up to the CEI"
        case .ceiOther: "adjustments, exchange differences and unexplained amounts ÷ the CEI's denominator"
        case .ceiYearToDate: "the CEI with the balance of 31 December and sales since"
        case .bridgeOpening: "net of the snapshot of the day before the period"
        case .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments:
            "postings of the period of this kind, signed as they move the balance, at the posting days' rates"
        case .bridgeFx: "closing − opening − flows − unexplained: what exchange rates moved"
        case .bridgeUnexplained: "closing − opening − flows in each document currency, converted on the as-of day; must be zero"
        case .bridgeClosing: "net of the snapshot of the as-of day"
        case .writeOffRatio: "write-offs ÷ sales"
        case .collectCash: "payments posted in the period"
        case .collectCollectable: "opening debit items due by month end + invoices of the period due by month end"
        case .collectOnCollectable: "payments of the period applied to the collectable documents"
        case .collectRate: "collected of collectable ÷ collectable"
        case .collectTrackerRate: "all cash ÷ collectable: the numerator is not inside the denominator"
        case .cashAttributed: "payments by who owned the customer on the posting day"
        case .collectAttainment: "attributed cash ÷ cash target"
        case .paymentDaysToPay: "posting day − document day over applied payments, weighted by amount"
        case .paymentDaysLate: "posting day − due day over applied payments, weighted by amount; negative is early"
        case .paymentOnTimeCount: "share of applied payments posted on or before the due day"
        case .paymentOnTimeAmount: "the same by amount"
        case .roll: "of the opening amount in the bucket, the part that stands in the next worse bucket now"
        case .concentrationTop10: "share of the ten largest positive customer balances"
        case .concentrationHhi: "Σ share² × 10,000 over positive customer balances"
        case .periodDays: "calendar days from the first of the month to the as-of day"
        case .salesRolling3m, .rolling3mDays: "over the month of the as-of day and the two before"
        case .yearOpening: "net of the snapshot of 31 December"
        case .salesYearToDate: "sales from 1 January to the as-of day"
        case .targetCash: "the month's target for cash collected"
        case .targetGap: "attributed cash − cash target"
        case .migration, .migrationOpening, .migrationNew: "items matched on company, document and line between the two snapshots"
        }
    }

    func caution(_ metric: Metric) -> String? {
        switch metric {
        case .collectTrackerRate: "Cash on items outside the collectable counts in the numerator only; compare with the collection rate."
        default: nil
        }
    }

    func reason(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "no snapshot of \(format.date(day))"
        case .noSales(let period): "sales are not above zero from \(format.date(period.first)) to \(format.date(period.last))"
        case .postingsStartLater(let month): "postings start in \(format.month(month))"
        case .noPostings: "no postings imported"
        case .moreThanDays(let days): "more than \(days) days: the sales history ends first"
        case .noDebitItems: "no debit items"
        case .noPastDueItems: "nothing past due"
        case .nothingToCollect: "opening balance plus sales less what is not due is not above zero"
        case .nothingCollectable: "what was due by month end is not above zero"
        case .noTarget(let month): "no cash target for \(format.month(month))"
        case .noAppliedPayments: "no payments applied to known invoices"
        case .emptyBucket: "the opening bucket was empty"
        case .noPositiveBalance: "no customer has a positive balance"
        case .beyondRange: "the amount exceeds the range of the program"
        }
    }
}
