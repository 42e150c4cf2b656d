import Ledger
import LedgerColumns

/// The days of a positions scan's items, and what is to be known of each.
struct PositionDays: Sendable {
    let asOf: Day
    let aging: AgingLimits
    /// Due days up to it are in the month that the day opens, or earlier.
    let lastDueDayInMonth: Int32
    let document: DayPlaces
    let due: DayPlaces
    /// The month of each place of a document day: 0 for a missing day, otherwise 1 for the first month.
    let monthNumber: [UInt16]
    /// `Month.index` of the first month, whose number is 1.
    private let firstMonth: Int

    /// - Parameters:
    ///   - documents: The days that have places as document days; at most some thousand.
    ///   - dues: Those that have places as due days.
    init(asOf: Day, aging: AgingLimits, documents: ClosedRange<Int32>?, dues: ClosedRange<Int32>?) {
        self.asOf = asOf
        self.aging = aging
        lastDueDayInMonth = asOf.adding(days: 1).month.lastDay.daysSinceEpoch
        document = DayPlaces(documents, asOf: asOf, aging: aging)
        due = DayPlaces(dues, asOf: asOf, aging: aging)
        var month = documents.map { Day(daysSinceEpoch: $0.lowerBound).month } ?? asOf.month
        let firstMonth = month.index
        monthNumber =
            [0]
            + (documents.map(Array.init) ?? []).map { day in
                if day > month.lastDay.daysSinceEpoch { month = month.adding(months: 1) }
                return UInt16(month.index - firstMonth + 1)
            }
        self.firstMonth = firstMonth
    }

    /// Numbers of months are below it.
    var monthLimit: Int { Int(monthNumber[monthNumber.count - 1]) + 1 }

    /// `Month.index` of a number; `DocumentMonths.noMonth` of 0.
    func month(_ number: Int) -> Int32 { number == 0 ? DocumentMonths.noMonth : Int32(firstMonth + number - 1) }

    /// The number of a day's month; nil when it has none.
    func monthNumber(of day: Int32) -> Int? {
        if day == ItemColumns.noDay { return 0 }
        let number = Day(daysSinceEpoch: day).month.index - firstMonth + 1
        return number > 0 && number < monthLimit ? number : nil
    }

    /// How many days the snapshot's day is behind another; 0 for a missing day.
    func daysPast(_ day: Int32) -> Int { day == ItemColumns.noDay ? 0 : Int(asOf.daysSinceEpoch) - Int(day) }
}

/// Places of neighbouring days: 0 for a missing day, 1 for the first.
struct DayPlaces: Sendable {
    /// The place of the last day.
    let last: Int
    /// Days that the snapshot's day is behind a day at place 0, if there were one.
    private let daysPastAtZero: Int
    private let dayAtZero: Int64
    /// The bucket of each place as a due day.
    let bucket: [UInt8]

    fileprivate init(_ days: ClosedRange<Int32>?, asOf: Day, aging: AgingLimits) {
        last = days?.count ?? 0
        dayAtZero = days.map { Int64($0.lowerBound) - 1 } ?? 0
        daysPastAtZero = Int(Int64(asOf.daysSinceEpoch) - dayAtZero)
        let daysPastAtZero = daysPastAtZero
        bucket = [0] + (0..<last).map { UInt8(aging.bucket(daysPastDue: daysPastAtZero - $0 - 1)) }
    }

    /// Bits of the last place.
    var bitCount: UInt64 { UInt64(Int.bitWidth - last.leadingZeroBitCount) }

    /// The place of a day; −1 when it has none.
    @inline(__always)
    func place(_ day: Int32) -> Int64 {
        if day == ItemColumns.noDay { return 0 }
        let place = Int64(day) &- dayAtZero
        return place > 0 && place <= Int64(last) ? place : -1
    }

    /// The last place of days up to another one; 0 when all are later.
    func last(through day: Int32) -> Int { max(0, min(last, Int(Int64(day) - dayAtZero))) }

    /// How many days the snapshot's day is behind that of a place; 0 for a missing day.
    @inline(__always)
    func daysPast(_ place: Int) -> Int { place == 0 ? 0 : daysPastAtZero &- place }
}
