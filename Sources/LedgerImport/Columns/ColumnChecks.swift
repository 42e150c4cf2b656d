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

    /// Looks at document and due days and at the balance amounts, one pass each. Linear.
    init(_ columns: MergedColumns, asOf: Day?) {
        let documentColumn = columns.days[0]
        let dueColumn = columns.days[1]
        let documentDays = documentColumn.span
        let dueDays = dueColumn.span
        let lastDay = asOf?.daysSinceEpoch ?? Int32.max
        // The posting day of postings, the clearing day of histories.
        let laterDays = columns.days.count > 2 ? columns.days[2] : documentColumn
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
        for column in columns.days.dropFirst(2) {
            for day in column { newest = max(newest, day) }
        }
        newestDay = newest == Int32.min ? nil : newest
        if columns.amounts.count > 1 {
            for (open, original) in zip(columns.amounts[0], columns.amounts[1]) where original != ItemColumns.noAmount {
                openBeyondAmount += open.magnitude > original.magnitude || (open > 0 && original < 0) || (open < 0 && original > 0) ? 1 : 0
            }
        }
        for amount in columns.amounts[0] where amount != ItemColumns.noAmount { magnitudeSum += UInt128(amount.magnitude) }
    }
}

extension MergedColumns {
    /// Rows whose sign does not fit their kind, for the kinds that have a sign.
    func signConflictCount(debitKinds: Set<UInt8>, creditKinds: Set<UInt8>) -> Int {
        var isDebit = [Bool](repeating: false, count: 256)
        var isCredit = isDebit
        for kind in debitKinds { isDebit[Int(kind)] = true }
        for kind in creditKinds { isCredit[Int(kind)] = true }
        var conflicts = 0
        for (kind, amount) in zip(narrow[1], amounts[0]) {
            if (amount < 0 && isDebit[Int(kind)]) || (amount > 0 && isCredit[Int(kind)]) { conflicts += 1 }
        }
        return conflicts
    }
}
