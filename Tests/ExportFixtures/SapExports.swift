import Ledger

extension SystemExport {
    /// Words of an SAP list in one language.
    public struct SAPWords: Sendable {
        let profile: String
        let title: String
        let columns: [String]

        /// All languages that have a profile.
        public static let all = [
            SAPWords(
                profile: "sap-english", title: "Customer Line Item Display",
                columns: [
                    "Company Code", "Account", "Assignment", "Document Number", "Line item", "Document Type", "Posting Key",
                    "Special G/L ind.", "Document Date", "Net due date", "Arrears after net due date", "Document currency",
                    "Amount in doc. curr.", "Debit/Credit ind", "Reference", "Text",
                ]),
            SAPWords(
                profile: "sap-italian", title: "Visualizzazione partite singole clienti",
                columns: [
                    "Società", "Conto", "Attribuzione", "Numero documento", "Posizione", "Tipo di documento", "Chiave contabile",
                    "Codice Co.Ge. speciale", "Data documento", "Scadenza al netto", "Arretrati", "Divisa", "Importo divisa estera",
                    "Dare/Avere", "Riferimento", "Testo",
                ]),
            SAPWords(
                profile: "sap-german", title: "Debitoren-Einzelposten",
                columns: [
                    "Buchungskreis", "Konto", "Zuordnung", "Belegnummer", "Buchungszeile", "Belegart", "Buchungsschlüssel",
                    "Sonderhauptb.Kennz.", "Belegdatum", "Nettofälligkeit", "Verzug nach Nettofälligkeit", "Belegwährung",
                    "Betrag in Belegwährung", "Soll/Haben-Kennz.", "Referenz", "Text",
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

    /// Customer line items of SAP: titles, blank rows, frozen arrears, types and posting keys, document numbers that begin anew each year, a
    /// special G/L item, the header once more, one subtotal a currency with the special item in it.
    public static func sap(_ ledger: WrittenLedger, _ words: SAPWords) -> SystemExport {
        // These files have no quotes around fields, and no separators in them.
        var ledger = ledger.changing { item in item.reference = item.reference.filter { !"\t;|,".contains($0) } }
        // The last document has the number of an earlier year's.
        if let old = ledger.items.firstIndex(where: { $0.documentDay.components.year == 2025 }),
            let last = ledger.items.lastIndex(where: { $0.documentDay.components.year == 2026 })
        {
            ledger.items[last].document = ledger.items[old].document
        }
        let blank = [ExportCell](repeating: "", count: 16)
        let columns = words.columns.map(ExportCell.text)
        var rows: [[ExportCell]] = [[.text(words.title)], blank, columns]
        for (index, item) in ledger.items.enumerated() {
            if index == ledger.items.count / 2 { rows += [[], [.text(words.title)], columns] }
            rows.append(row(item))
        }
        var special = ledger.items[0]
        special.document = "1400000001"
        special.openMinor = 5_000_000
        rows += [row(special, special: "A"), blank]
        let currencies = Set(ledger.items.map(\.currency)).sorted()
        for currency in currencies {
            let extra = special.currency == currency ? special.openMinor : 0
            var total = blank
            (total[0], total[11]) = ("*", .text(currency.code))
            total[12] = .amount(ledger.items.reduce(extra) { $0 + ($1.currency == currency ? $1.openMinor : 0) })
            rows.append(total)
        }
        let meant = ledger.changing { $0.line = "\($0.documentDay.components.year)/\($0.line)" }
        var export = SystemExport(profile: words.profile, rows: rows, hasQuotes: false, canonical: meant.canonical)
        export.controlTotalCount = currencies.count
        return export
    }

    private static func row(_ item: WrittenItem, special: String = "") -> [ExportCell] {
        let (type, key) =
            switch item.kind {
            case .invoice: item.openMinor % 2 == 0 ? ("RV", "01") : item.openMinor % 3 == 0 ? ("DR", "01") : ("ZZ", "1")
            case .creditNote: ("DG", "11")
            case .payment: item.openMinor % 2 == 0 ? ("DZ", "15") : ("AB", "16")
            case .debitNote: ("AB", "06")
            case .other: ("SA", "04")
            }
        return [
            .text(item.company), .text(item.customer), "", .text(item.document), .text(item.line), .text(type), .text(key), .text(special),
            .day(item.documentDay), .day(item.dueDay), "9.999", .text(item.currency.code), .amount(item.openMinor),
            item.openMinor < 0 ? "H" : "S", .text(item.reference), "testo \"libero\"",
        ]
    }
}
