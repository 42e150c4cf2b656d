/// The text of a page in the making: what renderers that write HTML share.
public struct Markup {
    public private(set) var text = ""

    public init() {}

    /// Appends markup as it is.
    public mutating func raw(_ markup: String) { text += markup }

    /// Appends an element with escaped text on a line of its own.
    public mutating func element(_ name: String, _ content: String, class className: String? = nil) {
        let attribute = className.map { " class=\"\($0)\"" } ?? ""
        text += "<\(name)\(attribute)>\(Markup.escaped(content))</\(name)>\n"
    }

    /// Text that is safe between tags and in quoted attributes. Control characters, which HTML does not know, become U+FFFD.
    public static func escaped(_ text: String) -> String {
        var plain = text
        // Most texts are safe as they are.
        if plain.withUTF8({ bytes in !bytes.contains(where: isEscaped) }) { return plain }
        var escaped = String.UnicodeScalarView()
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped.append(contentsOf: "&amp;".unicodeScalars)
            case "<": escaped.append(contentsOf: "&lt;".unicodeScalars)
            case ">": escaped.append(contentsOf: "&gt;".unicodeScalars)
            case "\"": escaped.append(contentsOf: "&quot;".unicodeScalars)
            case "'": escaped.append(contentsOf: "&#39;".unicodeScalars)
            case "\n", "\t": escaped.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0x7F: escaped.append("\u{FFFD}")
            default: escaped.append(scalar)
            }
        }
        return String(escaped)
    }

    private static func isEscaped(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x09, 0x0A: false
        case 0..<0x20, 0x7F, UInt8(ascii: "&"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "\""), UInt8(ascii: "'"): true
        default: false
        }
    }
}
