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

    private static func hasQuotes(_ use: QuoteUse, stated: Bool?) -> Bool {
        if use.quotedFields > 0 { return use.strayQuotes <= use.quotedFields }
        return use.strayQuotes > 0 ? false : stated ?? true
    }
}

/// How quotes are used in a text: around fields or inside them.
struct QuoteUse {
    /// Fields that stand in quotes.
    private(set) var quotedFields = 0
    /// Quotes at other places.
    private(set) var strayQuotes = 0

    /// Linear in the bytes.
    init(_ text: RawSpan, separator: UInt8) {
        func isBorder(_ offset: Int) -> Bool {
            guard offset >= 0, offset < text.byteCount else { return true }
            let byte = text.byte(offset)
            return byte == separator || byte == Ascii.lineFeed || byte == Ascii.carriageReturn
        }
        var offset = 0
        var isInQuotes = false
        while let quote = text.firstOffset(of: Ascii.quote, from: offset) {
            offset = quote
            if isInQuotes, offset + 1 < text.byteCount, text.byte(offset + 1) == Ascii.quote {
                offset += 2
                continue
            }
            if isInQuotes, isBorder(offset + 1) {
                quotedFields += 1
                isInQuotes = false
            } else if !isInQuotes, isBorder(offset - 1) {
                isInQuotes = true
            } else {
                strayQuotes += 1
            }
            offset += 1
        }
    }
}
