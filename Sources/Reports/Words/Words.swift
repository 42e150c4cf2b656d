import Ledger
import Metrics
import ReportDocument

/// Every visible word of a report in one language. A language is a type that has them all: a missing word does not compile.
public protocol Words: PeopleWords, DayWords, ListWords, WorkingWords, EmulationWords {
    var format: FigureFormat { get }
    var renderer: RendererWords { get }

    /// The name of a figure, without unit.
    func name(_ metric: Metric, _ aging: AgingLimits) -> String
    /// How a figure is defined, in one sentence without a full stop.
    func definition(_ metric: Metric, _ policy: Policy) -> String
    /// The name of a bucket: "Current", "1–30 days", "Over 90 days".
    func bucket(_ bucket: Int, _ aging: AgingLimits) -> String
    /// Why a figure is not available, without a full stop.
    func reason(_ reason: UnavailableReason) -> String
    /// The heading over the keys of a scope: "Team".
    func name(_ scope: Scope) -> String
    /// The name of a key: `house` and `unknown` in words, other keys as they are.
    func key(_ key: String) -> String
    func unit(_ unit: MetricUnit, _ currency: Currency) -> String?

    /// The line under the title.
    func subtitle(_ period: Period, _ currency: Currency) -> String

    /// Headings of columns and tables.
    func heading(_ heading: Heading) -> String
    /// A sentence about the figures.
    func sentence(_ finding: Finding) -> String
    /// "12 items that are due by month end and not counted on would add 1,234.56 EUR in all."
    func closingItems(_ count: Int, minor: Int128, _ currency: Currency) -> String
    /// In front of the items that would close a gap where there is none.
    var noGapToClose: String { get }
    /// What a forecast is made of, and what its error says.
    var forecastCaption: String { get }
    /// That a forecast is over with its month.
    var nothingToForecast: String { get }
    /// Where a link back to the first section leads.
    func back(to section: String) -> String
    /// "0–30 days": the youngest credits.
    func youngestBand(_ limit: Int) -> String
    /// "12 more disputes are open".
    func moreDisputes(_ count: Int) -> String
    /// The stamp: whether the figures tie out.
    func stamp(_ tieOut: TieOut) -> String
    /// What a policy says.
    func policyName(_ line: PolicyLine) -> String
    func policyValue(_ line: PolicyLine) -> String
    /// What it means for targets that a month is not over.
    var targetToDateCaption: String { get }
    var lateJudgementCaption: String { get }
    /// That a figure has no target in a month, without a full stop.
    func noTarget(_ month: Month) -> String
    /// Why a total has no target although keys above it may: those of keys are not added up.
    func noTotalTarget(_ month: Month) -> String
    /// What comparisons with whole months mean for a period that ends within its month.
    func partOfMonth(_ period: Period) -> String
    /// The caption under the migration matrix.
    var migrationCaption: String { get }
    /// The note on a countback, tracker or other figure that needs care; nil for none.
    func caution(_ metric: Metric, _ value: FigureValue, _ imported: ImportedRecords) -> String?
    /// An import profile, and whether it is likely only.
    func profile(_ name: String, isCertain: Bool) -> String
    /// How many control totals a file had, and how many agree with its rows.
    func controlTotals(found: Int, agreeing: Int) -> String
    /// What stood out in a file, and in how many rows.
    func importFinding(_ kind: ImportFact.Kind, _ count: Int) -> String
    /// What was remarked on a file as a whole.
    func importRemark(_ remark: ImportFact.Remark) -> String
    func importSize(_ byteCount: Int) -> String
    /// Where the day of a ledger came from, beside the newest day in the file; without a day, the newest alone.
    func importDays(_ day: Day?, _ origin: ImportFact.DayOrigin?, newest: Day) -> String
    func droppedRows(_ reasons: [ImportFact.Reason]) -> String
    func rejectedRows(_ reasons: [ImportFact.Reason]) -> String
    func unknownColumns(_ names: [String]) -> String
    /// What a rate of the table of rates is.
    func ratesCaption(_ currency: Currency) -> String
    /// The ledger starts or ends in months of the report.
    func edgeMonths(_ months: [Month]) -> String
    /// The sentence that describes a chart: what over which months.
    func chartDescription(_ title: String, from: String, to: String) -> String
    /// What the chart tells: direction, values, extremes.
    func chartMessage(_ part: ChartMessage.Part) -> String
    /// A chart's title with what it tells, for formats that show nothing but a title; without a full stop.
    func chartStatement(_ title: String, _ part: ChartMessage.Part) -> String
    /// That a category of a chart is a month that is not over: "still running: Nov 2026 (to 6 Nov)".
    func stillRunning(_ month: String) -> String
}

/// Headings that blocks share.
public enum Heading: Hashable, CaseIterable, Sendable {
    case figure, actual, target, variance, status, previousMonth, change, sameMonthLastYear, month, days, amount, movement
    case fromBucket, settled, paid, credited, writtenOff, settledOtherwise, total, new, openingTotal, share
    case customer, customerName, owner, oldestDaysPastDue, because, nextStep
    case id, definition, unit, policy, value, snapshot, version, rows, file, fingerprint, currency, rate, validFrom, note
    case headlineFigures, trend, byScope, migrationMatrix, migrationShares, bridge, highRisk, definitions, policies, sources, rates,
        dataQuality
    case findings, tieOut, targetGap, bucketAxis, dayAxis, amountAxis, ratioAxis, count
    case department, disputeReason, dispute, document, openedOn, daysOpen, oldestOpen, closedInPeriod, notStated
    case disputesByDepartment, disputesByReason, oldestDisputes
    case countedInForecast, wouldAdd, gapWithItems, ratioInputs
    case lastDay, importFindings, ageBand, creditNotes, onAccount, otherCredits, unappliedByAge
    case undatedItems, itemsWithoutSales, unmatchedPayments, unownedCustomers
    case imports, importProfile, digest, dialect, rowsRead, rowsKept, rowsDropped, rowsRejected, controlTotals
}

/// A sentence made from figures, with the figures it needs.
public enum Finding: Hashable, Sendable {
    /// The balance at D against the opening balance.
    case balance(netMinor: Int64, openingMinor: Int64, currency: Currency)
    /// `previousMinor`: past due at the end of last month; nil when it is not known.
    case pastDue(
        pastDueMinor: Int64, previousMinor: Int64?, share: Rational, overLastMinor: Int64, overLastLabel: Int, currency: Currency)
    case effectiveness(
        cei: Rational, change: EffectivenessChange?, cash: Rational, creditNotes: Rational, writeOffs: Rational, other: Rational)
    /// `bestPossible`: what it would be with nothing late; nil where that shows no fewer days, as credits can have it.
    case daysSalesOutstanding(days: Rational, previous: Rational?, bestPossible: Rational?)
    case attainment(cashMinor: Int64, targetMinor: Int64, currency: Currency)
    /// Where cash will land at the end of the month; `gapMinor`: the forecast less the target.
    case forecast(minor: Int64, gapMinor: Int64, Currency)
    /// The team and the portfolio that lack most of their targets, or of the pace while the month is running; not both nil.
    case laggards(team: Laggard?, portfolio: Laggard?, isRunning: Bool, Currency)
    /// The customers with the largest past due of a portfolio, or of all; at least one. `wholeMinor`: the past due of all its customers.
    case largestPastDue([DebtorAmount], portfolio: String?, wholeMinor: Int64, Currency)
    /// What is in dispute, in reporting minor units; `previousMinor`: at the end of last month, nil when it is not known. `holder`: the department with half of it or
    /// more. `run`: since when it has gone the same way, where that is longer than a month.
    case disputes(minor: Int64, previousMinor: Int64?, run: AmountRun?, count: Int, holder: DisputeHolder?, Currency)
    case concentration(share: Rational)
    /// What moved the past due most since the end of last month, the way the whole went; the amounts differ.
    case pastDueMover(PastDueMover, fromMinor: Int64, toMinor: Int64, Currency)
    /// The largest promise of the period of which nothing was paid, in its own currency.
    case brokenPromise(of: NamedCustomer, minor: Int64, Currency, dueOn: Day)
    /// A figure that got better since the end of last month; `isHigher`: by rising.
    case improved(name: String, from: CellValue, to: CellValue, isHigher: Bool)
}

/// A team or portfolio below its target, or below the pace.
public struct Laggard: Hashable, Sendable {
    public var key: String
    public var name: String
    /// Above zero.
    public var missingMinor: Int64
}

/// A customer's part of an amount.
public struct DebtorAmount: Hashable, Sendable {
    public var customer: NamedCustomer
    public var minor: Int64
}

/// An amount that has gone one way from month-end to month-end.
public struct AmountRun: Hashable, Sendable {
    /// The month at whose end it was `fromMinor`, more than a month before; it has risen or fallen at every month-end since.
    public var since: Month
    public var fromMinor: Int64
}

/// A department's open disputes: their amount in reporting minor units and their number.
public struct DisputeHolder: Hashable, Sendable {
    public var department: String
    public var minor: Int64
    public var count: Int
}

/// Whose past due moved.
public enum PastDueMover: Hashable, Sendable {
    /// A portfolio by its code.
    case portfolio(String)
    case customer(NamedCustomer)
}

/// A customer by id and name; the name may be empty.
public struct NamedCustomer: Hashable, Sendable {
    public var id: String
    public var name: String

    /// "C0042 (Rossi S.p.A.)".
    public var text: String { name.isEmpty || name == id ? id : "\(id) (\(name))" }
}

/// Whether the figures of a day tie out, and against what they were checked.
public enum TieOut: Hashable, Sendable {
    /// Everything agrees; the number of owners besides the house account.
    case agrees(owners: Int)
    /// Buckets and credits of a scope key do not add up to its net balance.
    case bucketsDisagree(scope: Scope, key: String)
    /// The owners' balances do not add up to the whole ledger's.
    case ownersDisagree
    /// The bridge leaves an amount unexplained.
    case unexplained(minor: Int64, currency: Currency)
    /// Buckets, credits and owners agree, but the bridge could not be checked.
    case bridgeNotAvailable(reason: UnavailableReason)

    /// Whether nothing disagrees.
    var isFine: Bool {
        switch self {
        case .agrees, .bridgeNotAvailable: true
        case .bucketsDisagree, .ownersDisagree, .unexplained: false
        }
    }
}

/// A line of the Method section's table of policies.
public enum PolicyLine: Hashable, Sendable {
    case reportingCurrency(Currency)
    case period(Period)
    case agingLimits(AgingLimits)
    case credits(AgingCredits)
    case sales(Policy.Sales)
    case lossRates([Rational]?, AgingLimits)
    case conversion
    case ownership
    case attribution(Attribution)
    case analysts(named: Bool, basis: String?)
    /// When a missed target is amber: the share in general, and shares of single figures by the id of their targets.
    case targets(amberWithin: Decimal64, of: [String: Decimal64])
    /// Targets in other currencies, and the reporting currency.
    case convertedTargets([ConvertedTarget], Currency)
    /// The kinds of records of which it was said that there are none but those imported.
    case statedNone([StatedNone])
}

extension Words {
    /// A text that begins with a capital, behind a colon or within a sentence.
    func lowercasedStart(_ text: String) -> String { text.prefix(1).lowercased() + text.dropFirst() }

    /// An amount in another currency and the rate it was converted with: `£50,000.00 × 1.1733`.
    public func written(_ amount: WrittenAmount) -> String {
        format.moneyWithCurrency(amount.minor, amount.currency) + " × " + format.exact(amount.rate.rate.rational)
    }

    /// `cash.collected: £50,000.00 × 1.1733 = €58,665.00`, of a key with its scope behind the id.
    func describe(_ target: ConvertedTarget, _ currency: Currency) -> String {
        let place = target.scope == .all ? "" : ", " + name(target.scope).lowercased() + " " + key(target.key)
        return target.id + place + ": " + written(target.written) + " = " + format.moneyWithCurrency(target.minor, currency)
    }
}

/// The words of a language.
public func words(_ language: Language) -> any Words {
    switch language {
    case .english: EnglishWords()
    case .italian: ItalianWords()
    }
}
