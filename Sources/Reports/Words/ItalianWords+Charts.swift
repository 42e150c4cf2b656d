import Ledger
import ReportDocument

extension ItalianWords {
    func chartMessage(_ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): self.course(course)
        case .bridge(let from, let to, let movements):
            "\(from.label) \(format.textInSentence(from.value)), \(to.label.lowercased()) \(format.textInSentence(to.value))"
                + (movements.isEmpty
                    ? ""
                    : "; movimenti maggiori: "
                        + movements.map { "\($0.label.lowercased()) \(format.textInSentence($0.value, signed: true))" }.joined(
                            separator: ", ")) + "."
        case .bars(let met, let count, let furthest):
            "\(met) \(count == 1 ? "barra su 1 raggiunge" : "barre su \(count) raggiungono") l’obiettivo"
                + (furthest.map { "; più lontano \($0.label) con \(percentage(.il, $0.value.number ?? .zero)) dell’obiettivo" } ?? "") + "."
        case .panels(let at, let highest, let lowest, let whole):
            "\(at): massimo \(highest.label) con \(format.textInSentence(highest.value)), minimo \(lowest.label) con \(format.textInSentence(lowest.value))"
                + (whole.map { "; \($0.label.lowercased()) \(format.textInSentence($0.value))" } ?? "") + "."
        }
    }

    private func course(_ course: ChartMessage.Course) -> String {
        let (first, last) = (format.textInSentence(course.first.value), format.textInSentence(course.last.value))
        let extremes = [course.highest.map { ("massimo", $0) }, course.lowest.map { ("minimo", $0) }].compactMap { $0 }
            .map { "; \($0.0) \(format.textInSentence($0.1.value)) (\($0.1.label))" }.joined()
        guard course.hasCourse else { return "\(course.name): \(last) (\(course.last.label))." }
        guard first != last else { return "\(course.name): \(last), come in \(course.first.label)\(extremes)." }
        let isUp = course.last.value.number! > course.first.value.number!
        return
            "\(course.name): in \(isUp ? "aumento" : "calo") da \(first) (\(course.first.label)) a \(last) (\(course.last.label))\(extremes)."
    }
}
