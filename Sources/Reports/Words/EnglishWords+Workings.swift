import Ledger
import Metrics

extension EnglishWords {
    func name(_ family: FigureFamily) -> String {
        switch family {
        case .rollRates: "Roll rates"
        case .rollOutcomes: "Shares of the migration"
        case .migrationOpenings: "Opening buckets of the migration"
        case .migrationCells: "Cells of the migration"
        case .migrationNew: "New items of the migration"
        }
    }

    func definition(_ family: FigureFamily) -> String {
        switch family {
        case .rollRates: "of the opening amount in each bucket, the part that stands in the next worse bucket now"
        case .rollOutcomes: "of the opening amount in each bucket, the part with each outcome; the parts add up to all of it"
        case .migrationOpenings: "debit items at the opening by bucket"
        case .migrationCells:
            "debit items of each opening bucket by where they stand now; settled ones by the postings of the period that settled them, matched on company, document and line"
        case .migrationNew: "debit items that were not there at the opening, by bucket"
        }
    }

    func label(_ label: WorkingLabel) -> String {
        switch label {
        case .figures: "Figures"
        case .from: "Made from"
        case .settings: "Settings that shape it"
        case .snapshots: "Snapshots"
        case .files: "Files"
        case .rates: "Exchange rates used"
        case .interestRates: "Interest rates used"
        case .halfYear: "Half-year"
        case .percentAYear: "% a year"
        case .rows: "Rows"
        case .remedy: "What helps"
        case .months: "Months taken off the balance"
        case .calendar: "the calendar"
        case .workings: "Working of the figures"
        case .kind: "Kind"
        case .date: "Date"
        case .documentDate: "Document date"
        case .dueDate: "Due date"
        case .clears: "Clears"
        case .openAmount: "Amount"
        case .converted: "Converted"
        case .adds: "Adds"
        case .over: "Over"
        case .sales: "Sales"
        case .left: "Left"
        case .company: "Company"
        case .line: "Line"
        case .workingSources: "Snapshots and files"
        case .oldestDispute: "Oldest open dispute"
        case .target: "Target"
        case .restatements: "Restated days"
        case .noRestatements: "No day of this report has been restated."
        case .importedOn: "Imported on"
        case .netChange: "Change in net"
        case .pastDueChange: "Change in past due"
        }
    }

    func evidence(_ evidence: Evidence) -> String {
        func rows(_ one: String, _ many: String) -> String {
            guard let count = evidence.rowCount else { return many }
            return format.decimal(Rational(count), places: 0) + " " + (count == 1 ? one : many)
        }
        let kind =
            switch evidence.kind {
            case .items(let day): rows("open item", "open items") + " of \(format.date(day))"
            case .postings(let period):
                rows("posting", "postings") + " from \(format.date(period.first)) to \(format.date(period.last))"
            case .payments(let period, _):
                rows("payment", "payments") + " from \(format.date(period.first)) to \(format.date(period.last)), matched with invoices"
            case .matchedItems(let opening, let closing):
                rows("debit item", "debit items") + " matched between \(format.date(opening)) and \(format.date(closing))"
            case .hindcasts(let days):
                rows("earlier month", "earlier months")
                    + (days.isEmpty ? "" : ", re-run from the snapshots of " + days.map(format.date).joined(separator: ", "))
            case .creditAccounts(let day):
                rows("account with credits in this bucket", "accounts with credits in this bucket") + " on \(format.date(day))"
            case .accounts: rows("account that does not tie out", "accounts that do not tie out")
            case .customers(let day): rows("customer", "customers") + " by their balances of \(format.date(day))"
            case .pastDueCustomers(let day): rows("customer", "customers") + " past due on \(format.date(day))"
            case .contactedCustomers(let day): rows("customer", "customers") + " past due on \(format.date(day)) and contacted since"
            case .disputes: rows("dispute", "disputes")
            case .promises: rows("promise", "promises")
            case .activities: rows("activity", "activities")
            case .target: rows("target", "targets")
            case .riskRules: rows("rule", "rules") + " of the risk score"
            }
        guard let leftOut = evidence.leftOut else { return kind }
        let count = format.decimal(Rational(leftOut.count), places: 0)
        let words =
            switch leftOut {
            case .creditBalances: "; \(count) with a credit balance left out"
            case .unmatchedPayments: "; \(count) without a known invoice left out"
            case .withoutSales: "; \(count) of months without sales on record left out"
            case .unjudgedRules(let rules):
                "; not judged: " + rules.map { "\(ruleName($0.rule)) (\(reason($0.reason)))" }.joined(separator: ", ")
            }
        return kind + words
    }

    func record(_ record: WorkingRow.Record) -> String {
        switch record {
        case .item: "open item"
        case .posting: "posting"
        case .account: "account"
        case .customer: "customer"
        case .dispute: "dispute"
        case .promise: "promise"
        case .activity: "activity"
        case .target: "target"
        case .riskRule: "rule"
        case .hindcast: "re-run month"
        }
    }

    func remedy(_ reason: UnavailableReason) -> String {
        switch reason {
        case .noSnapshot(let day): "import the ledger of \(format.date(day)): a file named ledger-\(day.isoText).csv, or with --as-of"
        case .noPostings: "import a file of postings"
        case .noRate(let currency, _): "import exchange rates of \(currency.code)"
        case .notImported(let kind): "import a file of \(plural(kind))"
        case .postingsStartLater(let first, let needed):
            "import the postings from \(format.month(needed)) to the month before \(format.month(first))"
        case .moreThanDays: "import postings of earlier months, if there are any"
        case .targetNotPositive: "write a cash target above zero"
        case .noTarget(let month): "import a targets file with a line cash.collected of \(month.isoText) for this scope and key"
        case .noAppliedPayments: "import payments that name the invoice they clear (column clears)"
        case .notBy, .onlyBy: "ask for another scope"
        case .tooPrecise: "write the currency the target is in beside it, or the target with fewer decimal places"
        case .beyondRange: "check the amounts and rates that were imported"
        case .noWorkingDaysLeft: "ask for an earlier day of the month"
        case .noHindcast: "import the ledgers of earlier month-ends and the postings since"
        case .noWorkingDays: "check calendars.work in incasso.yml"
        case .noSalesOfDocumentMonths: "import the postings of the months the open items are of"
        case .noInterestRates: "import a file of late-payment interest rates by half-year"
        case .missingInterestRate:
            "import an interest file with all missing half-years, which the message names; a row without a currency is for all that have no rows of their own"
        case .noLossRates: "write ecl.loss_rates in incasso.yml, one rate a bucket"
        case .noSales, .noDebitItems, .noPastDueItems, .nothingToCollect, .nothingCollectable, .emptyBucket, .noPositiveBalance,
            .noClosedDisputes, .noJudgedPromises, .nobodyReached, .noFollowUps, .nothingPastDueAtOpening, .balanceNotPositive:
            "nothing is missing if the files of the period are complete: there is nothing to divide by"
        }
    }

    func settingName(_ setting: Setting) -> String {
        switch setting {
        case .promiseTolerance: "Tolerance of promises"
        case .bankCalendar: "Calendar of money"
        case .workCalendar: "Work calendar"
        case .lookBack: "Look-back of sales"
        case .riskRules: "Risk score"
        case .landingRules: "Landing forecast"
        case .conversion, .ownership, .period, .agingLimits, .agingCredits, .lossRates, .sales, .attribution: ""
        }
    }

    func settingValue(_ setting: Setting, _ frame: FactsFrame) -> String {
        let policy = frame.policy
        switch setting {
        case .promiseTolerance:
            return
                (policy.promiseTolerance.unit == .days
                ? counted(policy.promiseTolerance.count, "calendar day", "calendar days")
                : counted(policy.promiseTolerance.count, "business day", "business days"))
                + " after the due day"
        case .bankCalendar: return describe(policy.bankCalendar)
        case .riskRules:
            return RiskRules.Rule.allCases.map { name($0) + ": " + value($0, frame) }.joined(separator: "; ")
        case .landingRules:
            let rules = policy.landing
            return "habits of \(counted(rules.lookBackDays, "day", "days")), from \(counted(rules.casesMin, "case", "cases")) on; "
                + "where nothing is known: \(format.exactPercentage(rules.keptRate.rational)) of promises kept, "
                + "\(counted(rules.daysLate, "day", "days")) late, disputes of \(counted(rules.disputeDays, "day", "days")); "
                + "error over \(counted(rules.hindcastMonths, "month", "months"))"
        case .workCalendar:
            let teams = policy.teamCalendars.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            return ([describe(policy.workCalendar)] + teams.map { "\($0.key): \(describe($0.value))" }).joined(separator: "; ")
        case .lookBack:
            return
                "\(counted(frame.months.count, "month", "months")) with postings, from \(format.month(frame.months.first ?? frame.asOf.month))"
        case .conversion, .ownership, .period, .agingLimits, .agingCredits, .lossRates, .sales, .attribution: return ""
        }
    }

    /// The name of a calendar; of one of the workspace also what it is made of.
    private func describe(_ calendar: HolidayCalendar) -> String {
        if calendar.isShipped { return calendar.name }
        let weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
        let weekend = calendar.weekend.sorted().map { weekdays[$0 - 1] }.joined(separator: ", ")
        var parts = [calendar.base.map { "holidays of \($0.rawValue)" } ?? "no holidays", "weekend: " + weekend]
        if calendar.added.count > 0 { parts.append("off besides: " + calendar.added.texts.joined(separator: ", ")) }
        if calendar.removed.count > 0 { parts.append("worked: " + calendar.removed.texts.joined(separator: ", ")) }
        return calendar.name + " (" + parts.joined(separator: "; ") + ")"
    }
}
