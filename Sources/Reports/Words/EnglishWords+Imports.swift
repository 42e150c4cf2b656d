import Ledger

extension EnglishWords {
    func profile(_ name: String, isCertain: Bool) -> String { isCertain ? name : name + " (likely)" }

    func controlTotals(found: Int, agreeing: Int) -> String {
        if found == 0 { return "none in the file" }
        return agreeing == found
            ? "\(format.whole(found)), all agree"
            : "\(format.whole(found)), \(format.whole(found - agreeing)) " + (found - agreeing == 1 ? "differs" : "differ")
    }

    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String {
        switch kind {
        case .missingDueDates: "\(format.whole(count)) without due date"
        case .dueBeforeDocument: "\(format.whole(count)) due before the document date"
        case .futureDates: "\(format.whole(count)) dated after the as-of day"
        case .signConflicts: "\(format.whole(count)) with a sign that does not fit"
        }
    }

    func ratesCaption(_ currency: Currency) -> String { "What one unit of the currency is worth in \(currency.code)." }

    func importRemark(_ remark: ImportFact.Remark) -> String {
        switch remark {
        case .asOfDiffers: "the day taken is not that of the file’s name or of a title in it"
        case .staleLedger: "its newest day lies more than a month before the day it stands for"
        case .swappedDays: "day and month of dates of the sheet were exchanged"
        case .homeAmounts: "amounts are in the home currency, whatever the currency of the document"
        case .clearedItems: "items with a clearing document and no clearing date count as open"
        case .openBeyondAmount: "more is open than the amount of the document"
        case .noDueDates: "no due dates: nothing in it is ever past due"
        case .farDueDate: "due dates are more than two years after the document date"
        case .threePlaces: "amounts have three digits behind their mark and may be thousands"
        case .mixedDateOrders: "dates of the columns have different orders"
        case .headingWithoutTotal: "headings of customers have no total"
        case .alikeCompanies: "companies differ in zeros, blanks or capitals only"
        case .paidAfterClearing: "invoices are paid after they were cleared"
        case .utcEvenings: "days with times late in the evening in UTC may be a day early"
        case .documentDateAssumed: "document dates are missing and were taken from the due date or the day of the ledger"
        case .hiddenRows: "hidden rows of the sheet were taken"
        case .valuesBesideTable: "values beside the table were left out"
        case .paymentsWithoutInvoice: "postings name no invoice of the list"
        case .clearsOtherCustomer: "payments are of another customer than the document they clear"
        case .originUnknown: "mended rows were read without the file they come from"
        case .alikeDocuments: "documents without a number that are alike were numbered"
        case .sharedNumbers: "documents of one number were told apart by kind, customer, due date or amount"
        case .unknownCustomers: "customers are not in the customers file"
        case .customerZeros: "customers stand in the customers file with other zeros, blanks or capitals"
        case .alikeCustomers: "ids of customers differ in zeros, blanks or capitals only"
        case .paidBeyondInvoice: "invoices are paid beyond their amount"
        case .clearedBeforeDocument: "invoices were cleared before their date, which was taken instead"
        case .lateClearing: "invoices are cleared more than a year after the newest document"
        case .disputesWithoutDate: "disputed invoices have no day of dispute"
        case .historyBreak: "the movements do not explain a month-end"
        }
    }

    func importSize(_ byteCount: Int) -> String { format.whole(byteCount) + (byteCount == 1 ? " byte" : " bytes") }

    func importDays(_ day: Day?, _ origin: ImportFact.DayOrigin?, newest: Day) -> String {
        let seen = "newest day in it \(format.date(newest))"
        switch origin {
        case .option?: return "day given with the import, " + seen
        case .fileName?: return "day from the file’s name, " + seen
        case .origin?: return "day of the file the rows come from, " + seen
        case .column?: return "day from the column as_of, " + seen
        case nil: return seen
        }
    }

    func droppedRows(_ reasons: [ImportFact.Reason]) -> String {
        "dropped: " + reasons.map { dropped($0.code) + " " + format.whole($0.count) }.joined(separator: ", ")
    }

    private func dropped(_ code: String) -> String {
        switch code {
        case "blank": "blank"
        case "title": "titles"
        case "subtotal": "subtotals"
        case "group": "group headings"
        case "repeated-header": "repeated headers"
        default: code
        }
    }

    func rejectedRows(_ reasons: [ImportFact.Reason]) -> String {
        "rejected: " + reasons.map { (Self.rejectReasons[$0.code] ?? $0.code) + " " + format.whole($0.count) }.joined(separator: ", ")
    }

    /// Why imports reject rows, by code.
    static let rejectReasons: [String: String] = [
        "missing-value": "required value missing",
        "bad-date": "no date",
        "bad-month": "no month",
        "bad-half-year": "no half-year",
        "bad-amount": "no amount",
        "bad-address": "no mail address",
        "bad-number": "no number",
        "too-many-decimals": "too many decimals",
        "amount-too-large": "amount too large",
        "other-currency-sign": "sign of another currency",
        "unknown-currency": "unknown currency",
        "unknown-word": "unknown word",
        "text-too-long": "text too long",
        "wrong-field-count": "wrong number of fields",
        "bad-encoding": "unreadable characters",
        "quote-in-field": "quote out of place",
        "text-after-quote": "text behind a closing quote",
        "duplicate-key": "same key as another row",
        "unknown-metric": "unknown metric",
        "impossible-target": "metric without targets",
        "needless-key": "needless key",
        "needless-currency": "needless currency",
        "dates-out-of-order": "dates out of order",
        "cell-error": "error in a cell",
        "formula-without-value": "formula without value",
        "imprecise-id": "imprecise number",
        "date-as-id": "date in place of an id",
        "overlapping-assignment": "overlapping assignments",
    ]

    func unknownColumns(_ names: [String]) -> String { "columns left out: " + names.joined(separator: ", ") }

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return "the ledger starts or ends in \(names): ratios of \(months.count == 1 ? "this month" : "these months") are not comparable"
    }
}
