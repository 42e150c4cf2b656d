extension ProfileProposal {
    /// The proposal as a profile in YAML; what is open stands in comments, so that it can be read as it is.
    public func yaml(for file: String) -> String {
        let place = sheet.map { "sheet '\($0)' of " } ?? ""
        var lines = [
            "# Proposed for \(place)\(file); check every line and complete what is open. While it is a draft, it is used only with --profile:",
            "# without the next line it also reads files by itself.", "draft: true",
        ]
        if let likeness { lines.append("# " + likeness.text + ": its columns and rules hold where nothing else is said.") }
        lines.append(likeness.map { "base: \($0.profile)" } ?? "kind: \(kind.rawValue)")
        let own = mappings.filter { base?.headers[$0.column]?.contains($0.header) != true }
        lines.append(own.isEmpty ? "columns: {}" : "columns:")
        lines += own.map { "  \($0.column): \(Self.quoted($0.header))   # \($0.confidence.rawValue): \($0.reason)" }
        lines += missing.filter { !Self.constantColumns.contains($0) }.map { "  # \($0):   # required; one of the headers under ignore?" }
        let mapped = Set(mappings.map(\.column))
        let needsLimitCurrency = mapped.contains("credit_limit") && !mapped.contains("credit_limit_currency")
        let constants = missing.filter(Self.constantColumns.contains)
        if needsLimitCurrency { lines.append("# constants: {credit_limit_currency: EUR}   # required beside a credit limit") }
        if !constants.isEmpty {
            let examples = [
                "company": "company: IT01", "currency": "currency: EUR", "kind": kind == .postings ? "kind: payment" : "kind: invoice",
            ]
            let example = constants.compactMap { examples[$0] }.joined(separator: ", ")
            lines.append(
                "# constants: {\(example)}   # the same for the whole file; company and currency can also be said with --company and --currency"
            )
        }
        lines += kindLines + openWordLines
        let unused = unused.filter { header in base.map { HeaderMatch([header], profile: $0, line: 1).knownCount == 0 } ?? true }
        if !unused.isEmpty { lines.append("ignore: [" + unused.map(Self.quoted).joined(separator: ", ") + "]") }
        if base == nil {
            lines.append("title_rows: true")
            if kind == .ledger { lines.append("# numbers_repeat_by_kind: true") }
            if kind == .ledger || kind == .history { lines += ["# subtotal_rows: true", "# numbers_repeat_by_year: true"] }
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// Columns that a profile may give one value for the whole file.
    static let constantColumns = ["company", "currency", "kind"]
    private static let choice = "one of invoice, credit_note, payment, debit_note, by_sign, other"

    /// The words for kinds. Those that the base does not know are left to it, because it may find the kind in another way.
    private var kindLines: [String] {
        guard base == nil else {
            let open = kinds.filter { $0.kind == nil }.map { Self.quoted($0.value) + ": …" }
            return open.isEmpty ? [] : ["# values: {kind: {\(open.joined(separator: ", "))}}   # " + Self.choice]
        }
        guard !kinds.isEmpty else { return [] }
        return ["values:", "  kind:"]
            + kinds.map { "    \(Self.quoted($0.value)): \($0.kind ?? ImportProfile.undecidedKind + "   # " + Self.choice)" }
    }

    /// The words of other columns that are still to be said in words of the list.
    private var openWordLines: [String] {
        guard !openWords.isEmpty else { return [] }
        return ["# values:"]
            + openWords.map { open in
                let pairs = open.values.map { Self.quoted($0) + ": …" }.joined(separator: ", ")
                return "#   \(open.column): {\(pairs)}   # one of \(open.words.joined(separator: ", "))"
            }
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}
