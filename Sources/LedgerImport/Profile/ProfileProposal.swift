import Ledger

/// A mapping of an unknown layout to canonical columns, to be completed by a person.
public struct ProfileProposal: Hashable, Sendable {
    /// A header and the column it is proposed for.
    public struct Mapping: Hashable, Sendable {
        public let column: String
        public let header: String
        public let confidence: Confidence
        /// Why, in words.
        public let reason: String
    }

    public let kind: FileKind
    /// The physical line of the header.
    public let headerLine: Int
    /// In the order of the canonical columns.
    public let mappings: [Mapping]
    /// Required columns without a proposal.
    public let missing: [String]
    /// Headers without a proposal.
    public let unused: [String]
    /// Values of the kind column and the kinds proposed for them; nil: to be decided.
    public let kinds: [(value: String, kind: String?)]

    public static func == (left: ProfileProposal, right: ProfileProposal) -> Bool { left.yaml(for: "") == right.yaml(for: "") }
    public func hash(into hasher: inout Hasher) { hasher.combine(yaml(for: "")) }

    /// The proposal as a profile in YAML; what is open stands in comments, so that it can be read as it is.
    public func yaml(for file: String) -> String {
        var lines = [
            "# Proposed for \(file); check every line, complete what is open, then import with --profile.", "kind: \(kind.rawValue)",
            "columns:",
        ]
        lines += mappings.map { "  \($0.column): \(Self.quoted($0.header))   # \($0.confidence.rawValue): \($0.reason)" }
        if mappings.isEmpty { lines[2] = "columns: {}" }
        let open = missing.filter { $0 != "company" && $0 != "currency" }
        lines += open.map { "  # \($0):   # required; one of the headers under ignore?" }
        let constants = missing.filter { $0 == "company" || $0 == "currency" }
        if !constants.isEmpty {
            let example = constants.map { $0 == "company" ? "company: IT01" : "currency: EUR" }.joined(separator: ", ")
            lines.append("# constants: {\(example)}   # or say --company and --currency")
        }
        if !kinds.isEmpty {
            lines += ["values:", "  kind:"]
            lines += kinds.map {
                "    \(Self.quoted($0.value)): \($0.kind ?? "other   # decide: invoice, credit_note, payment, debit_note, by_sign")"
            }
        }
        if !unused.isEmpty { lines.append("ignore: [" + unused.map(Self.quoted).joined(separator: ", ") + "]") }
        lines += ["title_rows: true", "# subtotal_rows: true", "# numbers_repeat_by_year: true"]
        return lines.joined(separator: "\n") + "\n"
    }

    private static func quoted(_ text: String) -> String {
        "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
    }
}

extension LedgerFileReader {
    /// Proposes how to map a file whose layout no profile knows; nil when no row looks like a header, and for workbooks.
    ///
    /// A header that a known profile has is certain when its values are of the right type; a word in the header and the type of the values make it
    /// likely, and so do values that are currencies.
    public static func proposeProfile(path: String, profiles: [ImportProfile] = []) throws(ImportError) -> ProfileProposal? {
        let source = try openFile(path)
        // Cells of workbooks have types, which a proposal does not weigh.
        guard try WorkbookFile.open(source, path) == nil else { return nil }
        let head = try decodedHead(source, path)
        guard let sample = head.withSpan({ LayoutSample($0) }) else { return nil }
        return ProposalBuilder(sample: sample, profiles: profiles + ImportProfile.shipped).proposal()
    }
}

/// The header of an unknown file and some rows below it.
struct LayoutSample {
    let header: [String]
    let headerLine: Int
    let rows: [[String]]
    /// Rows that are looked at.
    private static let rowLimit = 300

    /// The separator that gives most fields; the header is the first row of the most frequent number of fields.
    init?(_ text: RawSpan) {
        var best: (rows: [(line: Int, fields: [String])], width: Int) = ([], 1)
        for syntax in FieldSyntax.candidates(text, ImportProfile(name: "", kind: .ledger, headers: [:])) {
            let rows = HeaderFinder.rows(text, syntax: syntax, limit: Self.rowLimit)
            let widths = Dictionary(grouping: rows, by: \.fields.count).mapValues(\.count)
            guard let width = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) })?.key, width > best.width else { continue }
            best = (rows, width)
        }
        let rows = best.rows.filter { $0.fields.count == best.width }
        guard best.width > 2, let first = rows.firstIndex(where: { $0.fields.count { !trimmed($0).isEmpty } > best.width / 2 }) else {
            return nil
        }
        header = rows[first].fields.map(trimmed)
        headerLine = rows[first].line
        self.rows = rows[(first + 1)...].map { $0.fields.map(trimmed) }
    }

    /// The values of a column that are not empty.
    func values(_ index: Int) -> [String] { rows.map { $0[index] }.filter { !$0.isEmpty } }
}
