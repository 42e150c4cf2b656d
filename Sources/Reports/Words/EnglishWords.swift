import Ledger
import Metrics
import ReportDocument

/// Reports in English.
struct EnglishWords: Words {
    let format = FigureFormat(.english, notAvailable: "n/a")

    let renderer = RendererWords(
        notAvailable: "n/a", contents: "Contents", backToFirstSection: "Back to summary", page: "Page", chartData: "Data behind the chart",
        status: "Status", statusNames: [.green: "On target", .amber: "Near target", .red: "Off target"], yes: "yes", no: "no",
        working: "How it is worked out",
        reason: "Reason", note: "Note", noRows: "Nothing to list.",
        fullListInFile: "The CSV file of the table has the full list.", row: "Row",
        rowRoleNames: [.item: "item", .subtotal: "subtotal", .total: "total"], waterfallBase: "Base",
        balance: "Balance", increase: "Increase", decrease: "Decrease", belowZero: "Below zero",
        runningMonth: "Month still running", showTable: "Show the table")

    func bucket(_ bucket: Int, _ aging: AgingLimits) -> String {
        switch bucket {
        case 0: "Current"
        case aging.bucketCount - 1: "Over \(days(aging.limits[aging.limits.count - 1]))"
        case _ where aging.label(bucket) == "1-1": days(1)
        default: aging.label(bucket).replacing("-", with: "–") + " days"
        }
    }

    func name(_ scope: Scope) -> String {
        switch scope {
        case .all: "All"
        case .company: "Company"
        case .currency: "Currency"
        case .country: "Country"
        case .segment: "Segment"
        case .team: "Team"
        case .analyst: "Portfolio"
        case .customer: "Customer"
        }
    }

    func key(_ key: String) -> String {
        switch key {
        case "": "Total"
        case PortfolioIndex.house: "House account"
        case ScopeKey.unknown: "Unknown"
        default: key
        }
    }

    func unit(_ unit: MetricUnit, _ currency: Currency) -> String? {
        switch unit {
        case .money: currency.code
        case .ratio: "%"
        case .days: "days"
        case .count, .index: nil
        }
    }

    func subtitle(_ period: Period, _ currency: Currency) -> String {
        "\(format.date(period.first)) to \(format.date(period.last)) · as of \(format.date(period.last)) · amounts in \(currency.code)"
    }

    func closingItems(_ count: Int, minor: Int128, _ currency: Currency) -> String {
        let amount = format.moneyInSentence(Int64(clamping: minor), currency)
        return switch count {
        case 0: "Nothing is left that is due by month end and that the forecast does not count on."
        case 1: "One item is due by month end and not counted on in full; paid, it would add \(amount)."
        default:
            "\(format.decimal(Rational(count), places: 0)) items are due by month end and not counted on in full; paid, they would add \(amount)."
        }
    }

    var noGapToClose: String { "The forecast reaches the target: there is no gap to close." }

    var forecastCaption: String {
        "The forecast adds to the cash so far what is expected by month end: open promises times the customer’s kept rate, due items on their due day plus the customer’s average days late, disputed items after the department’s usual time. Each part of an item counts once. The error says how far the same forecast was off, on average, in the six months before."
    }
    let nothingToForecast =
        "Nothing is left to forecast: the period ends with its month, so the landing is the cash collected."

    func back(to section: String) -> String { "Back to \(section)" }

    func youngestBand(_ limit: Int) -> String { "0–\(limit) days" }

    func moreDisputes(_ count: Int) -> String {
        count == 1 ? "One more dispute is open" : "\(format.decimal(Rational(count), places: 0)) more disputes are open"
    }

    func stamp(_ tieOut: TieOut) -> String {
        switch tieOut {
        case .agrees(let owners):
            "Tied out: buckets and credits add up to the net balance, the bridge has no unexplained amount, and \(counted(owners, "portfolio", "portfolios")) and the house account add up to the total."
        case .bucketsDisagree(let scope, let key):
            "Does not tie out: buckets and credits of \(name(scope)) \(self.key(key)) do not add up to the net balance."
        case .ownersDisagree: "Does not tie out: the owners' balances do not add up to the total."
        case .unexplained(let minor, let currency):
            "Does not tie out: the bridge leaves \(format.moneyWithCurrency(minor, currency)) unexplained. Run `incasso verify` to see where."
        case .bridgeNotAvailable(let reason):
            "Buckets, credits and owners tie out. The bridge could not be checked: \(self.reason(reason))."
        }
    }

    func partOfMonth(_ period: Period) -> String {
        "The actual figures cover \(period.dayCount) of the month’s \(period.last.month.dayCount) days; last month and the same month last year are whole months, so what builds up over a month has no change here."
    }

    let targetToDateCaption =
        "What adds up over the month is judged against the target to date: the part of the month’s target that goes with these days."

    let lateJudgementCaption = "Shares that build up over the month, such as the CEI, are judged at its end."

    func noTotalTarget(_ month: Month) -> String {
        "no target of the whole for \(format.month(month)): those of its parts are not added up"
    }
    func noTarget(_ month: Month) -> String { "no target for \(format.month(month))" }

    let migrationCaption =
        "Rows: where the debit items stood at the opening. Columns: where they stand now, at the opening day’s rates. Each row adds up to its opening bucket; with new items and exchange differences the columns add up to today’s debit items. In the table of shares the last row has the shares of all that is new."

    func chartDescription(_ title: String, from: String, to: String) -> String {
        from == to ? "\(title), \(from)" : "\(title), \(from) to \(to)"
    }

    func policyName(_ line: PolicyLine) -> String {
        switch line {
        case .reportingCurrency: "Reporting currency"
        case .period: "Period"
        case .agingLimits: "Bucket limits"
        case .credits: "Credits"
        case .sales: "Sales"
        case .lossRates: "Loss rates (estimate)"
        case .conversion: "Conversion"
        case .ownership: "Ownership"
        case .attribution: "Attributed cash"
        case .analysts: "Names of analysts"
        case .targets: "Near target"
        case .convertedTargets: "Targets in other currencies"
        case .statedNone: "Said to be none"
        }
    }

    func policyValue(_ line: PolicyLine) -> String {
        switch line {
        case .reportingCurrency(let currency): currency.code
        case .period(let period): "\(format.date(period.first)) to \(format.date(period.last)), both inclusive: \(days(period.dayCount))"
        case .agingLimits(let aging): aging.limits.map(String.init).joined(separator: ", ") + " days past due; due today is not late"
        case .credits(.separate): "Shown apart from the buckets; buckets and credits add up to net"
        case .credits(.byOwnDate):
            "In the bucket of their own due date, or of their document date when they have none; the buckets add up to net"
        case .credits(.oldestFirst):
            "Set off against the oldest debit items of the same company, customer and currency; buckets and the credits that are left add up to net"
        case .credits(.current): "In the current bucket; the buckets add up to net"
        case .sales(.gross): "Invoices posted, tax included; credit notes are not deducted"
        case .sales(.net): "Invoices posted, tax included, less credit notes"
        case .lossRates(let rates?, let aging):
            rates.enumerated().map { "\(bucket($0, aging)) \(format.exactPercentage($1))" }.joined(separator: "; ")
        case .lossRates(nil, _): "None written for these buckets"
        case .conversion: "Each row on its own, rounded half to even: items at the snapshot day’s rate, postings at the posting day’s"
        case .ownership:
            "Balances and flows belong to whoever owns the customer on the as-of day"
        case .attribution(let attribution): self.attribution(attribution)
        case .targets(let share, let single):
            "Missed by no more than \(format.exactPercentage(share)) of the target"
                + single.sorted { $0.key < $1.key }.map { "; \($0.key): \(format.exactPercentage($0.value))" }.joined()
        case .convertedTargets(let targets, let currency): targets.map { describe($0, currency) }.joined(separator: "; ")
        case .statedNone(let kinds):
            kinds.map { "no \(plural($0.kind)) from \(format.date($0.from)) on but those imported" }.joined(separator: "; ")
        case .analysts(false, _): "Portfolio codes only"
        case .analysts(true, let basis): "Named; basis: " + (basis ?? "not stated")
        }
    }
}
