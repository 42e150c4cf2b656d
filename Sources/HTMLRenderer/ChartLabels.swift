import Ledger
import ReportDocument

/// Texts at the ticks of a value axis.
struct AxisLabel {
    let format: FigureFormat
    let sample: CellValue?
    let scale: AxisScale

    func text(_ tick: Double) -> String {
        // Ticks are multiples of 1, 2, 2.5 or 5 × a power of ten, so six decimals hold them.
        let value = Rational(Int128((tick * 1_000_000).rounded()), 1_000_000)
        let step = scale.ticks.count > 1 ? scale.ticks[1] - scale.ticks[0] : 1
        switch sample {
        case .ratio?: return format.decimal(value, places: places(step * 100), shift: 2) + "%"
        case .ratioPoints?: return format.decimal(value, places: places(step * 100), shift: 2, plus: true)
        default: return format.decimal(value, places: places(step))
        }
    }

    /// Decimals that show every tick as it is, at most two.
    private func places(_ step: Double) -> Int {
        func isWhole(_ value: Double) -> Bool { abs(value - value.rounded()) < 1e-6 }
        return isWhole(step) ? 0 : (isWhole(step * 10) ? 1 : 2)
    }
}

/// Texts under the categories, broken into lines that fit their columns.
struct CategoryLabels {
    let format: FigureFormat
    let charactersMax: Int
    /// Every how many months one is named, counted from the last.
    let monthStep: Int

    func lines(_ categories: [CellValue]) -> [[String]] {
        var lastYear: Int?
        return categories.enumerated().map { position, category in
            let month: Month
            switch category {
            case .month(let whole): month = whole
            case .monthToDate(let day): return [format.shortMonthName(day.components.month), toDay(day)]
            default: return wrapped(format.text(category))
            }
            guard (categories.count - 1 - position) % monthStep == 0 else { return ["", ""] }
            defer { lastYear = month.year }
            // The year stands only where it changes.
            return [format.shortMonthName(month.number), month.year == lastYear ? "" : String(month.year)]
        }
    }

    /// "to 6": the month stands above it.
    private func toDay(_ day: Day) -> String { format.toDay(day).split(separator: " ").dropLast().joined(separator: " ") }

    private func wrapped(_ text: String) -> [String] {
        var lines: [String] = []
        for word in text.split(separator: " ").map(String.init) {
            if let last = lines.last, last.count + 1 + word.count <= charactersMax {
                lines[lines.count - 1] = last + " " + word
            } else {
                lines.append(word)
            }
        }
        return lines.isEmpty ? [""] : lines
    }
}
