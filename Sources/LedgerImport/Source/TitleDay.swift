import Ledger

/// A date in the titles above a table, such as `As of October 31, 2026`.
struct TitleDay {
    /// As it is written.
    let text: String
    /// What it may mean: two days when day and month may be either.
    private let days: [Int32]

    /// Whether it may mean a day.
    func may(be day: Day) -> Bool { days.contains(day.daysSinceEpoch) }

    /// The dates in the texts of a title row, in order; those with years of two digits are left out.
    static func all(in texts: [String]) -> [TitleDay] {
        texts.flatMap { text in
            let words = text.split { $0.isWhitespace || $0 == "(" || $0 == ")" || $0 == ":" }.map(String.init)
            var found: [TitleDay] = []
            var start = 0
            while start < words.count {
                // A date of several words counts before one of its parts.
                let ends = [3, 2, 1].map { start + $0 }.filter { $0 <= words.count }
                guard let (day, end) = ends.lazy.compactMap({ end in TitleDay(words[start..<end]).map { ($0, end) } }).first else {
                    start += 1
                    continue
                }
                found.append(day)
                start = end
            }
            return found
        }
    }

    private init?(_ words: ArraySlice<String>) {
        text = words.joined(separator: " ")
        switch DateText.read(text.last == "," ? String(text.dropLast()) : text) {
        case .yearFirst(let day?, _), .monthNamed(let day?): days = [day]
        case .yearLast(let dayFirst, let monthFirst, nil): days = [dayFirst, monthFirst].compactMap { $0 }
        default: return nil
        }
        if days.isEmpty { return nil }
    }
}
