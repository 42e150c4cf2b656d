import Ledger

/// `bridge.*`: the roll-forward from the opening to the closing net balance. Flows are signed as they move the balance.
///
/// `unexplained` = closing − opening − flows per company × customer × document currency, converted at D; `fx` = what then remains in reporting currency:
/// opening + flows + fx + unexplained = closing, exactly.
enum Bridge {
    static let opening = MetricDefinition.base(
        restsOn: .items(.opening) { item, _ in Share(item.convertedMinor) }, .opening, needs: .opening)
    static let closing = MetricDefinition.formula(.metric(.arNet))

    static func flow(_ kind: PostingKind) -> MetricDefinition {
        .base(
            restsOn: .postings { posting, _ in posting.kind == kind ? Share(posting.convertedMinor) : nil }, .flows, Int(kind.rawValue),
            needs: .flows)
    }

    static let unexplained = MetricDefinition.base(
        restsOn: Basis([.unexplainedAccounts], settings: [.conversion, .ownership, .period]), .unexplained, needs: [.flows, .opening])

    static let fx = MetricDefinition.formula(
        .difference(
            .metric(.bridgeClosing),
            .sum(
                [
                    Metric.bridgeOpening, .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments,
                    .bridgeUnexplained,
                ]
                .map { .metric($0) })))
}
