/// A number format that shows whole numbers as ids: with zeros in front, or with texts between or around their digits: `0000`, `000-000`, `"INV-2026-"0000`.
public struct IdFormat: Hashable, Sendable {
    private enum Part: Hashable {
        /// A digit, shown as zero where the number has none.
        case digit
        /// A digit, or nothing.
        case optionalDigit
        /// All digits: `General`, `@`.
        case whole
        case literal(String)
    }

    private struct Condition: Hashable {
        let relation: String
        let bound: Double

        func holds(_ number: Double) -> Bool {
            switch relation {
            case "<": number < bound
            case "<=": number <= bound
            case ">": number > bound
            case ">=": number >= bound
            case "<>": number != bound
            default: number == bound
            }
        }
    }

    private struct Section: Hashable {
        var condition: Condition?
        /// nil: it does not show a whole number with all its digits.
        var parts: [Part]?

        /// Whether it shows more than the digits of a number.
        var isTelling: Bool {
            guard let parts else { return false }
            let hasLiteral = parts.contains { if case .literal(let text) = $0 { text.contains { !$0.isWhitespace } } else { false } }
            return hasLiteral || parts.count { $0 == .digit } > 1
        }
    }

    private let sections: [Section]

    /// The format of a code; nil when it shows nothing but the digits of whole numbers, or when it does not show them all as they are: `0`, `#,##0.00`, `0 %`.
    init?(code: String) {
        sections = IdFormat.split(code).map(IdFormat.section)
        guard sections.contains(where: \.isTelling) else { return nil }
    }

    /// What is shown of a whole number, without blanks around it; nil when the format has another look for it.
    ///
    /// - Parameters:
    ///   - digits: ASCII digits.
    ///   - isNegative: Whether a minus stands before them.
    public func text(digits: some BidirectionalCollection<UInt8>, isNegative: Bool) -> String? {
        let whole = String(decoding: digits, as: UTF8.self)
        guard let magnitude = Double(whole) else { return nil }
        let number = isNegative ? -magnitude : magnitude
        guard let (section, hasSign) = section(for: number), let parts = section.parts else { return nil }
        let digits = whole.utf8.drop { $0 == UInt8(ascii: "0") }
        return (number < 0 && hasSign ? "-" : "") + IdFormat.fill(parts, digits)
    }

    /// The section for a number, and whether a minus is shown before it.
    private func section(for number: Double) -> (Section, hasSign: Bool)? {
        if sections.contains(where: { $0.condition != nil }) {
            let found = sections.first { $0.condition?.holds(number) ?? true }
            return found.map { ($0, true) }
        }
        if number < 0, sections.count > 1 { return (sections[1], false) }
        return (number == 0 && sections.count > 2 ? sections[2] : sections[0], true)
    }

    /// Parts with the digits of a number from the right; the first place of a digit takes all that are left.
    private static func fill(_ parts: [Part], _ digits: Substring.UTF8View) -> String {
        var left = digits
        var shown: [String] = []
        let first = parts.firstIndex { $0 == .digit || $0 == .optionalDigit }
        for (index, part) in parts.enumerated().reversed() {
            if case .literal(let text) = part {
                shown.append(text)
                continue
            }
            if part == .whole {
                shown.append(digits.isEmpty ? "0" : String(digits)!)
                continue
            }
            let own = index == first ? left : left.suffix(1)
            left = left.dropLast(own.count)
            shown.append(own.isEmpty && part == .digit ? "0" : String(decoding: own, as: UTF8.self))
        }
        let text = shown.reversed().joined()
        return String(text.drop(while: \.isWhitespace).reversed().drop(while: \.isWhitespace).reversed())
    }

    /// The sections of a code, which semicolons part outside quotes.
    private static func split(_ code: String) -> [Substring] {
        var sections: [Substring] = []
        var start = code.startIndex
        var (isQuoted, isEscaped) = (false, false)
        for index in code.indices {
            if isEscaped {
                isEscaped = false
            } else if code[index] == "\"" {
                isQuoted.toggle()
            } else if !isQuoted, code[index] == "\\" {
                isEscaped = true
            } else if !isQuoted, code[index] == ";" {
                sections.append(code[start..<index])
                start = code.index(after: index)
            }
        }
        return sections + [code[start...]]
    }

    private static func section(_ code: Substring) -> Section {
        var section = Section(parts: [])
        var rest = code
        func unreadable() -> Section { Section(condition: section.condition, parts: nil) }
        while let character = rest.popFirst() {
            switch character {
            case "G" where rest.hasPrefix("eneral"):
                rest = rest.dropFirst("eneral".count)
                section.parts?.append(.whole)
            case "@": section.parts?.append(.whole)
            case "0": section.parts?.append(.digit)
            case "#", "?": section.parts?.append(.optionalDigit)
            case "\"":
                section.parts?.append(.literal(String(rest.prefix { $0 != "\"" })))
                rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\": section.parts?.append(.literal(rest.popFirst().map(String.init) ?? ""))
            case "_":
                rest = rest.dropFirst()
                section.parts?.append(.literal(" "))
            case "*": rest = rest.dropFirst()
            case "[":
                let inner = rest.prefix { $0 != "]" }
                rest = rest.drop { $0 != "]" }.dropFirst()
                guard !NumberMeaning.isElapsedTime(inner) else { return unreadable() }
                if inner.first == "$" {
                    section.parts?.append(.literal(String(inner.dropFirst().prefix { $0 != "-" })))
                } else if let condition = condition(inner) {
                    section.condition = condition
                }
            case "-", "+", " ", "(", ")", ":", "!", "&", "'", "~", "$", "€", "£", "¥": section.parts?.append(.literal(String(character)))
            // Letters that are none of the code's own.
            case _ where !character.isASCII: section.parts?.append(.literal(String(character)))
            default: return unreadable()
            }
        }
        // Behind a zero every place shows a digit.
        if let first = section.parts?.firstIndex(of: .digit) {
            for place in section.parts!.indices.dropFirst(first) where section.parts![place] == .optionalDigit {
                section.parts![place] = .digit
            }
        }
        return section
    }

    /// `<=100`; nil for colors.
    private static func condition(_ text: Substring) -> Condition? {
        let relation = text.prefix { "<>=".contains($0) }
        guard !relation.isEmpty, let bound = Double(text.dropFirst(relation.count)) else { return nil }
        return Condition(relation: String(relation), bound: bound)
    }
}
