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
        case .ratioOverLast: "Share over \(days(aging.limits[aging.limits.count - 1]))"
        case .pastDueDays: "Average days past due"
        case .sales: "Sales"
        case .dsoSimple: "DSO, simple"
        case .dsoRolling3m: "DSO, 3 months"
        case .dsoCountback: "DSO, countback"
        case .dsoBestPossible: "DSO, best possible"
        case .dsoDelinquent: "DSO, delinquent"
        case .averageDaysDelinquent: "Average days delinquent"
        case .dsoTrue: "DSO, true"
        case .arTurnover: "Receivables turnover"
        case .expectedCreditLoss: "Expected credit loss (estimate)"
        case .interestClaimable: "Claimable interest"
        case .interestAccrued: "Late-payment interest"
        case .interestCompensation: "Fixed sums for late invoices"
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
        case .collectOnCollectable: "Cash on collectable items"
        case .collectRate: "Collection rate"
        case .collectTrackerRate: "All cash ÷ collectable"
        case .cashAttributed: "Attributed cash"
        case .collectAttainment: "Attainment"
        case .paymentDaysToPay: "Days to pay"
        case .paymentDaysLate: "Days late"
        case .paymentOnTimeCount: "On time, by number"
        case .paymentOnTimeAmount: "On time, by amount"
        case .roll(let bucket): "Roll rate, \(self.bucket(bucket, aging).lowercased())"
        case .rollOutcome(let bucket, let outcome): "\(self.bucket(bucket, aging)): \(name(outcome))"
        case .concentrationTop10: "Ten largest customers"
        case .concentrationHhi: "Concentration index"
        case .disputeOpenCount: "Open disputes"
        case .disputeOpenAmount: "Disputed amount"
        case .disputeRate: "Disputed share"
        case .disputeCycleDays: "Days to settle a dispute"
        case .promiseJudged: "Promises judged"
        case .promiseKept: "Promises kept"
        case .promisePartial: "Promises partly kept"
        case .promiseBroken: "Promises broken"
        case .promiseKeptRate: "Promises kept, by number"
        case .promiseKeptAmountRate: "Promises kept, by amount"
        case .contacts: "Contacts"
        case .contactsReached: "Reached"
        case .contactsPromiseConversion: "Promises per contact reached"
        case .contactsPerDay: "Contacts per working day"
        case .coverageAccounts: "Coverage, by accounts"
        case .coverageBalance: "Coverage, by balance"
        case .followUpOnTime: "Follow-ups on time"
        case .workingDays: "Working days"
        case .riskScore: "Risk score"
        case .periodDays: "Days in period"
        case .salesRolling3m: "Sales, 3 months"
        case .rolling3mDays: "Days in 3 months"
        case .sales12m: "Sales, 12 months"
        case .trueDSOLeftOut: "Outside the true DSO"
        case .trueDSOLeftOutCount: "Items outside the true DSO"
        case .debitItems(let bucket): "Debit items, \(self.bucket(bucket, aging).lowercased())"
        case .creditsPlaced(let bucket): "Credits in \(self.bucket(bucket, aging).lowercased())"
        case .creditsOutside: "Credits outside the buckets"
        case .yearOpening: "Balance at 31 December"
        case .salesYearToDate: "Sales, year to date"
        case .targetCash: "Cash target"
        case .targetGap: "Gap to target"
        case .monthWorkingDays: "Working days of the month"
        case .timeGone: "Working days gone"
        case .pace: "Cash against the pace"
        case .landingForecast: "Landing forecast"
        case .landingGap: "Landing gap"
        case .landingError: "Landing error"
        case .landingPromised: "Expected from promises"
        case .landingDue: "Expected from due items"
        case .landingDisputed: "Expected from disputes"
        case .landingHindcasts: "Months re-run"
        case .workingDaysLeft: "Working days left"
        case .targetDaily: "Required a working day"
        case .ratioPart(let part): name(part)
        case .promisePendingCount: "Promises within tolerance"
        case .promisePendingAmount: "Amount within tolerance"
        case .migration(let from, let to):
            "\(self.bucket(from, aging)) → \(to == aging.bucketCount ? "settled" : self.bucket(to, aging).lowercased())"
        case .migrationSettled(let from, let settlement): "\(self.bucket(from, aging)) → \(name(settlement))"
        case .migrationOther(let from): "\(self.bucket(from, aging)) → settled otherwise"
        case .migrationOpening(let from): "\(self.bucket(from, aging)) at opening"
        case .migrationNew(let to): "New in \(self.bucket(to, aging).lowercased())"
        }
    }

    func definition(_ metric: Metric, _ policy: Policy) -> String {
        switch metric {
        case .arNet: "gross + credits on the as-of day"
        case .arGross: "open amounts of debit items"
        case .arCredits: "open amounts of credit items: credit notes and payments on account, a negative number"
        case .arPastDue: "what has passed its due date: all buckets but current"
        case .aging(let bucket): agingDefinition(bucket, policy.agingCredits)
        case .debitItems: "debit items by days past due, without any credits"
        case .creditsPlaced: "credit items in the bucket, a negative number"
        case .creditsOutside: "credit items that stand in no bucket; with the buckets they add up to net"
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
        case .dsoTrue:
            "Σ over debit items (as-of day − document date) × open ÷ sales of the document’s month; items of months without sales on record stay out"
        case .arTurnover: "sales of the 12 months that end on the as-of day ÷ net"
        case .interestClaimable: "late-payment interest on past-due debit items not in dispute + 40 EUR an invoice"
        case .interestAccrued:
            "simple interest, 365 days a year, from the day after the due date to the as-of day, or to the day a part was paid; each half-year at its rate"
        case .interestCompensation: "40 EUR for each past-due invoice not in dispute, converted on the as-of day"
        case .expectedCreditLoss: "Σ bucket × loss rate of the settings (IFRS 9, simplified approach): an estimate, no posting"
        case .cei: "(opening net + sales − closing net) ÷ (opening net + sales − closing current); not capped at 100%"
        case .ceiCash, .ceiCreditNotes, .ceiWriteOffs:
            "what this kind of posting took off the balance ÷ the CEI’s denominator; the parts add up to the CEI"
        case .ceiOther: "adjustments, exchange differences and unexplained amounts ÷ the CEI’s denominator"
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
        case .collectRate: "cash on collectable items ÷ collectable"
        case .collectTrackerRate: "all cash ÷ collectable: the numerator is not inside the denominator"
        case .cashAttributed: "payments credited so: " + attribution(policy.attribution)
        case .collectAttainment: "attributed cash ÷ cash target"
        case .paymentDaysToPay: "posting day − document day over applied payments, weighted by amount"
        case .paymentDaysLate: "posting day − due day over applied payments, weighted by amount; negative is early"
        case .paymentOnTimeCount: "share of applied payments posted on or before the due day"
        case .paymentOnTimeAmount: "share of the amount of applied payments posted on or before the due day"
        case .roll: "of the opening amount in the bucket, the part that stands in the next worse bucket now"
        case .rollOutcome(_, let outcome): "of the opening amount in the bucket, the part that \(definition(outcome))"
        case .concentrationTop10: "share of the ten largest positive customer balances"
        case .concentrationHhi: "Σ share² × 10,000 over positive customer balances"
        case .disputeOpenCount: "disputes opened and not closed by the as-of day"
        case .disputeOpenAmount: "amount of the open disputes, converted on the as-of day"
        case .disputeRate: "disputed amount ÷ gross"
        case .disputeCycleDays: "mean days from opening to closing of the disputes closed in the period"
        case .promiseJudged: "promises due in the period whose due day and tolerance have passed"
        case .promiseKept: "judged promises that were paid in full"
        case .promisePartial: "judged promises that were paid in part"
        case .promiseBroken: "judged promises of which nothing was paid"
        case .promiseKeptRate: "kept ÷ judged"
        case .promiseKeptAmountRate: "paid of what was promised ÷ promised"
        case .contacts: "outbound activities of the period"
        case .contactsReached: "activities with outcome reached, promise or dispute"
        case .contactsPromiseConversion: "promises ÷ reached"
        case .contactsPerDay: "contacts ÷ working days of the period"
        case .coverageAccounts: "customers past due at opening with an outbound contact in the period ÷ all of them"
        case .coverageBalance:
            "what customers with an outbound contact in the period owed past due at opening ÷ all that was past due at opening"
        case .followUpOnTime: "follow-ups due in the period that were done on or before their day ÷ all of them"
        case .workingDays: "days that are neither weekend nor holidays in the work calendar"
        case .riskScore: "the points of the rules that fire for the customer, added up; the rules stand among the settings"
        case .periodDays: "calendar days from the first of the month to the as-of day"
        case .salesRolling3m, .rolling3mDays: "over the month of the as-of day and the two before"
        case .sales12m: "over the month of the as-of day and the eleven before"
        case .trueDSOLeftOut, .trueDSOLeftOutCount: "debit items whose document month has no sales on record"
        case .yearOpening: "net of the snapshot of 31 December"
        case .salesYearToDate: "sales from 1 January to the as-of day"
        case .targetCash: "the month’s target for cash collected"
        case .targetGap: "attributed cash − cash target"
        case .monthWorkingDays: "days of the whole month that are neither weekend nor holidays in the work calendar"
        case .timeGone: "working days to the as-of day ÷ those of the month"
        case .pace: "attainment ÷ working days gone: 100% when cash comes in as evenly as the days pass"
        case .landingForecast:
            "cash so far + what is expected by month end: promises × the customer’s kept rate, items due on their due day + the customer’s average days late, disputed items after the department’s cycle time; each part of an item counts once"
        case .landingGap:
            "landing forecast − cash target"
        case .landingError:
            "mean of |forecast − cash of the month| for the same forecast re-run in the months before, on the same working day of the month or the newest snapshot before it; when no working day is left, in this month and those before it, from the month-end before each"
        case .landingPromised:
            "open promises due by month end × the customer’s share of kept promises in the look-back (with too few, the team’s, else that of all, else the standard one)"
        case .landingDue:
            "open items whose due day + average days late of the customer in the look-back (with too few payments, of all, else the standard ones) lies in the month"
        case .landingDisputed:
            "disputed items whose dispute’s opening day + mean days to settle of the department in the look-back (else of all, else the standard ones) lies in the month"
        case .landingHindcasts:
            "months in which a snapshot allows the forecast to be re-run"
        case .workingDaysLeft:
            "working days after the as-of day up to the end of its month"
        case .targetDaily:
            "(cash target − attributed cash) ÷ working days left; 0 when the target is reached"
        case .ratioPart(let part): definition(part)
        case .promisePendingCount: "promises due by the as-of day whose tolerance has not passed: not judged yet"
        case .promisePendingAmount: "what these promises promise, at the due days' rates"
        case .migrationSettled, .migrationOther:
            "what is no longer open, by the postings of the period that clear the document: payments, then credit notes, then write-offs; the rest is other"
        case .migration, .migrationOpening, .migrationNew: "items matched on company, document and line between the two snapshots"
        }
    }

    func caution(_ metric: Metric, _ value: FigureValue, _ imported: ImportedRecords) -> String? {
        switch (metric, value) {
        case (.cei, .ratio(let ratio)), (.ceiYearToDate, .ratio(let ratio)):
            return ratio > Rational(1)
                ? "Above 100%: the balance fell by more than there was to collect. Look at credits, write-offs and what is unexplained in the bridge."
                : nil
        case (.averageDaysDelinquent, .days(let days)):
            return days < .zero ? "Negative: credits are so large that the balance stands below what is not yet due." : nil
        case (.interestClaimable, .money), (.landingForecast, .money), (.landingGap, .money), (.landingError, .money):
            return imported.contains(.disputes) ? nil : "No disputes on record: nothing is taken off for items in dispute."
        default: return caution(metric)
        }
    }

    private func caution(_ metric: Metric) -> String? {
        switch metric {
        case .collectTrackerRate: "Cash on items outside the collectable counts in the numerator only; compare with the collection rate."
        case .expectedCreditLoss: "An estimate from the loss rates of the settings."
        default: nil
        }
    }

    private func name(_ outcome: MigrationOutcome) -> String {
        switch outcome {
        case .stayed: "stayed"
        case .improved: "improved"
        case .jumped: "jumped"
        case .paid: name(Settlement.paid)
        case .credited: name(Settlement.credited)
        case .writtenOff: name(Settlement.writtenOff)
        case .other: "settled otherwise"
        }
    }

    func name(_ settlement: Settlement) -> String {
        switch settlement {
        case .paid: "paid"
        case .credited: "credited"
        case .writtenOff: "written off"
        }
    }

    private func definition(_ outcome: MigrationOutcome) -> String {
        switch outcome {
        case .stayed: "stands in the same bucket now"
        case .improved: "stands in a better bucket now, because the due date was moved"
        case .jumped: "stands in a worse bucket than the next now"
        case .paid: "was settled by payments of the period"
        case .credited: "was settled by credit notes of the period"
        case .writtenOff: "was written off in the period"
        case .other: "is no longer open for another reason: adjusted, netted or cancelled"
        }
    }

    private func agingDefinition(_ bucket: Int, _ credits: AgingCredits) -> String {
        let debit = bucket == 0 ? "debit items not past due, or without a due date" : "debit items by days past due"
        switch credits {
        case .separate: return debit
        case .byOwnDate: return debit + ", and credit items by their own due date (document date when they have none)"
        case .oldestFirst: return debit + ", after credits of the same account were set off against the oldest items"
        case .current: return bucket == 0 ? debit + ", and all credit items" : debit
        }
    }

    func reason(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "no snapshot of \(format.date(day))"
        case .noSales(let period): "sales are not above zero from \(format.date(period.first)) to \(format.date(period.last))"
        case .postingsStartLater(let first, let needed):
            "postings start in \(format.month(first)); those from \(format.month(needed)) on are needed"
        case .noPostings: "no postings imported"
        case .notImported(let kind): "no \(plural(kind)) on record"
        case .moreThanDays(let days): "more than \(self.days(days)): the sales history ends first"
        case .noDebitItems: "no debit items"
        case .noPastDueItems: "nothing past due"
        case .nothingToCollect: "opening balance plus sales less what is not due is not above zero"
        case .nothingCollectable: "what was due by month end is not above zero"
        case .targetNotPositive(let month): "the cash target of \(format.month(month)) is not above zero"
        case .noTarget(let month): "no cash target for \(format.month(month))"
        case .noAppliedPayments: "no payments applied to known invoices"
        case .emptyBucket: "the opening bucket was empty"
        case .noPositiveBalance: "no customer has a positive balance"
        case .noClosedDisputes: "no dispute was closed in the period"
        case .noJudgedPromises: "no promise was due to be judged in the period"
        case .nobodyReached: "nobody was reached in the period"
        case .noFollowUps: "no follow-up was due in the period"
        case .nothingPastDueAtOpening: "no customer was past due at opening"
        case .noWorkingDays(let period): "no working day from \(format.date(period.first)) to \(format.date(period.last))"
        case .noWorkingDaysLeft(let month): "no working day is left in \(format.month(month))"
        case .noHindcast: "no snapshot of the months before allows the forecast to be re-run"
        case .notBy(let scope): "the records do not name the \(name(scope).lowercased())"
        case .onlyBy(let scope): "it is a figure of a single \(name(scope).lowercased())"
        case .balanceNotPositive: "the net balance is not above zero"
        case .noSalesOfDocumentMonths: "no open item is of a month with sales on record"
        case .noInterestRates: "no late-payment interest rates imported"
        case .missingInterestRate(let first, let others):
            "no interest rate for \(first.text)" + (others == 0 ? "" : " and \(counted(others, "more half-year", "more half-years"))")
        case .noLossRates: "no loss rates are written for these buckets"
        case .noRate(let currency, let day): "no exchange rate of \(currency.code) for \(format.date(day))"
        case .tooPrecise(let currency):
            "the target has more decimal places than \(currency.code) has (\(currency.exponent))"
        case .beyondRange: "the amount exceeds the range of the program"
        }
    }
}
