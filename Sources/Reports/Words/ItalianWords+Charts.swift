import Ledger
import ReportDocument

extension ItalianWords {
    func chartMessage(_ part: ChartMessage.Part) -> String {
        switch part {
        case .course(let course): self.course(course)
        case .bridge(let from, let to, let movements): bridge(from, to, movements)
        case .bridgeEnd(let end, let missing, let reason):
            "\(end.label) \(format.textInSentence(end.value)); i movimenti che vi portano non sono disegnati: \(missing.lowercased()) \(format.notAvailable), \(reason)."
        case .stack(let whole, let share): "Totale: " + way(whole) + (share.map { "; " + told($0, isCourse: whole.hasCourse) } ?? "") + "."
        case .running(let name, let at, let soFar, let forecast):
            "\(name) in \(at): finora \(format.textInSentence(soFar))"
                + (forecast.map { ", previsti a fine mese \(format.textInSentence($0))" } ?? "") + "."
        case .bars(let met, let count, let furthest, let isToDate, let drawn):
            bars(met, of: count, furthest, target: isToDate ? "obiettivo a oggi" : "obiettivo", drawn: drawn)
        case .firstBars(let drawn, let count, let others):
            "Il grafico mostra \(drawn == 1 ? "solo la prima riga" : "le prime \(format.whole(drawn)) righe") su \(format.whole(count)); "
                + place(of: others) + "."
        case .gaps(let categories): "Nessun dato per \(list(categories))."
        case .panels(let at, let highest, let lowest, let count, let whole):
            "\(at): " + panels(highest, lowest, of: count)
                + (whole.map { "; \($0.label.lowercased()) \(format.textInSentence($0.value))" } ?? "") + "."
        }
    }

    private func place(of others: ChartMessage.OtherRows) -> String {
        switch others {
        case .table: "la tabella le ha tutte"
        case .tableAndFile: "la tabella ne ha altre, il suo file CSV tutte"
        case .file: "il file CSV della tabella le ha tutte"
        }
    }

    private func bridge(_ from: ChartMessage.Point, _ to: ChartMessage.Point, _ movements: [ChartMessage.Point]) -> String {
        var text = "\(from.label) \(format.textInSentence(from.value)), \(to.label.lowercased()) \(format.textInSentence(to.value))"
        if !movements.isEmpty {
            text += movements.count == 1 ? "; movimento maggiore: " : "; movimenti maggiori: "
            text += movements.map { "\($0.label.lowercased()) \(format.textInSentence($0.value, signed: true))" }.joined(separator: ", ")
        }
        return text + "."
    }

    private func bars(_ met: Int, of count: Int, _ furthest: ChartMessage.Point?, target: String, drawn: Int) -> String {
        let noun = drawn < count ? (met == 1 ? "riga" : "righe") : (met == 1 ? "barra" : "barre")
        var text = "\(met) \(noun) su \(format.whole(count)) \(met == 1 ? "raggiunge" : "raggiungono") l’\(target)"
        if let furthest {
            let share = furthest.value.number ?? .zero
            text +=
                count == 1
                ? "; \(furthest.label) è \(percentage(.al, share)) dell’\(target)"
                : "; più lontano \(furthest.label) con \(percentage(.il, share)) dell’\(target)"
        }
        return text + "."
    }

    /// The highest and the lowest, named once where there is one, or where all of them read the same.
    private func panels(_ highest: ChartMessage.Point, _ lowest: ChartMessage.Point, of count: Int) -> String {
        let (most, least) = (format.textInSentence(highest.value), format.textInSentence(lowest.value))
        if count == 1 { return "\(highest.label) con \(most)" }
        if most == least { return "tutti e \(format.whole(count)) con \(most)" }
        return "massimo \(highest.label) con \(most), minimo \(lowest.label) con \(least)"
    }

    func stillRunning(_ month: String) -> String { "in corso: \(month)" }

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
        let extremes = [course.highest.map { ("massimo", $0) }, course.lowest.map { ("minimo", $0) }].compactMap { $0 }
            .map { "; \($0.0) \(format.textInSentence($0.1.value)) (\($0.1.label))" }.joined()
        return "\(course.name): \(way(course))\(extremes)."
    }

    /// "in aumento da 1.200 € (giu 2025) a 1.400 € (giu 2026)".
    private func way(_ course: ChartMessage.Course) -> String {
        let (first, last) = (format.textInSentence(course.first.value), format.textInSentence(course.last.value))
        guard course.hasCourse else { return "\(last) (\(course.last.label))" }
        guard first != last else { return "\(last), come in \(course.first.label)" }
        let isUp = course.last.value.number! > course.first.value.number!
        return "in \(isUp ? "aumento" : "calo") da \(first) (\(course.first.label)) a \(last) (\(course.last.label))"
    }

    /// "oltre 90 giorni il 5,2% allora, il 6,1% ora"; "oltre 90 giorni il 6,1%" where there is no then.
    private func told(_ share: ChartMessage.Share, isCourse: Bool) -> String {
        let isSame = format.percentage(share.first) == format.percentage(share.last)
        let name = lowercasedStart(share.name)
        let last = percentage(.il, share.last)
        guard isCourse else { return "\(name) \(last)" }
        return isSame ? "\(name) \(last), allora come ora" : "\(name) \(percentage(.il, share.first)) allora, \(last) ora"
    }
}
