import Ledger
import ReportDocument

extension EnglishWords {
    func chartMessage(_ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): self.course(course)
        case .bridge(let from, let to, let movements):
            "\(from.label) \(format.textInSentence(from.value)), \(to.label.lowercased()) \(format.textInSentence(to.value))"
                + (movements.isEmpty
                    ? ""
                    : "; largest movements: "
                        + movements.map { "\($0.label.lowercased()) \(format.textInSentence($0.value, signed: true))" }.joined(
                            separator: ", ")) + "."
        case .stack(let whole, let share): "Total: " + way(whole) + (share.map { "; " + told($0) } ?? "") + "."
        case .running(let name, let at, let soFar, let forecast):
            "\(name) in \(at): \(format.textInSentence(soFar)) so far"
                + (forecast.map { ", \(format.textInSentence($0)) expected by the end of the month" } ?? "") + "."
        case .bars(let met, let count, let furthest, let isToDate):
            "\(met) of \(counted(count, "bar", "bars")) \(met == 1 ? "reaches its" : "reach their") target\(isToDate ? " to date" : "")"
                + (furthest.map { "; furthest from it is \($0.label) with \(format.textInSentence($0.value)) of it" } ?? "") + "."
        case .panels(let at, let highest, let lowest, let whole):
            "\(at): highest \(highest.label) with \(format.textInSentence(highest.value)), lowest \(lowest.label) with \(format.textInSentence(lowest.value))"
                + (whole.map { "; \($0.label.lowercased()) \(format.textInSentence($0.value))" } ?? "") + "."
        }
    }

    func stillRunning(_ month: String) -> String { "still running: \(month)" }

    func chartStatement(_ title: String, _ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): title + ": " + (course.isOnly ? "" : course.name + " ") + way(course)
        case .stack(let whole, let share): title + ": " + way(whole) + (share.map { "; " + told($0) } ?? "")
        case .panels: title + ", " + chartMessage(part).dropLast()
        case .bridge, .bars, .running: title + ": " + chartMessage(part).dropLast()
        }
    }

    private func course(_ course: ChartMessage.Course) -> String {
        let extremes = [course.highest.map { ("highest", $0) }, course.lowest.map { ("lowest", $0) }].compactMap { $0 }
            .map { "; \($0.0) \(format.textInSentence($0.1.value)) (\($0.1.label))" }.joined()
        return "\(course.name): \(way(course))\(extremes)."
    }

    /// "up from €1,200 (Jun 2025) to €1,400 (Jun 2026)".
    private func way(_ course: ChartMessage.Course) -> String {
        let (first, last) = (format.textInSentence(course.first.value), format.textInSentence(course.last.value))
        guard course.hasCourse else { return "\(last) (\(course.last.label))" }
        guard first != last else { return "\(last), as in \(course.first.label)" }
        let isUp = course.last.value.number! > course.first.value.number!
        return "\(isUp ? "up" : "down") from \(first) (\(course.first.label)) to \(last) (\(course.last.label))"
    }

    /// "over 90 days 5.2% of it then, 6.1% now".
    private func told(_ share: ChartMessage.Share) -> String {
        let (first, last) = (format.percentage(share.first), format.percentage(share.last))
        let name = share.name.prefix(1).lowercased() + share.name.dropFirst()
        return first == last ? "\(name) \(last) of it, then and now" : "\(name) \(first) of it then, \(last) now"
    }
}
