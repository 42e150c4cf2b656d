/// Half of a calendar year: January to June, or July to December.
public struct HalfYear: Hashable, Comparable, Sendable {
    /// Half-years since the first half of year 0.
    public let index: Int

    /// A half-year from its index since the first half of year 0.
    public init(index: Int) { self.index = index }

    /// The half-year that contains a day.
    public init(of day: Day) { index = day.month.year * 2 + (day.month.number > 6 ? 1 : 0) }

    /// A half-year from `YYYY-H1` or `YYYY-H2`; nil for anything else.
    public init?(iso text: some StringProtocol) {
        let bytes = Array(text.utf8)
        guard bytes.count == 7, bytes[4] == 0x2D, bytes[5] == 0x48, bytes[6] == 0x31 || bytes[6] == 0x32,
            let year = Day.digits(bytes[0..<4]), year >= 1
        else { return nil }
        index = year * 2 + (bytes[6] == 0x32 ? 1 : 0)
    }

    /// The last day: 30 June or 31 December.
    public var lastDay: Day { Month(year: index / 2, month: index % 2 == 0 ? 6 : 12).lastDay }

    /// `YYYY-H1` or `YYYY-H2`.
    public var isoText: String { Day.padded(index / 2, 4) + (index % 2 == 0 ? "-H1" : "-H2") }

    public static func < (left: HalfYear, right: HalfYear) -> Bool { left.index < right.index }
}

/// The yearly rate of late-payment interest in a half-year.
public struct InterestRate: Hashable, Sendable {
    public let halfYear: HalfYear
    /// The document currency it is for; nil: every currency without rates of its own.
    public let currency: Currency?
    /// Per cent a year, 0...1000, at most ``decimalPlacesMax`` decimal places.
    public let ratePercent: Decimal64

    /// More decimal places than any published rate has; with the limit of amounts they keep products within 128 bits.
    public static let decimalPlacesMax = 6

    /// A rate of a half-year.
    public init(halfYear: HalfYear, currency: Currency? = nil, ratePercent: Decimal64) {
        self.halfYear = halfYear
        self.currency = currency
        self.ratePercent = ratePercent
    }
}

/// All known interest rates, asked by currency and half-year.
public struct InterestTable: Sendable {
    private let rates: [Key: Rational]
    private let ownCurrencies: Set<Currency>

    private struct Key: Hashable {
        let halfYear: HalfYear
        let currency: Currency?
    }

    /// A table of rates in any order; of two for one half-year and currency the later in the list holds.
    public init(_ rates: [InterestRate]) {
        self.rates = Dictionary(rates.map { (Key(halfYear: $0.halfYear, currency: $0.currency), $0.ratePercent.rational) }) { _, last in
            last
        }
        ownCurrencies = Set(rates.compactMap(\.currency))
    }

    public var isEmpty: Bool { rates.isEmpty }

    /// Per cent a year for a document currency: its own rate, or that for all currencies when it has none of its own in any half-year; nil when it is not known.
    public func ratePercent(_ currency: Currency, _ halfYear: HalfYear) -> Rational? {
        rates[Key(halfYear: halfYear, currency: ownCurrencies.contains(currency) ? currency : nil)]
    }
}
