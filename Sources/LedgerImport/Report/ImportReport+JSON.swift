import Ledger

extension ImportReport {
    /// The report as one JSON object with a fixed order of keys. Rejected rows are listed without their text.
    public var jsonText: String {
        let totals = controlTotals.map { total in
            JSON.object([
                ("line", .number(total.line)), ("currency", .text(total.currency)),
                ("statedMinor", total.statedMinor.map { .number(Int($0)) } ?? .null), ("computedMinor", .number(Int(total.computedMinor))),
                ("agrees", .flag(total.agrees)),
            ])
        }
        let rows = rejectedRows.map { row in
            JSON.object([
                ("line", .number(row.line)), ("column", row.column.map { .number($0) } ?? .null), ("reason", .text(row.reason)),
            ])
        }
        return JSON.object([
            ("file", .text(file)), ("kind", .text(kind.rawValue)), ("byteCount", .number(byteCount)), ("sha256", .text(sha256)),
            ("encoding", .text(encoding.rawValue)), ("encodingConfidence", .text(encodingConfidence.rawValue)),
            ("separator", .text(separator)), ("separatorConfidence", .text(separatorConfidence.rawValue)), ("quotes", .flag(hasQuotes)),
            ("sheet", sheet.map { .text($0) } ?? .null), ("columns", .list(columns.map { .text($0) })),
            ("columnStyles", .list(columnStyles.map(Self.style))), ("profile", .text(profile)),
            ("profileConfidence", .text(profileConfidence.rawValue)), ("rowsRead", Self.optional(hasCountedRows ? rowsRead : nil)),
            ("rowsKept", Self.optional(hasCountedRows ? rowsKept : nil)),
            ("dropped", Self.counts(dropped)), ("rejected", Self.counts(rejected)),
            ("rejectedRows", .list(rows)), ("mendedLines", .list(mendedLines.compactMap(\.origin).map { .number($0) })),
            ("controlTotals", .list(totals)), ("unknownColumns", .list(unknownColumns.map { .text($0) })),
            ("missingDueDates", Self.optional(missingDueDates)), ("dueBeforeDocument", Self.optional(dueBeforeDocument)),
            ("futureDates", Self.optional(futureDates)), ("signConflicts", Self.optional(signConflicts)),
            ("asOf", asOf.map { .text($0.isoText) } ?? .null), ("asOfSource", asOfSource.map { .text($0.rawValue) } ?? .null),
            ("edgeMonths", .list(edgeMonths.map { .text($0.isoText) })),
            ("newestDay", newestDay.map { .text($0.isoText) } ?? .null), ("contentFingerprint", .text(contentFingerprint)),
            ("diagnostics", .list(diagnostics.map(Self.finding))),
            ("keptReasons", .list(keptReasons.map { .text($0) })), ("givenCompany", givenCompany.map { .text($0) } ?? .null),
            ("givenCurrency", givenCurrency.map { .text($0.code) } ?? .null),
            ("origin", originJSON.map { .verbatim($0) } ?? .null),
        ]).text
    }

    /// The same with findings that are not among its own, of which a file was refused.
    public func jsonText(with findings: [Diagnostic]) -> String {
        var report = self
        report.diagnostics += findings.filter { !diagnostics.contains($0) }
        return report.jsonText
    }

    /// What is known of a file that was refused before its rows were read, as one JSON object: with the keys of a report, as far as there are values.
    public static func jsonText(ofUnread file: String, diagnostics: [Diagnostic]) -> String {
        let encoding = LedgerFileReader.encoding(path: file)
        return JSON.object([
            ("file", .text(file)), ("byteCount", optional(LedgerFileReader.byteCount(path: file))),
            ("sha256", LedgerFileReader.sha256(path: file).map { .text($0) } ?? .null),
            ("encoding", encoding.map { .text($0.encoding.rawValue) } ?? .null),
            ("encodingConfidence", encoding.map { .text($0.confidence.rawValue) } ?? .null),
            ("diagnostics", .list(diagnostics.map(finding))),
        ]).text
    }

    private static func style(_ style: ColumnStyle) -> JSON {
        .object([
            ("column", .text(style.column)), ("header", .text(style.header)), ("style", .text(style.word)),
            ("basis", .text(style.basis.rawValue)), ("confidence", .text(style.basis.confidence.rawValue)),
        ])
    }

    private static func counts(_ counts: [String: Int]) -> JSON {
        .object(counts.sorted { $0.key < $1.key }.map { ($0.key, .number($0.value)) })
    }

    private static func optional(_ count: Int?) -> JSON { count.map { .number($0) } ?? .null }

    private static func finding(_ diagnostic: Diagnostic) -> JSON {
        .object([
            ("code", .text(diagnostic.code)), ("severity", .text(diagnostic.severity.rawValue)),
            ("sheet", diagnostic.sheet.map { .text($0) } ?? .null), ("line", optional(diagnostic.line)),
            ("column", optional(diagnostic.column)), ("message", .text(diagnostic.message)),
            ("advice", diagnostic.advice.map { .text($0) } ?? .null),
        ])
    }
}

/// A JSON value with ordered keys.
private enum JSON {
    case null
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case object([(String, JSON)])
    /// A text that is JSON already.
    case verbatim(String)

    var text: String {
        switch self {
        case .null: "null"
        case .flag(let flag): flag ? "true" : "false"
        case .number(let number): String(number)
        case .text(let text): Self.quoted(text)
        case .list(let values): "[" + values.map(\.text).joined(separator: ",") + "]"
        case .verbatim(let text): text
        case .object(let members): "{" + members.map { Self.quoted($0.0) + ":" + $0.1.text }.joined(separator: ",") + "}"
        }
    }

    private static func quoted(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "\"") { result, scalar in
            switch scalar {
            case "\"": result += "\\\""
            case "\\": result += "\\\\"
            case "\n": result += "\\n"
            case _ where scalar.value < 0x20:
                result += "\\u00" + String(scalar.value >> 4, radix: 16) + String(scalar.value & 15, radix: 16)
            default: result.unicodeScalars.append(scalar)
            }
        } + "\""
    }
}
