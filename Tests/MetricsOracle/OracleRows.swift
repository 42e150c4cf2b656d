import Ledger

/// Where a row stands in every scope, by who owns its customer on the as-of day.
struct OraclePlace {
    /// nil: the row names none.
    var company: String?
    var currency: String?
    var country: String
    var segment: String
    var team: String
    var analyst: String
    var customer: String

    func key(in scope: Scope) -> String? {
        switch scope {
        case .all: ""
        case .company: company
        case .currency: currency
        case .country: country
        case .segment: segment
        case .team: team
        case .analyst: analyst
        case .customer: customer
        }
    }
}

/// An open item with its place, its amount in reporting currency and its age on the day of its snapshot.
struct OracleItemRow {
    var item: OracleItem
    var place: OraclePlace
    /// Reporting currency, at the snapshot day's rate.
    var converted: Int64
    /// 0 without a due day.
    var daysPastDue: Int
    var bucket: Int
    /// Closing items only: what it shows in which bucket of the aging; nil for credits that stand in none.
    var shown: (bucket: Int, amount: Int64)?
    /// Opening items only: where and with how much the item still stands on the as-of day.
    var standing: (bucket: Int, amount: Int64)?
    /// The same amount in its own currency.
    var standingMinor: Int64?
    /// Closing debit items only: what of it was not in the opening snapshot, reporting currency.
    var grown: Int64 = 0
    /// Closing items only: late-payment interest, reporting currency; nil without a claim.
    var interest: Int64?
    /// Opening items only: what was paid, credited and written off of it, reporting currency.
    var settled: [Int64] = [0, 0, 0]

    var isDebit: Bool { item.openMinor > 0 }
}

/// The invoice a payment is applied to.
struct OracleInvoice {
    var dueDate: Day?
    var documentDate: Day
    var postingDate: Day
}

/// A posting with its place and its amount in reporting currency.
struct OraclePostingRow {
    var posting: OraclePosting
    var place: OraclePlace
    /// Payments only: whom they are credited to.
    var credits: [OracleCredit] = []
    /// Reporting currency, at the posting day's rate.
    var converted: Int64
    /// Payments of the period only: whether the document it clears is one of the collectable.
    var clearsCollectable = false
    /// Payments of the period only: the invoice it is applied to, when that is known.
    var invoice: OracleInvoice?
}

/// A part of a payment, where it is credited.
struct OracleCredit {
    /// The place of the payment, but with the analyst that is credited and this analyst's team.
    var place: OraclePlace
    /// Positive for cash received, in reporting currency.
    var cash: Int64
}

/// All rows of a ledger as they are seen on one day.
struct OracleRows {
    let ledger: OracleLedger
    let asOf: Day
    let period: Period
    let money: OracleMoney
    /// nil: there is no such snapshot.
    var closing: [OracleItemRow]?
    var opening: [OracleItemRow]?
    var yearOpening: [OracleItemRow]?
    /// Postings up to the as-of day.
    var postings: [OraclePostingRow] = []
    var disputes: [OracleDisputeRow] = []
    /// Those judged in the period.
    var promises: [OraclePromiseRow] = []
    /// Those still within their tolerance.
    var pending: [OraclePromiseRow] = []
    /// Those judged in any period.
    var allJudgedPromises: [OraclePromiseRow] = []
    /// Those of the period and those followed up in it.
    var activities: [OracleActivityRow] = []
    /// Parts of the items of the day, as they are forecast.
    var landing: [OracleLandingRow] = []
    /// The misses of the forecast in months before.
    var hindcasts: [[OracleLandingRow]] = []
    /// The month of the earliest posting.
    let historyStart: Month?

    /// - Parameter isBare: only postings, for what is asked of an earlier day.
    init(_ ledger: OracleLedger, asOf: Day, isBare: Bool = false) {
        self.ledger = ledger
        self.asOf = asOf
        period = Period(first: asOf.month.firstDay, last: asOf)
        money = OracleMoney(rates: ledger.rates, reportingCurrency: ledger.reportingCurrency)
        historyStart = ledger.postings.map(\.postingDate).min()?.month
        let openingDay = asOf.month.firstDay.adding(days: -1)
        let yearOpeningDay = Day(year: asOf.month.year - 1, month: 12, day: 31)!
        for posting in ledger.postings where posting.postingDate <= asOf {
            postings.append(
                OraclePostingRow(
                    posting: posting, place: place(posting.company, posting.currency, posting.customer, ownedOn: asOf),
                    converted: money.convert(posting.amountMinor, posting.currency, on: posting.postingDate)))
        }
        if isBare { return }
        closing = itemRows(asOf).map { aged($0) }
        opening = itemRows(openingDay)
        yearOpening = itemRows(yearOpeningDay)
        matchOpeningItems()
        findNewAmounts()
        claimInterest()
        matchPayments()
        creditPayments()
        disputes = disputeRows()
        allJudgedPromises = judgedPromises()
        promises = allJudgedPromises.filter { period.contains($0.promise.dueOn) }
        pending = pendingPromises()
        activities = activityRows()
        landing = landingRows(of: asOf.month, seenFrom: self)
        hindcasts = rerunForecasts()
    }

    static func bucket(daysPastDue: Int, limits: [Int]) -> Int {
        if daysPastDue <= 0 { return 0 }
        for (position, limit) in limits.enumerated() where daysPastDue <= limit { return position + 1 }
        return limits.count + 1
    }

    private func itemRows(_ day: Day) -> [OracleItemRow]? {
        guard let items = ledger.snapshots[day] else { return nil }
        var rows: [OracleItemRow] = []
        for item in items {
            let daysPastDue = item.dueDate.map { day.days(since: $0) } ?? 0
            rows.append(
                OracleItemRow(
                    item: item, place: place(item.company, item.currency, item.customer, ownedOn: asOf),
                    converted: money.convert(item.openMinor, item.currency, on: day), daysPastDue: daysPastDue,
                    bucket: OracleRows.bucket(daysPastDue: daysPastDue, limits: ledger.limits)))
        }
        return rows
    }

    func place(_ company: String?, _ currency: Currency?, _ customer: String, ownedOn day: Day) -> OraclePlace {
        let record = ledger.customers.first { $0.customer == customer }
        let owner = ledger.portfolios.first { assignment in
            assignment.customer == customer && assignment.validFrom <= day && (assignment.validTo == nil || day <= assignment.validTo!)
        }?.analyst
        var team = "house"
        if let owner { team = self.team(of: owner) }
        return OraclePlace(
            company: company, currency: currency?.code, country: record?.country ?? "unknown", segment: record?.segment ?? "unknown",
            team: team, analyst: owner ?? "house", customer: customer)
    }

    func team(of analyst: String) -> String { ledger.analysts.first { $0.analyst == analyst }?.team ?? "unknown" }

    /// Finds the opening debit items again on the as-of day: same company, document, line and currency, still a debit item.
    private mutating func matchOpeningItems() {
        guard let closing, var rows = opening else { return }
        let openingDay = period.openingDay
        for position in rows.indices where rows[position].isDebit {
            let before = rows[position].item
            let match = closing.first { row in
                row.item.document == before.document && row.item.company == before.company && row.item.line == before.line
            }
            guard let match, match.isDebit, match.item.currency == before.currency else { continue }
            let smaller = min(before.openMinor, match.item.openMinor)
            rows[position].standing = (match.bucket, money.convert(smaller, before.currency, on: openingDay))
            rows[position].standingMinor = smaller
        }
        opening = settled(rows)
    }

    /// What debit items of the day have that the opening snapshot had not.
    private mutating func findNewAmounts() {
        for position in (closing ?? []).indices where closing![position].isDebit {
            let item = closing![position].item
            let before = opening?.first { candidate in
                candidate.isDebit && candidate.item.document == item.document && candidate.item.company == item.company
                    && candidate.item.line == item.line && candidate.item.currency == item.currency
            }
            let grown = item.openMinor - min(item.openMinor, before?.item.openMinor ?? 0)
            closing![position].grown = money.convert(grown, item.currency, on: asOf)
        }
    }

    private mutating func claimInterest() {
        guard !ledger.interestRates.isEmpty else { return }
        let claims = (closing ?? []).map(interest)
        for position in claims.indices { closing![position].interest = claims[position] }
    }

    private mutating func matchPayments() {
        for position in postings.indices {
            let posting = postings[position].posting
            guard posting.kind == .payment, period.contains(posting.postingDate), let document = posting.clears else { continue }
            postings[position].clearsCollectable = isCollectable(posting.company, document)
            if posting.amountMinor < 0 { postings[position].invoice = invoice(posting.company, document, paidOn: posting.postingDate) }
        }
    }

    /// Whether any row of the collectable carries this document.
    private func isCollectable(_ company: String, _ document: String) -> Bool {
        for row in opening ?? [] where row.item.document == document && row.item.company == company {
            if isCollectable(row) { return true }
        }
        for row in postings where row.posting.document == document && row.posting.company == company {
            if isCollectable(row) { return true }
        }
        return false
    }

    /// A debit item of the opening snapshot due by the end of the month.
    func isCollectable(_ row: OracleItemRow) -> Bool {
        guard let due = row.item.dueDate else { return false }
        return row.isDebit && due <= asOf.month.lastDay
    }

    /// An invoice posted in the period and due by the end of the month.
    func isCollectable(_ row: OraclePostingRow) -> Bool {
        guard let due = row.posting.dueDate else { return false }
        return row.posting.kind == .invoice && period.contains(row.posting.postingDate) && due <= asOf.month.lastDay
    }

    /// The line of a document that payments are measured against: posted by the as-of day, else open at the start of the period.
    private func invoice(_ company: String, _ document: String, paidOn day: Day) -> OracleInvoice? {
        var lines: [OracleInvoice] = []
        for row in postings where row.posting.document == document && row.posting.company == company && row.posting.kind == .invoice {
            let posting = row.posting
            lines.append(
                OracleInvoice(
                    dueDate: posting.dueDate, documentDate: posting.documentDate ?? posting.postingDate, postingDate: posting.postingDate))
        }
        if lines.isEmpty {
            for row in opening ?? [] where row.item.document == document && row.item.company == company && row.isDebit {
                lines.append(
                    OracleInvoice(dueDate: row.item.dueDate, documentDate: row.item.documentDate, postingDate: row.item.documentDate))
            }
        }
        return OracleInvoice.cleared(of: lines, on: day)
    }
}

extension OracleInvoice {
    /// Of lines under one number those of the newest invoice there was on a day, or of the oldest; of these the first due, undated ones last, then the first posted.
    static func cleared(of lines: [OracleInvoice], on day: Day) -> OracleInvoice? {
        let days = lines.map(\.documentDate)
        let newest = days.filter { $0 <= day }.max() ?? days.min()
        let own = lines.filter { $0.documentDate == newest }
        let dated = own.filter { $0.dueDate != nil }.sorted { ($0.dueDate!, $0.postingDate) < ($1.dueDate!, $1.postingDate) }
        return dated.first ?? own.min { $0.postingDate < $1.postingDate }
    }
}
