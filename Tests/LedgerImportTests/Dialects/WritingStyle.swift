import Ledger

@testable import LedgerImport

/// How a writer of the tests puts texts, numbers and dates into a file.
struct WritingStyle: Sendable, CustomStringConvertible {
    enum Minus: CaseIterable { case front, behind, brackets }
    enum Grouping: String, CaseIterable { case none = "", mark = "mark", apostrophe = "'", blank = "\u{A0}", narrow = "\u{202F}" }

    var encoding = ImportProfile.Encoding.utf8
    var hasByteOrderMark = false
    var separator = ","
    var quotesAll = false
    var lineEnd = "\n"
    var mark = DecimalMark.point
    var grouping = Grouping.none
    var minus = Minus.front
    var currencySign = ""
    /// `iso`, `ymd`, `compact`, `compact.0`, `dmy.`, `dmy/`, `d/m/y`, `d-m-yy`, `mdy/`, `m/d/y`, `serial`, `named`.
    var dates = "iso"
    var noDate = ""

    private static let months = ["JAN", "Feb", "marzo", "Apr.", "MAG", "Juin", "JUL", "août", "Sept", "ott", "Nov", "Dez"]

    var description: String { "\(encoding.rawValue) '\(separator)' \(mark) \(grouping) \(minus) \(dates)" }

    /// A random style of all there are.
    init(random: inout some RandomNumberGenerator) {
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

    init() {}

    /// A row of fields with its line end; fields with separators, quotes or line ends stand in quotes.
    func row(_ fields: [String]) -> String {
        fields.map { field in
            let needsQuotes = quotesAll || field.contains(separator) || field.contains("\"") || field.contains("\n")
            return needsQuotes ? quoted(field) : field
        }.joined(separator: separator) + lineEnd
    }

    /// A row of fields without quotes, whatever stands in them.
    func plainRow(_ fields: [String]) -> String { fields.joined(separator: separator) + lineEnd }

    func amount(_ minor: Int64) -> String {
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

    func date(_ day: Day?) -> String {
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
    func bytes(_ text: String) -> [UInt8] {
        let marked = (hasByteOrderMark ? "\u{FEFF}" : "") + text
        switch encoding {
        case .utf8: return Array(marked.utf8)
        case .utf16LittleEndian: return marked.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        case .utf16BigEndian: return marked.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }
        case .windows1252: return text.unicodeScalars.map { $0 == "€" ? 0x80 : UInt8($0.value) }
        }
    }
}
