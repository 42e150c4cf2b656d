import Ledger
import LedgerColumns

/// Numbers that stand for everything a rollup was computed from.
enum Fingerprint {
    /// Grows with every change of what a rollup holds, so that rollups kept by earlier versions are computed anew.
    private static let format = "3"

    /// The fingerprint of some texts, in their order.
    static func of(_ texts: String...) -> UInt64 {
        // A separator that no text holds keeps ("a", "bc") and ("ab", "c") apart.
        let bytes = Array(([format] + texts).joined(separator: "\u{1F}").utf8)
        return stableHash(bytes.span.bytes)
    }
}

extension AgingLimits {
    var fingerprintText: String { limits.map(String.init).joined(separator: ",") }
}

/// The text of all rates up to a day: what conversions on that day and before depend on.
struct RateFingerprints: Sendable {
    private let lines: [(day: Day, text: String)]

    init(rates: [ExchangeRate]) {
        lines = rates.sorted { ($0.day, $0.currency) < ($1.day, $1.currency) }
            .map { ($0.day, "\($0.day.isoText) \($0.currency.code) \($0.rate.text)") }
    }

    func text(until day: Day) -> String { lines.prefix { $0.day <= day }.map(\.text).joined(separator: "\n") }
}

/// How positions rollups are kept: one for each part of a snapshot, so that an import can keep the one of the part it brings.
enum PositionsKeeping {
    static let name = "positions"
    static func key(_ day: Day, part: Int64) -> String { day.isoText + "/" + String(part) }

    static func fingerprint(_ content: UInt64, _ policy: Policy, _ rates: String) -> UInt64 {
        Fingerprint.of("positions", policy.reportingCurrency.code, policy.aging.fingerprintText, String(content), rates)
    }
}
