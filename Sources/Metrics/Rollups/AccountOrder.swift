import Ledger
import LedgerColumns

/// The order of the account groups of a snapshot, cut into cells of neighbouring accounts.
///
/// An account's number is company rank × customers + customer rank, by the ranks of their texts. A cell has 2^``shift`` numbers; inside it a group has the code
/// (account − first account of the cell) × currencies × kinds + currency rank × kinds + kind, so that groups ascend with cell and code.
struct AccountOrder: Sendable {
    /// Rows of a cell at the least, on average, so that small ledgers have few.
    private static let cellRowCount = 4096
    /// Cells at the most, as long as codes fit: so many places are written in turn while rows are dealt out.
    private static let cellLimit = 1024

    let companies: [String]
    let customers: [String]
    let currencies: [Currency]
    /// By code of the snapshot's columns.
    private let firstAccountOfCompany: [Int]
    private let customerRank: [UInt32]
    private let groupOffsetOfCurrency: [UInt32]
    private let shift: Int
    let cellCount: Int

    init(of items: ItemColumns) {
        let companyOrder = utf8Order(items.companies.values)
        let customerOrder = utf8Order(items.customers.values)
        let currencyOrder = items.currencies.indices.sorted { items.currencies[$0] < items.currencies[$1] }
        companies = companyOrder.map { items.companies.values[$0] }
        customers = customerOrder.map { items.customers.values[$0] }
        currencies = currencyOrder.map { items.currencies[$0] }
        let customerCount = customers.count
        firstAccountOfCompany = ranks(of: companyOrder).map { Int($0) * customerCount }
        customerRank = ranks(of: customerOrder)
        groupOffsetOfCurrency = ranks(of: currencyOrder).map { $0 * UInt32(ItemKind.allCases.count) }
        let accountCount = max(1, companies.count * customerCount)
        let wanted = max(1, min(Self.cellLimit, items.count / Self.cellRowCount))
        // At most 256 currencies and 8 kinds leave room for 2^21 accounts in a code of 32 bits.
        let shift = (0..<21).first { (accountCount - 1) >> $0 < wanted } ?? 21
        self.shift = shift
        cellCount = (accountCount - 1) >> shift + 1
    }

    /// Groups of an account.
    private var groupsOfAccount: UInt32 { UInt32(currencies.count * ItemKind.allCases.count) }

    /// Bits of the largest code in a cell.
    var codeBitCount: Int { Int.bitWidth - (Int(groupsOfAccount) << shift).leadingZeroBitCount }

    /// The cell of an account, by codes of the snapshot's columns.
    @inline(__always)
    func cell(company: UInt32, customer: UInt32) -> Int {
        (firstAccountOfCompany[Int(company)] &+ Int(customerRank[Int(customer)])) >> shift
    }

    /// The code of a group in its cell, by codes of the snapshot's columns.
    @inline(__always)
    func code(company: UInt32, customer: UInt32, currency: UInt8, kind: UInt8) -> UInt32 {
        let account = firstAccountOfCompany[Int(company)] &+ Int(customerRank[Int(customer)])
        let place = UInt32(truncatingIfNeeded: account & (1 << shift - 1))
        return place &* groupsOfAccount &+ groupOffsetOfCurrency[Int(currency)] &+ UInt32(kind)
    }

    /// A group by ranks.
    func group(cell: Int, code: UInt32) -> GroupCode {
        let account = cell << shift + Int(code / groupsOfAccount)
        let kinds = UInt32(ItemKind.allCases.count)
        return GroupCode(
            company: UInt32(account / customers.count), customer: UInt32(account % customers.count),
            currency: code % groupsOfAccount / kinds, kind: UInt8(code % kinds))
    }

    /// Conversions by rank, of those by code of the snapshot's columns.
    func ranked(_ conversions: [Conversion]) -> [Conversion] {
        var ranked = conversions
        for (code, offset) in groupOffsetOfCurrency.enumerated() { ranked[Int(offset) / ItemKind.allCases.count] = conversions[code] }
        return ranked
    }
}
