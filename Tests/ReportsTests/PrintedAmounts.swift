import Ledger
import ReportDocument

/// Amounts read back from sentences.
enum PrintedAmounts {
    /// The amounts in euros of a sentence in the order said, in cents as they are printed: €1,234 is 123400, −€34.50 is −3450.
    static func cents(_ text: String, _ language: Language) -> [Int64] {
        let point: Character = language == .italian ? "," : "."
        return text.split(separator: " ").filter { $0.contains("€") }.compactMap { word in
            var number = word.filter { ("0"..."9").contains($0) || $0 == "." || $0 == "," }
            while let last = number.last, last == "." || last == "," { number.removeLast() }
            let parts = number.split(separator: point)
            guard let units = parts.first.flatMap({ Int64(String($0.filter { ("0"..."9").contains($0) })) }) else { return nil }
            let cents = units * 100 + (parts.count > 1 ? Int64(String(parts[1])) ?? 0 : 0)
            return word.contains("\u{2212}") ? -cents : cents
        }
    }
}
