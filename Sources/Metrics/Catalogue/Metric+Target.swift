import Ledger

extension Metric {
    /// The id of the month's target for cash: of what was collected, of what is attributed, and of the forecast of both.
    public static let cashTargetId = "cash.collected"

    /// The id under which targets of the figure are written: its own, or ``cashTargetId``; nil for figures that have no target.
    ///
    /// Without one are inputs; figures whose sign or meaning leaves open which way is better (credits, the parts of the bridge, the collectable); those that are
    /// measured against the cash target already (attainment, gap of the forecast); the risk score, which only a single customer has.
    public func targetId(_ aging: AgingLimits) -> String? {
        switch self {
        case .collectCash, .cashAttributed, .landingForecast: Metric.cashTargetId
        case .arCredits, .collectCollectable, .collectAttainment, .landingGap, .riskScore, .bridgeOpening, .bridgeInvoiced, .bridgeCash,
            .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments, .bridgeFx, .bridgeUnexplained, .bridgeClosing:
            nil
        // Of what was not due at the opening, more stays so the longer the terms are; what is neither cash nor credit may go either way.
        case .rollOutcome(bucket: 0, .stayed), .ceiOther: nil
        default: id(aging).hasPrefix("input.") ? nil : id(aging)
        }
    }

    /// Whether the figure is computed from the cash target of its scope and key.
    public var isOfCashTarget: Bool {
        [.collectAttainment, .landingGap, .targetCash, .targetGap, .targetDaily, .pace].contains(self)
    }

    /// The ids that targets are written under, each once, in the catalogue's order.
    public static func targetIds(_ aging: AgingLimits) -> [String] {
        var seen: Set<String> = []
        return catalogue(aging).compactMap { $0.targetId(aging) }.filter { seen.insert($0).inserted }
    }

    /// Whether more of it is good news. Balances, days and losses are better when they are lower.
    public var isBetterWhenHigher: Bool {
        switch self {
        case .sales, .cei, .ceiCash, .ceiYearToDate, .collectCash, .collectOnCollectable, .collectRate, .collectTrackerRate,
            .cashAttributed, .arTurnover,
            .collectAttainment, .ratioCurrent, .paymentOnTimeCount, .paymentOnTimeAmount, .targetGap, .pace,
            .promiseJudged, .promiseKept, .promiseKeptRate, .promiseKeptAmountRate, .contacts, .contactsReached,
            .contactsPromiseConversion, .contactsPerDay,
            .coverageAccounts, .coverageBalance, .followUpOnTime, .landingForecast, .landingGap:
            true
        case .rollOutcome(_, let outcome): outcome == .improved || outcome == .paid
        default: false
        }
    }

    /// Whether the figure adds up day by day from the first of the month, so that a part of the month is held against a part of its target.
    ///
    /// Balances, days and ratios are never held against a part of a target.
    public var isMonthFlow: Bool {
        switch self {
        case .sales, .collectCash, .collectOnCollectable, .cashAttributed, .promiseJudged, .promiseKept, .promisePartial, .promiseBroken,
            .contacts, .contactsReached:
            true
        default: false
        }
    }

    /// Whether the figure is a share, of what the whole month offers, that only grows to what it means in the course of the month.
    ///
    /// It is held against its target at the month's end: before, a low share says nothing but that the month is young.
    public var isMonthShare: Bool {
        switch self {
        case .cei, .ceiCash, .ceiCreditNotes, .ceiWriteOffs, .ceiOther, .collectRate, .collectTrackerRate, .coverageAccounts,
            .coverageBalance, .roll, .rollOutcome:
            true
        default: false
        }
    }
}
