import Ledger

/// Words that systems and people write for the kinds of documents, in English, Italian, German and French: for proposals, which a person checks.
enum KindWord {
    private static let words: [(kind: ItemKind, words: Set<String>)] = [
        (.invoice, ["inv", "invoice", "ft", "fatt", "fattura", "re", "rg", "rech", "rechnung", "fa", "fac", "facture"]),
        (
            .creditNote,
            [
                "cn", "cm", "crn", "credit", "credit memo", "credit note", "nc", "nota credito", "nota di credito", "gu", "gs",
                "gutschrift",
                "av", "avoir",
            ]
        ),
        (
            .payment,
            [
                "pmt", "pay", "payment", "receipt", "inc", "incasso", "pag", "pagamento", "za", "ze", "zahlung", "reg", "règlement",
                "paiement",
            ]
        ),
        (.debitNote, ["dn", "dm", "debit memo", "debit note", "nd", "nota debito", "nota di debito", "lastschrift"]),
    ]

    /// The kind a word most likely stands for; nil when it is none of those known.
    static func kind(of word: String) -> ItemKind? {
        let plain = word.lowercased().filter { $0 != "." }
        return words.first { $0.words.contains(plain) }?.kind
    }
}
