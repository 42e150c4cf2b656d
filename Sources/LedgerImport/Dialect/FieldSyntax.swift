/// How the fields of a file are set apart.
struct FieldSyntax: Hashable, Sendable {
    /// The byte between fields, an ASCII character.
    var separator: UInt8
    /// Whether fields may stand in double quotes (RFC 4180); otherwise a quote is a character like any other.
    var hasQuotes: Bool

    /// Commas and quotes.
    static let canonical = FieldSyntax(separator: UInt8(ascii: ","), hasQuotes: true)
    /// A row with a value in a field that is empty; a row whose field is not is left alone.
    func row(_ row: String, filling field: Int, with value: String) -> String {
        let bytes = Array(row.utf8)
        var (offset, index, isInQuotes) = (0, 0, false)
        while offset < bytes.count, index < field {
            if hasQuotes, bytes[offset] == Ascii.quote { isInQuotes.toggle() }
            if bytes[offset] == separator, !isInQuotes { index += 1 }
            offset += 1
        }
        let rest = bytes[offset...].prefix { $0 != separator }
        guard index == field, rest.allSatisfy({ $0 == Ascii.space || (hasQuotes && $0 == Ascii.quote) }) else { return row }
        let needsQuotes = hasQuotes && value.utf8.contains { $0 == separator || $0 == Ascii.quote }
        let written = needsQuotes ? "\"" + value.replacing("\"", with: "\"\"") + "\"" : value
        return String(decoding: bytes[..<offset], as: UTF8.self) + written
            + String(decoding: bytes[(offset + rest.count)...], as: UTF8.self)
    }

    /// The separators that are looked for, in this order.
    static let separators = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t"), UInt8(ascii: "|")]

    /// The syntaxes a text may have, the one a profile states first.
    ///
    /// Canonical files always have quotes. Otherwise fields that stand in quotes say that there are quotes, quotes inside fields alone that there are none.
    ///
    /// - Parameter quotes: How quotes are used in the text, by separator.
    static func candidates(_ profile: ImportProfile, quotes: (UInt8) -> QuoteUse) -> [FieldSyntax] {
        let stated = profile.dialect.separator
        if stated == SheetHead.syntax.separator { return [SheetHead.syntax] }
        let order = (stated.map { [$0] } ?? []) + separators.filter { $0 != stated }
        return order.map { separator in
            if profile.isCanonical && separator == canonical.separator { return canonical }
            return FieldSyntax(separator: separator, hasQuotes: hasQuotes(quotes(separator), stated: profile.dialect.hasQuotes))
        }
    }

    /// The syntaxes a text of which nothing is known may have.
    static func candidates(_ head: RawSpan) -> [FieldSyntax] {
        separators.map { FieldSyntax(separator: $0, hasQuotes: hasQuotes(QuoteUse(head, separator: $0), stated: nil)) }
    }

    /// What a profile states holds, whatever the text looks like.
    private static func hasQuotes(_ use: QuoteUse, stated: Bool?) -> Bool {
        if let stated { return stated }
        if use.strayQuotes == 0 { return true }
        return !use.areCharacters && use.quotedFields > 0 && use.strayQuotes <= use.quotedFields
    }
}

/// How quotes are used in a text: around fields or inside them.
struct QuoteUse {
    /// Fields that stand in quotes.
    private(set) var quotedFields = 0
    /// Those of them that could not stand there without quotes: with a separator or a quote inside, or over lines of different numbers of fields.
    private(set) var neededQuotes = 0
    /// Quotes at other places.
    private(set) var strayQuotes = 0
    private(set) var lineCount = 0

    /// Whether quotes are characters like any other: no field needs those around it, and no column has them around all of its values.
    var areCharacters: Bool { neededQuotes == 0 && quotedFields < lineCount }

    /// Linear in the bytes.
    init(_ text: RawSpan, separator: UInt8) {
        func isBorder(_ offset: Int) -> Bool {
            guard offset >= 0, offset < text.byteCount else { return true }
            let byte = text.byte(offset)
            return byte == separator || byte == Ascii.lineFeed || byte == Ascii.carriageReturn
        }
        /// Whether the text between two quotes needs them.
        func needsQuotes(_ range: Range<Int>) -> Bool {
            var hasLineFeed = false
            for offset in range {
                if text.byte(offset) == separator { return !Self.holdsWholeRows(text, range, separator) }
                hasLineFeed = hasLineFeed || text.byte(offset) == Ascii.lineFeed
            }
            return hasLineFeed && !Self.holdsWholeRows(text, range, separator)
        }
        var offset = 0
        while let lineFeed = text.firstOffset(of: Ascii.lineFeed, from: offset) { (lineCount, offset) = (lineCount + 1, lineFeed + 1) }
        offset = 0
        var (opening, hasDoubledQuotes) = (0, false)
        var isInQuotes = false
        while let quote = text.firstOffset(of: Ascii.quote, from: offset) {
            offset = quote
            if isInQuotes, offset + 1 < text.byteCount, text.byte(offset + 1) == Ascii.quote {
                offset += 2
                hasDoubledQuotes = true
                continue
            }
            if isInQuotes, isBorder(offset + 1) {
                quotedFields += 1
                if hasDoubledQuotes || needsQuotes(opening + 1..<offset) { neededQuotes += 1 }
                isInQuotes = false
            } else if !isInQuotes, isBorder(offset - 1) {
                isInQuotes = true
                (opening, hasDoubledQuotes) = (offset, false)
            } else {
                strayQuotes += 1
            }
            offset += 1
        }
    }

    /// Whether a text between quotes reaches over line ends, and the lines it touches are all of one number of fields (`fieldCount` where that is known):
    /// then each is a row, and the quotes are none around a field.
    ///
    /// Of rows of few fields nothing is certain: a line of a text may have as many commas.
    static func holdsWholeRows(_ text: RawSpan, _ range: Range<Int>, _ separator: UInt8, fieldCount: Int? = nil) -> Bool {
        guard range.contains(where: { text.byte($0) == Ascii.lineFeed }) else { return false }
        let leastFieldCount = 6
        var start = range.lowerBound
        while start > 0, text.byte(start - 1) != Ascii.lineFeed { start -= 1 }
        var (offset, count, expected) = (start, 1, fieldCount)
        while true {
            guard offset < text.byteCount, text.byte(offset) != Ascii.lineFeed else {
                guard count >= leastFieldCount, count == expected ?? count else { return false }
                expected = count
                if offset >= range.upperBound { return true }
                (offset, count) = (offset + 1, 1)
                continue
            }
            if text.byte(offset) == separator { count += 1 }
            offset += 1
        }
    }
}
