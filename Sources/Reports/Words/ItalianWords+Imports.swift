import Ledger

extension ItalianWords {
    func profile(_ name: String, isCertain: Bool) -> String { isCertain ? name : name + " (probabile)" }

    func controlTotals(found: Int, agreeing: Int) -> String {
        if found == 0 { return "assenti nel file" }
        return agreeing == found ? "\(found), tutti quadrano" : "\(found), \(found - agreeing) non quadrano"
    }

    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String {
        switch kind {
        case .missingDueDates: "\(count) senza scadenza"
        case .dueBeforeDocument: "\(count) con scadenza anteriore alla data documento"
        case .futureDates: "\(count) con data successiva al giorno della situazione"
        case .signConflicts: "\(count) con segno non coerente"
        }
    }

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return
            "il partitario inizia o finisce in \(names): gli indici di \(months.count == 1 ? "questo mese" : "questi mesi") non sono confrontabili"
    }
}
