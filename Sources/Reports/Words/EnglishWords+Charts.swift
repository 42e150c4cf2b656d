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
        case .bars(let met, let count, let furthest):
            "\(met) of \(counted(count, "bar", "bars")) \(met == 1 ? "reaches its" : "reach their") target"
                + (furthest.map { "; furthest from it is \($0.label) with \(format.textInSentence($0.value)) of it" } ?? "") + "."
        case .panels(let at, let highest, let lowest, let whole):
            "\(at): highest \(highest.label) with \(format.textInSentence(highest.value)), lowest \(lowest.label) with \(format.textInSentence(lowest.value))"
                + (whole.map { "; \($0.label.lowercased()) \(format.textInSentence($0.value))" } ?? "") + "."
        }
    }

    private func course(_ course: ChartMessage.Course) -> String {
        let (first, last) = (format.textInSentence(course.first.value), format.textInSentence(course.last.value))
        let extremes = [course.highest.map { ("highest", $0) }, course.lowest.map { ("lowest", $0) }].compactMap { $0 }
            .map { "; \($0.0) \(format.textInSentence($0.1.value)) (\($0.1.label))" }.joined()
        guard course.hasCourse else { return "\(course.name): \(last) (\(course.last.label))." }
        guard first != last else { return "\(course.name): \(last), as in \(course.first.label)\(extremes)." }
        let isUp = course.last.value.number! > course.first.value.number!
        return "\(course.name): \(isUp ? "up" : "down") from \(first) (\(course.first.label)) to \(last) (\(course.last.label))\(extremes)."
    }
}
