import Ledger
import LedgerColumns

/// What stands out in the values of a file without making a row wrong.
struct ColumnChecks {
    var missingDueDates = 0
    var dueBeforeDocument = 0
    /// Rows that are due more than ``longestTermDays`` after their document or the as-of day, whichever is first; of postings without a document day, after
    /// their posting day.
    var dueFarAfterDocument = 0
    var futureDates = 0
    /// Rows of which more is open than the original amount, or with the other sign.
    var openBeyondAmount = 0
    var newestDay: Int32?
    /// Σ|amount| in minor units over all currencies.
    var magnitudeSum: UInt128 = 0

    /// The largest Σ|amount| of a file, so that no total over it can overflow 64 bits.
    static let magnitudeLimit: UInt128 = 4_000_000_000_000_000_000

    /// Days that an invoice is given to be paid at the most: two years. What is later is mistyped, or stands for never.
    private static let longestTermDays: Int32 = 731

    /// Rows whose sign does not fit their kind, for the kinds that have a sign.
    var signConflicts = 0
    /// Whether there is an item to be paid, and one with a due day.
    var hasDebit = false
    var hasDatedDebit = false

    /// Looks at the rows of all parts, on all cores. Linear.
    init(_ columns: MergedColumns, asOf: Day?, signs: KindSigns) {
        self.init()
        for part in concurrentParts(columns.partCount, { ColumnChecks(columns, part: $0, asOf: asOf, signs: signs) }) { add(part) }
    }

    private init() {}

    /// Looks at document and due days and at the amounts of a part's rows, one pass each.
    private init(_ columns: MergedColumns, part: Int, asOf: Day?, signs: KindSigns) {
        let documentColumn = columns.days(0, ofPart: part)
        let dueColumn = columns.days(1, ofPart: part)
        let documentDays = documentColumn.span
        let dueDays = dueColumn.span
        let lastDay = asOf?.daysSinceEpoch ?? Int32.max
        // The posting day of postings, the clearing day of histories.
        let laterDays = columns.days.count > 2 ? columns.days(2, ofPart: part) : documentColumn
        let laterSpan = laterDays.span
        var newest = Int32.min
        for row in 0..<documentDays.count {
            let document = documentDays[row]
            let due = dueDays[row]
            missingDueDates &+= due == ItemColumns.noDay ? 1 : 0
            dueBeforeDocument &+= due != ItemColumns.noDay && due < document ? 1 : 0
            // Days lie centuries apart at the most, and a missing one is the smallest number.
            let start = document == ItemColumns.noDay ? laterSpan[row] : min(document, lastDay)
            dueFarAfterDocument &+= start != ItemColumns.noDay && due > start &+ Self.longestTermDays ? 1 : 0
            futureDates &+= document > lastDay ? 1 : 0
            newest = max(newest, document)
        }
        for column in columns.days.indices.dropFirst(2) {
            for day in column == 2 ? laterDays : columns.days(column, ofPart: part) { newest = max(newest, day) }
        }
        newestDay = newest == Int32.min ? nil : newest
        lookAtAmounts(columns, part: part, dueColumn, signs)
    }

    private mutating func lookAtAmounts(_ columns: MergedColumns, part: Int, _ dueDays: [Int32], _ signs: KindSigns) {
        let amounts = columns.amounts(0, ofPart: part)
        if columns.amounts.count > 1 {
            for (open, original) in zip(amounts, columns.amounts(1, ofPart: part)) where original != ItemColumns.noAmount {
                openBeyondAmount += open.magnitude > original.magnitude || (open > 0 && original < 0) || (open < 0 && original > 0) ? 1 : 0
            }
        }
        for amount in amounts where amount != ItemColumns.noAmount { magnitudeSum += UInt128(amount.magnitude) }
        for (amount, due) in zip(amounts, dueDays) where amount > 0 {
            hasDebit = true
            hasDatedDebit = hasDatedDebit || due != ItemColumns.noDay
        }
        for (kind, amount) in zip(columns.narrow(1, ofPart: part), amounts) {
            if (amount < 0 && signs.isDebit[Int(kind)]) || (amount > 0 && signs.isCredit[Int(kind)]) { signConflicts += 1 }
        }
    }

    private mutating func add(_ other: ColumnChecks) {
        missingDueDates += other.missingDueDates
        dueBeforeDocument += other.dueBeforeDocument
        dueFarAfterDocument += other.dueFarAfterDocument
        futureDates += other.futureDates
        openBeyondAmount += other.openBeyondAmount
        newestDay = [newestDay, other.newestDay].compactMap { $0 }.max()
        magnitudeSum += other.magnitudeSum
        signConflicts += other.signConflicts
        hasDebit = hasDebit || other.hasDebit
        hasDatedDebit = hasDatedDebit || other.hasDatedDebit
    }
}

/// The sign that kinds of a file have, by kind.
struct KindSigns: Sendable {
    private(set) var isDebit = [Bool](repeating: false, count: 256)
    private(set) var isCredit = [Bool](repeating: false, count: 256)

    /// The kinds of a ledger or of postings; those of a history, whose narrow column says something else, have none.
    init(_ file: FileKind) {
        switch file {
        case .ledger:
            for kind in [ItemKind.invoice, .debitNote] { isDebit[Int(kind.rawValue)] = true }
            for kind in [ItemKind.creditNote, .payment] { isCredit[Int(kind.rawValue)] = true }
        case .postings:
            isDebit[Int(PostingKind.invoice.rawValue)] = true
            for kind in [PostingKind.creditNote, .payment, .writeOff] { isCredit[Int(kind.rawValue)] = true }
        default: break
        }
    }
}
