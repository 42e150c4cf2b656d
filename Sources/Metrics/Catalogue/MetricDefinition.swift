import Ledger

/// How a metric's value comes about on a day.
public enum MetricDefinition: Sendable {
    /// A sum of rows: the figure other figures are made from; with the rows, figures and settings behind it: its working.
    case base(Basis, BaseFigure)
    /// A formula over other metrics.
    case formula(Expression)

    /// A base figure that is computed from the facts.
    static func base(restsOn basis: Basis, _ compute: @escaping @Sendable (Facts, MetricContext) -> FigureValue) -> MetricDefinition {
        .base(basis, BaseFigure(rule: .computed(compute)))
    }

    /// A base figure that is an amount of the facts: in reporting minor units, or a number.
    static func base(
        restsOn basis: Basis, _ entry: FactsEntry, as unit: BaseFigure.Unit = .money, needs: FactsNeeds = []
    ) -> MetricDefinition {
        .base(basis, BaseFigure(rule: .amount(.entry(entry), unit, needs)))
    }

    /// A base figure that is an entry of a row of the facts, in reporting minor units.
    static func base(restsOn basis: Basis, _ row: FactsRow, _ index: Int, needs: FactsNeeds = []) -> MetricDefinition {
        .base(basis, BaseFigure(rule: .amount(.row(row, index), .money, needs)))
    }
}

extension Metric {
    /// The definition on the days of a frame: one file a metric in this folder.
    public func definition(_ frame: FactsFrame) -> MetricDefinition {
        switch self {
        case .arNet: ReceivablesTotals.net
        case .arGross: ReceivablesTotals.gross
        case .arCredits: ReceivablesTotals.credits
        case .aging(let bucket): AgingBuckets.amount(bucket, frame)
        case .arPastDue: AgingBuckets.pastDue(frame)
        case .ratioCurrent: AgingBuckets.ratio(of: .aging(bucket: 0))
        case .ratioPastDue: AgingBuckets.ratio(of: .arPastDue)
        case .ratioOverLast: AgingBuckets.ratio(of: .aging(bucket: frame.policy.aging.bucketCount - 1))
        case .pastDueDays: PastDueDays.definition
        case .sales: Sales.ofPeriod
        case .salesRolling3m: Sales.rolling3m
        case .salesYearToDate: Sales.yearToDate
        case .periodDays: PeriodDays.ofPeriod
        case .rolling3mDays: PeriodDays.rolling3m
        case .dsoSimple: SimpleDSO.definition(frame)
        case .dsoRolling3m: RollingDSO.definition(frame)
        case .dsoCountback: CountbackDSO.definition
        case .dsoBestPossible: BestPossibleDSO.definition(frame)
        case .dsoDelinquent: DelinquentDSO.definition(frame)
        case .averageDaysDelinquent: AverageDaysDelinquent.definition
        case .dsoTrue: TrueDSO.definition
        case .trueDSOLeftOut: TrueDSO.leftOut
        case .trueDSOLeftOutCount: TrueDSO.leftOutCount
        case .arTurnover: ReceivablesTurnover.definition
        case .sales12m: Sales.trailing12m
        case .interestClaimable: LatePaymentInterest.claimable
        case .interestAccrued: LatePaymentInterest.accrued
        case .interestCompensation: LatePaymentInterest.compensation
        case .expectedCreditLoss: ExpectedCreditLoss.definition(frame)
        case .debitItems(let bucket): AgingBuckets.debit(bucket)
        case .creditsPlaced(let bucket): AgingBuckets.credits(bucket)
        case .creditsOutside: AgingBuckets.creditsOutside(frame)
        case .cei, .ceiCash, .ceiCreditNotes, .ceiWriteOffs, .ceiOther: CollectionEffectiveness.definition(self, frame)
        case .ceiYearToDate: CollectionEffectiveness.yearToDate
        case .yearOpening: CollectionEffectiveness.yearOpening
        case .bridgeOpening: Bridge.opening
        case .bridgeClosing: Bridge.closing
        case .bridgeInvoiced: Bridge.flow(.invoice)
        case .bridgeCash: Bridge.flow(.payment)
        case .bridgeCreditNotes: Bridge.flow(.creditNote)
        case .bridgeWriteOffs: Bridge.flow(.writeOff)
        case .bridgeAdjustments: Bridge.flow(.adjustment)
        case .bridgeUnexplained: Bridge.unexplained
        case .bridgeFx: Bridge.fx
        case .writeOffRatio: WriteOffRatio.definition(frame)
        case .collectCash: CollectionRate.cash
        case .collectCollectable: CollectionRate.collectable
        case .collectOnCollectable: CollectionRate.onCollectable
        case .collectRate: CollectionRate.rate
        case .collectTrackerRate: CollectionRate.trackerRate
        case .cashAttributed: AttributedCash.cash(frame)
        case .targetCash: AttributedCash.target
        case .targetGap: AttributedCash.gap
        case .monthWorkingDays: Pace.monthWorkingDays
        case .timeGone: Pace.timeGone(frame)
        case .pace: Pace.pace(frame)
        case .collectAttainment: AttributedCash.attainment(frame)
        case .paymentDaysToPay: PaymentBehaviour.daysToPay
        case .paymentDaysLate: PaymentBehaviour.daysLate
        case .paymentOnTimeCount: PaymentBehaviour.onTimeCount
        case .paymentOnTimeAmount: PaymentBehaviour.onTimeAmount
        case .disputeOpenCount: Disputes.openCount
        case .disputeOpenAmount: Disputes.openAmount
        case .disputeRate: Disputes.rate
        case .disputeCycleDays: Disputes.cycleDays
        case .promiseJudged: Promises.judged
        case .promiseKept: Promises.kept
        case .promisePartial: Promises.partial
        case .promiseBroken: Promises.broken
        case .promiseKeptRate: Promises.keptRate
        case .promiseKeptAmountRate: Promises.keptAmountRate
        case .landingForecast: Landing.forecast
        case .landingGap: Landing.gap
        case .landingError: Landing.error
        case .landingPromised: Landing.promised
        case .landingDue: Landing.due
        case .landingDisputed: Landing.disputed
        case .landingHindcasts: Landing.hindcasts
        case .workingDaysLeft: Landing.workingDaysLeft
        case .targetDaily: Landing.requiredDaily
        case .ratioPart(let part): part.definition
        case .promisePendingCount: Promises.pendingCount
        case .promisePendingAmount: Promises.pendingAmount
        case .contacts: Contacts.count
        case .contactsReached: Contacts.reached
        case .contactsPromiseConversion: Contacts.promiseConversion
        case .contactsPerDay: Contacts.perDay(frame)
        case .workingDays: PeriodDays.worked
        case .coverageAccounts: Coverage.accounts
        case .coverageBalance: Coverage.balance
        case .followUpOnTime: Contacts.followUpsOnTime
        case .roll(let bucket): RollRates.definition(from: bucket)
        case .rollOutcome(let bucket, let outcome): RollRates.definition(from: bucket, outcome, frame)
        case .migrationSettled(let from, let settlement): RollRates.settled(from: from, by: settlement)
        case .migrationOther(let from): RollRates.other(from: from, frame)
        case .migration(let from, let to): RollRates.moved(from: from, to: to, frame)
        case .migrationOpening(let from): RollRates.opening(from, frame)
        case .migrationNew(let to): RollRates.new(to)
        case .concentrationTop10: Concentration.top10
        case .concentrationHhi: Concentration.herfindahl
        case .riskScore: RiskScore.definition
        }
    }
}
