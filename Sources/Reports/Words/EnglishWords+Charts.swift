import Ledger
import ReportDocument

extension EnglishWords {
    func chartMessage(_ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): self.course(course)
        case .bridge(let from, let to, let movements): bridge(from, to, movements)
        case .bridgeEnd(let end, let missing, let reason):
            "\(end.label) \(format.textInSentence(end.value)); the way to it is not drawn: \(missing.lowercased()) \(format.notAvailable), \(reason)."
        case .stack(let whole, let share): "Total: " + way(whole) + (share.map { "; " + told($0, isCourse: whole.hasCourse) } ?? "") + "."
        case .running(let name, let at, let soFar, let forecast):
            "\(name) in \(at): \(format.textInSentence(soFar)) so far"
                + (forecast.map { ", \(format.textInSentence($0)) expected by the end of the month" } ?? "") + "."
        case .bars(let met, let count, let furthest, let isToDate, let drawn):
            bars(met, of: count, furthest, target: isToDate ? "target to date" : "target", drawn: drawn)
        case .firstBars(let drawn, let count, let others):
            "The chart draws the first \(drawn == 1 ? "one" : format.whole(drawn)) of \(counted(count, "row", "rows")); "
                + place(of: others) + "."
        case .gaps(let categories): "No figures for \(list(categories))."
        case .panels(let at, let highest, let lowest, let count, let whole):
            "\(at): " + panels(highest, lowest, of: count)
                + (whole.map { "; \($0.label.lowercased()) \(format.textInSentence($0.value))" } ?? "") + "."
        }
    }

    private func place(of others: ChartMessage.OtherRows) -> String {
        switch others {
        case .table: "the table has all of them"
        case .tableAndFile: "the table has more, its CSV file all of them"
        case .file: "the CSV file of the table has all of them"
        }
    }

    private func bridge(_ from: ChartMessage.Point, _ to: ChartMessage.Point, _ movements: [ChartMessage.Point]) -> String {
        var text = "\(from.label) \(format.textInSentence(from.value)), \(to.label.lowercased()) \(format.textInSentence(to.value))"
        if !movements.isEmpty {
            text += movements.count == 1 ? "; largest movement: " : "; largest movements: "
            text += movements.map { "\($0.label.lowercased()) \(format.textInSentence($0.value, signed: true))" }.joined(separator: ", ")
        }
        return text + "."
    }

    private func bars(_ met: Int, of count: Int, _ furthest: ChartMessage.Point?, target: String, drawn: Int) -> String {
        let all = drawn < count ? counted(count, "row", "rows") : counted(count, "bar", "bars")
        var text = "\(met) of \(all) \(met == 1 || count == 1 ? "reaches its" : "reach their") \(target)"
        if let furthest {
            let share = format.textInSentence(furthest.value)
            text += count == 1 ? "; \(furthest.label) has \(share) of it" : "; furthest from it is \(furthest.label) with \(share) of it"
        }
        return text + "."
    }

    /// The highest and the lowest, named once where there is one, or where all of them read the same.
    private func panels(_ highest: ChartMessage.Point, _ lowest: ChartMessage.Point, of count: Int) -> String {
        let (most, least) = (format.textInSentence(highest.value), format.textInSentence(lowest.value))
        if count == 1 { return "\(highest.label) with \(most)" }
        if most == least { return "all \(format.whole(count)) with \(most)" }
        return "highest \(highest.label) with \(most), lowest \(lowest.label) with \(least)"
    }

    func stillRunning(_ month: String) -> String { "still running: \(month)" }

    func chartStatement(_ title: String, _ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): title + ": " + (course.isOnly ? "" : course.name + " ") + way(course)
        case .stack(let whole, let share): title + ": " + way(whole) + (share.map { "; " + told($0, isCourse: whole.hasCourse) } ?? "")
        case .panels: title + ", " + chartMessage(part).dropLast()
        case .firstBars, .gaps: title + ": " + lowercasedStart(chartMessage(part)).dropLast()
        case .bridge, .bridgeEnd, .bars, .running: title + ": " + chartMessage(part).dropLast()
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

    /// "over 90 days 5.2% of it then, 6.1% now"; "over 90 days 6.1% of it" where there is no then.
    private func told(_ share: ChartMessage.Share, isCourse: Bool) -> String {
        let (first, last) = (format.percentage(share.first), format.percentage(share.last))
        let name = lowercasedStart(share.name)
        guard isCourse else { return "\(name) \(last) of it" }
        return first == last ? "\(name) \(last) of it, then and now" : "\(name) \(first) of it then, \(last) now"
    }
}
