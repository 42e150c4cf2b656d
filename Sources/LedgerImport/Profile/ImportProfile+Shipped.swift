import Ledger

extension ImportProfile {
    /// The profiles that come with the product, without the canonical ones.
    public static let shipped: [ImportProfile] = [plainInvoiceList, sapItalian]

    /// A list of invoices with clearing dates, as demonstration sets write it: US dates, no currency column.
    ///
    /// What was known only after clearing (days to settle, days late) is left out.
    public static let plainInvoiceList: ImportProfile = {
        var profile = ImportProfile(
            name: "plain-invoice-list", kind: .history,
            headers: [
                "company": ["countryCode"], "document": ["invoiceNumber"], "customer": ["customerID"],
                "document_date": ["InvoiceDate"], "due_date": ["DueDate"], "amount": ["InvoiceAmount"],
                "cleared_on": ["SettledDate"], "disputed": ["Disputed"],
            ])
        profile.dateOrder = .monthDayYear
        profile.ignoredHeaders = ["PaperlessDate", "PaperlessBill", "DaysToSettle", "DaysLate"]
        return profile
    }()

    /// Open items of SAP (FBL5N) with Italian headers, as a semicolon file: Windows-1252, `1.234,56-`, dd.mm.yyyy.
    ///
    /// Arrears are frozen at export and therefore left out. The company comes from the options.
    public static let sapItalian: ImportProfile = {
        var profile = ImportProfile(
            name: "sap-italian", kind: .ledger,
            headers: [
                "company": ["Società"], "customer": ["Conto"], "document": ["Numero documento"], "line": ["Posizione"],
                "kind": ["Tipo di documento"], "document_date": ["Data documento"], "due_date": ["Scadenza al netto"],
                "currency": ["Divisa"], "open_amount": ["Importo divisa estera"], "reference": ["Riferimento"],
            ])
        profile.separator = 0x3B
        profile.hasQuotes = false
        profile.decimalMark = 0x2C
        profile.groupingMark = 0x2E
        profile.dateOrder = .dayMonthYear
        profile.encoding = .windows1252
        profile.valueMaps = [
            "kind": [
                "RV": "invoice", "DR": "invoice", "DG": "credit_note", "DZ": "payment", "AB": "other",
            ]
        ]
        profile.ignoredHeaders = [
            "Arretrati", "Testo", "Attribuzione", "Data di reg.", "Importo in divisa interna", "Blocco pagamento",
        ]
        profile.hasTitleRows = true
        profile.hasSubtotalRows = true
        profile.documentNumbersRepeatByYear = true
        return profile
    }()
}
