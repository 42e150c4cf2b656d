import CXlsxWriter
import Ledger
import ReportDocument

/// How a cell looks. Equal styles share one format of the workbook.
struct CellStyle: Hashable {
    var numberFormat: String?
    var size = CellStyle.fontSize
    var isBold = false
    var isUnderlined = false
    var color = Theme.ink
    var fill: UInt32?
    var topRule = false
    var bottomRule = false
    var alignment = Alignment.left
    var vertical = Vertical.top
    var wraps = false
    var indent: UInt8 = 0

    enum Alignment: Hashable { case left, right }
    enum Vertical: Hashable { case top, center, bottom }

    static let fontName = "Arial"
    static let fontSize = 10.0
}

/// The formats of a workbook, made when first used: their order is the order of use, the same in every run.
struct StyleBook {
    private let workbook: UnsafeMutablePointer<lxw_workbook>
    private var formats: [CellStyle: UnsafeMutablePointer<lxw_format>] = [:]
    /// What a table asked for by column last: down a column the look seldom changes.
    private var latest: [(look: CellLook, format: UnsafeMutablePointer<lxw_format>)?] = []

    init(_ workbook: UnsafeMutablePointer<lxw_workbook>) { self.workbook = workbook }

    /// Begins a table: what columns of the one before looked like says nothing of its own.
    mutating func beginTable(columnCount: Int) { latest = Array(repeating: nil, count: columnCount) }

    /// The format of a cell with a look in a column of the table that was begun; `style` says what such a cell looks like.
    mutating func format(
        _ look: CellLook, column: Int, _ style: () -> CellStyle
    ) throws(RenderError) -> UnsafeMutablePointer<lxw_format> {
        if let known = latest[column], known.look == look { return known.format }
        let format = try format(style())
        latest[column] = (look, format)
        return format
    }

    mutating func format(_ style: CellStyle) throws(RenderError) -> UnsafeMutablePointer<lxw_format> {
        if let known = formats[style] { return known }
        guard let format = workbook_add_format(workbook) else {
            throw RenderError(code: .libraryFailure, message: "the workbook has no memory for a cell format")
        }
        apply(style, to: format)
        formats[style] = format
        return format
    }

    private func apply(_ style: CellStyle, to format: UnsafeMutablePointer<lxw_format>) {
        format_set_font_name(format, CellStyle.fontName)
        format_set_font_size(format, style.size)
        format_set_font_color(format, style.color)
        if let code = style.numberFormat { format_set_num_format(format, code) }
        if style.isBold { format_set_bold(format) }
        if style.isUnderlined { format_set_underline(format, UInt8(LXW_UNDERLINE_SINGLE.rawValue)) }
        if let fill = style.fill {
            format_set_pattern(format, UInt8(LXW_PATTERN_SOLID.rawValue))
            format_set_bg_color(format, fill)
        }
        if style.topRule {
            format_set_top(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_top_color(format, Theme.ink)
        }
        if style.bottomRule {
            format_set_bottom(format, UInt8(LXW_BORDER_THIN.rawValue))
            format_set_bottom_color(format, Theme.accent)
        }
        switch style.alignment {
        case .left: format_set_align(format, UInt8(LXW_ALIGN_LEFT.rawValue))
        case .right: format_set_align(format, UInt8(LXW_ALIGN_RIGHT.rawValue))
        }
        switch style.vertical {
        case .top: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        case .center: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_CENTER.rawValue))
        case .bottom: format_set_align(format, UInt8(LXW_ALIGN_VERTICAL_BOTTOM.rawValue))
        }
        if style.wraps { format_set_text_wrap(format) }
        if style.indent > 0 { format_set_indent(format, style.indent) }
    }
}

/// Number formats: units stand in headings, so formats carry none.
enum NumberFormat {
    /// The format of a value's cell; nil for texts.
    ///
    /// - Parameter isChange: Whether what is above zero has a sign too.
    static func code(_ value: CellValue, _ language: Language, isChange: Bool = false) -> String? {
        if isChange, value.number != nil, let code = code(value, language)?.split(separator: ";").first {
            return code.hasPrefix("+") ? points(String(code.dropFirst())) : points(String(code))
        }
        switch value {
        case .money(_, let currency): return currency.exponent == 2 ? cents : signed("#,##0" + decimals(currency.exponent))
        case .ratio: return "0.0%"
        case .ratioPoints: return points("0.0\" \(FigureFormat(language).pointsUnit)\"")
        case .days: return signed("#,##0.0")
        case .count: return whole
        case .number(_, let places): return signed("#,##0" + decimals(places))
        case .date: return language == .italian ? "dd/mm/yyyy" : "[$-409]d mmm yyyy"
        case .month: return month(language)
        case .monthToDate(let day): return month(language) + "\" (\(FigureFormat(language).toDay(day)))\""
        case .empty, .text, .notAvailable: return nil
        }
    }

    /// The format of an axis that shows such values.
    static func axisCode(_ value: CellValue, _ language: Language) -> String {
        switch value {
        case .ratio: "0%"
        case .ratioPoints: "+0;-0;0"
        case .month, .monthToDate: "[$-\(localeId(language))]mmm yy"
        case .date: code(value, language) ?? "General"
        default: signed("#,##0")
        }
    }

    private static func month(_ language: Language) -> String { "[$-\(localeId(language))]mmm yyyy" }
    private static let cents = signed("#,##0.00")
    private static let whole = signed("#,##0")
    private static func points(_ code: String) -> String { "+" + code + ";-" + code + ";" + code }
    private static func signed(_ code: String) -> String { code + ";-" + code }
    private static func decimals(_ places: Int) -> String { places == 0 ? "" : "." + String(repeating: "0", count: places) }
    /// Windows language ids: month names follow the report, not the reader's machine.
    private static func localeId(_ language: Language) -> String { language == .italian ? "410" : "409" }
}
