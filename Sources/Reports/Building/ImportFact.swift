import Ledger

/// What an import told about a file that figures rest on.
public struct ImportFact: Hashable, Sendable {
    /// The file's name, without folders.
    public var file: String
    /// The day a ledger shows.
    public var day: Day?
    /// The import profile, and whether nothing else fits.
    public var profile: String
    public var isProfileCertain: Bool
    /// The first digits of its SHA-256.
    public var digest: String
    /// Encoding, separator and the style of each column, as the import tells them.
    public var dialect: String
    public var rowsRead: Int
    public var rowsKept: Int
    public var rowsDropped: Int
    public var rowsRejected: Int
    /// Control totals found in the file, and those that agree with its rows.
    public var controlTotals: Int
    public var agreeingTotals: Int
    /// What stood out, in the order of ``Kind``.
    public var findings: [Finding]
    /// Months of the report in which the ledger starts or ends, in order: their ratios are not comparable.
    public var edgeMonths: [Month] = []

    /// Something that stood out, and in how many rows.
    public struct Finding: Hashable, Sendable {
        public var kind: Kind
        public var count: Int

        public init(_ kind: Kind, _ count: Int) {
            self.kind = kind
            self.count = count
        }
    }

    /// What may stand out in a file.
    public enum Kind: String, CaseIterable, Sendable {
        case missingDueDates, dueBeforeDocument, futureDates, signConflicts
    }

    public init(
        file: String, day: Day?, profile: String, isProfileCertain: Bool, digest: String, dialect: String, rowsRead: Int, rowsKept: Int,
        rowsDropped: Int, rowsRejected: Int, controlTotals: Int, agreeingTotals: Int, findings: [Finding]
    ) {
        self.file = file
        self.day = day
        self.profile = profile
        self.isProfileCertain = isProfileCertain
        self.digest = digest
        self.dialect = dialect
        self.rowsRead = rowsRead
        self.rowsKept = rowsKept
        self.rowsDropped = rowsDropped
        self.rowsRejected = rowsRejected
        self.controlTotals = controlTotals
        self.agreeingTotals = agreeingTotals
        self.findings = findings
    }
}
