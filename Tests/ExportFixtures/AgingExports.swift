import Ledger

extension SystemExport {
    /// Receivables aging of Oracle with seven buckets: no document date, cash on account without number and date, subtotals by customer, a grand total, the header
    /// on each page.
    public static func oracle(_ ledger: WrittenLedger, asOf: Day = WrittenLedger.day) -> SystemExport {
        var onAccount: Set<String> = []
        // The report has no document date: the due date stands for it, and for cash on account the as-of day. It has no line and no reference.
        var ledger = ledger.changing { item in
            (item.line, item.reference) = ("", "")
            // The first payment of a customer.
            if item.kind == .payment, onAccount.insert(item.customer).inserted {
                (item.document, item.documentDay, item.dueDay) = ("On-Account " + item.customer, asOf, nil)
            } else {
                item.dueDay = item.dueDay ?? WrittenLedger.day
                item.documentDay = item.dueDay!
                item.line = item.lineOfKind { _ in "" }
            }
        }
        ledger.items.sort { ($0.customer, $0.document) < ($1.customer, $1.document) }
        let words: [ItemKind: ExportCell] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Debit Memo", .other: "Deposit",
        ]
        let columns: [ExportCell] = [
            "Business Unit", "Customer Number", "Transaction Number", "Class", "Due Date", "Days Late", "Currency", "Outstanding Amount",
            "Current", "1-30 Days Past Due",
        ]
        var rows: [[ExportCell]] = [["Receivables Aging Report"], columns]
        var totalCount = 0
        func total(_ items: [WrittenItem], _ label: String) {
            for currency in Set(items.map(\.currency)).sorted() {
                let sum = items.reduce(Int64(0)) { $0 + ($1.currency == currency ? $1.openMinor : 0) }
                rows.append([.text(label), "", "", "", "", "", .text(currency.code), .amount(sum), "", ""])
                totalCount += 1
            }
        }
        var last = ""
        for (index, item) in ledger.items.enumerated() {
            if item.customer != last, !last.isEmpty { total(ledger.items.filter { $0.customer == last }, "Customer Total") }
            if index == 20 { rows += [[], ["Receivables Aging Report"], columns] }
            last = item.customer
            let isOnAccount = item.document.hasPrefix("On-Account")
            rows.append([
                .text(item.company), .text(item.customer), isOnAccount ? "" : .text(item.document),
                isOnAccount ? "On-Account" : words[item.kind]!, .day(item.dueDay), "17",
                .text(item.currency.code), .amount(item.openMinor), .amount(item.openMinor), "",
            ])
        }
        total(ledger.items.filter { $0.customer == last }, "Customer Total")
        total(ledger.items, "Report Total")
        var export = SystemExport(profile: "oracle-aging", rows: rows, canonical: ledger.canonical)
        export.controlTotalCount = totalCount
        return export
    }

    /// A/R Aging Detail of NetSuite: title lines, a heading and a total for each customer, payments without a number, two of them alike, a credit memo with the
    /// number of an invoice, a grand total. `ledger` is in euros.
    public static func netSuite(_ ledger: WrittenLedger) -> SystemExport {
        let ledger = ledger.changing { ($0.line, $0.reference) = ("", "") }.namedWithoutLines { _ in "" }
        let words: [ItemKind: ExportCell] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Finance Charge",
            .other: "Currency Revaluation",
        ]
        var rows: [[ExportCell]] = [
            ["Example Ltd"], ["A/R Aging Detail"], ["As of October 31, 2026"],
            ["Customer", "Transaction Type", "Date", "Document Number", "P.O. No.", "Due Date", "Age", "Open Balance"],
        ]
        func total(_ items: [WrittenItem], _ label: String) {
            rows.append([.text(label), "", "", "", "", "", "", .amount(items.reduce(Int64(0)) { $0 + $1.openMinor })])
        }
        var meant = ledger
        meant.items = []
        let customers = Set(ledger.items.map(\.customer)).sorted()
        for customer in customers {
            let items = ledger.items.filter { $0.customer == customer }
            meant.items += items
            rows.append([.text(customer), "", "", "", "", "", "", ""])
            rows += items.map { item in
                [
                    "", words[item.kind]!, .day(item.documentDay), item.kind == .payment ? "" : .text(item.document), "", .day(item.dueDay),
                    "12",
                    .amount(item.openMinor),
                ]
            }
            total(items, "Total - " + customer)
        }
        total(ledger.items, "Total")
        var export = SystemExport(profile: "netsuite-aging-detail", rows: rows, canonical: meant.canonical)
        export.options = ["--company", "IT01", "--currency", "EUR"]
        export.controlTotalCount = customers.count + 1
        return export
    }

    /// A/R Aging Detail of QuickBooks: two titles, a heading and a subtotal for each bucket, the header again, payments without a number, two of them alike,
    /// a credit memo with the number of an invoice, a footer.
    ///
    /// - Parameter ledger: In euros.
    public static func quickBooks(_ ledger: WrittenLedger) -> SystemExport {
        let ledger = ledger.changing { item in
            (item.line, item.reference) = ("", "")
            item.amountMinor = item.kind == .invoice && item.openMinor % 3 == 0 ? 2 * item.openMinor : item.openMinor
        }.namedWithoutLines { " " + plain($0.amountMinor ?? 0) }
        let words: [ItemKind: ExportCell] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Statement Charge", .other: "Refund",
        ]
        let columns: [ExportCell] = ["Date", "Transaction type", "Num", "Customer", "Due date", "Past due", "Amount", "Open balance"]
        var rows: [[ExportCell]] = [["A/R Aging Detail"], ["As of October 31, 2026"], []]
        func total(_ items: some Sequence<WrittenItem>, _ label: String) {
            let sums = items.reduce((Int64(0), Int64(0))) { ($0.0 + ($1.amountMinor ?? 0), $0.1 + $1.openMinor) }
            rows.append([.text(label), "", "", "", "", "", .amount(sums.0), .amount(sums.1)])
        }
        let half = ledger.items.count / 2
        for (name, items) in [("31 - 60 days past due", ledger.items[..<half]), ("Current", ledger.items[half...])] {
            rows += [columns, [.text(name), "", "", "", "", "", "", ""]]
            rows += items.map { item in
                [
                    .day(item.documentDay), words[item.kind]!, item.kind == .payment ? "" : .text(item.document), .text(item.customer),
                    .day(item.dueDay), "3", .amount(item.amountMinor ?? 0), .amount(item.openMinor),
                ]
            }
            total(items, "Total for " + name)
        }
        total(ledger.items, "TOTAL")
        rows += [[], ["Saturday, October 31, 2026 10:12 AM GMT+01:00 - Accrual Basis"]]
        var export = SystemExport(profile: "quickbooks-aging-detail", rows: rows, canonical: ledger.canonical)
        export.options = ["--company", "IT01", "--currency", "EUR"]
        export.controlTotalCount = 3
        return export
    }

    /// Customer ledger entries of Business Central: closed entries, no currency for the local one, 1753-01-01 for no date, blank types.
    ///
    /// - Parameters:
    ///   - ledger: Euro is the local currency.
    ///   - hasCodes: Whether types are numbers and what is open is true or false, as services write them.
    public static func businessCentral(_ ledger: WrittenLedger, hasCodes: Bool = false) -> SystemExport {
        var number = 999
        let ledger = ledger.changing { item in
            number += 1
            (item.line, item.reference) = (String(number), "")
            item.amountMinor = item.kind == .invoice && item.openMinor % 3 == 0 ? 2 * item.openMinor : item.openMinor
        }
        let words: [ItemKind: ExportCell] =
            hasCodes
            ? [.invoice: "2", .creditNote: "3", .debitNote: "4", .payment: "1", .other: "6"]
            : [.invoice: "Invoice", .creditNote: "Credit Memo", .debitNote: "Finance Charge Memo", .other: "Refund"]
        let never = Day(iso: "1753-01-01")
        var rows: [[ExportCell]] = [
            [
                "Entry_No_", "Document_Type", "Customer_No_", "Document_No_", "Due_Date", "Document_Date", "Amount", "Currency_Code",
                "ClosedAtDate", "Open", "Remaining_Amount",
            ]
        ]
        for item in ledger.items {
            rows.append([
                .text(item.line), words[item.kind] ?? " ", .text(item.customer), .text(item.document), .day(item.dueDay ?? never),
                .day(item.documentDay), .amount(item.amountMinor ?? 0), item.currency == .eur ? "" : .text(item.currency.code),
                .day(never), hasCodes ? "true" : "Yes", .amount(item.openMinor),
            ])
            rows.append([
                .text("9" + item.line), words[.invoice]!, .text(item.customer), .text("X" + item.document), .day(item.documentDay),
                .day(item.documentDay), .amount(100), "", .day(item.documentDay), hasCodes ? "false" : "No", .amount(0),
            ])
        }
        var export = SystemExport(profile: "business-central-entries", rows: rows, canonical: ledger.canonical)
        export.options = ["--company", "IT01", "--currency", "EUR"]
        return export
    }
}

extension WrittenLedger {
    /// The ledger as lists without lines show it: payments have no number, the first of them stands twice, and a credit note has the number of an invoice.
    ///
    /// - Parameter amount: What is told of the amount in the name of a payment.
    fileprivate func namedWithoutLines(amount: (WrittenItem) -> String) -> WrittenLedger {
        let shared = items.first { $0.kind == .invoice }?.document
        var isFirst = true
        var named = changing { item in
            switch item.kind {
            case .invoice: return
            case .payment: item.document = "Payment \(item.documentDay.isoText)\(amount(item)) \(item.customer)"
            case .creditNote, .debitNote, .other:
                if item.kind == .creditNote, isFirst, let shared { (item.document, isFirst) = (shared, false) }
                item.line = item.lineOfKind(amount: amount)
            }
        }
        if var twin = named.items.first(where: { $0.kind == .payment }) {
            twin.document += " 2"
            named.items.append(twin)
        }
        return named
    }
}

extension WrittenItem {
    /// The line of a document with a number that others may have. `amount` is what the list tells of the amount, behind a blank.
    fileprivate func lineOfKind(amount: (WrittenItem) -> String) -> String {
        switch kind {
        case .invoice: ""
        case .creditNote, .debitNote: kind.name + " " + customer
        case .payment, .other: "\(kind.name) \(customer) \(documentDay.isoText)\(amount(self))"
        }
    }
}
