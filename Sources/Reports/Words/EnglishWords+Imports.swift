import Ledger

extension EnglishWords {
    func profile(_ name: String, isCertain: Bool) -> String { isCertain ? name : name + " (likely)" }

    func controlTotals(found: Int, agreeing: Int) -> String {
        if found == 0 { return "none in the file" }
        return agreeing == found ? "\(found), all agree" : "\(found), \(found - agreeing) differ"
    }

    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String {
        switch kind {
        case .missingDueDates: "\(count) without due date"
        case .dueBeforeDocument: "\(count) due before the document date"
        case .futureDates: "\(count) dated after the as-of day"
        case .signConflicts: "\(count) with a sign that does not fit"
        }
    }

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return "the ledger starts or ends in \(names): ratios of \(months.count == 1 ? "this month" : "these months") are not comparable"
    }
}
