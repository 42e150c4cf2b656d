import Ledger
import Metrics
import ReportDocument

/// A portfolio's figures beside those of its team or of all, who are nobody in particular: five people at least, also in what is between them and other
/// figures that the reader knows, else not available.
struct ComparisonBlock {
    let id: String
    let title: LocalizedText
    let metrics: [Metric]
    let scope: Scope

    func table(_ context: BlockContext) -> DraftTable {
        let peers = context.data.peers[scope]
        let (people, holdsHouse) = (peers?.people ?? 0, peers?.holdsHouse ?? false)
        // Too few are too few in whatever company.
        let difference = people < PeerFigures.peopleMinimum ? nil : peers?.differingPeople
        let reason = difference.map(context.words.tooFewPeopleBetween) ?? context.words.tooFewPeople(people)
        let rows: [(role: Row.Role, cells: [DraftCell])] = metrics.enumerated().map { row, metric in
            let mine = context.cell(metric)
            let theirs = peers?.figures.map { context.value($0.value(metric)) } ?? .notAvailable(reason: reason)
            let others = DraftCell(theirs)
            let difference = DraftCell.difference(
                mine, at: CellReference(table: id, row: row, column: 1), others, at: CellReference(table: id, row: row, column: 2))
            let unit = metric.unit == .ratio ? nil : context.words.unit(metric.unit, context.currency)
            return (.item, [context.text(context.name(metric) + (unit.map { " (" + $0 + ")" } ?? "")), mine, others, difference])
        }
        return DraftTable(
            id: id, title: title.text(context.language),
            caption: peers.flatMap {
                $0.figures == nil
                    ? nil : context.words.comparisonCaption(people: people, holdsOwn: $0.holdsOwn, holdsHouse: holdsHouse)
            },
            columns: [
                context.textColumn(.figure, id: "figure"), Column(id: "mine", title: context.words.heading(.mine), kind: .number),
                Column(id: scope.rawValue, title: context.words.peers(scope, people: people, holdsHouse: holdsHouse), kind: .number),
                Column(id: "difference", title: context.words.heading(.variance), kind: .number),
            ], rows: rows, isHome: false)
    }
}
