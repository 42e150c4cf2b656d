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

/// How a base figure follows from the facts of a key.
public struct BaseFigure: Sendable {
    enum Rule: Sendable {
        /// An amount as it stands there, on days that have what it needs.
        case amount(Place, Unit, FactsNeeds)
        case computed(@Sendable (Facts, MetricContext) -> FigureValue)
    }

    /// Where an amount of the facts stands.
    enum Place: Sendable {
        case entry(FactsEntry)
        case row(FactsRow, Int)

        func offset(_ layout: FactsLayout) -> Int {
            switch self {
            case .entry(let entry): return layout.start(entry)
            case .row(let row, let index):
                precondition(index >= 0 && index < layout.count(row))
                return layout.start(row) + index
            }
        }
    }

    /// What an amount of the facts is.
    enum Unit: Sendable {
        /// Minor units of the reporting currency.
        case money
        case count

        @inline(__always)
        func value(_ amount: Int128) -> FigureValue {
            switch self {
            case .money: FigureValue(minor: amount)
            case .count: .count(Int64(amount))
            }
        }
    }

    let rule: Rule

    func value(_ facts: Facts, _ context: MetricContext) -> FigureValue {
        switch rule {
        case .amount(let place, let unit, let needs):
            if let reason = needs.missing(context.frame) { return .unavailable(reason) }
            return unit.value(facts.amounts[facts.amounts.startIndex + place.offset(facts.layout)])
        case .computed(let compute): return compute(facts, context)
        }
    }
}

/// What a day must have for facts to be known.
struct FactsNeeds: OptionSet, Sendable {
    let rawValue: UInt8

    /// The postings of the period.
    static let flows = FactsNeeds(rawValue: 1)
    /// The snapshot of the day before the period.
    static let opening = FactsNeeds(rawValue: 2)
    /// The snapshot of 31 December.
    static let yearOpening = FactsNeeds(rawValue: 4)
    /// Activities, of any day.
    static let activities = FactsNeeds(rawValue: 8)

    /// Why it is not there; nil when it is.
    func missing(_ frame: FactsFrame) -> UnavailableReason? {
        if contains(.flows), let reason = frame.missingFlows(since: frame.month) { return reason }
        if contains(.opening), !frame.hasOpening { return .noSnapshot(frame.openingDay) }
        if contains(.yearOpening), !frame.hasYearOpening { return .noSnapshot(frame.yearOpeningDay) }
        return contains(.activities) ? frame.imported.missing(.activities) : nil
    }
}

/// What a base figure may ask besides its facts.
public struct MetricContext: Sendable {
    let day: MetricDay
    public let scope: Scope
    public let key: String

    /// The frame of the day; with the work calendar of the key's team where that has one of its own.
    public var frame: FactsFrame { day.frame }
    var tables: ReferenceTables { day.tables }
    /// Σ of the positive net balances of customers over the whole ledger.
    var positiveNetMinor: Int128 { day.positiveNetMinor }

    /// Money of the period's flows, or why postings are missing.
    func flow(_ minor: Int128) -> FigureValue {
        if let reason = frame.missingFlows(since: frame.month) { return .unavailable(reason) }
        return FigureValue(minor: minor)
    }
}

/// What is the same for every figure of a day. A class, so that the context of each key shares it at the cost of one reference.
final class MetricDay: Sendable {
    let frame: FactsFrame
    let tables: ReferenceTables
    let positiveNetMinor: Int128
    /// The rules of the risk score that are switched on, in their order.
    let riskRules: [(rule: RiskRules.Rule, settings: ScoreRule)]
    /// The same for teams with work calendars of their own.
    private let teams: [String: MetricDay]

    init(frame: FactsFrame, tables: ReferenceTables, positiveNetMinor: Int128) {
        (self.frame, self.tables, self.positiveNetMinor) = (frame, tables, positiveNetMinor)
        riskRules = RiskRules.Rule.allCases.map { ($0, frame.policy.risk[$0]) }.filter(\.1.isOn)
        teams = frame.policy.teamCalendars.mapValues { calendar in
            MetricDay(frame: frame.working(calendar), tables: tables, positiveNetMinor: positiveNetMinor)
        }
    }

    /// What a key's figures are made with: of a team or an analyst, with the team's own work calendar. Shared by all figures of the key, since frames are large.
    func ofKey(_ scope: Scope, _ key: String) -> MetricDay {
        if teams.isEmpty { return self }
        switch scope {
        case .team: return teams[key] ?? self
        case .analyst: return teams[ScopeKey.team(of: key, tables: tables)] ?? self
        case .all, .company, .country, .segment, .customer, .currency: return self
        }
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
