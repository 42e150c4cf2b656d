import Ledger

extension YAMLNode {
    /// The text of a single value, as written; never empty.
    public func string(_ faults: inout [Diagnostic]) -> String? {
        guard case .scalar(let text, _) = content else {
            faults.append(wrongType(expected: "a text", example: "\(exampleKey): text"))
            return nil
        }
        guard !text.isEmpty else {
            faults.append(fault("empty-value", "\(name) is empty", advice: "give a text, or remove the key"))
            return nil
        }
        return text
    }

    /// A whole number in a range, written in digits.
    public func int(in range: ClosedRange<Int> = Int.min...Int.max, _ faults: inout [Diagnostic]) -> Int? {
        guard let number = plain.flatMap({ Int($0) }) else {
            faults.append(mistyped(expected: "a whole number", example: "\(exampleKey): 30"))
            return nil
        }
        guard range.contains(number) else {
            let limits = "\(range.lowerBound) to \(range.upperBound)"
            faults.append(fault("out-of-range", "\(name) is \(number)", advice: "it must be \(limits)"))
            return nil
        }
        return number
    }

    /// `true` or `false`.
    public func bool(_ faults: inout [Diagnostic]) -> Bool? {
        switch plain {
        case "true": return true
        case "false": return false
        default:
            faults.append(mistyped(expected: "true or false", example: "\(exampleKey): true"))
            return nil
        }
    }

    /// An exact decimal number: digits with an optional point and sign.
    public func decimal(_ faults: inout [Diagnostic]) -> Decimal64? {
        guard let number = plain.flatMap({ Decimal64(text: $0) }) else {
            faults.append(mistyped(expected: "a decimal number", example: "\(exampleKey): 0.05"))
            return nil
        }
        return number
    }

    /// A calendar day, `YYYY-MM-DD`.
    public func day(_ faults: inout [Diagnostic]) -> Day? {
        guard let day = scalarText.flatMap({ Day(iso: $0) }) else {
            faults.append(mistyped(expected: "a day", example: "\(exampleKey): 2026-10-31"))
            return nil
        }
        return day
    }

    /// An ISO 4217 currency code in capitals.
    public func currency(_ faults: inout [Diagnostic]) -> Currency? {
        guard let currency = scalarText.flatMap({ Currency(code: $0) }) else {
            faults.append(mistyped(expected: "a currency code of ISO 4217", example: "\(exampleKey): EUR"))
            return nil
        }
        return currency
    }

    /// One of some words; a wrong one is answered with the nearest and all valid words.
    public func word(of words: [String], _ faults: inout [Diagnostic]) -> String? {
        guard let text = scalarText else {
            faults.append(wrongType(expected: "one word", example: "\(exampleKey): \(words.first ?? "word")"))
            return nil
        }
        guard words.contains(text) else {
            faults.append(
                fault("unknown-word", "\(name) cannot be \"\(text)\"", advice: NearestWord.advice(for: text, in: words)))
            return nil
        }
        return text
    }

    /// A case of an enumeration by its raw value.
    public func word<Word>(_ type: Word.Type, _ faults: inout [Diagnostic]) -> Word?
    where Word: CaseIterable & RawRepresentable, Word.RawValue == String {
        word(of: type.allCases.map(\.rawValue), &faults).flatMap { Word(rawValue: $0) }
    }

    /// The text of a single value; nil for anything else.
    public var scalarText: String? {
        guard case .scalar(let text, _) = content else { return nil }
        return text
    }

    /// The text of a single value without quotes; nil for anything else.
    private var plain: String? {
        guard case .scalar(let text, false) = content else { return nil }
        return text
    }

    private func mistyped(expected: String, example: String) -> Diagnostic {
        guard case .scalar(let text, let isQuoted) = content else { return wrongType(expected: expected, example: example) }
        let found = isQuoted ? "the text \"\(text)\"" : "\"\(text)\""
        return fault("wrong-type", "\(name) must be \(expected), not \(found)", advice: "write it like: \(example)")
    }

    /// The last key of the path, for examples.
    var exampleKey: String {
        let key = path.split(separator: ".").last ?? "key"
        return String(key.prefix { $0 != "[" })
    }
}
