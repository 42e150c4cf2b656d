@testable import Ledger
@testable import LedgerImport

/// Dates: first byte = order of day, month and year, the rest is the text; and the days in a file name.
///
/// A day that is read is written as ISO text and read again: the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDates(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let order = input.choice(ImportProfile.DateOrder.allCases)
    let text = String(decoding: input.rest, as: UTF8.self)
    if let day = DateText.read(text).day(order) {
        precondition(DateText.read(Day(daysSinceEpoch: day).isoText).day(.iso) == day, "a day that changes")
    }
    _ = Month(iso: text)
    // Bytes are compared: a mark behind a digit makes another character of it.
    let bytes = Array(text.utf8)
    for day in daysInFileName(text) {
        let written = [day.isoText, day.isoText.filter { $0 != "-" }]
        precondition(written.contains { bytes.contains(Array($0.utf8)) }, "a day that does not stand in the name")
    }
    return 0
}
