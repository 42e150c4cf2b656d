import Ledger
import LedgerColumns

extension [Currency] {
    /// The places of currencies in their order; new ones are added. For lists of at most some hundred.
    mutating func codes(adding values: [Currency]) -> [UInt32] {
        values.map { value in
            if let known = firstIndex(of: value) { return UInt32(known) }
            append(value)
            return UInt32(count - 1)
        }
    }
}

/// The order of the account groups of a snapshot, cut into cells of neighbouring accounts.
///
/// An account's number is company rank × customers + customer rank, by the ranks of their texts. A cell has 2^``shift`` numbers; inside it a group has the code
/// (account − first account of the cell) × currencies × kinds + currency rank × kinds + kind, so that groups ascend with cell and code.
struct AccountOrder: Sendable {
    /// Rows of a cell at the least, on average, so that small ledgers have few.
    private static let cellRowCount = 4096
    /// Cells at the most, as long as codes fit: so many places are written in turn while rows are dealt out.
    private static let cellLimit = 1024

    /// In the order of ranks.
    let companies: [String]
    let customers: [String]
    let currencies: [Currency]
    /// Kinds that are told apart.
    private let kindCount: Int
    /// By code of the lists that were given.
    private let firstAccountOfCompany: [Int]
    private let customerRank: [UInt32]
    private let groupOffsetOfCurrency: [UInt32]
    private let shift: Int
    let cellCount: Int

    /// The order of the accounts of lists of values, for about `rowCount` rows.
    init(companies: [String], customers: [String], currencies: [Currency], kindCount: Int, rowCount: Int) {
        let companyCodes = utf8Order(companies)
        let customerCodes = utf8Order(customers)
        let currencyCodes = currencies.indices.sorted { currencies[$0] < currencies[$1] }
        self.companies = companyCodes.map { companies[$0] }
        self.customers = customerCodes.map { customers[$0] }
        self.currencies = currencyCodes.map { currencies[$0] }
        self.kindCount = kindCount
        firstAccountOfCompany = ranks(of: companyCodes, count: companies.count).map { Int($0) * customerCodes.count }
        customerRank = ranks(of: customerCodes, count: customers.count)
        groupOffsetOfCurrency = ranks(of: currencyCodes, count: currencies.count).map { $0 * UInt32(kindCount) }
        let accountCount = max(1, companyCodes.count * customerCodes.count)
        let wanted = max(1, min(Self.cellLimit, rowCount / Self.cellRowCount))
        // At most 256 currencies and 8 kinds leave room for 2^21 accounts in a code of 32 bits.
        let shift = (0..<21).first { (accountCount - 1) >> $0 < wanted } ?? 21
        self.shift = shift
        cellCount = (accountCount - 1) >> shift + 1
    }

    /// Groups of an account.
    private var groupsOfAccount: UInt32 { UInt32(currencies.count * kindCount) }

    /// Codes in a cell are below it.
    var codeLimit: Int { Int(groupsOfAccount) << shift }

    /// Bits of the largest code in a cell.
    var codeBitCount: Int { Int.bitWidth - max(0, codeLimit - 1).leadingZeroBitCount }

    /// Where the groups of some lists' codes are, whose values are those of this order.
    func places(companies: [UInt32], customers: [UInt32], currencies: [UInt32]) -> AccountPlaces {
        AccountPlaces(
            firstAccount: companies.map { firstAccountOfCompany[Int($0)] }, customerRank: customers.map { customerRank[Int($0)] },
            groupOffset: currencies.map { groupOffsetOfCurrency[Int($0)] }, groupsOfAccount: groupsOfAccount, shift: shift)
    }

    /// A group by ranks.
    func group(cell: Int, code: UInt32) -> GroupCode {
        let account = cell << shift + Int(code / groupsOfAccount)
        let kinds = UInt32(kindCount)
        let (company, customer) = account.quotientAndRemainder(dividingBy: customers.count)
        return GroupCode(
            company: UInt32(company), customer: UInt32(customer), currency: code % groupsOfAccount / kinds, kind: UInt8(code % kinds))
    }
}

/// Where groups are in an ``AccountOrder``, by codes of lists of their own.
struct AccountPlaces: Sendable {
    fileprivate let firstAccount: [Int]
    fileprivate let customerRank: [UInt32]
    fileprivate let groupOffset: [UInt32]
    fileprivate let groupsOfAccount: UInt32
    fileprivate let shift: Int

    /// The cell of a group, and its code there.
    @inline(__always)
    func place(company: UInt32, customer: UInt32, currency: UInt8, kind: UInt8 = 0) -> (cell: Int, code: UInt32) {
        let account = firstAccount[Int(company)] &+ Int(customerRank[Int(customer)])
        let place = UInt32(truncatingIfNeeded: account & (1 &<< shift &- 1))
        return (account &>> shift, place &* groupsOfAccount &+ groupOffset[Int(currency)] &+ UInt32(kind))
    }
}
