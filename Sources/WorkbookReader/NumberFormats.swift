/// What a number in a cell stands for, by the number format of the cell.
public enum NumberMeaning: UInt8, Sendable {
    case number
    /// Days since the beginning of the date system.
    case date
    /// Hundredths: 0.72 is shown as 72 %.
    case percentage
    /// A time of day or a span of time, as parts of a day.
    case time

    /// The meaning of a built-in format; nil when it is none.
    static func ofBuiltIn(_ id: Int) -> NumberMeaning? {
        switch id {
        case 9, 10: .percentage
        // 14...17, 22: dates; 27...36 and 50...58: dates of East Asian languages.
        case 14...17, 22, 27...36, 50...58: .date
        case 18...21, 45...47: .time
        case 0...49: .number
        default: nil
        }
    }

    /// The meaning of a custom format code, such as `[$-410]d mmmm yyyy;@`.
    ///
    /// Only its first section counts, the one of positive numbers. Quoted texts, escaped characters, fills and brackets say nothing. `d` and `y` make a
    /// date; so does `m`, unless it stands beside `h` or `s`, where it means minutes.
    static func ofCode(_ code: String) -> NumberMeaning {
        var letters: [UInt8] = []
        var isPercentage = false
        var bytes = Array(code.utf8)[...]
        section: while let byte = bytes.popFirst() {
            switch byte {
            case UInt8(ascii: "\""): bytes = bytes.drop { $0 != UInt8(ascii: "\"") }.dropFirst()
            case UInt8(ascii: "\\"), UInt8(ascii: "_"), UInt8(ascii: "*"): bytes = bytes.dropFirst()
            case UInt8(ascii: "["):
                let inner = bytes.prefix { $0 != UInt8(ascii: "]") }
                if isElapsedTime(Substring(decoding: inner, as: UTF8.self)) { letters.append(UInt8(ascii: "h")) }
                bytes = bytes.dropFirst(inner.count + 1)
            case UInt8(ascii: ";"): break section
            case UInt8(ascii: "%"): isPercentage = true
            default:
                let letter = byte | 0x20
                if (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(letter) { letters.append(letter) }
            }
        }
        let word = String(decoding: letters, as: UTF8.self)
        // "General" and "Standard" are words in a code, not letters.
        if word.hasPrefix("general") || word.hasPrefix("standard") { return .number }
        if letters.contains(where: { $0 == UInt8(ascii: "d") || $0 == UInt8(ascii: "y") }) { return .date }
        let isTime = letters.contains { $0 == UInt8(ascii: "h") || $0 == UInt8(ascii: "s") }
        if isTime { return .time }
        if letters.contains(UInt8(ascii: "m")) { return .date }
        return isPercentage ? .percentage : .number
    }

    /// Whether what stands in brackets counts hours, minutes or seconds beyond a day: `[h]`, `[mm]`.
    static func isElapsedTime(_ text: Substring) -> Bool { ["h", "hh", "m", "mm", "s", "ss"].contains(text.lowercased()) }
}

extension NumberMeaning {
    /// The text a custom format code shows beside a number, such as `$`, `€` or `EUR`; nil when it shows none or several.
    ///
    /// Of `[$€-410]` it is what stands before the stroke. Only the first section counts.
    static func text(ofCode code: String) -> String? {
        var shown = ""
        var rest = Substring(code)
        section: while let character = rest.popFirst() {
            switch character {
            case "\"":
                shown += rest.prefix { $0 != "\"" }
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\": shown += rest.popFirst().map(String.init) ?? ""
            case "_", "*":
                rest = rest.dropFirst()
                shown += " "
            case "[":
                if rest.first == "$" { shown += rest.dropFirst().prefix { $0 != "-" && $0 != "]" } }
                rest = rest.drop { $0 != "]" }.dropFirst()
            case ";": break section
            case "$": shown += "$"
            default: shown += character.isASCII ? " " : String(character)
            }
        }
        let words = shown.split(whereSeparator: \.isWhitespace)
        return words.count == 1 && words[0].utf8.count <= textByteCountMax ? String(words[0]) : nil
    }

    /// Longer texts are no signs of anything.
    private static let textByteCountMax = 16
}

/// What a number format shows beside the digits of a number.
public struct NumberLook: Hashable, Sendable {
    /// The text beside amounts: `$`, `€`, `EUR`, `kg`; nil when there is none.
    public let sign: String?
    /// How ids are shown; nil when that is as their digits.
    public let ids: IdFormat?

    /// The look of a format code; nil when it shows digits alone.
    init?(code: String) {
        sign = NumberMeaning.text(ofCode: code)
        ids = IdFormat(code: code)
        guard sign != nil || ids != nil else { return nil }
    }
}

/// The meaning of numbers by style of a cell.
struct CellStyles {
    private var meanings: [NumberMeaning] = []
    /// What formats show beside numbers, each once.
    private(set) var looks: [NumberLook] = []
    /// By style, the place in ``looks`` from 1; 0 for none.
    private var lookPlaces: [UInt8] = []

    /// The meaning of a style; styles that are not listed are plain numbers.
    @inline(__always)
    func meaning(_ style: Int) -> NumberMeaning { style < meanings.count ? meanings[style] : .number }

    /// The place in ``looks`` of what is beside numbers of a style, from 1; 0: there is nothing.
    @inline(__always)
    func look(_ style: Int) -> UInt8 { style < lookPlaces.count ? lookPlaces[style] : 0 }

    /// No styles: every number is a number.
    init() {}

    /// The styles of a part.
    init(_ part: PartStream) throws(WorkbookError) {
        let handler = StylesHandler()
        try XMLParsing.parse(part, handler)
        meanings = handler.formatIds.map { id in
            handler.codes[id].map(NumberMeaning.ofCode) ?? NumberMeaning.ofBuiltIn(id) ?? .number
        }
        for id in handler.formatIds {
            let look = handler.codes[id].flatMap(NumberLook.init)
            lookPlaces.append(look.map { place(of: $0) } ?? 0)
        }
    }
}

extension CellStyles {
    /// The place of a look from 1, at which it is put when it is new; 0 when there are too many.
    private mutating func place(of look: NumberLook) -> UInt8 {
        if let index = looks.firstIndex(of: look) { return UInt8(index + 1) }
        guard looks.count < Int(UInt8.max) else { return 0 }
        looks.append(look)
        return UInt8(looks.count)
    }
}

private final class StylesHandler: XMLHandler {
    /// Custom codes by id. They stand above the built-in ones, which some writers write out.
    var codes: [Int: String] = [:]
    /// The number format of each cell style.
    var formatIds: [Int] = []
    private var isInCellStyles = false

    override func start(_ name: XMLName, _ attributes: XMLAttributes) {
        if name == "numFmt" {
            if let id = attributes.text("numFmtId").flatMap({ Int($0) }) { codes[id] = attributes.text("formatCode") ?? "" }
        } else if name == "cellXfs" {
            isInCellStyles = true
        } else if isInCellStyles, name == "xf" {
            formatIds.append(attributes.text("numFmtId").flatMap { Int($0) } ?? 0)
        }
    }

    override func end(_ name: XMLName) {
        if name == "cellXfs" { isInCellStyles = false }
    }
}
