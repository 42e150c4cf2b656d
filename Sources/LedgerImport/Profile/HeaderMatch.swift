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
    /// Header names accepted for a column for which another one is taken, in order.
    let unused: [(column: String, name: String)]
    /// Canonical columns that two fields claim.
    let repeated: [(column: String, fieldNumber: Int)]
    /// Where the first row below the header begins, and its physical line.
    let dataStart: Int
    let dataLine: Int
    let headerLine: Int
    /// The texts of each row above the header that is not blank.
    let titles: [[String]]

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
        let standIn = name == "document_date" ? profile.standInForDay(self) : nil
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

extension HeaderMatch {
    /// The number of fields that rows of text have when every one has the same number more than the header, all empty and at its end, or the header has one more,
    /// without a name, than every one; nil for any other rows.
    func fieldCount(besideTrailingSeparators rows: [String], _ syntax: FieldSyntax) -> Int? {
        let rows = rows.map { row in
            let bytes = Array(row.utf8)
            return FileHead.rows(bytes.span.bytes, syntax: syntax, limit: 1).first?.fields ?? []
        }
        guard let count = rows.first?.count, rows.allSatisfy({ $0.count == count }) else { return nil }
        if count > fieldCount { return rows.allSatisfy { $0[fieldCount...].allSatisfy(\.isEmpty) } ? count : nil }
        return count == fieldCount - 1 && texts.last.map { trimmed($0).isEmpty } ?? false ? count : nil
    }

    /// The same for rows of more fields, which have no names, or of one field less, where the last has none.
    func resized(to count: Int) -> HeaderMatch {
        let texts = texts.prefix(count) + [String](repeating: "", count: max(0, count - texts.count))
        return HeaderMatch(
            fields: fields, names: names, texts: Array(texts), row: row, unknown: unknown, unused: unused, repeated: repeated,
            dataStart: dataStart, dataLine: dataLine, headerLine: headerLine, titles: titles)
    }

    /// The texts of a header, matched by themselves.
    init(_ names: [String], profile: ImportProfile, line: Int) {
        self.init(HeadRow(names, line: line, end: QuotedCursor(line: line + 1)), KnownHeaders(profile), titles: [])
    }

    /// The texts that are not empty.
    var filledCount: Int { texts.count { !trimmed($0).isEmpty } }
    /// Those of them that the profile knows, as columns or to leave them out.
    var knownCount: Int { filledCount - unknown.count }
}

extension HeaderMatch {
    /// A row of a text, matched with the header names of a profile.
    init(_ row: HeadRow, _ known: KnownHeaders, titles: [[String]]) {
        var found: [String: (index: Int, rank: Int)] = [:]
        var unknown: [String] = []
        var repeated: [(String, Int)] = []
        var unused: [(column: String, index: Int)] = []
        for (index, name) in row.names.enumerated() {
            guard let (column, rank) = known.column(name) else {
                let isKnown = known.ignores(name) || RejectedRow.ownColumns.contains(name.text)
                if !isKnown, !name.trimmed.isEmpty { unknown.append(name.trimmed) }
                continue
            }
            // Of several names accepted for a column the first in the profile counts; the same name twice is a fault.
            guard let earlier = found[column] else {
                found[column] = (index, rank)
                continue
            }
            if rank == earlier.rank { repeated.append((column, index + 1)) } else { unused.append((column, max(index, earlier.index))) }
            guard rank < earlier.rank else { continue }
            unused[unused.count - 1].index = earlier.index
            found[column] = (index, rank)
        }
        // A canonical name in capitals is meant for its column, where no other stands for that.
        let strangers = Set(unknown)
        var inOtherCase: Set<String> = []
        for (index, name) in row.names.enumerated() where strangers.contains(name.trimmed) {
            guard let column = known.columnInAnyCase(name.trimmed), found[column] == nil else { continue }
            found[column] = (index, 0)
            inOtherCase.insert(name.trimmed)
        }
        if !inOtherCase.isEmpty { unknown.removeAll(where: inOtherCase.contains) }
        self.init(
            fields: found.mapValues(\.index), names: found.mapValues { row.names[$0.index].trimmed }, texts: row.names.map(\.text),
            row: row.raw, unknown: unknown,
            unused: unused.sorted { $0.index < $1.index }.map { ($0.column, row.names[$0.index].trimmed) }, repeated: repeated,
            dataStart: row.end.offset, dataLine: row.end.line, headerLine: row.line,
            titles: titles)
    }
}

/// A text without blanks of any width, and what cannot be seen, around it.
func trimmed(_ text: String) -> String {
    // Nearly every header stands without blanks: its outer bytes say so.
    guard let first = text.utf8.first, let last = text.utf8.last else { return text }
    guard first <= 0x20 || last <= 0x20 || first >= 0x7F || last >= 0x7F else { return text }
    let scalars = text.unicodeScalars
    return String(
        scalars.drop(while: \.isBlank).reversed().drop(while: \.isBlank).reversed().reduce(into: String.UnicodeScalarView()) {
            $0.append($1)
        })
}
