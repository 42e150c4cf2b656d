import Ledger
import ReportDocument

/// The text of values in a dialect: exact, without grouping and units.
struct FieldFormat {
    let dialect: CSVDialect
    let words: RendererWords

    /// A cell as a field; a judgement without a value gives the status.
    func value(_ cell: Cell) -> String {
        switch cell.value {
        case .empty: status(cell.status)
        case .text(let text): CSVRenderer.defused(text)
        case .money(let amountMinor, let currency): number(Decimal64(mantissa: amountMinor, scale: currency.exponent).text)
        case .ratio(let value), .ratioPoints(let value), .days(let value), .number(let value, _): number(value.decimalText(significant: 12))
        case .count(let count): String(count)
        case .date(let day): date(day)
        case .month(let month): self.month(month)
        case .monthToDate(let day): month(day.month)
        case .notAvailable: ""
        }
    }

    func status(_ status: Status?) -> String {
        guard let status else { return "" }
        return dialect == .machine ? status.rawValue : CSVRenderer.defused(words.statusNames[status] ?? status.rawValue)
    }

    func role(_ role: Row.Role) -> String {
        if dialect == .italian, let word = words.rowRoleNames[role] { return CSVRenderer.defused(word) }
        switch role {
        case .item: return "item"
        case .subtotal: return "subtotal"
        case .total: return "total"
        }
    }

    private func number(_ text: String) -> String {
        guard dialect == .italian else { return text }
        return text.split(separator: ".", omittingEmptySubsequences: false).joined(separator: ",")
    }

    private func date(_ day: Day) -> String {
        guard dialect == .italian else { return day.isoText }
        let parts = day.isoText.split(separator: "-")
        return parts.reversed().joined(separator: "/")
    }

    private func month(_ month: Month) -> String {
        guard dialect == .italian else { return month.isoText }
        return month.isoText.split(separator: "-").reversed().joined(separator: "/")
    }
}
