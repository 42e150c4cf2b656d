/// What the landing forecast rests on: how far habits are looked back over, and what stands in where too little was seen.
///
/// Every default can be changed under `landing` in `incasso.yml`; reports print the values used.
public struct LandingRules: Hashable, Sendable {
    /// Days looked back over for kept promises, days late and closed disputes, the as-of day included.
    public var lookBackDays = 365
    /// Fewer judged promises, or payments, than this tell nothing of a customer or team.
    public var casesMin = 3
    /// The share of promises that are taken to be kept where nothing is known, 0...1.
    public var keptRate = Decimal64(mantissa: 5, scale: 1)
    /// The days a payment is taken to be late where nothing is known.
    public var daysLate = 0
    /// The days a dispute is taken to last where nothing is known.
    public var disputeDays = 30
    /// The earlier months the forecast is re-run in for its error.
    public var hindcastMonths = 6

    public init() {}

    /// The rules as a text that is another one for other rules.
    public var fingerprintText: String {
        [String(lookBackDays), String(casesMin), keptRate.text, String(daysLate), String(disputeDays)].joined(separator: " ")
    }
}
