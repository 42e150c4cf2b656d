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

    func edgeMonths(_ months: [Month]) -> String {
        let names = months.map(format.month).joined(separator: ", ")
        return "the ledger starts or ends in \(names): ratios of \(months.count == 1 ? "this month" : "these months") are not comparable"
    }
}
