import Ledger

/// A row at the beginning of a text that may be its header.
struct HeadRow {
    let names: [HeaderName]
    /// The physical line it begins at.
    let line: Int
    /// As it stands in the file, without its line end; empty where there is no file.
    let raw: String
    /// Where the row below it begins.
    let end: QuotedCursor

    init(_ texts: [String], line: Int, raw: String = "", end: QuotedCursor) {
        names = texts.map(HeaderName.init)
        self.line = line
        self.raw = raw
        self.end = end
    }

    var isBlank: Bool { names.allSatisfy(\.trimmed.isEmpty) }
}

/// The beginning of a text, read once for each way its fields may be set apart, however many profiles are tried on it.
final class FileHead {
    /// Rows looked at when a profile has titles above the header.
    private static let titleRowLimit = 40

    private let bytes: FileBytes
    private var quoteUses: [UInt8: QuoteUse] = [:]
    private var rowsBySyntax: [FieldSyntax: (rows: [HeadRow], cursor: QuotedCursor?)] = [:]

    init(_ bytes: FileBytes) { self.bytes = bytes }

    /// The header as a profile reads it, and how fields are set apart: the first way in which all required columns are there, or else the one that finds most.
    func header(_ candidate: ProfileCandidate, options: ImportOptions?) -> (HeaderMatch, FieldSyntax)? {
        var nearest: (HeaderMatch, FieldSyntax)?
        for syntax in FieldSyntax.candidates(candidate.profile, quotes: quoteUse) {
            guard let header = header(candidate, syntax, options) else { continue }
            if header.missing(candidate.profile, options).isEmpty { return (header, syntax) }
            if nearest.map({ $0.0.fields.count < header.fields.count }) ?? true { nearest = (header, syntax) }
        }
        return nearest
    }

    /// Of the first rows the one with all required columns, or else the first of those with most columns.
    private func header(_ candidate: ProfileCandidate, _ syntax: FieldSyntax, _ options: ImportOptions?) -> HeaderMatch? {
        var nearest: HeaderMatch?
        var titles: [[String]] = []
        for index in 0..<(candidate.profile.hasTitleRows ? Self.titleRowLimit : 1) {
            guard let row = row(index, syntax) else { break }
            let match = HeaderMatch(row, candidate.headers, titles: titles)
            titles.append(row.names.map(\.trimmed).filter { !$0.isEmpty })
            if match.missing(candidate.profile, options).isEmpty { return match }
            if nearest.map({ match.fields.count > $0.fields.count }) ?? true { nearest = match }
        }
        return nearest
    }

    private func quoteUse(_ separator: UInt8) -> QuoteUse {
        if let known = quoteUses[separator] { return known }
        let use = bytes.withSpan { text in
            QuoteUse(text.extracting(0..<min(text.byteCount, LedgerFileReader.headByteCount)), separator: separator)
        }
        quoteUses[separator] = use
        return use
    }

    /// The row of a zero-based number among those with a value, or the last row of a text without any; nil behind the last, and behind a quote out of place.
    private func row(_ index: Int, _ syntax: FieldSyntax) -> HeadRow? {
        var (rows, next) = rowsBySyntax[syntax] ?? ([], bytes.withSpan(QuotedCursor.init(atStartOf:)))
        defer { rowsBySyntax[syntax] = (rows, next) }
        bytes.withSpan { text in
            while rows.count <= index, var cursor = next {
                let (line, start) = (cursor.line, cursor.offset)
                guard let texts = cursor.row(text, syntax) else {
                    next = nil
                    return
                }
                next = cursor.offset < text.byteCount ? cursor : nil
                let row = HeadRow(texts, line: line, raw: rawRow(text, from: start, hasQuotes: syntax.hasQuotes), end: cursor)
                if !row.isBlank || next == nil && rows.isEmpty { rows.append(row) }
            }
        }
        return rows.count > index ? rows[index] : nil
    }

    /// The first rows of a text with at least one value, each with its physical line; up to a quote out of place.
    static func rows(_ text: RawSpan, syntax: FieldSyntax, limit: Int) -> [(line: Int, fields: [String])] {
        var cursor = QuotedCursor(atStartOf: text)
        var rows: [(line: Int, fields: [String])] = []
        while rows.count < limit {
            let line = cursor.line
            guard let fields = cursor.row(text, syntax) else { return rows }
            if !fields.allSatisfy({ trimmed($0).isEmpty }) { rows.append((line, fields)) }
        }
        return rows
    }
}

extension QuotedCursor {
    /// At the first byte of a text, behind its byte order mark.
    fileprivate init(atStartOf text: RawSpan) {
        self.init(line: 1)
        if text.byteCount >= 3, text.byte(0) == 0xEF, text.byte(1) == 0xBB, text.byte(2) == 0xBF { offset = 3 }
    }

    /// The fields of the row at the cursor, which goes behind it; nil at the end of the text or at a quote out of place.
    fileprivate mutating func row(_ text: RawSpan, _ syntax: FieldSyntax) -> [String]? {
        guard offset < text.byteCount else { return nil }
        var names: [String] = []
        var highBytes: UInt64 = 0
        while true {
            let isQuoted = syntax.hasQuotes && offset < text.byteCount && text.byte(offset) == Ascii.quote
            let field =
                !syntax.hasQuotes
                ? .success(fieldWithQuotes(text, separator: syntax.separator))
                : isQuoted
                    ? quotedField(text, separator: syntax.separator, highBytes: &highBytes)
                    : plainField(text, separator: syntax.separator, highBytes: &highBytes)
            guard case .success(let found) = field else { return nil }
            names.append(text.text(found.bounds.range))
            if found.isLast { return names }
        }
    }
}
