import Ledger

/// A sign that stands for currencies beside an amount.
enum CurrencySign: Hashable {
    case euro, dollar, pound, yen

    private static let dollars: Set<String> = [
        "ARS", "AUD", "BBD", "BMD", "BND", "BSD", "BZD", "CAD", "CLP", "COP", "CUP", "DOP", "FJD", "GYD", "HKD", "JMD", "KYD", "LRD", "MXN",
        "NAD",
        "NIO", "NZD", "SBD", "SGD", "SRD", "TTD", "TWD", "USD", "UYU", "XCD", "ZWG",
    ]
    private static let pounds: Set<String> = ["EGP", "FKP", "GBP", "GIP", "LBP", "SDG", "SHP", "SSP", "SYP"]

    /// A text beside a number as amounts are written with it: a sign, or the code of a currency; nil for what is neither.
    static func written(_ text: String) -> String? {
        switch text {
        case "€", "$", "£", "¥": text
        case "US$": "USD"
        case "C$", "CA$": "CAD"
        case "A$", "AU$": "AUD"
        default: Currency(code: text) == nil ? nil : text
        }
    }

    /// Whether amounts of a currency are written with it.
    func isOf(_ code: String) -> Bool {
        switch self {
        case .euro: code == "EUR"
        case .dollar: Self.dollars.contains(code)
        case .pound: Self.pounds.contains(code)
        case .yen: code == "JPY" || code == "CNY"
        }
    }
}
