import Ledger
import LedgerColumns

/// What a positions scan needs of an item.
struct PositionItem: BitwiseCopyable, Sendable {
    /// The group's code in its cell.
    let code: UInt32
    let documentDay: Int32
    let dueDay: Int32
    let openMinor: Int64
}

/// How items of a positions scan are written as words of 64 bits, which most can be: from above the group's code, the document day, the due day, the open amount.
struct PositionWords: Sendable {
    let days: PositionDays
    private let codeBitCount: UInt64

    /// - Parameter codeBitCount: Bits of the largest code; at most 32.
    init(codeBitCount: Int, days: PositionDays) {
        precondition(codeBitCount <= 32)
        self.codeBitCount = UInt64(codeBitCount)
        self.days = days
    }

    private var amountBitCount: UInt64 { 64 - 2 * PositionDays.bitCount - codeBitCount }

    /// The bit at which codes begin.
    var codeShift: UInt64 { 64 - codeBitCount }

    /// The word of an item; nil when its amount or one of its days does not fit.
    @inline(__always)
    func word(_ item: PositionItem) -> UInt64? {
        let (document, due) = (days.place(item.documentDay), days.place(item.dueDay))
        let unused = Int64(bitPattern: 64 &- amountBitCount)
        let amount = UInt64(bitPattern: item.openMinor &<< unused) &>> unused
        guard document >= 0, due >= 0, (Int64(bitPattern: amount) &<< unused) &>> unused == item.openMinor else { return nil }
        let dates = UInt64(bitPattern: document) &<< PositionDays.bitCount | UInt64(bitPattern: due)
        return amount | (dates | UInt64(item.code) &<< (2 * PositionDays.bitCount)) &<< amountBitCount
    }

    /// The group's code.
    @inline(__always)
    func code(_ word: UInt64) -> UInt32 { codeBitCount == 0 ? 0 : UInt32(truncatingIfNeeded: word &>> codeShift) }

    /// The place of the document day.
    @inline(__always)
    func document(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: word &>> (amountBitCount &+ PositionDays.bitCount) & PositionDays.mask)
    }

    /// The place of the due day.
    @inline(__always)
    func due(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> amountBitCount & PositionDays.mask) }

    @inline(__always)
    func openMinor(_ word: UInt64) -> Int64 {
        let unused = Int64(bitPattern: 64 &- amountBitCount)
        return (Int64(bitPattern: word) &<< unused) &>> unused
    }
}
