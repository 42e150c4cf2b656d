import Ledger

/// An invoice with its clearing day.
public struct WrittenInvoice: Hashable, Sendable {
    public var company: String
    public var document: String
    public var customer: String
    public var documentDay: Day
    public var dueDay: Day
    public var currency: Currency
    public var amountMinor: Int64
    public var clearedOn: Day?
    public var isDisputed: Bool
}

/// A seeded list of invoices with clearing days, over 10 months.
public struct WrittenHistory: Sendable {
    public var invoices: [WrittenInvoice] = []

    /// Invoices in the currencies by turns; each fifth one is open, some are cleared early, late, or on the day they were made.
    public init(seed: UInt64, count: Int = 60, currencies: [String] = ["EUR"]) {
        var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
        func next(_ limit: Int) -> Int {
            state ^= state << 13
            state ^= state >> 7
            state ^= state << 17
            return Int(state % UInt64(limit))
        }
        let first = Day(iso: "2026-01-19")!
        for index in 0..<count {
            let day = index == 0 ? first : first.adding(days: next(260))
            let cleared = index % 5 == 4 ? nil : day.adding(days: [next(30), 30 + next(25), 0][index % 3])
            invoices.append(
                WrittenInvoice(
                    company: ["391", "406"][next(2)], document: "00" + String(7_000_100 + index * 13), customer: "0\(200 + next(7))-AB",
                    documentDay: day, dueDay: day.adding(days: 30), currency: Currency(code: currencies[index % currencies.count])!,
                    amountMinor: index == 0 ? 123_456_789 : Int64(next(99_999) + 1), clearedOn: cleared, isDisputed: next(4) == 0))
        }
    }

    /// The list as a canonical file.
    public var canonical: String {
        "company,document,customer,document_date,due_date,currency,amount,cleared_on,disputed\n"
            + invoices.map { invoice in
                [
                    invoice.company, invoice.document, invoice.customer, invoice.documentDay.isoText, invoice.dueDay.isoText,
                    invoice.currency.code, plain(invoice.amountMinor), invoice.clearedOn?.isoText ?? "", invoice.isDisputed ? "yes" : "no",
                ].joined(separator: ",") + "\n"
            }.joined()
    }
}

extension SystemExport {
    /// A list of a demonstration set: no currency, numbers with leading zeros, what is known only after clearing beside what is known before. `history`
    /// is in euros.
    public static func plainInvoices(_ history: WrittenHistory) -> SystemExport {
        var rows: [[ExportCell]] = [
            [
                "countryCode", "customerID", "PaperlessDate", "invoiceNumber", "InvoiceDate", "DueDate", "InvoiceAmount", "Disputed",
                "SettledDate", "PaperlessBill", "DaysToSettle", "DaysLate",
            ]
        ]
        rows += history.invoices.map { invoice in
            let days = invoice.clearedOn.map { $0.daysSinceEpoch - invoice.documentDay.daysSinceEpoch }
            return [
                .text(invoice.company), .text(invoice.customer), .day(Day(iso: "2025-03-03")), .text(invoice.document),
                .day(invoice.documentDay), .day(invoice.dueDay), .amount(invoice.amountMinor), invoice.isDisputed ? "Yes" : "No",
                .day(invoice.clearedOn), "Paper", .text(days.map(String.init) ?? ""), .text(days.map { String(max(0, $0 - 30)) } ?? ""),
            ]
        }
        var export = SystemExport(profile: "plain-invoice-list", rows: rows, canonical: history.canonical)
        export.options = ["--currency", "EUR"]
        return export
    }

    /// A list of an ERP extract that was a table of binary numbers on its way: `20260210.0` is a day, `7000100.0` a number; the clearing day with a
    /// time, two names and two dates for one thing.
    public static func clearedInvoices(_ history: WrittenHistory) -> SystemExport {
        var history = history
        for index in history.invoices.indices {
            let invoice = history.invoices[index]
            history.invoices[index].document = String(invoice.document.drop { $0 == "0" })
            history.invoices[index].isDisputed = false
        }
        var rows: [[ExportCell]] = [
            [
                "business_code", "cust_number", "name_customer", "clear_date", "buisness_year", "doc_id", "posting_date",
                "document_create_date", "due_in_date", "invoice_currency", "document type", "total_open_amount", "invoice_id", "isOpen",
            ]
        ]
        func compact(_ day: Day) -> String { day.isoText.filter { $0 != "-" } }
        rows += history.invoices.map { invoice in
            let shown = plain(invoice.amountMinor)
            return [
                .text(invoice.company), .text(invoice.customer), "Customer, \"The\" corp",
                .text(invoice.clearedOn.map { $0.isoText + " 00:00:00" } ?? ""), .number("2026.0"), .number(invoice.document + ".0"),
                .text(invoice.documentDay.isoText), .number(compact(invoice.documentDay)), .number(compact(invoice.dueDay) + ".0"),
                .text(invoice.currency.code), "RV", .number(shown.hasSuffix("0") ? String(shown.dropLast()) : shown),
                .number(invoice.document + ".0"), invoice.clearedOn == nil ? "1" : "0",
            ]
        }
        return SystemExport(profile: "cleared-invoice-list", rows: rows, canonical: history.canonical)
    }
}
