import Ledger

/// A file that was imported.
public struct SourceFile: Identifiable, Hashable, Sendable {
    /// The number of a source file in its store.
    public struct ID: Hashable, Comparable, Sendable {
        /// The row id of table `source_file`.
        public let rawValue: Int64
        /// By number, which is the order of import.
        public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    /// Its number in the store.
    public let id: ID
    /// The file's name without its folder.
    public let name: String
    /// What it was read as.
    public let kind: FileKind
    /// The import profile it was read with, or nil for a canonical file.
    public let profile: String?
    /// Its size.
    public let byteCount: Int64
    /// SHA-256 of its bytes in lower-case hexadecimal; behind ``takenBackMark`` when its postings were taken back, so that it may be imported again.
    public let sha256: String
    /// The day the import was told was today.
    public let importedOn: Day
    /// What the import told about it, as JSON.
    public let reportJSON: String?

    static let takenBackMark = "taken back: "

    /// Whether its postings were taken back.
    public var isTakenBack: Bool { sha256.hasPrefix(Self.takenBackMark) }
}

/// The open items of one currency added up. Minor units.
public struct CurrencyTotal: Hashable, Sendable {
    /// The currency of the items.
    public let currency: Currency
    /// Sum of the open amounts above 0.
    public let debitMinor: Int64
    /// Sum of the open amounts below 0: not positive.
    public let creditMinor: Int64
    /// Number of items, of either sign.
    public let itemCount: Int
}

/// What one ledger file says about a day: the items of the companies it names, or those of them that no other file of its import has.
public struct SnapshotPart: Identifiable, Hashable, Sendable {
    /// The row id of table `snapshot_part`.
    public let id: Int64
    /// The file it was imported from.
    public let source: SourceFile
    /// The companies that have items in it, sorted.
    public let companies: [String]
    /// Number of items.
    public let rowCount: Int
    /// Rows of the file that were not taken.
    public let rejectedCount: Int
    /// The content, whatever the order of its rows.
    public let fingerprint: UInt64
    /// By currency code.
    public let totals: [CurrencyTotal]
}

/// One version of the open items of a day: one part for each ledger file it was put together from.
///
/// A change of a day makes a new version that shares the untouched parts; old versions stay readable. The newest version is current.
public struct SnapshotInfo: Identifiable, Hashable, Sendable {
    /// The number of a snapshot version in its store.
    public struct ID: Hashable, Comparable, Sendable {
        /// The row id of table `snapshot`.
        public let rawValue: Int64
        /// By number, which is the order of import.
        public static func < (left: ID, right: ID) -> Bool { left.rawValue < right.rawValue }
    }

    /// Its number in the store.
    public let id: ID
    /// The as-of day.
    public let day: Day
    /// 1, 2, 3, … for each day.
    public let version: Int
    /// Whether it is the newest version of its day.
    public let isCurrent: Bool
    /// The content, whatever the order of rows, files and imports.
    public let fingerprint: UInt64
    /// By the least company of each.
    public let parts: [SnapshotPart]

    /// Number of items.
    public var rowCount: Int { parts.reduce(0) { $0 + $1.rowCount } }
    /// Rows of the files that were not taken.
    public var rejectedCount: Int { parts.reduce(0) { $0 + $1.rejectedCount } }
    /// The companies that have items, sorted.
    public var companies: [String] { Set(parts.flatMap(\.companies)).sorted() }

    /// The totals of all parts, by currency code; throws when one does not fit 64 bits.
    public func totals() throws(StoreError) -> [CurrencyTotal] {
        var sums: [Currency: (debit: Int128, credit: Int128, count: Int)] = [:]
        for total in parts.lazy.flatMap(\.totals) {
            let sum = sums[total.currency] ?? (0, 0, 0)
            let (debit, credit) = (sum.debit + Int128(total.debitMinor), sum.credit + Int128(total.creditMinor))
            sums[total.currency] = (debit, credit, sum.count + total.itemCount)
        }
        var totals: [CurrencyTotal] = []
        for (currency, sum) in sums.sorted(by: { $0.key < $1.key }) {
            totals.append(try CurrencyTotal(currency: currency, debit: sum.debit, credit: sum.credit, itemCount: sum.count))
        }
        return totals
    }
}

extension CurrencyTotal {
    /// A total of exact sums; throws when one does not fit 64 bits.
    init(currency: Currency, debit: Int128, credit: Int128, itemCount: Int) throws(StoreError) {
        guard let debitMinor = Int64(exactly: debit), let creditMinor = Int64(exactly: credit) else {
            throw StoreError(.amountTooLarge, "a total does not fit 64 bits", context: "currency " + currency.code)
        }
        self.init(currency: currency, debitMinor: debitMinor, creditMinor: creditMinor, itemCount: itemCount)
    }
}

/// What became of a ledger file.
public struct SnapshotOutcome: Hashable, Sendable {
    /// What importing a ledger file did to its day.
    public enum Change: String, Hashable, Sendable {
        /// The first version of its day.
        case added
        /// A new version of its day.
        case changed
        /// The current version already says the same; nothing was written.
        case unchanged
    }

    /// What happened.
    public let change: Change
    /// The version of the day that is current now.
    public let snapshot: SnapshotInfo
    /// The parts of the version before that gave way to the file.
    public let replaced: [SnapshotPart]
}
