import Foundation
import Ledger
import ReportDocument

/// A cell of a document held against what a rendered file shows, read without the renderers' own formatters.
struct CellComparison {
    let document: ReportDocument
    let renderer: Renderer
    let shown: ShownCell
    /// All judgements of the shown row.
    let rowBadges: [String]

    private var words: RendererWords { document.words }

    /// What is wrong; nil when the file says what the document says.
    func fault(_ cell: Cell) -> String? {
        if let fault = statusFault(cell) { return fault }
        switch cell.value {
        case .empty: return emptyFault(cell)
        case .text(let text): return isText(text) ? nil : "another text"
        case .notAvailable(let reason): return notAvailableFault(reason)
        case .date(let day): return isDay(day) ? nil : "another day"
        case .month(let month): return isMonth(month) ? nil : "another month"
        case .monthToDate(let day): return isMonthToDate(day) ? nil : "another part of a month"
        case .money, .ratio, .ratioPoints, .days, .count, .number: return numberFault(cell.value)
        }
    }

    private func statusFault(_ cell: Cell) -> String? {
        guard let status = cell.status, renderer != .workbook else { return nil }
        let word = renderer == .machineFiles ? status.rawValue : words.statusNames[status] ?? ""
        return (rowBadges + [shown.text]).contains(word) ? nil : "no word for its status"
    }

    private func emptyFault(_ cell: Cell) -> String? {
        guard let status = cell.status, renderer != .page else { return shown.text.isEmpty ? nil : "not empty" }
        return shown.text == (renderer == .machineFiles ? status.rawValue : words.statusNames[status]) ? nil : "another status"
    }

    private func isText(_ text: String) -> Bool {
        switch renderer {
        case .workbook: shown.text == text
        case .page: shown.text == text.trimmingCharacters(in: .whitespacesAndNewlines)
        case .machineFiles, .italianFiles:
            shown.text == text || (shown.text == "'" + text && text.first.map { "=+-@\t\r".contains($0) } == true)
        }
    }

    private func notAvailableFault(_ reason: String) -> String? {
        let isFile = renderer == .machineFiles || renderer == .italianFiles
        if shown.text != (isFile ? "" : words.notAvailable) { return "another word for not available" }
        let notes = shown.notes.flatMap { $0.split(separator: "\n").map(String.init) + [$0] }
        return notes.contains(reason) || (isFile && notes.contains("'" + reason)) ? nil : "no reason"
    }

    // MARK: Days

    private func isDay(_ day: Day) -> Bool {
        let parts = day.isoText.split(separator: "-").map(String.init)
        switch renderer {
        case .workbook: return shown.kind == "date" && shown.text == day.isoText
        case .machineFiles: return shown.text == day.isoText
        case .italianFiles: return shown.text == parts.reversed().joined(separator: "/")
        case .page:
            if document.language == .italian { return shown.text == parts.reversed().joined(separator: "/") }
            return shown.text == "\(day.components.day) \(CellComparison.monthNames[.english]![day.components.month - 1]) \(parts[0])"
        }
    }

    private func isMonth(_ month: Month) -> Bool {
        let parts = month.isoText.split(separator: "-").map(String.init)
        switch renderer {
        case .workbook: return shown.kind == "date" && shown.text == month.firstDay.isoText
        case .machineFiles: return shown.text == month.isoText
        case .italianFiles: return shown.text == parts.reversed().joined(separator: "/")
        case .page: return shown.text == CellComparison.monthNames[document.language]![month.number - 1] + " " + parts[0]
        }
    }

    /// Files and workbooks hold the month; pages say to which day it goes.
    private func isMonthToDate(_ day: Day) -> Bool {
        guard renderer == .page else { return isMonth(day.month) }
        let name = CellComparison.monthNames[document.language]![day.components.month - 1]
        let before = document.language == .english ? "to " : [8, 11].contains(day.components.day) ? "all’" : "al "
        return shown.text == "\(name) \(day.month.year) (\(before)\(day.components.day) \(name))"
    }

    private static let monthNames: [Language: [String]] = [
        .english: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
        .italian: ["gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic"],
    ]

    // MARK: Numbers

    private func numberFault(_ value: CellValue) -> String? {
        guard let number = value.number else { return "no number in the document" }
        switch renderer {
        case .workbook:
            guard shown.kind == "number", let found = Double(shown.text) else { return "not a number" }
            // A workbook keeps 16 significant digits, and points in hundredths.
            let wanted = if case .ratioPoints = value { (number * Rational(100)).doubleValue } else { number.doubleValue }
            return abs(found - wanted) <= 1e-15 * abs(wanted) ? nil : "another number"
        case .page: return pageNumberFault(value, number)
        case .machineFiles, .italianFiles: return fileNumberFault(value, number)
        }
    }

    private func fileNumberFault(_ value: CellValue, _ number: Rational) -> String? {
        let isItalian = renderer == .italianFiles
        if shown.text.contains(isItalian ? "." : ",") { return "grouped or with the other decimal mark" }
        guard let found = Decimal64(text: isItalian ? shown.text.replacing(",", with: ".") : shown.text)?.rational else {
            return "not a number"
        }
        switch value {
        case .money, .count: return found == number ? nil : "another number"
        default:
            // Twelve significant digits.
            let difference = abs(found.doubleValue - number.doubleValue)
            return difference <= 5.01e-12 * abs(number.doubleValue) ? nil : "another number"
        }
    }

    /// The number as a reader of the language takes it: marks removed, and the value within half a unit of the last place.
    private func pageNumberFault(_ value: CellValue, _ number: Rational) -> String? {
        let (grouping, mark): (Character, Character) = document.language == .italian ? (".", ",") : (",", ".")
        if case .ratioPoints = value, !shown.text.hasSuffix(document.language == .italian ? "\u{A0}p.p." : "\u{A0}pts") { return "no unit" }
        let digits = shown.text.hasSuffix("p.p.") ? String(shown.text.dropLast(4)) : shown.text
        var text = digits.filter { !$0.isLetter }.filter { $0 != grouping && $0 != "\u{A0}" && $0 != "%" && $0 != "+" }
        if shown.text.contains("-") { return "a hyphen for a minus" }
        text = text.replacing("\u{2212}", with: "-").replacing(String(mark), with: ".")
        guard let found = Decimal64(text: text)?.rational else { return "not a number" }
        let places = text.split(separator: ".", omittingEmptySubsequences: false).dropFirst().first?.count ?? 0
        var (scaled, wanted) = (number, 0...0)
        switch value {
        case .money(_, let currency): wanted = currency.exponent...currency.exponent
        case .ratio, .ratioPoints: (scaled, wanted) = (number * Rational(100), 1...1)
        case .days: wanted = 1...1
        case .number(_, let places): wanted = places...places
        default: break
        }
        if !wanted.contains(places) { return "\(places) decimal places" }
        if case .ratio = value, !shown.text.hasSuffix("%") { return "no percent sign" }
        let step = Rational(1, Rational.powerOfTen(places))
        let difference = found - scaled
        let magnitude = difference.numerator < 0 ? Rational.zero - difference : difference
        return magnitude * Rational(2) <= step ? nil : "another number"
    }
}
