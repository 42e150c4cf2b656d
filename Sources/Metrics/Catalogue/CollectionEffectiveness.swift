import Ledger

/// `cei` = (opening net + sales − closing net) ÷ (opening net + sales − closing current). Not clamped; a denominator ≤ 0 is not available.
///
/// Its parts divide what each kind of posting took off the balance by the same denominator and add up to it: the numerator is minus the sum of all movements
/// but sales. Under policy `sales: net` credit notes are inside sales, and their part is zero.
enum CollectionEffectiveness {
    static func definition(_ metric: Metric, _ frame: FactsFrame) -> MetricDefinition {
        let before = Expression.sum([.metric(.bridgeOpening), .metric(.sales)])
        let numerator: Expression =
            switch metric {
            case .ceiCash: .negated(.metric(.bridgeCash))
            case .ceiCreditNotes:
                frame.policy.sales == .gross
                    ? .negated(.metric(.bridgeCreditNotes)) : .difference(.metric(.bridgeCreditNotes), .metric(.bridgeCreditNotes))
            case .ceiWriteOffs: .negated(.metric(.bridgeWriteOffs))
            case .ceiOther: .negated(.sum([.metric(.bridgeAdjustments), .metric(.bridgeFx), .metric(.bridgeUnexplained)]))
            default: .difference(before, .metric(.arNet))
            }
        return .formula(numerator / (.difference(before, .metric(.aging(bucket: 0))), .nothingToCollect))
    }

    /// `cei.ytd`: the same with the balance of 31 December and sales since.
    static let yearToDate: MetricDefinition = {
        let before = Expression.sum([.metric(.yearOpening), .metric(.salesYearToDate)])
        return .formula(
            .difference(before, .metric(.arNet)) / (.difference(before, .metric(.aging(bucket: 0))), .nothingToCollect))
    }()

    static let yearOpening = MetricDefinition.base(
        restsOn: .items(.yearOpening) { item, _ in Share(item.convertedMinor) }, .yearOpening, needs: .yearOpening)
}
