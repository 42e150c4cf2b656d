import Glibc
import Ledger
import LedgerColumns

/// How many rejected rows a file may have and still be taken.
public enum AllowedRejects: Hashable, Sendable {
    /// Any rejected row stops the file.
    case none
    /// Up to this many rows.
    case count(Int)
    /// Up to this percentage of the rows read, 0...100.
    case share(percent: Int)

    /// The most rows that may be rejected out of `rowsRead`; a share is rounded down.
    public func limit(rowsRead: Int) -> Int {
        switch self {
        case .none: 0
        case .count(let count): count
        case .share(let percent): rowsRead * percent / 100
        }
    }
}

/// The metrics that lines of a targets file may name.
public struct TargetMetrics: Sendable {
    /// The ids that targets are written under.
    public var ids: [String]
    /// Those of ``ids`` whose targets are amounts of money.
    public var amounts: Set<String>
    /// The currency of amounts for which none is said.
    public var currency: Currency
    /// Ids of metrics that have no target under their own id, each with what to write instead: a sentence without a full stop.
    public var advice: [String: String]

    public init(ids: [String], amounts: Set<String>, currency: Currency, advice: [String: String]) {
        self.ids = ids
        self.amounts = amounts
        self.currency = currency
        self.advice = advice
    }
}

/// What a date of a sheet is taken for that a spreadsheet program may have made of a text.
public enum SheetDates: String, CaseIterable, Sendable {
    /// The day it shows.
    case asShown = "as-shown"
    /// The one with day and month exchanged.
    case swapped
}

/// What the user says about a file beyond what stands in it.
public struct ImportOptions: Sendable {
    /// The as-of day of a ledger; nil: taken from the file name or the `as_of` column.
    public var asOf: Day?
    /// Where ``asOf`` is from: said by the user, or what held for the file whose mended rows are read.
    public var asOfSource = AsOfSource.option
    /// The currency of a file without a currency column.
    public var currency: Currency?
    /// The company of a file without a company column; stands above the profile's constant.
    public var company: String?
    /// The order of dates by canonical column; ``allColumns`` stands for all others.
    public var dateOrders: [String: ImportProfile.DateOrder] = [:]
    /// The decimal mark by canonical column; ``allColumns`` stands for all others.
    public var decimalMarks: [String: DecimalMark] = [:]
    /// Whether dates of a sheet are what they show, by canonical column; ``allColumns`` stands for all that leave it open.
    public var sheetDates: [String: SheetDates] = [:]
    /// The reasons of ``ImportProfile/leftOut`` whose rows are taken all the same.
    public var keptReasons: Set<String> = []
    /// Postings that name invoices of a history as applied to: part payments, credit notes and the like. Histories only.
    public var appliedPostings = PostingColumns()
    /// Whether the rows of a history are some of its list only, so that nothing is rebuilt from them alone.
    public var isPartOfHistory = false
    /// The metrics that targets may name; nil: any.
    public var targetMetrics: TargetMetrics?
    /// The sheet of a workbook; nil: the one visible sheet whose header fits.
    public var sheet: String?
    /// How many rejected rows are accepted.
    public var allowedRejects: AllowedRejects
    /// Parsing threads, at least 1. The result does not depend on it.
    public var threads: Int
    /// Bytes a thread parses at a time, 1 to 2^30; nil: by the size of the file. The result does not depend on it.
    public var chunkByteCount: Int?
    /// Rows of a ledger that are encoded together; tests make it small.
    var pieceRowCount = PackedItems.segmentRowCount
    /// Called with the share of the file that is parsed, 0...1, ascending, one call at a time, from any thread.
    public var progress: (@Sendable (Double) -> Void)?

    /// The date columns and the amount columns of all kinds of files, by name.
    public static let dayColumns = Set(FileKind.allCases.flatMap { FileSchema.of($0).dayNames } + [ImportProfile.clearingDateColumn])
        .sorted()
    public static let amountColumns = Set(FileKind.allCases.flatMap { FileSchema.of($0).amountNames }).sorted()

    /// The key of ``dateOrders``, ``decimalMarks`` and ``sheetDates`` for columns that are not named.
    public static let allColumns = ""

    /// Options; the default leaves everything to the file.
    public init(
        asOf: Day? = nil, currency: Currency? = nil, company: String? = nil, allowedRejects: AllowedRejects = .none,
        threads: Int = ImportOptions.activeCoreCount, chunkByteCount: Int? = nil, progress: (@Sendable (Double) -> Void)? = nil
    ) {
        self.asOf = asOf
        self.currency = currency
        self.company = company
        self.allowedRejects = allowedRejects
        self.threads = max(1, threads)
        self.chunkByteCount = chunkByteCount.map { min(max(1, $0), 1 << 30) }
        self.progress = progress
    }

    /// Cores that are online, at least 1.
    public static var activeCoreCount: Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
}
