import Ledger

extension ItalianWords {
    func profile(_ name: String, isCertain: Bool) -> String { isCertain ? name : name + " (probabile)" }

    func controlTotals(found: Int, agreeing: Int) -> String {
        if found == 0 { return "assenti nel file" }
        return agreeing == found
            ? "\(format.whole(found)), tutti quadrano"
            : "\(format.whole(found)), \(format.whole(found - agreeing)) " + (found - agreeing == 1 ? "non quadra" : "non quadrano")
    }

    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String {
        switch kind {
        case .missingDueDates: "\(format.whole(count)) senza scadenza"
        case .dueBeforeDocument: "\(format.whole(count)) con scadenza anteriore alla data documento"
        case .futureDates: "\(format.whole(count)) con data successiva al giorno della situazione"
        case .signConflicts: "\(format.whole(count)) con segno non coerente"
        }
    }

    func ratesCaption(_ currency: Currency) -> String { "Quanti \(currency.code) vale un’unità della divisa." }

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return
            "il partitario inizia o finisce in \(names): gli indici di \(months.count == 1 ? "questo mese" : "questi mesi") non sono confrontabili"
    }
}
