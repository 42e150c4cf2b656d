extension BucketRule {
    /// The rules that come with the product. None claims more than its source shows.
    public static let shipped: [BucketRule] = [
        erpNext, businessCentral, businessCentralThirtyDays, ocaAgedPartnerBalance, sageIntacct, zuoraExample, dueDay, documentDay,
    ]

    /// ERPNext, Accounts Receivable, ageing based on due date, ranges 30, 60, 90, 120: `get_ageing_data` takes the first range the age does not pass, so that what
    /// is due today stands in 0–30; `set_ageing` empties all ranges of an item whose day lies after the report's, so that it stands in the outstanding amount
    /// only; without a due date the posting date counts. Outstanding amounts of credits keep their sign.
    ///
    /// Source: `erpnext/accounts/report/accounts_receivable/accounts_receivable.py`; issues 51596 and 37444.
    static let erpNext = BucketRule(
        id: "erpnext", system: "ERPNext", report: "Accounts Receivable, ageing based on due date, ranges 30, 60, 90, 120",
        source: .system(["https://github.com/frappe/erpnext/issues/51596", "https://github.com/frappe/erpnext/issues/37444"]),
        notYetDue: .nowhere, currentThrough: -1, ranges: .days([30, 60, 90, 120]), undated: .documentDay)

    /// Business Central, report 120 “Aged Accounts Receivable”, aging by due date, the default period length of a month: `CalcDates` has a column “Not Due” for due
    /// dates after the report's, then three periods back from the report's day, then everything before. What is due today stands in the first period. Entries
    /// without a due date fall before all periods. Remaining amounts keep their sign.
    ///
    /// Source: `AgedAccountsReceivable.Report.al` of the base application; pull request 10412 says that entries not yet due stand in a column of their own there.
    static let businessCentral = businessCentral(id: "business-central", periods: "1M", .months(length: 1, count: 3))

    /// The same report with a period length of 30 days: its columns are headed 1–30, 31–60 and 61–90 days and hold 0–29, 30–59 and 60–89 days past due.
    static let businessCentralThirtyDays = businessCentral(id: "business-central-30d", periods: "30D", .days([29, 59, 89]))

    private static func businessCentral(id: String, periods: String, _ ranges: Ranges) -> BucketRule {
        BucketRule(
            id: id, system: "Business Central, \(periods)",
            report: "120 Aged Accounts Receivable, aging by due date, period length \(periods)",
            source: .system(["https://github.com/microsoft/BCApps/pull/10412"]),
            notYetDue: .current, currentThrough: -1, ranges: ranges, undated: .lastRange)
    }

    /// OCA account-financial-reporting, aged partner balance: `_calculate_amounts` puts residuals without a due date, or with one on or after the report's day, into
    /// “current”, then up to 30, 60, 90 and 120 days, then “older”. Residuals keep their sign.
    ///
    /// Source: `account_financial_report/report/aged_partner_balance.py`; pull request 383.
    static let ocaAgedPartnerBalance = BucketRule(
        id: "oca", system: "OCA", report: "account-financial-reporting, Aged Partner Balance",
        source: .system(["https://github.com/OCA/account-financial-reporting/pull/383"]),
        notYetDue: .current, currentThrough: 0, ranges: .days([30, 60, 90, 120]), undated: .notYetDue)

    /// Sage Intacct, `get_araging` with its default periods 0-30,31-60,61-90,91-120,121- and `useduedate` true.
    static let sageIntacct = BucketRule(
        id: "sage-intacct", system: "Sage Intacct", report: "get_araging, useduedate true, default agingperiods",
        source: .manual(["https://developer.intacct.com/api/accounts-receivable/ar-aging/"]),
        notYetDue: .nowhere, currentThrough: -1, ranges: .days([30, 60, 90, 120]), undated: .notYetDue)

    /// Zuora, the buckets its manual gives as an example: “Current” from 0 to 1 day past due, then 2–30, 31–60, 61–90, 91–120 and “more than 120” from 121 to 151 days;
    /// negative invoices are included.
    static let zuoraExample = BucketRule(
        id: "zuora-example", system: "Zuora, example", report: "aging buckets, the example of the Settings API",
        source: .manual([
            "https://docs.zuora.com/en/zuora-platform/system-management/settings-api/settings-api-tutorials/age-bucket-settings/update-age-buckets"
        ]),
        notYetDue: .nowhere, currentThrough: -1, ranges: .days([1, 30, 60, 90, 120, 151]), hasLastRange: false, undated: .notYetDue)

    /// By due day, everything that is not late in the first range.
    static let dueDay = BucketRule(
        id: "due-day-0-30", system: nil, source: .behaviour, notYetDue: .firstRange, currentThrough: -1, ranges: .days([30, 60, 90]),
        undated: .notYetDue)

    /// By document day, as before payment terms were kept.
    static let documentDay = BucketRule(
        id: "document-day-0-30", system: nil, source: .behaviour, agedFrom: .documentDay, notYetDue: .firstRange, currentThrough: -1,
        ranges: .days([30, 60, 90]), undated: .documentDay)
}
