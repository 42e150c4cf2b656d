/// The choices of a workspace that shape figures. Every report prints the ones it used.
public struct Policy: Hashable, Sendable {
    /// What counts as sales of a period.
    public enum Sales: String, CaseIterable, Sendable {
        /// Invoices; credit notes are not deducted.
        case gross
        /// Invoices less credit notes.
        case net
    }

    /// The currency of every figure.
    public var reportingCurrency: Currency
    public var aging: AgingLimits
    /// Where credit items stand in the buckets.
    public var agingCredits: AgingCredits
    /// The expected share lost of each bucket, 0...1; nil when none are written and the buckets are not the default ones.
    public var lossRates: [Rational]?
    public var sales: Sales
    public var promiseTolerance: PromiseTolerance
    /// Who is credited with a payment.
    public var attribution: Attribution
    /// The work calendar of everybody whose team has none of its own.
    public var workCalendar: HolidayCalendar
    /// Work calendars of teams that work on other days, by team.
    public var teamCalendars: [String: HolidayCalendar] = [:]
    /// The calendar of days on which money moves: business days of a promise's tolerance.
    public var bankCalendar: HolidayCalendar
    /// The rules behind `risk.score`.
    public var risk = RiskRules()
    /// The rules behind the worklist.
    public var worklist = WorklistRules()
    /// What the landing forecast rests on.
    public var landing = LandingRules()

    public init(
        reportingCurrency: Currency = .eur, aging: AgingLimits = .standard, agingCredits: AgingCredits = .separate,
        lossRates: [Rational]? = nil, sales: Sales = .gross,
        promiseTolerance: PromiseTolerance = .standard, attribution: Attribution = Attribution(),
        workCalendar: HolidayCalendar = .italy, bankCalendar: HolidayCalendar = .target
    ) {
        self.promiseTolerance = promiseTolerance
        self.attribution = attribution
        self.workCalendar = workCalendar
        self.bankCalendar = bankCalendar
        self.reportingCurrency = reportingCurrency
        self.aging = aging
        self.agingCredits = agingCredits
        self.lossRates = lossRates
        self.sales = sales
    }
}
