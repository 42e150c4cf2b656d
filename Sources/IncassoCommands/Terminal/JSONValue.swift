/// A JSON value whose keys keep the order they are given in and whose numbers keep their digits.
indirect enum JSONValue {
    case null
    case bool(Bool)
    case integer(Int)
    /// Digits with an optional point and sign.
    case number(String)
    case string(String)
    case array([JSONValue])
    case object([(key: String, value: JSONValue)])
    /// JSON as it is.
    case verbatim(String)

    /// A text, or null.
    static func optional(_ text: String?) -> JSONValue { text.map(JSONValue.string) ?? .null }
    /// A whole number, or null.
    static func optional(_ number: Int?) -> JSONValue { number.map(JSONValue.integer) ?? .null }

    /// The value on lines indented by two blanks, without a line end.
    var text: String { text(indent: "") }

    /// The value on one line, texts without quotes: for a field of a table.
    var inlineText: String {
        switch self {
        case .null: ""
        case .string(let text): text
        case .array(let values): values.map(\.inlineText).joined(separator: ", ")
        case .object(let members): members.map { $0.key + " " + $0.value.inlineText }.joined(separator: ", ")
        case .bool, .integer, .number, .verbatim: text
        }
    }

    private func text(indent: String) -> String {
        let inner = indent + "  "
        switch self {
        case .null: return "null"
        case .bool(let value): return value ? "true" : "false"
        case .integer(let value): return String(value)
        case .number(let digits): return digits
        case .string(let text): return JSONValue.quoted(text)
        case .verbatim(let json): return json
        case .array(let values):
            guard !values.isEmpty else { return "[]" }
            return "[\n" + values.map { inner + $0.text(indent: inner) }.joined(separator: ",\n") + "\n" + indent + "]"
        case .object(let members):
            guard !members.isEmpty else { return "{}" }
            let lines = members.map { inner + JSONValue.quoted($0.key) + ": " + $0.value.text(indent: inner) }
            return "{\n" + lines.joined(separator: ",\n") + "\n" + indent + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        var quoted = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": quoted += "\\\""
            case "\\": quoted += "\\\\"
            case "\n": quoted += "\\n"
            case "\r": quoted += "\\r"
            case "\t": quoted += "\\t"
            case _ where scalar.value < 0x20:
                let digits = String(scalar.value, radix: 16)
                quoted += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: quoted.unicodeScalars.append(scalar)
            }
        }
        return quoted + "\""
    }
}
