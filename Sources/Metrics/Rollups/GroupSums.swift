import Ledger
import LedgerColumns

/// The sums of the items of one account group while they are added up.
struct GroupSums {
    private let aging: AgingLimits
    private let asOf: Int32
    private let lastDueDayInMonth: Int32
    private let months: MonthOfDay

    private(set) var buckets: [Int64]
    private(set) var creditBuckets: [Int64]
    private(set) var creditsMinor: Int64 = 0
    private(set) var netDocumentMinor: Int64 = 0
    private(set) var dueInOpenedMonthMinor: Int64 = 0
    private(set) var pastDueMinorDays: Int128 = 0
    private(set) var debitCount: Int64 = 0
    private(set) var creditCount: Int64 = 0
    private(set) var undatedCount: Int64 = 0
    private(set) var oldestDueDay = ItemColumns.noDay
    /// The months met so far, which are few.
    private var monthEntries: [DocumentMonths.Entry] = []
    /// Σ |converted| of all groups.
    private(set) var magnitude: UInt128 = 0
    /// Whether every conversion fitted 64 bits.
    private(set) var fits = true

    init(aging: AgingLimits, asOf day: Day, months: MonthOfDay) {
        self.aging = aging
        asOf = day.daysSinceEpoch
        lastDueDayInMonth = day.adding(days: 1).month.lastDay.daysSinceEpoch
        self.months = months
        buckets = [Int64](repeating: 0, count: aging.bucketCount)
        creditBuckets = buckets
    }

    /// Makes ready for another group.
    mutating func clear() {
        for bucket in buckets.indices {
            buckets[bucket] = 0
            creditBuckets[bucket] = 0
        }
        creditsMinor = 0
        netDocumentMinor = 0
        dueInOpenedMonthMinor = 0
        pastDueMinorDays = 0
        debitCount = 0
        creditCount = 0
        undatedCount = 0
        oldestDueDay = ItemColumns.noDay
        monthEntries.removeAll(keepingCapacity: true)
    }

    /// Adds an item at its currency's rate. Sums wrap; the scan checks ``magnitude`` before it uses them.
    mutating func add(_ item: PositionItem, _ conversion: Conversion) {
        let open = item.openMinor
        guard let converted = conversion.convert(open) else {
            fits = false
            return
        }
        magnitude += UInt128(converted.magnitude)
        netDocumentMinor &+= open
        if open < 0 {
            creditsMinor &+= converted
            creditCount &+= 1
            let due = item.dueDay == ItemColumns.noDay ? item.documentDay : item.dueDay
            creditBuckets[aging.bucket(daysPastDue: due == ItemColumns.noDay ? 0 : Int(asOf) - Int(due))] &+= converted
        } else if open > 0 {
            addDebit(item, converted)
        }
    }

    private mutating func addDebit(_ item: PositionItem, _ converted: Int64) {
        let due = item.dueDay
        let isUndated = due == ItemColumns.noDay
        let daysPastDue = isUndated ? 0 : Int(asOf) - Int(due)
        buckets[aging.bucket(daysPastDue: daysPastDue)] &+= converted
        debitCount &+= 1
        undatedCount &+= isUndated ? 1 : 0
        dueInOpenedMonthMinor &+= !isUndated && due <= lastDueDayInMonth ? converted : 0
        if daysPastDue > 0 {
            pastDueMinorDays += Int128(converted) * Int128(daysPastDue)
            oldestDueDay = oldestDueDay == ItemColumns.noDay ? due : min(oldestDueDay, due)
        }
        let document = item.documentDay
        let month = months.index(of: document)
        let slot = monthEntries.firstIndex { $0.month == month } ?? monthEntries.count
        if slot == monthEntries.count {
            monthEntries.append(DocumentMonths.Entry(row: 0, month: month, minorDays: 0, openMinor: 0, count: 0))
        }
        let days = document == ItemColumns.noDay ? 0 : Int(asOf) - Int(document)
        monthEntries[slot].add(converted, days: days)
    }

    /// Appends the sums by document month as entries of a row, ascending by month.
    mutating func appendMonths(to entries: inout [DocumentMonths.Entry], row: UInt32) {
        if monthEntries.count > 1 { monthEntries.sort { $0.month < $1.month } }
        for var entry in monthEntries {
            entry.row = row
            entries.append(entry)
        }
    }
}
