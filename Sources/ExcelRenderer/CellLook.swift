import Ledger
import ReportDocument

/// What of a value decides how it is shown.
enum ValueLook: Hashable {
    case empty, text, notAvailable
    case money(Currency)
    case ratio, ratioPoints, days, count
    case number(places: Int)
    case date, month
    case monthToDate(Day)

    init(_ value: CellValue) {
        self =
            switch value {
            case .empty: .empty
            case .text: .text
            case .notAvailable: .notAvailable
            case .money(_, let currency): .money(currency)
            case .ratio: .ratio
            case .ratioPoints: .ratioPoints
            case .days: .days
            case .count: .count
            case .number(_, let places): .number(places: places)
            case .date: .date
            case .month: .month
            case .monthToDate(let day): .monthToDate(day)
            }
    }
}

/// What decides the style of a cell in a column of a table: cells with equal looks have one format.
struct CellLook: Equatable {
    let value: ValueLook
    let role: Row.Role
    let status: Status?
    let isJudged: Bool
    let isChange: Bool
    let isLink: Bool
    /// Whether another cell of its row takes more than one line.
    let isTall: Bool
    /// Whether its text goes on over the empty columns beside the table.
    let runsOn: Bool

    init(_ cell: Cell, _ role: Row.Role, isTall: Bool, runsOn: Bool) {
        value = ValueLook(cell.value)
        self.role = role
        status = cell.status
        isJudged = !cell.isPlain && cell.judgement != nil
        isChange = cell.isChange
        isLink = !cell.isPlain && cell.linkToSection != nil
        self.isTall = isTall
        self.runsOn = runsOn
    }
}
