import Ledger
import LedgerImport

/// How a writer of the tests puts texts, numbers and dates into a file.
public struct WritingStyle: Sendable, CustomStringConvertible {
    /// Where the minus stands.
    public enum Minus: CaseIterable, Sendable { case front, behind, brackets }
    /// What stands between thousands.
    public enum Grouping: String, CaseIterable, Sendable {
        case none = ""
        case mark = "mark"
        case apostrophe = "'"
        case blank = "\u{A0}"
        case narrow = "\u{202F}"
    }

    public var encoding = ImportProfile.Encoding.utf8
    public var hasByteOrderMark = false
    public var separator = ","
    public var quotesAll = false
    public var lineEnd = "\n"
    public var mark = DecimalMark.point
    public var grouping = Grouping.none
    public var minus = Minus.front
    public var currencySign = ""
    /// `iso`, `ymd`, `compact`, `compact.0`, `dmy.`, `dmy/`, `d/m/y`, `d-m-yy`, `mdy/`, `m/d/y`, `serial`, `named`.
    public var dates = "iso"
    public var noDate = ""

    private static let months = ["JAN", "Feb", "marzo", "Apr.", "MAG", "Juin", "JUL", "août", "Sept", "ott", "Nov", "Dez"]

    public var description: String { "\(encoding.rawValue) '\(separator)' \(mark) \(grouping) \(minus) \(dates)" }

    /// A random style of all there are.
    public init(random: inout some RandomNumberGenerator) {
        encoding = ImportProfile.Encoding.allCases.randomElement(using: &random)!
        hasByteOrderMark = encoding != .windows1252 && Bool.random(using: &random)
        separator = [",", ";", "\t", "|"].randomElement(using: &random)!
        quotesAll = Bool.random(using: &random)
        lineEnd = Bool.random(using: &random) ? "\n" : "\r\n"
        mark = DecimalMark.allCases.randomElement(using: &random)!
        let groupings = encoding == .windows1252 ? [.none, .mark, .apostrophe, .blank] : Grouping.allCases
        grouping = groupings.randomElement(using: &random)!
        minus = Minus.allCases.randomElement(using: &random)!
        currencySign = ["", "€ ", "€"].randomElement(using: &random)!
        dates = ["iso", "ymd", "compact", "compact.0", "dmy.", "dmy/", "d/m/y", "d-m-yy", "mdy/", "m/d/y", "serial", "named"].randomElement(
            using: &random)!
        noDate = dates.hasPrefix("compact") ? "00000000" : dates == "dmy." ? "00.00.0000" : ""
    }

    /// Canonical: commas, ISO dates, a decimal point.
    public init() {}

    /// A row of fields with its line end; fields with separators, quotes or line ends stand in quotes.
    public func row(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = quotesAll || field.contains(separator) || field.contains("\"") || field.contains("\n")
            return needsQuotes ? quoted(field) : field
        }.joined(separator: separator) + lineEnd
    }

    /// A row of fields without quotes, whatever stands in them.
    public func plainRow(_ fields: [String]) -> String { fields.joined(separator: separator) + lineEnd }

    /// An amount in minor units of a currency with two places.
    public func amount(_ minor: Int64) -> String {
        let digits = Array(String(repeating: "0", count: max(0, 3 - String(minor.magnitude).count)) + String(minor.magnitude))
        let whole = digits.dropLast(2)
        var text = ""
        let group = grouping == .mark ? (mark == .point ? "," : ".") : grouping.rawValue
        for (position, digit) in whole.enumerated() {
            if position > 0, (whole.count - position) % 3 == 0 { text += group }
            text.append(digit)
        }
        text = currencySign + text + mark.text + String(digits.suffix(2))
        guard minor < 0 else { return text }
        switch minus {
        case .front: return "-" + text
        case .behind: return text + "-"
        case .brackets: return "(" + text + ")"
        }
    }

    /// A day, or what stands for none.
    public func date(_ day: Day?) -> String {
        guard let day else { return noDate }
        let (year, month, date) = day.components
        func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return switch dates {
        case "ymd": "\(year)/\(two(month))/\(two(date))"
        case "compact": "\(year)\(two(month))\(two(date))"
        case "compact.0": "\(year)\(two(month))\(two(date)).0"
        case "dmy.": "\(two(date)).\(two(month)).\(year)"
        case "dmy/": "\(two(date))/\(two(month))/\(year)"
        case "d/m/y": "\(date)/\(month)/\(year)"
        case "d-m-yy": "\(date)-\(month)-\(two(year % 100))"
        case "mdy/": "\(two(month))/\(two(date))/\(year)"
        case "m/d/y": "\(month)/\(date)/\(year)"
        case "named": "\(two(date))-\(Self.months[month - 1])-\(year)"
        case "serial": "\(day.daysSinceEpoch + 25_569)"
        default: day.isoText
        }
    }

    /// The bytes of a text in the encoding.
    public func bytes(_ text: String) -> [UInt8] {
        let marked = (hasByteOrderMark ? "\u{FEFF}" : "") + text
        switch encoding {
        case .utf8: return Array(marked.utf8)
        case .utf16LittleEndian: return marked.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return marked.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252: return text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
        }
    }
}
