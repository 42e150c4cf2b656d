import Ledger
import LedgerColumns
import LedgerImport

/// The numbers of the items of a list without lines, which tells items of one number apart by the others: a row of such a number is mended in the whole list only.
struct MendedNumbers {
    /// What items have in common that the list may have to tell apart.
    private struct Number: Hashable {
        let document: DocumentKey
        /// Where the profile has kind and customer in the key.
        let kind: UInt8?
        let customer: String?
        /// Day and original amount of payments and other documents there.
        let amount: [Int64]
        /// Where numbers start again each year.
        let year: Substring
    }

    private let profile: ImportProfile
    private var numbers: Set<Number> = []

    /// Linear in the items.
    init(_ items: ItemColumns, _ profile: ImportProfile) {
        self.profile = profile
        for row in 0..<items.count { numbers.insert(number(items, row)) }
    }

    /// Whether an item has the number of one of these.
    func has(_ items: ItemColumns, _ row: Int) -> Bool { numbers.contains(number(items, row)) }

    private func number(_ items: ItemColumns, _ row: Int) -> Number {
        let isByKind = profile.numbersRepeatByKind
        let line = items.lines[items.line[row]]
        let kind = ItemKind(rawValue: items.kind[row])
        let hasAmount = isByKind && (kind == .payment || kind == .other)
        return Number(
            document: items.documentKey(row), kind: isByKind ? items.kind[row] : nil,
            customer: isByKind && kind != .invoice ? items.customers[items.customer[row]] : nil,
            amount: hasAmount ? [Int64(items.documentDay[row]), items.amountMinor[row]] : [],
            year: profile.documentNumbersRepeatByYear ? line.prefix(4) : "")
    }
}
