import Ledger

/// Display text of figures in a language: the same in HTML, mail and sentences.
///
/// Own tables, no locale data of the machine, so that the same value is the same text everywhere. Rounds half to even from exact fractions. The forms are
/// those of CLDR for `it` and `en` but for three choices: thousands are always grouped (in Italian CLDR leaves four digits together, which breaks columns),
/// the minus is a real one, and English dates have the day first.
public struct FigureFormat: Hashable, Sendable {
    public let language: Language
    /// The word shown for ``CellValue/notAvailable(reason:)``.
    public let notAvailable: String
    /// What a negative number starts with.
    public let minus: Minus

    /// The sign before a negative number.
    public enum Minus: String, Hashable, Sendable {
        /// U+2212, as wide as a plus.
        case real = "\u{2212}"
        /// The hyphen-minus of plain text that machines may read again.
        case hyphen = "-"
    }

    public init(_ language: Language, notAvailable: String = "n/a", minus: Minus = .real) {
        self.language = language
        self.notAvailable = notAvailable
        self.minus = minus
    }

    /// Text without the unit of money and days: for table cells whose column heading names the unit. Empty cells give an empty text.
    ///
    /// - Parameter signed: a plus before what is shown above zero.
    public func text(_ value: CellValue, signed: Bool = false) -> String {
        let text = text(of: value)
        return signed ? withPlus(text, value) : text
    }

    private func text(of value: CellValue) -> String {
        switch value {
        case .empty: ""
        case .text(let text): text
        case .money(let amountMinor, let currency): money(amountMinor, currency)
        case .ratio(let ratio): percentage(ratio)
        case .ratioPoints(let ratio): pointsWithUnit(ratio)
        case .days(let days): decimal(days, places: 1)
        case .count(let count): decimal(Rational(count), places: 0)
        case .number(let number, let places): decimal(number, places: places)
        case .date(let day): date(day)
        case .month(let month): self.month(month)
        case .monthToDate(let day): month(day.month) + " (" + toDay(day) + ")"
        case .notAvailable: notAvailable
        }
    }

    /// Text that stands alone, with its unit: `€1,234.50`, `1.234,50 €`, `47.3 days`, `+2,1 punti`.
    public func textWithUnit(_ value: CellValue, signed: Bool = false) -> String {
        let text =
            switch value {
            case .money(let amountMinor, let currency): moneyWithCurrency(amountMinor, currency)
            case .days: text(value) + FigureFormat.noBreakSpace + (language == .italian ? "giorni" : "days")
            case .ratioPoints(let ratio): points(ratio) + FigureFormat.noBreakSpace + (language == .italian ? "punti" : "points")
            default: text(value)
            }
        return signed ? withPlus(text, value) : text
    }

    /// A plus before the text of a number above zero, unless it has one or shows zero.
    private func withPlus(_ text: String, _ value: CellValue) -> String {
        guard let number = value.number, number > .zero, !text.hasPrefix("+"), text.contains(where: { ("1"..."9").contains($0) }) else {
            return text
        }
        return "+" + text
    }

    /// Minor units as a number of major units with the currency's decimal places: `1.234.567,89`.
    public func money(_ amountMinor: Int64, _ currency: Currency) -> String {
        decimal(Rational(Int128(amountMinor), Int128(currency.minorPerMajor)), places: currency.exponent)
    }

    /// An amount with its currency: `€1,234.50` (en), `1.234,50 €` (it); the code where no sign is in common use.
    public func moneyWithCurrency(_ amountMinor: Int64, _ currency: Currency) -> String {
        withCurrency(money(amountMinor, currency), currency)
    }

    private func withCurrency(_ number: String, _ currency: Currency) -> String {
        let symbol = symbols[currency.code]
        if language == .italian { return number + FigureFormat.noBreakSpace + (symbol ?? currency.code) }
        let sign = number.hasPrefix(minus.rawValue) ? minus.rawValue : ""
        return sign + (symbol ?? currency.code + FigureFormat.noBreakSpace) + number.dropFirst(sign.count)
    }

    /// An amount in a sentence: in whole units from a thousand units on, where the rest says nothing: `€1,234`, `€34.50`.
    public func moneyInSentence(_ amountMinor: Int64, _ currency: Currency) -> String {
        withCurrency(roundedMoney(amountMinor, currency), currency)
    }

    /// An amount with its currency in whole units, half to even, whatever its size: `€34` for 34.50.
    public func moneyInWholeUnits(_ amountMinor: Int64, _ currency: Currency) -> String {
        withCurrency(decimal(Rational(Int128(amountMinor), Int128(currency.minorPerMajor)), places: 0), currency)
    }

    /// The amount that ``moneyInSentence(_:_:)`` writes, in minor units.
    public static func minorInSentence(_ amountMinor: Int64, _ currency: Currency) -> Int128 {
        guard isInWholeUnits(amountMinor, currency) else { return Int128(amountMinor) }
        let unit = Int128(currency.minorPerMajor)
        return Rational.divideHalfEven(Int128(amountMinor), by: unit) * unit
    }

    /// Whether sentences write an amount in whole units: from a thousand units on.
    public static func isInWholeUnits(_ amountMinor: Int64, _ currency: Currency) -> Bool {
        amountMinor.magnitude >= UInt64(currency.minorPerMajor) * 1_000
    }

    /// A value in a sentence, with its unit; amounts as ``moneyInSentence(_:_:)`` writes them.
    ///
    /// - Parameter signed: a plus before what is shown above zero.
    public func textInSentence(_ value: CellValue, signed: Bool = false) -> String {
        guard case .money(let minor, let currency) = value else { return textWithUnit(value, signed: signed) }
        return signed ? withPlus(moneyInSentence(minor, currency), value) : moneyInSentence(minor, currency)
    }

    /// A value read at a glance: amounts in whole units from a thousand units on, everything else as ``text(_:signed:)``.
    public func textAtAGlance(_ value: CellValue, signed: Bool = false) -> String {
        guard case .money(let minor, let currency) = value else { return text(value, signed: signed) }
        let text = roundedMoney(minor, currency)
        return signed ? withPlus(text, value) : text
    }

    private func roundedMoney(_ amountMinor: Int64, _ currency: Currency) -> String {
        let places = FigureFormat.isInWholeUnits(amountMinor, currency) ? 0 : currency.exponent
        return decimal(Rational(Int128(amountMinor), Int128(currency.minorPerMajor)), places: places)
    }

    /// A whole number: `19,048` (en), `19.048` (it).
    public func whole(_ count: Int) -> String { decimal(Rational(count), places: 0) }

    /// A whole number before the noun it counts: `1.234`, and `1.000.000 di` before the noun in Italian, where whole millions are nouns themselves
    /// (the plural category "many" of CLDR).
    public func count(beforeNoun count: Int) -> String {
        let number = decimal(Rational(count), places: 0)
        return language == .italian && count != 0 && count % 1_000_000 == 0 ? number + FigureFormat.noBreakSpace + "di" : number
    }

    /// A fraction as a percentage with one decimal: `48.5%` (en), `48,5%` (it).
    public func percentage(_ ratio: Rational) -> String { decimal(ratio, places: 1, shift: 2) + "%" }

    /// A share as a percentage with the decimals it is written with: `5%` for 0.05, `2,5%` (it) for 0.025.
    public func exactPercentage(_ share: Decimal64) -> String { exactPercentage(share.rational) }

    /// A share as a percentage with all its decimals; one whose decimals do not end as a fraction: `2/23 (8.6957%)`.
    public func exactPercentage(_ share: Rational) -> String {
        let percent = share * Rational(100)
        if let places = FigureFormat.placesOfExact(percent) { return decimal(percent, places: places) + "%" }
        return "\(share.numerator)/\(share.denominator) (\(decimal(percent, places: 4))%)"
    }

    /// A number with all its decimals, or as a fraction when they do not end: `11.15`, `2/23`.
    public func exact(_ number: Rational) -> String {
        FigureFormat.placesOfExact(number).map { decimal(number, places: $0) } ?? "\(number.numerator)/\(number.denominator)"
    }

    /// The decimal places a number has; nil when they do not end, or are more than 18.
    private static func placesOfExact(_ number: Rational) -> Int? {
        let denominator = number.denominator
        return (0...18).first { Rational.powerOfTen($0) % denominator == 0 }
    }

    /// The difference of two fractions in percentage points with one decimal and a sign: `+2.1`; zero has no sign.
    public func points(_ ratio: Rational) -> String { decimal(ratio, places: 1, shift: 2, plus: true) }

    /// Percentage points with the short unit of tables: `+2.1 pts` (en), `+2,1 p.p.` (it).
    public func pointsWithUnit(_ ratio: Rational) -> String { points(ratio) + FigureFormat.noBreakSpace + pointsUnit }

    /// The short unit of percentage points.
    public var pointsUnit: String { language == .italian ? "p.p." : "pts" }

    /// `30/06/2026` (it), `30 Jun 2026` (en).
    public func date(_ day: Day) -> String {
        let parts = day.components
        let number = (parts.day < 10 ? "0" : "") + String(parts.day)
        switch language {
        case .italian: return number + "/" + (parts.month < 10 ? "0" : "") + String(parts.month) + "/" + String(parts.year)
        case .english: return String(parts.day) + " " + shortMonthName(parts.month) + " " + String(parts.year)
        }
    }

    /// `giu 2026` (it), `Jun 2026` (en).
    public func month(_ month: Month) -> String { shortMonthName(month.number) + " " + String(month.year) }

    /// `al 6 giu`, `all’8 giu` (it), `to 6 Jun` (en): the last day of a part of a month.
    public func toDay(_ day: Day) -> String {
        let (number, name) = (day.components.day, shortMonthName(day.components.month))
        switch language {
        case .italian: return (number == 8 || number == 11 ? "all’" : "al ") + String(number) + " " + name
        case .english: return "to " + String(number) + " " + name
        }
    }

    /// `giu` (it), `Jun` (en); `number` in 1...12.
    public func shortMonthName(_ number: Int) -> String {
        switch language {
        case .italian: FigureFormat.italianMonths[number - 1]
        case .english: FigureFormat.englishMonths[number - 1]
        }
    }

    /// The decimals a number without unit is shown with: the usual ones, and below one as many as show its first two digits, six at most, without zeros behind the
    /// usual ones. Contacts of 0.05 a day are not 0.0, nor 0.1. With no decimals, as large indices are shown, always none.
    public static func places(of number: Rational, usual: Int) -> Int {
        let magnitude = number < .zero ? .zero - number : number
        guard usual > 0, magnitude != .zero, magnitude < Rational(1) else { return usual }
        let first = (1..<placesMax).first { magnitude * Rational(Rational.powerOfTen($0)) >= Rational(1) } ?? placesMax
        var places = max(usual, min(first + 1, placesMax))
        while places > usual, RoundedDecimal(number, places: places).digits.last == 0 { places -= 1 }
        return places
    }

    /// What is smaller than these decimals show is nothing to anybody.
    private static let placesMax = 6

    /// Whether a value is shown as zero with so many decimals.
    public static func roundsToZero(_ value: Rational, places: Int) -> Bool { RoundedDecimal(value, places: places).isZero }

    /// value × 10^`shift`, rounded half to even to `places` decimals, thousands grouped.
    public func decimal(_ value: Rational, places: Int, shift: Int = 0, plus: Bool = false) -> String {
        let rounded = RoundedDecimal(value, places: places + shift)
        let padding = max(0, places + 1 - rounded.digits.count)
        let digits = [UInt8](repeating: 0, count: padding) + rounded.digits
        var whole = digits.dropLast(places)
        while whole.count > 1, whole.first == 0 { whole.removeFirst() }
        var text: [UInt8] = []
        for (position, digit) in whole.enumerated() {
            if position > 0, (whole.count - position) % 3 == 0 { text.append(language == .italian ? 0x2E : 0x2C) }
            text.append(digit + 0x30)
        }
        if places > 0 {
            text.append(language == .italian ? 0x2C : 0x2E)
            text += digits.suffix(places).map { $0 + 0x30 }
        }
        let sign = rounded.isNegative ? minus.rawValue : (plus && !rounded.isZero ? "+" : "")
        return sign + String(decoding: text, as: UTF8.self)
    }

    static let noBreakSpace = "\u{A0}"
    /// Signs that a language writes instead of the code; Italian keeps the code where a sign could be another country's.
    private var symbols: [String: String] {
        language == .italian ? ["EUR": "€", "GBP": "£"] : ["EUR": "€", "USD": "$", "GBP": "£", "JPY": "¥"]
    }
    static let englishMonths = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
    static let italianMonths = ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"]
}

/// The decimal digits of a fraction, rounded half to even, by long division: exact while the denominator is below 10^37.
struct RoundedDecimal {
    /// Digits of the magnitude × 10^places, most significant first; never empty.
    private(set) var digits: [UInt8]
    private(set) var isNegative: Bool
    var isZero: Bool { digits.allSatisfy { $0 == 0 } }

    init(_ value: Rational, places: Int) {
        let (numerator, denominator) = value.lowestTerms
        let divisor = denominator.magnitude
        let (whole, rest) = numerator.magnitude.quotientAndRemainder(dividingBy: divisor)
        var remainder = rest
        digits = String(whole).utf8.map { $0 - 0x30 }
        isNegative = false
        for _ in 0..<places {
            let (digit, next) = (remainder * 10).quotientAndRemainder(dividingBy: divisor)
            digits.append(UInt8(digit))
            remainder = next
        }
        let opposite = divisor - remainder
        if remainder > opposite || (remainder == opposite && (digits.last ?? 0) & 1 == 1) { increment() }
        isNegative = numerator < 0 && !isZero
    }

    private mutating func increment() {
        var position = digits.count - 1
        while position >= 0, digits[position] == 9 {
            digits[position] = 0
            position -= 1
        }
        if position >= 0 { digits[position] += 1 } else { digits.insert(1, at: 0) }
    }
}
