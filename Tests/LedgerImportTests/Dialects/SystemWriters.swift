import Ledger

@testable import LedgerImport

/// Files as systems write them, with the traps of each.
enum SystemWriters {
    /// Words of an SAP list in one language.
    struct SAPWords: Sendable {
        let profile: String
        let title: String
        let columns: [String]

        static let all = [
            SAPWords(
                profile: "sap-english", title: "Customer Line Item Display",
                columns: [
                    "Company Code", "Account", "Assignment", "Document Number", "Line item", "Document Type", "Posting Key",
                    "Special G/L ind.",
                    "Document Date", "Net due date", "Arrears after net due date", "Document currency", "Amount in doc. curr.",
                    "Debit/Credit ind",
                    "Reference", "Text",
                ]),
            SAPWords(
                profile: "sap-italian", title: "Visualizzazione partite singole clienti",
                columns: [
                    "Società", "Conto", "Attribuzione", "Numero documento", "Posizione", "Tipo di documento", "Chiave contabile",
                    "Codice Co.Ge. speciale", "Data documento", "Scadenza al netto", "Arretrati", "Divisa", "Importo divisa estera",
                    "Dare/Avere",
                    "Riferimento", "Testo",
                ]),
            SAPWords(
                profile: "sap-german", title: "Debitoren-Einzelposten",
                columns: [
                    "Buchungskreis", "Konto", "Zuordnung", "Belegnummer", "Buchungszeile", "Belegart", "Buchungsschlüssel",
                    "Sonderhauptb.Kennz.",
                    "Belegdatum", "Nettofälligkeit", "Verzug nach Nettofälligkeit", "Belegwährung", "Betrag in Belegwährung",
                    "Soll/Haben-Kennz.",
                    "Referenz", "Text",
                ]),
            SAPWords(
                profile: "sap-french", title: "Postes individuels clients",
                columns: [
                    "Société", "Compte", "Affectation", "Numéro de pièce", "Poste", "Type de pièce", "Clé de comptabilisation", "Code CGS",
                    "Date de pièce", "Échéance nette", "Retard après échéance nette", "Devise de la pièce", "Montant en devise pièce",
                    "Code débit/crédit", "Référence", "Texte",
                ]),
        ]
    }

    /// Customer line items of SAP: titles, blank rows, frozen arrears, types and posting keys, a special G/L item, the header once more, one
    /// subtotal a currency with the special item in it.
    static func sap(_ ledger: WrittenLedger, _ words: SAPWords, _ style: WritingStyle) -> String {
        func type(_ item: WrittenItem) -> (type: String, key: String) {
            switch item.kind {
            case .invoice: item.openMinor % 2 == 0 ? ("RV", "01") : ("ZZ", "01")
            case .creditNote: ("DG", "11")
            case .payment: item.openMinor % 2 == 0 ? ("DZ", "15") : ("AB", "16")
            case .debitNote: ("AB", "06")
            case .other: ("SA", "04")
            }
        }
        func row(_ item: WrittenItem, special: String = "") -> String {
            let (type, key) = type(item)
            return style.plainRow([
                item.company, item.customer, "", item.document, item.line, type, key, special, style.date(item.documentDay),
                style.date(item.dueDay),
                "9.999", item.currency.code, style.amount(item.openMinor), item.openMinor < 0 ? "H" : "S", item.reference,
                "testo \"libero\"",
            ])
        }
        var text = words.title + style.lineEnd + style.plainRow(Array(repeating: "", count: 16)) + style.plainRow(words.columns)
        for (index, item) in ledger.items.enumerated() {
            if index == ledger.items.count / 2 { text += style.lineEnd + words.title + style.lineEnd + style.plainRow(words.columns) }
            text += row(item)
        }
        var special = ledger.items[0]
        special.document = "1400000001"
        special.openMinor = 5_000_000
        text += row(special, special: "A") + style.plainRow(Array(repeating: "", count: 16))
        for currency in Set(ledger.items.map(\.currency)).sorted() {
            let extra = special.currency == currency ? special.openMinor : 0
            let sum = ledger.items.reduce(extra) { $0 + ($1.currency == currency ? $1.openMinor : 0) }
            var fields = Array(repeating: "", count: 16)
            (fields[0], fields[11], fields[12]) = ("*", currency.code, style.amount(sum))
            text += style.plainRow(fields)
        }
        return text
    }

    /// Receivables aging of Oracle with seven buckets: no document date, subtotals by customer, a grand total.
    static func oracle(_ ledger: WrittenLedger, _ style: WritingStyle) -> String {
        let columns = [
            "Business Unit", "Customer Number", "Transaction Number", "Class", "Due Date", "Days Late", "Currency", "Outstanding Amount",
            "Current",
            "1-30 Days Past Due",
        ]
        var text = style.row(["Receivables Aging Report"]) + style.row(columns)
        var last = ""
        func total(_ items: [WrittenItem], _ label: String) -> String {
            Set(items.map(\.currency)).sorted().map { currency in
                let sum = items.reduce(Int64(0)) { $0 + ($1.currency == currency ? $1.openMinor : 0) }
                return style.row([label, "", "", "", "", "", currency.code, style.amount(sum), "", ""])
            }.joined()
        }
        for item in ledger.items {
            if item.customer != last, !last.isEmpty { text += total(ledger.items.filter { $0.customer == last }, "Customer Total") }
            last = item.customer
            let words: [ItemKind: String] = [
                .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Debit Memo", .other: "Deposit",
            ]
            text += style.row([
                item.company, item.customer, item.document, words[item.kind]!, style.date(item.dueDay), "17", item.currency.code,
                style.amount(item.openMinor), style.amount(item.openMinor), "",
            ])
        }
        return text + total(ledger.items.filter { $0.customer == last }, "Customer Total") + total(ledger.items, "Report Total")
    }

    /// A/R Aging Detail of NetSuite: title lines, a heading and a total for each customer, a grand total.
    static func netSuite(_ ledger: WrittenLedger, _ style: WritingStyle) -> String {
        let columns = ["Customer", "Transaction Type", "Date", "Document Number", "P.O. No.", "Due Date", "Age", "Open Balance"]
        var text =
            "Example Ltd" + style.lineEnd + "A/R Aging Detail" + style.lineEnd + "As of October 31, 2026" + style.lineEnd
            + style.row(columns)
        let words: [ItemKind: String] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Finance Charge",
            .other: "Currency Revaluation",
        ]
        func total(_ items: [WrittenItem], _ label: String) -> String {
            style.row([label, "", "", "", "", "", "", style.amount(items.reduce(Int64(0)) { $0 + $1.openMinor })])
        }
        for customer in Set(ledger.items.map(\.customer)).sorted() {
            let items = ledger.items.filter { $0.customer == customer }
            text += style.row([customer, "", "", "", "", "", "", ""])
            for item in items {
                text += style.row([
                    "", words[item.kind]!, style.date(item.documentDay), item.document, "", style.date(item.dueDay), "12",
                    style.amount(item.openMinor),
                ])
            }
            text += total(items, "Total - " + customer)
        }
        return text + total(ledger.items, "Total")
    }

    /// A/R Aging Detail of QuickBooks: two titles, a heading and a subtotal for each bucket, the header again, payments without a number, a footer.
    static func quickBooks(_ ledger: WrittenLedger, _ style: WritingStyle) -> String {
        let columns = ["Date", "Transaction type", "Num", "Customer", "Due date", "Past due", "Amount", "Open balance"]
        var text = style.row(["A/R Aging Detail"]) + style.row(["As of October 31, 2026"]) + style.lineEnd
        let words: [ItemKind: String] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .payment: "Payment", .debitNote: "Statement Charge", .other: "Refund",
        ]
        let half = ledger.items.count / 2
        for (name, items) in [("31 - 60 days past due", ledger.items[..<half]), ("Current", ledger.items[half...])] {
            text += style.row(columns) + style.row([name, "", "", "", "", "", "", ""])
            for item in items {
                text += style.row([
                    style.date(item.documentDay), words[item.kind]!, item.kind == .payment ? "" : item.document, item.customer,
                    style.date(item.dueDay),
                    "3", style.amount(item.openMinor), style.amount(item.openMinor),
                ])
            }
            let sum = items.reduce(Int64(0)) { $0 + $1.openMinor }
            text += style.row(["Total for " + name, "", "", "", "", "", style.amount(sum), style.amount(sum)])
        }
        let sum = ledger.items.reduce(Int64(0)) { $0 + $1.openMinor }
        return text + style.row(["TOTAL", "", "", "", "", "", style.amount(sum), style.amount(sum)]) + style.lineEnd
            + style.row(["Saturday, October 31, 2026 10:12 AM GMT+01:00 - Accrual Basis"])
    }

    /// Customer ledger entries of Business Central: closed entries, no currency for the local one, 1753-01-01 for no date, blank types.
    static func businessCentral(_ ledger: WrittenLedger, _ style: WritingStyle) -> String {
        let columns = [
            "Entry_No_", "Document_Type", "Customer_No_", "Document_No_", "Due_Date", "Document_Date", "Amount", "Currency_Code",
            "ClosedAtDate",
            "Open", "Remaining_Amount",
        ]
        var text = style.row(columns)
        let words: [ItemKind: String] = [
            .invoice: "Invoice", .creditNote: "Credit Memo", .debitNote: "Finance Charge Memo", .other: "Refund",
        ]
        let never = Day(iso: "1753-01-01")
        for item in ledger.items {
            text += style.row([
                item.line, words[item.kind] ?? " ", item.customer, item.document, style.date(item.dueDay ?? never),
                style.date(item.documentDay),
                style.amount(item.openMinor), item.currency == .eur ? "" : item.currency.code, style.date(never), "Yes",
                style.amount(item.openMinor),
            ])
            text += style.row([
                "9" + item.line, "Invoice", item.customer, "X" + item.document, style.date(item.documentDay), style.date(item.documentDay),
                style.amount(100), "", style.date(item.documentDay), "No", style.amount(0),
            ])
        }
        return text
    }
}
