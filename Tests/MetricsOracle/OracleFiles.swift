import Ledger

extension OracleLedger {
    /// The ledger as canonical CSV files; kinds without rows have no file. With a seed the rows of every file are shuffled.
    public func canonicalFiles(shuffle seed: UInt64? = nil) -> [(name: String, text: String)] {
        var files: [(name: String, header: String, rows: [[String]])] = []
        for day in snapshots.keys.sorted() {
            files.append((OracleFile.ledgerName(day), OracleFile.ledger, snapshots[day]!.map(OracleFile.fields)))
        }
        files.append(("postings.csv", OracleFile.postings, postings.map(OracleFile.fields)))
        files.append(("customers.csv", OracleFile.customers, customers.map(OracleFile.fields)))
        files.append(("analysts.csv", OracleFile.analysts, analysts.map(OracleFile.fields)))
        files.append(("portfolios.csv", OracleFile.portfolios, portfolios.map(OracleFile.fields)))
        files.append(("targets.csv", OracleFile.targets, targets.map(OracleFile.fields)))
        files.append(("rates.csv", OracleFile.rates, rates.map(OracleFile.fields)))
        files.append(("interest.csv", OracleFile.interest, interestRates.map(OracleFile.fields)))
        files.append(("activities.csv", OracleFile.activities, activities.map(OracleFile.fields)))
        files.append(("promises.csv", OracleFile.promises, promises.map(OracleFile.fields)))
        files.append(("disputes.csv", OracleFile.disputes, disputes.map(OracleFile.fields)))
        var random = seed.map { OracleRandom(seed: $0) }
        return files.filter { !$0.rows.isEmpty }.map { file in
            let rows = random?.shuffled(file.rows) ?? file.rows
            return (file.name, file.header + "\n" + rows.map { OracleFile.line($0) + "\n" }.joined())
        }
    }

    /// A ledger from canonical files that hold all their columns in the documented order. Other kinds of file are passed over.
    public init(files: [(name: String, text: String)]) {
        self.init()
        for file in files {
            let rows = OracleFile.records(file.text).dropFirst()
            switch file.name {
            case "postings.csv": postings = rows.map(OracleFile.posting)
            case "customers.csv": customers = rows.map(OracleFile.customer)
            case "analysts.csv": analysts = rows.map(OracleFile.analyst)
            case "portfolios.csv": portfolios = rows.map(OracleFile.assignment)
            case "targets.csv": targets = rows.map(OracleFile.target)
            case "interest.csv": interestRates = rows.map(OracleFile.interestRate)
            case "rates.csv": rates = rows.map(OracleFile.rate)
            case "activities.csv": activities = rows.map(OracleFile.activity)
            case "promises.csv": promises = rows.map(OracleFile.promise)
            case "disputes.csv": disputes = rows.map(OracleFile.dispute)
            default:
                guard let day = OracleFile.ledgerDay(file.name) else { continue }
                snapshots[day] = rows.map(OracleFile.item)
            }
        }
    }
}

/// The canonical file formats, written and read in the plainest way. Reading traps on anything malformed.
enum OracleFile {
    static let ledger = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference"
    static let postings = "posting_date,company,document,line,kind,customer,document_date,due_date,currency,amount,clears"
    static let customers = "customer,name,country,language,segment,credit_limit,credit_limit_currency,parent"
    static let analysts = "analyst,name,email,team,language"
    static let portfolios = "customer,analyst,valid_from,valid_to"
    static let targets = "month,scope,key,metric,value,currency"
    static let rates = "date,currency,rate"
    static let interest = "half_year,rate,currency"
    static let activities = "activity,date,analyst,customer,channel,direction,outcome,document,follow_up_on,follow_up_done_on"
    static let promises = "promise,customer,document,made_on,due_on,currency,amount,analyst"
    static let disputes = "dispute,customer,document,opened_on,closed_on,currency,amount,reason,department"

    static func ledgerName(_ day: Day) -> String { "ledger-\(day.isoText).csv" }

    static func ledgerDay(_ name: String) -> Day? {
        guard name.hasPrefix("ledger-"), name.hasSuffix(".csv") else { return nil }
        return Day(iso: name.dropFirst(7).dropLast(4))
    }

    // MARK: Writing

    static func line(_ fields: [String]) -> String { fields.map(quoted).joined(separator: ",") }

    static func quoted(_ field: String) -> String {
        guard field.contains(where: { $0 == "," || $0 == "\"" || $0.isNewline }) else { return field }
        return "\"" + field.split(separator: "\"", omittingEmptySubsequences: false).joined(separator: "\"\"") + "\""
    }

    static func major(_ minor: Int64, _ currency: Currency) -> String { Decimal64(mantissa: minor, scale: currency.exponent).text }

    static func fields(_ item: OracleItem) -> [String] {
        [
            item.company, item.document, item.line, item.kind.name, item.customer, item.documentDate.isoText, item.dueDate?.isoText ?? "",
            item.currency.code, major(item.amountMinor, item.currency), major(item.openMinor, item.currency), "",
        ]
    }

    static func fields(_ posting: OraclePosting) -> [String] {
        [
            posting.postingDate.isoText, posting.company, posting.document, posting.line, posting.kind.name, posting.customer,
            posting.documentDate?.isoText ?? "", posting.dueDate?.isoText ?? "", posting.currency.code,
            major(posting.amountMinor, posting.currency), posting.clears ?? "",
        ]
    }

    static func fields(_ customer: Customer) -> [String] {
        var limit = ""
        if let minor = customer.creditLimitMinor, let currency = customer.creditLimitCurrency { limit = major(minor, currency) }
        return [
            customer.customer, customer.name, customer.country ?? "", customer.language ?? "", customer.segment ?? "", limit,
            customer.creditLimitCurrency?.code ?? "", customer.parent ?? "",
        ]
    }

    static func fields(_ analyst: Analyst) -> [String] {
        [analyst.analyst, analyst.name, analyst.email ?? "", analyst.team ?? "", analyst.language ?? ""]
    }

    static func fields(_ assignment: PortfolioAssignment) -> [String] {
        [assignment.customer, assignment.analyst, assignment.validFrom.isoText, assignment.validTo?.isoText ?? ""]
    }

    static func fields(_ target: Target) -> [String] {
        [target.month.isoText, target.scope.rawValue, target.key, target.metric, target.value.text, target.currency?.code ?? ""]
    }

    static func fields(_ rate: ExchangeRate) -> [String] { [rate.day.isoText, rate.currency.code, rate.rate.text] }

    static func fields(_ rate: InterestRate) -> [String] { [rate.halfYear.isoText, rate.ratePercent.text, rate.currency?.code ?? ""] }

    static func fields(_ activity: Activity) -> [String] {
        [
            activity.activity, activity.date.isoText, activity.analyst, activity.customer, activity.channel.rawValue,
            activity.direction.rawValue, activity.outcome.rawValue, activity.document ?? "", activity.followUpOn?.isoText ?? "",
            activity.followUpDoneOn?.isoText ?? "",
        ]
    }

    static func fields(_ promise: PaymentPromise) -> [String] {
        [
            promise.promise, promise.customer, promise.document ?? "", promise.madeOn.isoText, promise.dueOn.isoText, promise.currency.code,
            major(promise.amountMinor, promise.currency), promise.analyst ?? "",
        ]
    }

    static func fields(_ dispute: Dispute) -> [String] {
        [
            dispute.dispute, dispute.customer, dispute.document, dispute.openedOn.isoText, dispute.closedOn?.isoText ?? "",
            dispute.currency.code, major(dispute.amountMinor, dispute.currency), dispute.reason ?? "", dispute.department ?? "",
        ]
    }

    // MARK: Reading

    /// Records of a CSV text with their fields unquoted; blank lines are none.
    static func records(_ text: String) -> [[String]] {
        var records: [[String]] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var isQuoted = false
        var justClosed = false
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"":
                // A quote right behind a closing one is text.
                if justClosed { field.append(scalar) }
                isQuoted.toggle()
            case "," where !isQuoted:
                fields.append(String(field))
                field = .init()
            case "\n" where !isQuoted:
                fields.append(String(field))
                if fields != [""] { records.append(fields) }
                (fields, field) = ([], .init())
            default: field.append(scalar)
            }
            justClosed = scalar == "\"" && !isQuoted
        }
        return records
    }

    static func optional(_ field: String) -> String? { field.isEmpty ? nil : field }

    static func day(_ field: String) -> Day { Day(iso: field)! }

    static func minor(_ field: String, _ currency: String) -> Int64 {
        Decimal64(text: field)!.minorUnits(exponent: Currency(code: currency)!.exponent)!
    }

    static func item(_ row: [String]) -> OracleItem {
        OracleItem(
            company: row[0], document: row[1], line: row[2], kind: ItemKind.allCases.first { $0.name == row[3] }!, customer: row[4],
            documentDate: day(row[5]), dueDate: optional(row[6]).map(day), currency: Currency(code: row[7])!,
            amountMinor: minor(row[8], row[7]), openMinor: minor(row[9], row[7]))
    }

    static func posting(_ row: [String]) -> OraclePosting {
        OraclePosting(
            postingDate: day(row[0]), company: row[1], document: row[2], line: row[3],
            kind: PostingKind.allCases.first { $0.name == row[4] }!, customer: row[5], documentDate: optional(row[6]).map(day),
            dueDate: optional(row[7]).map(day), currency: Currency(code: row[8])!, amountMinor: minor(row[9], row[8]),
            clears: optional(row[10]))
    }

    static func customer(_ row: [String]) -> Customer {
        Customer(
            customer: row[0], name: row[1], country: optional(row[2]), language: optional(row[3]), segment: optional(row[4]),
            creditLimitMinor: optional(row[5]).map { minor($0, row[6]) }, creditLimitCurrency: Currency(code: row[6]),
            parent: optional(row[7]))
    }

    static func analyst(_ row: [String]) -> Analyst {
        Analyst(analyst: row[0], name: row[1], email: optional(row[2]), team: optional(row[3]), language: optional(row[4]))
    }

    static func assignment(_ row: [String]) -> PortfolioAssignment {
        PortfolioAssignment(customer: row[0], analyst: row[1], validFrom: day(row[2]), validTo: optional(row[3]).map(day))
    }

    static func target(_ row: [String]) -> Target {
        Target(
            month: Month(iso: row[0])!, scope: Scope(rawValue: row[1])!, key: row[2], metric: row[3], value: Decimal64(text: row[4])!,
            currency: Currency(code: row[5]))
    }

    static func rate(_ row: [String]) -> ExchangeRate {
        ExchangeRate(day: day(row[0]), currency: Currency(code: row[1])!, rate: Decimal64(text: row[2])!)
    }

    static func interestRate(_ row: [String]) -> InterestRate {
        InterestRate(halfYear: HalfYear(iso: row[0])!, currency: Currency(code: row[2]), ratePercent: Decimal64(text: row[1])!)
    }

    static func activity(_ row: [String]) -> Activity {
        Activity(
            activity: row[0], date: day(row[1]), analyst: row[2], customer: row[3], channel: Activity.Channel(rawValue: row[4])!,
            direction: Activity.Direction(rawValue: row[5])!, outcome: Activity.Outcome(rawValue: row[6])!, document: optional(row[7]),
            followUpOn: optional(row[8]).map(day), followUpDoneOn: optional(row[9]).map(day))
    }

    static func promise(_ row: [String]) -> PaymentPromise {
        PaymentPromise(
            promise: row[0], customer: row[1], document: optional(row[2]), madeOn: day(row[3]), dueOn: day(row[4]),
            currency: Currency(code: row[5])!, amountMinor: minor(row[6], row[5]), analyst: optional(row[7]))
    }

    static func dispute(_ row: [String]) -> Dispute {
        Dispute(
            dispute: row[0], customer: row[1], document: row[2], openedOn: day(row[3]), closedOn: optional(row[4]).map(day),
            currency: Currency(code: row[5])!, amountMinor: minor(row[6], row[5]), reason: optional(row[7]), department: optional(row[8]))
    }
}
