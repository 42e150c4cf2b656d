import Ledger

extension ImportReport {
    /// The report as lines of plain text, without amounts and names; findings last. Same report, same text.
    public var text: String {
        var lines = [
            "\(file): \(kind.rawValue), \(byteCount) bytes, SHA-256 \(sha256)",
            "  profile \(profile) (\(profileConfidence.rawValue)), " + syntaxText,
            hasCountedRows
                ? "  rows: \(rowsRead) read, \(rowsKept) kept, \(rejectedCount) rejected\(Self.listed(rejected))"
                : "  refused before its rows were counted",
        ]
        if !columnStyles.isEmpty { lines.insert("  " + columnStyles.map(style).joined(separator: ", "), at: 2) }
        if !dropped.isEmpty { lines.append("  dropped:\(Self.listed(dropped))") }
        if let asOf, let asOfSource {
            lines.append("  as-of day \(asOf), from the \(asOfSource.words)\(newestDay.map { "; newest day seen \($0)" } ?? "")")
        } else if let newestDay {
            lines.append("  newest day seen \(newestDay)")
        }
        let counts = [
            ("without due date", missingDueDates), ("due before document date", dueBeforeDocument),
            ("dated after the as-of day", futureDates),
            ("with a sign that does not fit", signConflicts),
        ].compactMap { name, count in count.map { "\($0) \(name)" } }
        if !counts.isEmpty { lines.append("  " + counts.joined(separator: ", ")) }
        if !controlTotals.isEmpty {
            let agreeing = controlTotals.count { $0.agrees }
            lines.append("  control totals: \(controlTotals.count) found, \(agreeing) agree")
        }
        lines += diagnostics.map { "  " + $0.text }
        return lines.joined(separator: "\n") + "\n"
    }

    /// How fields are set apart.
    private var syntaxText: String {
        if let sheet { return "sheet '\(sheet)', days counted from \(countsFrom1904 ? "1904" : "1900")" }
        return "\(encoding.rawValue) (\(encodingConfidence.rawValue)), separator '\(separator == "\t" ? "tab" : separator)' "
            + "(\(separatorConfidence.rawValue))"
    }

    /// `due_date dmy (certain)`; what canonical files have by definition nobody has stated.
    private func style(_ style: ColumnStyle) -> String {
        let isDefined = style.basis == .profile && profile == ImportProfile.canonical(kind).name
        return "\(style.column) \(style.word) (\(isDefined ? "canonical" : style.basis.confidence.rawValue))"
    }

    /// `: 3 bad-date, 1 overlap`, by name; empty for nothing.
    private static func listed(_ counts: [String: Int]) -> String {
        counts.isEmpty ? "" : " (" + counts.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ") + ")"
    }
}
