import Ledger
import Metrics
import ReportDocument

/// The credits that are not applied, by age since their document day and by kind, in the reporting currency; ages are cut where buckets are.
struct UnappliedAgesBlock {
    let id: String

    /// What a credit is: the columns.
    private enum Kind: Int, CaseIterable {
        case creditNote, onAccount, other

        init(_ kind: ItemKind) {
            switch kind {
            case .creditNote: self = .creditNote
            case .payment: self = .onAccount
            case .invoice, .debitNote, .other: self = .other
            }
        }

        var heading: Heading {
            switch self {
            case .creditNote: .creditNotes
            case .onAccount: .onAccount
            case .other: .otherCredits
            }
        }
    }

    func table(_ lists: DayLists, _ context: BlockContext) -> DraftTable {
        let (words, limits) = (context.words, context.aging.limits)
        let credits = lists.unapplied.map(\.row)
        let kinds = Kind.allCases.filter { kind in kind != .other || credits.contains { Kind($0.item.kind) == .other } }
        let bands = (0...limits.count).map { band in
            credits.filter { credit in
                (band == 0 || credit.ageDays > limits[band - 1]) && (band == limits.count || credit.ageDays <= limits[band])
            }
        }
        var rows: [(role: Row.Role, cells: [DraftCell])] = bands.enumerated().map { band, credits in
            let name = band == 0 ? words.youngestBand(limits[0]) : words.bucket(band + 1, context.aging)
            return (.item, [context.text(name)] + cells(credits, kinds, row: band, context))
        }
        var totals = cells(credits, kinds, row: bands.count, context)
        for column in totals.indices where totals[column].isNumber {
            totals[column].formula = .sum(table: id, column: column + 1, firstRow: 0, lastRow: bands.count - 1)
        }
        rows.append((.total, [context.text(words.heading(.total))] + totals))
        func amount(_ heading: Heading, _ id: String) -> Column {
            Column(id: id, title: words.heading(heading), unit: context.currency.code, kind: .number)
        }
        return DraftTable(
            id: id, title: words.heading(.unappliedByAge), caption: credits.isEmpty ? words.nothing(in: .unapplied) : nil,
            columns: [
                context.textColumn(.ageBand, id: "age"), Column(id: "count", title: words.heading(.count), kind: .number),
            ] + kinds.map { amount($0.heading, String(describing: $0)) } + [amount(.total, "total")],
            rows: credits.isEmpty ? [] : rows, isHome: false)
    }

    /// Number, amount of each kind, and their sum.
    private func cells(_ credits: [UnappliedRow], _ kinds: [Kind], row: Int, _ context: BlockContext) -> [DraftCell] {
        func minor(_ credits: [UnappliedRow]) -> Int128 { credits.reduce(0) { $0 + Int128($1.item.reportingMinor) } }
        let parts = kinds.map { kind in DraftCell(context.value(FigureValue(minor: minor(credits.filter { Kind($0.item.kind) == kind })))) }
        var total = DraftCell(context.value(FigureValue(minor: minor(credits))))
        let places = kinds.indices.map { Formula.cell(CellReference(table: id, row: row, column: 2 + $0)) }
        if (parts + [total]).allSatisfy(\.isNumber) { total.formula = places.dropFirst().reduce(places[0]) { .add($0, $1) } }
        return [DraftCell(.count(Int64(credits.count)))] + parts + [total]
    }
}
