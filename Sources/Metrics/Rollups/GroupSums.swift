import Ledger
import LedgerColumns

/// The sums of the items of one account group while they are added up.
struct GroupSums {
    private let words: PositionWords
    private let days: PositionDays

    private(set) var buckets: [Int64]
    private(set) var creditBuckets: [Int64]
    private(set) var totals = Totals()
    /// By number of the month, and behind those the months of items whose days have no place.
    private var months: [MonthSum]
    /// Numbers of months that have items.
    private var usedMonths: [Int] = []
    private let monthLimit: Int
    /// Σ |converted| of all groups.
    private(set) var magnitude: UInt128 = 0
    /// Whether every conversion fitted 64 bits.
    private(set) var fits = true

    /// The sums that are one number a group.
    struct Totals {
        fileprivate(set) var creditsMinor: Int64 = 0
        fileprivate(set) var netDocumentMinor: Int64 = 0
        fileprivate(set) var dueInOpenedMonthMinor: Int64 = 0
        fileprivate(set) var pastDueMinorDays: Int128 = 0
        fileprivate(set) var debitCount: Int64 = 0
        fileprivate(set) var creditCount: Int64 = 0
        fileprivate(set) var undatedCount: Int64 = 0
        /// Days past due of the item that is latest; 0 when none is past due.
        fileprivate var mostDaysPastDue = 0

        @inline(__always)
        fileprivate mutating func addCredit(_ converted: Int64) {
            creditsMinor &+= converted
            creditCount &+= 1
        }

        @inline(__always)
        fileprivate mutating func add(_ dates: Dates, _ converted: Int64) {
            debitCount &+= 1
            undatedCount &+= dates.isUndated ? 1 : 0
            dueInOpenedMonthMinor &+= dates.isDueInOpenedMonth ? converted : 0
            if dates.daysPastDue > 0 {
                pastDueMinorDays += Int128(converted) * Int128(dates.daysPastDue)
                mostDaysPastDue = max(mostDaysPastDue, dates.daysPastDue)
            }
        }
    }

    /// Debit items of a document month.
    private struct MonthSum {
        let month: Int32
        var minorDays: Int128 = 0
        var openMinor: Int64 = 0
        var count: Int64 = 0

        @inline(__always)
        mutating func add(_ dates: Dates, _ converted: Int64) {
            minorDays += Int128(converted) * Int128(dates.age)
            openMinor &+= converted
            count &+= 1
        }
    }

    /// What is to be known of an item. Days are 0 where the day is missing.
    fileprivate struct Dates {
        let isUndated: Bool
        let daysPastDue: Int
        let isDueInOpenedMonth: Bool
        let bucket: Int
        /// Of the document.
        let age: Int
    }

    init(_ words: PositionWords) {
        self.words = words
        days = words.days
        buckets = [Int64](repeating: 0, count: days.aging.bucketCount)
        creditBuckets = buckets
        monthLimit = days.monthLimit
        months = (0..<words.days.monthLimit).map { MonthSum(month: words.days.month($0)) }
    }

    /// The earliest due day of a past-due debit item; `ItemColumns.noDay` when there is none.
    var oldestDueDay: Int32 {
        totals.mostDaysPastDue == 0 ? ItemColumns.noDay : Int32(Int(days.asOf.daysSinceEpoch) - totals.mostDaysPastDue)
    }

    /// Makes ready for another group.
    mutating func clear() {
        for bucket in buckets.indices {
            buckets[bucket] = 0
            creditBuckets[bucket] = 0
        }
        totals = Totals()
        for number in usedMonths where number < monthLimit { months[number] = MonthSum(month: months[number].month) }
        if months.count > monthLimit { months.removeSubrange(monthLimit...) }
        usedMonths.removeAll(keepingCapacity: true)
    }

    /// Adds items of the group at its currency's rate. Sums wrap; the scan checks ``magnitude`` before it uses them.
    mutating func add(_ items: Span<UInt64>, _ conversion: Conversion) {
        let added = Self.add(items, words, conversion, to: &totals, &buckets, &creditBuckets, &months, &usedMonths)
        magnitude += added ?? 0
        fits = fits && added != nil
    }

    /// Adds items to each of the sums; returns Σ |converted|, or nil when a conversion does not fit 64 bits.
    private static func add(
        _ items: Span<UInt64>, _ words: PositionWords, _ conversion: Conversion, to sums: inout Totals, _ buckets: inout [Int64],
        _ creditBuckets: inout [Int64], _ monthSums: inout [MonthSum], _ usedMonths: inout [Int]
    ) -> UInt128? {
        let (documents, dues) = (words.days.document, words.days.due)
        let (bucketOfDocument, bucketOfDue, monthOfDocument) = (documents.bucket.span, dues.bucket.span, words.days.monthNumber.span)
        var debits = buckets.mutableSpan
        var credits = creditBuckets.mutableSpan
        var months = monthSums.mutableSpan
        var totals = sums
        var magnitude: UInt128 = 0
        let lastInMonth = dues.last(through: words.days.lastDueDayInMonth)
        for index in items.indices {
            let word = items[index]
            let open = words.openMinor(word)
            guard let converted = conversion.convert(open) else { return nil }
            magnitude += UInt128(converted.magnitude)
            totals.netDocumentMinor &+= open
            let (document, due) = (words.document(word), words.due(word))
            if open > 0 {
                let dates = Dates(
                    isUndated: due == 0, daysPastDue: dues.daysPast(due), isDueInOpenedMonth: due != 0 && due <= lastInMonth,
                    bucket: Int(bucketOfDue[due]), age: documents.daysPast(document))
                totals.add(dates, converted)
                debits[dates.bucket] &+= converted
                let number = Int(monthOfDocument[document])
                if months[number].count == 0 { usedMonths.append(number) }
                months[number].add(dates, converted)
            } else if open < 0 {
                totals.addCredit(converted)
                credits[Int(due == 0 ? bucketOfDocument[document] : bucketOfDue[due])] &+= converted
            }
        }
        sums = totals
        return magnitude
    }

    /// Adds an item of the group, as the items of words.
    mutating func add(_ item: PositionItem, _ conversion: Conversion) {
        let open = item.openMinor
        guard let converted = conversion.convert(open) else {
            fits = false
            return
        }
        magnitude += UInt128(converted.magnitude)
        totals.netDocumentMinor &+= open
        let (document, due) = (item.documentDay, item.dueDay)
        let isUndated = due == ItemColumns.noDay
        if open > 0 {
            let late = days.daysPast(due)
            let dates = Dates(
                isUndated: isUndated, daysPastDue: late, isDueInOpenedMonth: !isUndated && due <= days.lastDueDayInMonth,
                bucket: days.aging.bucket(daysPastDue: late), age: days.daysPast(document))
            totals.add(dates, converted)
            buckets[dates.bucket] &+= converted
            let number = monthNumber(of: document)
            if months[number].count == 0 { usedMonths.append(number) }
            months[number].add(dates, converted)
        } else if open < 0 {
            totals.addCredit(converted)
            creditBuckets[days.aging.bucket(daysPastDue: days.daysPast(isUndated ? document : due))] &+= converted
        }
    }

    /// The number of a day's month; one without a number yet gets the next, until the group is done.
    private mutating func monthNumber(of day: Int32) -> Int {
        if let number = days.monthNumber(of: day) { return number }
        let month = Int32(Day(daysSinceEpoch: day).month.index)
        if let known = months[monthLimit...].firstIndex(where: { $0.month == month }) { return known }
        months.append(MonthSum(month: month))
        return months.count - 1
    }

    /// Appends the sums by document month as entries of a row, ascending by month.
    mutating func appendMonths(to entries: inout [DocumentMonths.Entry], row: UInt32) {
        if usedMonths.count > 1 { usedMonths.sort { months[$0].month < months[$1].month } }
        for number in usedMonths {
            let sum = months[number]
            entries.append(
                DocumentMonths.Entry(row: row, month: sum.month, minorDays: sum.minorDays, openMinor: sum.openMinor, count: sum.count))
        }
    }
}
