import Ledger
import Metrics
import Reports

/// The choices of a workspace: `incasso.yml`. A key that is not written has the default given here.
public struct Configuration: Hashable, Sendable {
    /// `reporting_currency`: the currency of every figure.
    public var reportingCurrency = Currency.eur
    /// `store`: the store file, relative to the workspace.
    public var store = "ledger.incasso"
    /// `aging.limits`: days past due that cut the buckets.
    public var agingLimits = AgingLimits.standard
    /// `aging.credits`: where credit items stand in the buckets.
    public var agingCredits = AgingCredits.separate
    /// `sales`: whether credit notes reduce sales.
    public var sales = Policy.Sales.gross
    /// `promises.tolerance`
    public var promiseTolerance = PromiseTolerance.standard
    /// `attribution`
    public var attribution = Attribution()
    /// `calendars.work` and `calendars.bank`: codes of holiday calendars.
    public var workCalendar = HolidayCalendar.italy
    public var bankCalendar = HolidayCalendar.target
    /// `calendars.teams`: work calendars of teams that work on other days.
    public var teamCalendars: [String: HolidayCalendar] = [:]
    /// `languages` of reports, in the order they are rendered.
    public var languages: [Language] = [.english, .italian]
    /// `privacy.analysts`
    public var analystPrivacy = AnalystPrivacy.portfolio
    /// `ecl.loss_rates`: the expected share lost of each bucket, 0...1; nil when the buckets are not the default ones and no rates are written.
    public var lossRates: [Rational]? = Configuration.standardLossRates
    /// `risk`: the rules behind the risk score.
    public var risk = RiskRules()
    /// `worklist`: the rules behind the worklist.
    public var worklist = WorklistRules()
    /// `landing`: what the landing forecast rests on.
    public var landing = LandingRules()
    /// `bucket_rules`: bucket rules of other systems, beside those that come with the product.
    public var bucketRules: [BucketRule] = []
    /// `targets`: when a missed target is amber.
    public var targets = TargetThresholds()
    /// `mail`
    public var mail = MailConfiguration()

    /// The defaults.
    public init() {}

    /// The rates for buckets current, 1–30, 31–60, 61–90, over 90.
    static let standardLossRates = [Rational(5, 1000), Rational(2, 100), Rational(5, 100), Rational(15, 100), Rational(50, 100)]

    /// The bucket rules that `emulate` and specs may name.
    var knownBucketRules: [BucketRule] { BucketRule.shipped + bucketRules }

    /// The part of the choices that shapes figures.
    public var policy: Policy {
        var policy = Policy(
            reportingCurrency: reportingCurrency, aging: agingLimits, agingCredits: agingCredits,
            lossRates: lossRates, sales: sales, promiseTolerance: promiseTolerance, attribution: attribution,
            workCalendar: workCalendar,
            bankCalendar: bankCalendar)
        policy.risk = risk
        policy.worklist = worklist
        policy.landing = landing
        policy.teamCalendars = teamCalendars
        return policy
    }
}

/// How managers' reports show analysts.
public enum AnalystPrivacy: Hashable, Sendable {
    /// By the code of their portfolio.
    case portfolio
    /// By name, on a legal basis that Method prints.
    case named(basis: String)
}
