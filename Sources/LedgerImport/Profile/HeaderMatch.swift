import Ledger

/// The header of a file, matched with the columns of a profile.
struct HeaderMatch {
    /// Zero-based field index by canonical column.
    let fields: [String: Int]
    let fieldCount: Int
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

    /// Required columns that are neither in the header nor given otherwise.
    func missing(_ profile: ImportProfile, _ options: ImportOptions?) -> [String] {
        FileSchema.of(profile.kind).requiredNames.filter { name in
            fields[name] == nil && profile.constants[name] == nil && !(name == "company" && options?.company != nil)
        }
    }

    /// Where a canonical column comes from.
    func plan(_ name: String, profile: ImportProfile, options: ImportOptions) -> ColumnPlan {
        let isRequired = FileSchema.of(profile.kind).columns.contains { $0.name == name && $0.isRequired }
        var source = ColumnPlan.Source.absent
        var isRequiredHere = isRequired
        if let index = fields[name] {
            source = .field(index)
            // A company or currency column of a history may be absent, but where it is there it is filled in.
            if profile.kind == .history && (name == "company" || name == "currency") { isRequiredHere = true }
            if name == "as_of" { isRequiredHere = true }
        } else if name == "company", let company = options.company {
            source = .constant(company)
        } else if name == "currency", let currency = options.currency {
            source = .constant(currency.code)
        } else if let value = profile.constants[name] {
            source = .constant(value)
        }
        return ColumnPlan(name: name, source: source, isRequired: isRequiredHere, valueMap: profile.valueMaps[name] ?? [:])
    }
}

/// The rows of a text up to the one that is the header.
struct HeaderFinder {
    /// Rows looked at when a profile has titles above the header.
    static let titleRowLimit = 40

    /// The header as a profile reads it: of the first rows the one with all required columns, or else the first row that is not blank.
    static func find(_ text: RawSpan, profile: ImportProfile, options: ImportOptions?) -> HeaderMatch? {
        var cursor = QuotedCursor(line: 1)
        if text.byteCount >= 3, text.byte(0) == 0xEF, text.byte(1) == 0xBB, text.byte(2) == 0xBF { cursor.offset = 3 }
        var first: HeaderMatch?
        var titleRowCount = 0
        for _ in 0..<(profile.hasTitleRows ? titleRowLimit : 1) {
            var line = cursor.line
            guard var names = nextRow(text, &cursor, profile) else { break }
            while names.count <= 1, names.first?.isEmpty ?? true, cursor.offset < text.byteCount {
                line = cursor.line
                guard let next = nextRow(text, &cursor, profile) else { return first }
                names = next
            }
            let match = HeaderMatch(names, profile, cursor, line: line, titleRowCount: titleRowCount)
            if match.missing(profile, options).isEmpty { return match }
            if first == nil || match.fields.count > first!.fields.count { first = match }
            titleRowCount += 1
        }
        return first
    }

    /// The fields of the row at the cursor; nil at the end of the text or at a quote out of place.
    private static func nextRow(_ text: RawSpan, _ cursor: inout QuotedCursor, _ profile: ImportProfile) -> [String]? {
        guard cursor.offset < text.byteCount else { return nil }
        var names: [String] = []
        var highBytes: UInt64 = 0
        while true {
            let isQuoted = profile.hasQuotes && cursor.offset < text.byteCount && text.byte(cursor.offset) == Ascii.quote
            let field =
                isQuoted
                ? cursor.quotedField(text, separator: profile.separator, highBytes: &highBytes)
                : cursor.plainField(text, separator: profile.separator, highBytes: &highBytes)
            guard case .success(let found) = field else { return nil }
            names.append(text.text(found.bounds.range))
            if found.isLast { return names }
        }
    }
}

extension HeaderMatch {
    fileprivate init(_ names: [String], _ profile: ImportProfile, _ cursor: QuotedCursor, line: Int, titleRowCount: Int) {
        func normal(_ name: String) -> String {
            profile.matchesHeadersExactly ? name : trimmed(name).lowercased()
        }
        var columnByName: [String: String] = [:]
        for (column, accepted) in profile.headers {
            for name in accepted { columnByName[normal(name)] = column }
        }
        let ignored = Set(profile.ignoredHeaders.map(normal))
        var fields: [String: Int] = [:]
        var unknown: [String] = []
        var repeated: [(String, Int)] = []
        for (index, name) in names.enumerated() {
            guard let column = columnByName[normal(name)] else {
                if !ignored.contains(normal(name)), !trimmed(name).isEmpty { unknown.append(trimmed(name)) }
                continue
            }
            if fields[column] == nil { fields[column] = index } else { repeated.append((column, index + 1)) }
        }
        self.init(
            fields: fields, fieldCount: names.count, unknown: unknown, repeated: repeated, dataStart: cursor.offset,
            dataLine: cursor.line, headerLine: line, titleRowCount: titleRowCount)
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
