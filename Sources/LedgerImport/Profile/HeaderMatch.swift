import Ledger

/// The header of a file, matched with the columns of a profile.
struct HeaderMatch {
    /// Zero-based field index by canonical column.
    let fields: [String: Int]
    /// The header's text by canonical column.
    let names: [String: String]
    /// All texts of the header.
    let texts: [String]
    /// The header as it stands in the file, without its line end; empty where it was matched by its texts alone.
    let row: String
    /// Header names that are in no list, in order.
    let unknown: [String]
    /// Canonical columns that two fields claim.
    let repeated: [(column: String, fieldNumber: Int)]
    /// Where the first row below the header begins, and its physical line.
    let dataStart: Int
    let dataLine: Int
    let headerLine: Int
    /// Rows above the header that are not blank.
    let titleRowCount: Int

    var fieldCount: Int { texts.count }

    /// Required columns that are neither in the header nor given otherwise.
    func missing(_ profile: ImportProfile, _ options: ImportOptions?) -> [String] {
        FileSchema.of(profile.kind).requiredNames.filter { name in
            guard fields[name] == nil, profile.constants[name] == nil else { return false }
            switch name {
            case "company": return options?.company == nil
            case "currency": return options?.currency == nil
            case "kind": return fields[ImportProfile.postingKeyColumn] == nil
            case "document": return !profile.documentFrom.contains { fields[$0] != nil }
            case "document_date": return !(profile.documentDateIsDueDate && fields["due_date"] != nil)
            default: return true
            }
        }
    }

    /// Where a canonical column comes from.
    func plan(_ name: String, profile: ImportProfile, options: ImportOptions) -> ColumnPlan {
        let isRequired = FileSchema.of(profile.kind).columns.contains { $0.name == name && $0.isRequired }
        var source = ColumnPlan.Source.absent
        var isRequiredHere = isRequired
        var valueMap = profile.valueMaps[name] ?? [:]
        let standIn = name == "document_date" && profile.documentDateIsDueDate ? fields["due_date"] : nil
        if let index = fields[name] ?? standIn {
            source = .field(index)
            // A company or currency column of a history may be absent, but where it is there it is filled in.
            if profile.kind == .history && (name == "company" || name == "currency") { isRequiredHere = true }
            if name == "as_of" { isRequiredHere = true }
            if name == "document_date", profile.undatedIsOfAsOfDay { isRequiredHere = false }
            // Systems leave the currency out where it is the local one.
            if name == "currency", !profile.isCanonical, let currency = options.currency { valueMap[""] = currency.code }
        } else if name == "company", let company = options.company {
            source = .constant(company)
        } else if name == "currency", let currency = options.currency {
            source = .constant(currency.code)
        } else if let value = profile.constants[name] {
            source = .constant(value)
        }
        return ColumnPlan(name: name, source: source, isRequired: isRequiredHere, valueMap: valueMap)
    }
}

/// The rows of a text up to the one that is the header.
struct HeaderFinder {
    /// Rows looked at when a profile has titles above the header.
    static let titleRowLimit = 40

    /// The header as a profile reads it: of the first rows the one with all required columns, or else the first row that is not blank.
    static func find(_ text: RawSpan, profile: ImportProfile, syntax: FieldSyntax, options: ImportOptions?) -> HeaderMatch? {
        var cursor = QuotedCursor(line: 1)
        if text.byteCount >= 3, text.byte(0) == 0xEF, text.byte(1) == 0xBB, text.byte(2) == 0xBF { cursor.offset = 3 }
        var first: HeaderMatch?
        var titleRowCount = 0
        let known = KnownHeaders(profile)
        for _ in 0..<(profile.hasTitleRows ? titleRowLimit : 1) {
            var (line, start) = (cursor.line, cursor.offset)
            guard var names = nextRow(text, &cursor, syntax) else { break }
            while names.allSatisfy({ trimmed($0).isEmpty }), cursor.offset < text.byteCount {
                (line, start) = (cursor.line, cursor.offset)
                guard let next = nextRow(text, &cursor, syntax) else { return first }
                names = next
            }
            let row = rawRow(text, from: start, hasQuotes: syntax.hasQuotes)
            let match = HeaderMatch(names, known, cursor, row: row, line: line, titleRowCount: titleRowCount)
            if match.missing(profile, options).isEmpty { return match }
            if first == nil || match.fields.count > first!.fields.count { first = match }
            titleRowCount += 1
        }
        return first
    }

    /// The first rows of a text with at least one value, each with its physical line; up to a quote out of place.
    static func rows(_ text: RawSpan, syntax: FieldSyntax, limit: Int) -> [(line: Int, fields: [String])] {
        var cursor = QuotedCursor(line: 1)
        if text.byteCount >= 3, text.byte(0) == 0xEF, text.byte(1) == 0xBB, text.byte(2) == 0xBF { cursor.offset = 3 }
        var rows: [(line: Int, fields: [String])] = []
        while rows.count < limit {
            let line = cursor.line
            guard let fields = nextRow(text, &cursor, syntax) else { return rows }
            if !fields.allSatisfy({ trimmed($0).isEmpty }) { rows.append((line, fields)) }
        }
        return rows
    }

    /// The fields of the row at the cursor; nil at the end of the text or at a quote out of place.
    private static func nextRow(_ text: RawSpan, _ cursor: inout QuotedCursor, _ syntax: FieldSyntax) -> [String]? {
        guard cursor.offset < text.byteCount else { return nil }
        var names: [String] = []
        var highBytes: UInt64 = 0
        while true {
            let isQuoted = syntax.hasQuotes && cursor.offset < text.byteCount && text.byte(cursor.offset) == Ascii.quote
            let field =
                !syntax.hasQuotes
                ? .success(cursor.fieldWithQuotes(text, separator: syntax.separator))
                : isQuoted
                    ? cursor.quotedField(text, separator: syntax.separator, highBytes: &highBytes)
                    : cursor.plainField(text, separator: syntax.separator, highBytes: &highBytes)
            guard case .success(let found) = field else { return nil }
            names.append(text.text(found.bounds.range))
            if found.isLast { return names }
        }
    }
}

/// The header names of a profile, ready to be looked up.
private struct KnownHeaders {
    /// The column of a name, and its place among the names accepted for that column.
    private var columns: [String: (column: String, rank: Int)] = [:]
    private let ignored: Set<String>
    private let matchesExactly: Bool

    init(_ profile: ImportProfile) {
        matchesExactly = profile.matchesHeadersExactly
        ignored = Set(profile.ignoredHeaders.map { Self.normal($0, isExact: profile.matchesHeadersExactly) })
        for (column, accepted) in profile.headers {
            for (rank, name) in accepted.enumerated() { columns[normal(name)] = (column, rank) }
        }
    }

    func column(_ name: String) -> (column: String, rank: Int)? { columns[normal(name)] }
    /// The column of a name that must otherwise match to the letter.
    func columnInAnyCase(_ name: String) -> String? { matchesExactly ? columns[name.lowercased()]?.column : nil }
    func ignores(_ name: String) -> Bool { ignored.contains(normal(name)) }
    func normal(_ name: String) -> String { Self.normal(name, isExact: matchesExactly) }

    private static func normal(_ name: String, isExact: Bool) -> String {
        if isExact { return name }
        let name = name.lowercased()
        // Names of ASCII alone, nearly all, need no look at characters.
        guard name.utf8.allSatisfy({ $0 < 0x80 }) else { return name.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        return name.utf8.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { String(Substring($0)) }.joined(separator: " ")
    }
}

extension HeaderMatch {
    /// The texts of a header, matched by themselves.
    init(_ names: [String], profile: ImportProfile, line: Int) {
        self.init(names, KnownHeaders(profile), QuotedCursor(line: line + 1), row: "", line: line, titleRowCount: 0)
    }

    /// The texts that are not empty.
    var filledCount: Int { texts.count { !trimmed($0).isEmpty } }
    /// Those of them that the profile knows, as columns or to leave them out.
    var knownCount: Int { filledCount - unknown.count }
}

extension HeaderMatch {
    fileprivate init(_ names: [String], _ known: KnownHeaders, _ cursor: QuotedCursor, row: String, line: Int, titleRowCount: Int) {
        var found: [String: (index: Int, rank: Int)] = [:]
        var unknown: [String] = []
        var repeated: [(String, Int)] = []
        for (index, name) in names.enumerated() {
            guard let (column, rank) = known.column(name) else {
                let isKnown = known.ignores(name) || RejectedRow.ownColumns.contains(name)
                if !isKnown, !trimmed(name).isEmpty { unknown.append(trimmed(name)) }
                continue
            }
            // Of several names accepted for a column the first in the profile counts; the same name twice is a fault.
            guard let earlier = found[column] else {
                found[column] = (index, rank)
                continue
            }
            if rank == earlier.rank { repeated.append((column, index + 1)) }
            if rank < earlier.rank { found[column] = (index, rank) }
        }
        // A canonical name in capitals is meant for its column, where no other stands for that.
        for (index, name) in names.enumerated() where unknown.contains(trimmed(name)) {
            guard let column = known.columnInAnyCase(trimmed(name)), found[column] == nil else { continue }
            found[column] = (index, 0)
            unknown.removeAll { $0 == trimmed(name) }
        }
        self.init(
            fields: found.mapValues(\.index), names: found.mapValues { trimmed(names[$0.index]) }, texts: names, row: row, unknown: unknown,
            repeated: repeated, dataStart: cursor.offset, dataLine: cursor.line, headerLine: line, titleRowCount: titleRowCount)
    }
}

/// A text without blanks and no-break blanks around it.
func trimmed(_ text: String) -> String {
    // Nearly every header stands without blanks: its outer bytes say so. 0xC2 and 0xA0 are the bytes of a no-break blank.
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    guard [0x20, 0x09, 0xC2].contains(first) || [0x20, 0x09, 0xA0].contains(last) else { return text }
    let isBlank: (Character) -> Bool = { $0 == " " || $0 == "\u{A0}" || $0 == "\t" }
    return String(text.drop(while: isBlank).reversed().drop(while: isBlank).reversed())
}
