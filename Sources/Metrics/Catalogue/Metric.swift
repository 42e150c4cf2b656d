import Ledger

/// A figure of the catalogue, or an input that the working of one is written with.
///
/// Bucket numbers count from 0 (current) as in `AgingLimits`.
public enum Metric: Hashable, Sendable {
    // Balances
    case arNet, arGross, arCredits, arPastDue
    case aging(bucket: Int)
    case ratioCurrent, ratioPastDue, ratioOverLast
    case pastDueDays
    // Sales and days sales outstanding
    case sales
    case dsoSimple, dsoRolling3m, dsoCountback, dsoBestPossible, dsoDelinquent
    case averageDaysDelinquent, dsoTrue, arTurnover
    /// An estimate.
    case expectedCreditLoss
    case interestClaimable
    // Collection effectiveness
    case cei, ceiCash, ceiCreditNotes, ceiWriteOffs, ceiOther, ceiYearToDate
    // Bridge
    case bridgeOpening, bridgeInvoiced, bridgeCash, bridgeCreditNotes, bridgeWriteOffs, bridgeAdjustments, bridgeFx, bridgeUnexplained
    case bridgeClosing
    case writeOffRatio
    // Collections
    case collectCash, collectCollectable, collectOnCollectable, collectRate, collectTrackerRate, cashAttributed, collectAttainment
    // Payment behaviour
    case paymentDaysToPay, paymentDaysLate, paymentOnTimeCount, paymentOnTimeAmount
    /// Into the next worse bucket, and what else became of an opening bucket.
    case roll(bucket: Int)
    case rollOutcome(bucket: Int, MigrationOutcome)
    case concentrationTop10, concentrationHhi
    // Disputes and promises
    case disputeOpenCount, disputeOpenAmount, disputeRate, disputeCycleDays
    case promiseJudged, promiseKept, promisePartial, promiseBroken, promiseKeptRate, promiseKeptAmountRate
    // Productivity
    case landingForecast, landingGap, landingError
    case contacts, contactsReached, contactsPromiseConversion, contactsPerDay, coverageAccounts, coverageBalance, followUpOnTime
    case riskScore

    // Inputs: shown beside the figures that are made from them, not part of the catalogue's list.
    /// Calendar days of the period.
    case periodDays
    /// Days of the period the team works.
    case workingDays
    /// Sales of the three months that end on D, and the calendar days in them.
    case salesRolling3m, rolling3mDays
    /// Sales of the twelve months that end on D.
    case sales12m
    /// Debit items that stay out of the true DSO: their open amount and number.
    case trueDSOLeftOut, trueDSOLeftOutCount
    /// Debit items of a bucket, and credit items that stand in no bucket: what the policy for credits makes of both is ``aging(bucket:)``.
    case debitItems(bucket: Int)
    case creditsPlaced(bucket: Int)
    case creditsOutside
    /// The interest in ``interestClaimable``, and the fixed sums in it.
    case interestAccrued, interestCompensation
    /// Net balance on 31 December, and sales since.
    case yearOpening, salesYearToDate
    /// The month's target `cash.collected` of the scope.
    case targetCash
    /// `cash.attributed` − the target.
    case targetGap
    /// Working days of the month of D, and the share of them that is gone at D.
    case monthWorkingDays, timeGone
    /// Attainment ÷ the share of the working days gone.
    case pace
    /// What the forecast expects of D's items, by the rule that placed them, and in how many months it was re-run.
    case landingPromised, landingDue, landingDisputed, landingHindcasts
    /// Working days after D in its month, and what each must bring to reach the cash target.
    case workingDaysLeft, targetDaily
    /// What a ratio of rows is made of.
    case ratioPart(RatioPart)
    /// Promises due by D that are still within their tolerance, and so not judged.
    case promisePendingCount, promisePendingAmount
    /// Where the debit items of an opening bucket stand at D; `to` = number of buckets: settled.
    case migration(from: Int, to: Int)
    /// What of that was settled by a kind of posting, and the rest of what was settled.
    case migrationSettled(from: Int, by: Settlement)
    case migrationOther(from: Int)
    /// Debit items of an opening bucket.
    case migrationOpening(from: Int)
    /// Debit items of D that were not (or not as much) in the opening snapshot.
    case migrationNew(to: Int)
}

/// What a figure is measured in.
public enum MetricUnit: String, Sendable {
    /// Minor units of the reporting currency.
    case money
    /// A fraction.
    case ratio
    case days
    case count
    /// A plain number: the Herfindahl–Hirschman index (0 to 10 000), contacts per working day.
    case index
}

extension Metric {
    /// The catalogue's metrics under some bucket limits, in the catalogue's order.
    public static func catalogue(_ aging: AgingLimits) -> [Metric] {
        let buckets = 0..<aging.bucketCount
        return [.arNet, .arGross, .arCredits] + buckets.map { .aging(bucket: $0) }
            + [
                .arPastDue, .ratioCurrent, .ratioPastDue, .ratioOverLast, .pastDueDays, .sales, .dsoSimple, .dsoRolling3m, .dsoCountback,
                .dsoBestPossible, .dsoDelinquent, .averageDaysDelinquent, .dsoTrue, .arTurnover, .expectedCreditLoss, .interestClaimable,
                .cei, .ceiCash,
                .ceiCreditNotes, .ceiWriteOffs, .ceiOther,
                .ceiYearToDate, .bridgeOpening, .bridgeInvoiced, .bridgeCash, .bridgeCreditNotes, .bridgeWriteOffs, .bridgeAdjustments,
                .bridgeFx,
                .bridgeUnexplained, .bridgeClosing, .writeOffRatio, .collectCash, .collectCollectable, .collectOnCollectable, .collectRate,
                .collectTrackerRate, .cashAttributed, .collectAttainment,
            ] + buckets.dropLast().map { .roll(bucket: $0) }
            + buckets.flatMap { bucket in MigrationOutcome.cases(from: bucket, aging).map { .rollOutcome(bucket: bucket, $0) } }
            + [
                .paymentDaysToPay, .paymentDaysLate, .paymentOnTimeCount, .paymentOnTimeAmount, .concentrationTop10, .concentrationHhi,
                .disputeOpenCount,
                .disputeOpenAmount, .disputeRate, .disputeCycleDays, .promiseJudged, .promiseKept, .promisePartial, .promiseBroken,
                .promiseKeptRate, .promiseKeptAmountRate, .contacts, .contactsReached, .contactsPromiseConversion, .contactsPerDay,
                .coverageAccounts, .coverageBalance, .followUpOnTime, .landingForecast, .landingGap, .landingError,
                .riskScore,
            ]
    }

    /// The id users know it by: `dso.simple`, `aging.1-30`. Inputs start with `input.`.
    public func id(_ aging: AgingLimits) -> String {
        switch self {
        case .arNet: "ar.net"
        case .arGross: "ar.gross"
        case .arCredits: "ar.credits"
        case .arPastDue: "ar.past-due"
        case .aging(let bucket): "aging." + aging.label(bucket)
        case .ratioCurrent: "ratio.current"
        case .ratioPastDue: "ratio.past-due"
        case .ratioOverLast: "ratio." + aging.label(aging.bucketCount - 1)
        case .pastDueDays: "past-due.days"
        case .sales: "sales"
        case .dsoSimple: "dso.simple"
        case .dsoRolling3m: "dso.rolling-3m"
        case .dsoCountback: "dso.countback"
        case .dsoBestPossible: "dso.best-possible"
        case .dsoDelinquent: "dso.delinquent"
        case .averageDaysDelinquent: "add"
        case .dsoTrue: "dso.true"
        case .arTurnover: "ar.turnover"
        case .expectedCreditLoss: "ecl.estimate"
        case .interestClaimable: "interest.claimable"
        case .interestAccrued: "input.interest-accrued"
        case .interestCompensation: "input.interest-compensation"
        case .cei: "cei"
        case .ceiCash: "cei.cash"
        case .ceiCreditNotes: "cei.credit-notes"
        case .ceiWriteOffs: "cei.write-offs"
        case .ceiOther: "cei.other"
        case .ceiYearToDate: "cei.ytd"
        case .bridgeOpening: "bridge.opening"
        case .bridgeInvoiced: "bridge.invoiced"
        case .bridgeCash: "bridge.cash"
        case .bridgeCreditNotes: "bridge.credit-notes"
        case .bridgeWriteOffs: "bridge.write-offs"
        case .bridgeAdjustments: "bridge.adjustments"
        case .bridgeFx: "bridge.fx"
        case .bridgeUnexplained: "bridge.unexplained"
        case .bridgeClosing: "bridge.closing"
        case .writeOffRatio: "write-off.ratio"
        case .collectCash: "collect.cash"
        case .collectCollectable: "collect.collectable"
        case .collectOnCollectable: "collect.on-collectable"
        case .collectRate: "collect.rate"
        case .collectTrackerRate: "collect.tracker-rate"
        case .cashAttributed: "cash.attributed"
        case .collectAttainment: "collect.attainment"
        case .paymentDaysToPay: "payment.days-to-pay"
        case .paymentDaysLate: "payment.days-late"
        case .paymentOnTimeCount: "payment.on-time-count"
        case .paymentOnTimeAmount: "payment.on-time-amount"
        case .roll(let bucket): "roll." + aging.label(bucket)
        case .rollOutcome(let bucket, let outcome): "roll." + aging.label(bucket) + "." + outcome.rawValue
        case .concentrationTop10: "concentration.top-10"
        case .concentrationHhi: "concentration.hhi"
        case .disputeOpenCount: "dispute.open-count"
        case .disputeOpenAmount: "dispute.open-amount"
        case .disputeRate: "dispute.rate"
        case .disputeCycleDays: "dispute.cycle-days"
        case .promiseJudged: "promise.judged"
        case .promiseKept: "promise.kept"
        case .promisePartial: "promise.partial"
        case .promiseBroken: "promise.broken"
        case .promiseKeptRate: "promise.kept-rate"
        case .promiseKeptAmountRate: "promise.kept-amount-rate"
        case .contacts: "contacts"
        case .contactsReached: "contacts.reached"
        case .contactsPromiseConversion: "contacts.promise-conversion"
        case .contactsPerDay: "contacts.per-day"
        case .coverageAccounts: "coverage.accounts"
        case .coverageBalance: "coverage.balance"
        case .followUpOnTime: "follow-up.on-time"
        case .riskScore: "risk.score"
        case .workingDays: "input.working-days"
        case .periodDays: "input.period-days"
        case .salesRolling3m: "input.sales-3m"
        case .rolling3mDays: "input.days-3m"
        case .sales12m: "input.sales-12m"
        case .trueDSOLeftOut: "input.dso-true-left-out"
        case .trueDSOLeftOutCount: "input.dso-true-left-out-count"
        case .debitItems(let bucket): "input.debit." + aging.label(bucket)
        case .creditsPlaced(let bucket): "input.credits." + aging.label(bucket)
        case .creditsOutside: "input.credits-outside"
        case .yearOpening: "input.year-opening"
        case .salesYearToDate: "input.sales-ytd"
        case .targetCash: "input.target-cash"
        case .targetGap: "input.target-gap"
        case .monthWorkingDays: "input.month-working-days"
        case .timeGone: "input.time-gone"
        case .pace: "input.pace"
        case .landingForecast: "landing.forecast"
        case .landingGap: "landing.gap"
        case .landingError: "landing.error"
        case .landingPromised: "input.landing.promised"
        case .landingDue: "input.landing.due"
        case .landingDisputed: "input.landing.disputed"
        case .landingHindcasts: "input.landing.hindcasts"
        case .workingDaysLeft: "input.working-days-left"
        case .targetDaily: "input.target-daily"
        case .ratioPart(let part): "input." + part.rawValue
        case .promisePendingCount: "input.promise.pending-count"
        case .promisePendingAmount: "input.promise.pending-amount"
        case .migration(let from, let to):
            "input.migration." + aging.label(from) + "." + (to == aging.bucketCount ? "settled" : aging.label(to))
        case .migrationSettled(let from, let settlement): "input.migration." + aging.label(from) + "." + settlement.id
        case .migrationOther(let from): "input.migration." + aging.label(from) + ".other"
        case .migrationOpening(let from): "input.migration." + aging.label(from)
        case .migrationNew(let to): "input.migration.new." + aging.label(to)
        }
    }

    /// The inputs that reports and `incasso metrics` may name, besides those of the migration.
    public static let inputs: [Metric] =
        [
            .periodDays, .workingDays, .salesRolling3m, .rolling3mDays, .yearOpening, .salesYearToDate, .targetCash, .targetGap,
            .monthWorkingDays, .timeGone, .pace, .promisePendingCount, .promisePendingAmount, .landingPromised, .landingDue,
            .landingDisputed,
            .landingHindcasts, .workingDaysLeft, .targetDaily,
            .sales12m, .trueDSOLeftOut, .trueDSOLeftOutCount, .creditsOutside, .interestAccrued,
            .interestCompensation,
        ] + RatioPart.allCases.map { .ratioPart($0) }

    /// The metric with an id under some limits; nil when there is none.
    public init?(id: String, aging: AgingLimits) {
        guard let metric = (Metric.catalogue(aging) + Metric.allInputs(aging)).first(where: { $0.id(aging) == id }) else { return nil }
        self = metric
    }

    /// All inputs under some bucket limits, those of the migration included.
    public static func allInputs(_ aging: AgingLimits) -> [Metric] {
        let buckets = 0..<aging.bucketCount
        return inputs + buckets.map { .migrationOpening(from: $0) }
            + buckets.flatMap { from in (0...aging.bucketCount).map { .migration(from: from, to: $0) } }
            + buckets.map { .migrationNew(to: $0) }
            + buckets.flatMap { from in Settlement.allCases.map { .migrationSettled(from: from, by: $0) } + [.migrationOther(from: from)] }
            + buckets.flatMap { [.debitItems(bucket: $0), .creditsPlaced(bucket: $0)] }
    }

    /// What it is measured in.
    public var unit: MetricUnit {
        switch self {
        case .ratioCurrent, .ratioPastDue, .ratioOverLast, .cei, .ceiCash, .ceiCreditNotes, .ceiWriteOffs, .ceiOther, .ceiYearToDate,
            .writeOffRatio, .collectRate, .collectTrackerRate, .collectAttainment, .paymentOnTimeCount, .paymentOnTimeAmount, .roll,
            .rollOutcome,
            .concentrationTop10, .disputeRate, .promiseKeptRate, .promiseKeptAmountRate, .contactsPromiseConversion, .coverageAccounts,
            .coverageBalance, .followUpOnTime, .timeGone, .pace:
            .ratio
        case .pastDueDays, .dsoTrue, .dsoSimple, .dsoRolling3m, .dsoCountback, .dsoBestPossible, .dsoDelinquent, .averageDaysDelinquent,
            .paymentDaysToPay, .paymentDaysLate, .disputeCycleDays:
            .days
        case .periodDays, .workingDays, .monthWorkingDays, .rolling3mDays, .trueDSOLeftOutCount, .disputeOpenCount, .promiseJudged,
            .promiseKept, .promisePartial,
            .promiseBroken,
            .contacts, .contactsReached, .promisePendingCount, .landingHindcasts, .workingDaysLeft, .riskScore:
            .count
        case .concentrationHhi, .contactsPerDay, .arTurnover: .index
        case .ratioPart(let part): part.unit
        default: .money
        }
    }
}
