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
    /// Bytes of the file.
    public var byteCount = 0
    /// Where the day of a ledger came from, and the newest day seen in the file.
    public var dayOrigin: DayOrigin?
    public var newestDay: Day?
    /// Dropped and rejected rows by reason, by the codes of imports, most first.
    public var droppedReasons: [Reason] = []
    public var rejectedReasons: [Reason] = []
    /// Headers that were not known and left out.
    public var unknownColumns: [String] = []
    /// What else stood out, in the order of ``Remark``.
    public var remarks: [Remark] = []
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

    /// Why rows were dropped or rejected, and how many.
    public struct Reason: Hashable, Sendable {
        public var code: String
        public var count: Int

        public init(_ code: String, _ count: Int) {
            self.code = code
            self.count = count
        }
    }

    /// Where the day of a ledger came from.
    public enum DayOrigin: String, Sendable {
        case option
        case fileName = "file-name"
        case column
        case origin
    }

    /// What an import may remark on a file as a whole. Raw values are the codes of its findings.
    public enum Remark: String, CaseIterable, Sendable {
        case asOfDiffers = "as-of-differs"
        case staleLedger = "stale-ledger"
        case swappedDays = "swapped-days"
        case homeAmounts = "home-amounts"
        case clearedItems = "cleared-items"
        case openBeyondAmount = "open-beyond-amount"
        case noDueDates = "no-due-dates"
        case farDueDate = "far-due-date"
        case threePlaces = "three-places"
        case mixedDateOrders = "mixed-date-orders"
        case headingWithoutTotal = "heading-without-total"
        case alikeCompanies = "alike-companies"
        case utcEvenings = "utc-evenings"
        case documentDateAssumed = "document-date-assumed"
        case hiddenRows = "hidden-rows"
        case valuesBesideTable = "values-beside-table"
        case paymentsWithoutInvoice = "payments-without-invoice"
        case clearsOtherCustomer = "clears-other-customer"
        case alikeDocuments = "alike-documents"
        case sharedNumbers = "shared-numbers"
        case unknownCustomers = "unknown-customers"
        case customerZeros = "customer-zeros"
        case alikeCustomers = "alike-customers"
        case originUnknown = "origin-unknown"
        case paidBeyondInvoice = "paid-beyond-invoice"
        case paidAfterClearing = "paid-after-clearing"
        case clearedBeforeDocument = "cleared-before-document"
        case lateClearing = "late-clearing"
        case disputesWithoutDate = "disputes-without-date"
        case historyBreak = "history-break"
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
