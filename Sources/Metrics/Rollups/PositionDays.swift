import Ledger
import LedgerColumns

/// The days around a snapshot's day by place, with what is to be known of each: 0 is a missing day, the others are those at most 4,095 before and after.
struct PositionDays: Sendable {
    static let bitCount: UInt64 = 13
    static let mask: UInt64 = 1 << bitCount - 1
    /// The place of the snapshot's day.
    private static let middle = 1 << (bitCount - 1)

    let asOf: Day
    let aging: AgingLimits
    /// Due days up to it are in the month that the day opens, or earlier.
    let lastDueDayInMonth: Int32
    /// The bucket of each place as a due day.
    let bucket: [UInt8]
    /// The month of each place: 0 for a missing day, otherwise 1 for the first month.
    let monthNumber: [UInt16]
    /// `Month.index` of the first month, whose number is 1.
    private let firstMonth: Int

    init(asOf: Day, aging: AgingLimits) {
        self.asOf = asOf
        self.aging = aging
        lastDueDayInMonth = asOf.adding(days: 1).month.lastDay.daysSinceEpoch
        var month = asOf.adding(days: 1 - Self.middle).month
        firstMonth = month.index
        var (bucket, monthNumber): ([UInt8], [UInt16]) = ([0], [0])
        for place in 1...Int(Self.mask) {
            let day = asOf.adding(days: place - Self.middle)
            if day > month.lastDay { month = month.adding(months: 1) }
            bucket.append(UInt8(aging.bucket(daysPastDue: Self.daysPast(place))))
            monthNumber.append(UInt16(month.index - firstMonth + 1))
        }
        (self.bucket, self.monthNumber) = (bucket, monthNumber)
    }

    /// Numbers of months are below it.
    var monthLimit: Int { Int(monthNumber[monthNumber.count - 1]) + 1 }

    /// `Month.index` of a number; `DocumentMonths.noMonth` of 0.
    func month(_ number: Int) -> Int32 { number == 0 ? DocumentMonths.noMonth : Int32(firstMonth + number - 1) }

    /// The place of a day; −1 when it has none.
    @inline(__always)
    func place(_ day: Int32) -> Int64 {
        if day == ItemColumns.noDay { return 0 }
        let place = Int64(day) &- Int64(asOf.daysSinceEpoch) &+ Int64(Self.middle)
        return place > 0 && place <= Int64(Self.mask) ? place : -1
    }

    /// How many days the snapshot's day is behind that of a place; 0 for a missing day.
    @inline(__always)
    static func daysPast(_ place: Int) -> Int { place == 0 ? 0 : middle &- place }

    /// How many days the snapshot's day is behind another; 0 for a missing day.
    func daysPast(day: Int32) -> Int { day == ItemColumns.noDay ? 0 : Int(asOf.daysSinceEpoch) - Int(day) }
}
