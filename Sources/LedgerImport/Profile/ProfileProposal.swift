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

    /// Values of a column that takes words of a list, and are none of them.
    struct OpenWords {
        let column: String
        let values: [String]
        /// The words of the list.
        let words: [String]
    }

    public let kind: FileKind
    /// The sheet of a workbook that is meant; nil: the file is no workbook.
    public let sheet: String?
    /// A shipped profile that most headers belong to, whose rules the proposal builds on; nil: there is none.
    public let likeness: ProfileLikeness?
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
    /// Words of other columns that have a list of words, and are not in it.
    let openWords: [OpenWords]
    /// The profile of ``likeness``.
    let base: ImportProfile?

    public static func == (left: ProfileProposal, right: ProfileProposal) -> Bool { left.yaml(for: "") == right.yaml(for: "") }
    public func hash(into hasher: inout Hasher) { hasher.combine(yaml(for: "")) }
}

extension LedgerFileReader {
    /// Proposes how to map a file whose layout no profile knows; nil when no row looks like a header.
    ///
    /// A header that a known profile has is certain when its values are of the right type; a word in the header and the type of the values make it
    /// likely, and so do values that are currencies. Of the visible sheets of a workbook the one with the most mapped columns is meant.
    ///
    /// - Parameters:
    ///   - path: The file.
    ///   - sheet: The sheet of a workbook; nil: the visible ones.
    ///   - profiles: Further profiles, before the shipped ones.
    ///   - kind: What the file holds; nil: what its headers and values say.
    public static func proposeProfile(
        path: String, sheet: String? = nil, profiles: [ImportProfile] = [], kind: FileKind? = nil
    ) throws(ImportError) -> ProfileProposal? {
        let source = try openFile(path)
        let known = profiles + ImportProfile.shipped
        guard let workbook = try WorkbookFile.open(source, path) else {
            return try decodedHead(source, path).withSpan { LayoutSample($0) }.map {
                ProposalBuilder(sample: $0, profiles: known, kind: kind).proposal()
            }
        }
        var best: ProfileProposal?
        for candidate in try SheetChoice.candidates(workbook, sheet) {
            guard let sample = LayoutSample(try SheetHead(candidate, of: workbook)) else { continue }
            let proposal = ProposalBuilder(sample: sample, profiles: known, kind: kind).proposal()
            if proposal.mappings.count > best?.mappings.count ?? -1 { best = proposal }
        }
        return best
    }
}

/// The header of an unknown file and some rows below it.
struct LayoutSample {
    let header: [String]
    let headerLine: Int
    let rows: [[String]]
    let sheet: String?
    /// Rows that are looked at.
    private static let rowLimit = 300

    /// The separator and quotes with which most rows have one number of fields, and more than two of them.
    init?(_ text: RawSpan) {
        var best: (rows: [(line: Int, fields: [String])], width: Int, count: Int) = ([], 0, 0)
        for syntax in FieldSyntax.candidates(text) {
            let rows = FileHead.rows(text, syntax: syntax, limit: Self.rowLimit)
            let widths = Dictionary(grouping: rows, by: \.fields.count).mapValues(\.count).filter { $0.key > 2 }
            guard let (width, count) = widths.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) else { continue }
            if (count, width) > (best.count, best.width) { best = (rows, width, count) }
        }
        self.init(best.rows.filter { $0.fields.count == best.width }, width: best.width, sheet: nil)
    }

    /// The first rows of a sheet, whose last cells may be empty.
    init?(_ head: SheetHead) {
        guard let text = head.text else { return nil }
        let rows = text.withSpan { FileHead.rows($0, syntax: SheetHead.syntax, limit: Self.rowLimit) }
        let width = rows.map(\.fields.count).max() ?? 0
        let filled = rows.map { row in
            (line: row.line, fields: row.fields + [String](repeating: "", count: width - row.fields.count))
        }
        self.init(filled, width: width, sheet: head.sheet.name)
    }

    /// The header is the first row with values in more than half of its fields.
    private init?(_ rows: [(line: Int, fields: [String])], width: Int, sheet: String?) {
        guard width > 2, let first = rows.firstIndex(where: { $0.fields.count { !trimmed($0).isEmpty } > width / 2 }) else { return nil }
        header = rows[first].fields.map(trimmed)
        headerLine = rows[first].line
        self.rows = rows[(first + 1)...].map { $0.fields.map(trimmed) }
        self.sheet = sheet
    }

    /// The values of a column that are not empty.
    func values(_ index: Int) -> [String] { rows.map { $0[index] }.filter { !$0.isEmpty } }
}
