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

/// How items of a positions scan are written as words of 64 bits, which most can be: from above the group's code, the places of the document day and of the due day, the open amount.
struct PositionWords: Sendable {
    let days: PositionDays
    private let codeBitCount: UInt64
    private let documentBitCount: UInt64
    private let dueBitCount: UInt64
    /// Bits above the amount.
    private let amountShift: UInt64

    /// - Parameter codeBitCount: Bits of the largest code; at most 32.
    init(codeBitCount: Int, days: PositionDays) {
        self.codeBitCount = UInt64(codeBitCount)
        (documentBitCount, dueBitCount) = (days.document.bitCount, days.due.bitCount)
        amountShift = self.codeBitCount + documentBitCount + dueBitCount
        precondition(codeBitCount <= 32 && amountShift < 64, "spans of days have 13 bits at the most")
        self.days = days
    }

    /// The bit at which codes begin.
    var codeShift: UInt64 { 64 - codeBitCount }

    private var amountBitCount: UInt64 { 64 &- amountShift }

    /// The word of an item; nil when its amount or one of its days does not fit.
    @inline(__always)
    func word(_ item: PositionItem) -> UInt64? {
        let (document, due) = (days.document.place(item.documentDay), days.due.place(item.dueDay))
        let amount = UInt64(bitPattern: item.openMinor &<< Int64(amountShift)) &>> amountShift
        guard document >= 0, due >= 0, openMinor(amount) == item.openMinor else { return nil }
        let head = UInt64(item.code) &<< documentBitCount | UInt64(bitPattern: document)
        return (head &<< dueBitCount | UInt64(bitPattern: due)) &<< amountBitCount | amount
    }

    /// The group's code.
    @inline(__always)
    func code(_ word: UInt64) -> UInt32 { codeBitCount == 0 ? 0 : UInt32(truncatingIfNeeded: word &>> codeShift) }

    /// The place of the document day.
    @inline(__always)
    func document(_ word: UInt64) -> Int {
        Int(truncatingIfNeeded: word &>> (amountBitCount &+ dueBitCount) & (1 &<< documentBitCount &- 1))
    }

    /// The place of the due day.
    @inline(__always)
    func due(_ word: UInt64) -> Int { Int(truncatingIfNeeded: word &>> amountBitCount & (1 &<< dueBitCount &- 1)) }

    @inline(__always)
    func openMinor(_ word: UInt64) -> Int64 { (Int64(bitPattern: word) &<< Int64(amountShift)) &>> Int64(amountShift) }
}
