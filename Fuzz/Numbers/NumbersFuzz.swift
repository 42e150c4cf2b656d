@testable import Ledger
@testable import LedgerImport

/// Amounts and decimal numbers: first bytes = currency and decimal mark, the rest is the text.
///
/// An amount that is read is written in canonical form and read again: the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzNumbers(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let exponent = Int(input.choice([0, 2, 3] as [UInt8]))
    let mark = input.choice(DecimalMark.allCases)
    let text = String(decoding: input.rest, as: UTF8.self)
    if case .minor(let amount) = AmountText.read(text, mark: mark, exponent: exponent) {
        precondition(amount.magnitude <= AmountScan.limitMinor, "an amount beyond the limit")
        guard case .minor(let again) = AmountText.read(written(amount, exponent), mark: .point, exponent: exponent) else {
            preconditionFailure("an amount that cannot be read again")
        }
        precondition(again == amount, "an amount that changes")
    }
    _ = Decimal64(text: text)
    if let number = SheetNumber.shortest(text) {
        // What is snapped is within a millionth, has few places, and is its own shortest form.
        let snapped = SheetNumber.snapped(number)
        let again = SheetNumber.shortest(SheetNumber.text(snapped))
        precondition(snapped.scale <= SheetNumber.placesMax || snapped == number, "a number that is neither snapped nor itself")
        precondition(again == snapped || snapped.digits > 999_999_999_999_999, "a number that changes")
    }
    _ = SheetDay.day(serial: text, countsFrom1904: mark == .comma)
    _ = SheetDay.day(iso: text)
    return 0
}

private func written(_ amount: Int64, _ exponent: Int) -> String {
    let digits = String(amount.magnitude)
    let padded = String(repeating: "0", count: max(0, exponent + 1 - digits.count)) + digits
    let places = padded.suffix(exponent)
    return (amount < 0 ? "-" : "") + padded.dropLast(exponent) + (exponent == 0 ? "" : "." + places)
}
