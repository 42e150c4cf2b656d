import Ledger

/// The account groups (company × customer × document currency, and item kind where a rollup tells kinds apart) a rollup has rows for,
/// in one canonical order.
///
/// Shape: row i of ``company``, ``customer`` and ``currency`` are codes into the three sorted lists of values, ``kind`` is a raw `ItemKind`
/// (0 where kinds are not told apart); rows ascend by (company, customer, currency, kind). Codes follow the order of values, so the same ledger gives the same rollup whatever the order of its rows.
public struct AccountGroups: Hashable, Sendable {
    /// Distinct company ids, ascending by UTF-8.
    public var companies: [String]
    /// Distinct customer ids, ascending by UTF-8.
    public var customers: [String]
    /// Distinct currencies, ascending by code.
    public var currencies: [Currency]
    public var company: [UInt32] = []
    public var customer: [UInt32] = []
    public var currency: [UInt32] = []
    public var kind: [UInt8] = []

    /// Number of rows.
    public var count: Int { company.count }

    init(companies: [String], customers: [String], currencies: [Currency]) {
        self.companies = companies
        self.customers = customers
        self.currencies = currencies
    }

    /// The groups whose codes (into unsorted value lists) are given, and where each of them went.
    ///
    /// - Returns: the sorted groups and, for each given group, its row.
    static func sorted(
        companies: [String], customers: [String], currencies: [Currency], codes: [GroupCode]
    ) -> (groups: AccountGroups, rowOfGroup: [Int]) {
        let companyOrder = ranks(companies, used: codes.lazy.map(\.company), order: utf8Order)
        let customerOrder = ranks(customers, used: codes.lazy.map(\.customer), order: utf8Order)
        let currencyOrder = ranks(currencies, used: codes.lazy.map(\.currency)) { used in used.indices.sorted { used[$0] < used[$1] } }
        var groups = AccountGroups(companies: companyOrder.sorted, customers: customerOrder.sorted, currencies: currencyOrder.sorted)
        // Below the ranks stands the place of the group: whole numbers are quick to sort.
        let keys = codes.enumerated().map { place, code in
            UInt128(companyOrder.rank[Int(code.company)]) << 96 | UInt128(customerOrder.rank[Int(code.customer)]) << 64
                | UInt128(currencyOrder.rank[Int(code.currency)]) << 40 | UInt128(code.kind) << 32 | UInt128(place)
        }.sorted()
        var rowOfGroup = [Int](repeating: 0, count: codes.count)
        groups.company.reserveCapacity(keys.count)
        groups.customer.reserveCapacity(keys.count)
        groups.currency.reserveCapacity(keys.count)
        for (row, key) in keys.enumerated() {
            rowOfGroup[Int(UInt32(truncatingIfNeeded: key))] = row
            groups.company.append(UInt32(truncatingIfNeeded: key >> 96))
            groups.customer.append(UInt32(truncatingIfNeeded: key >> 64))
            groups.currency.append(UInt32(truncatingIfNeeded: key >> 40) & 0xFF_FFFF)
            groups.kind.append(UInt8(truncatingIfNeeded: key >> 32))
        }
        return (groups, rowOfGroup)
    }

    /// The used values in order, and the rank of each used code among them; `order` gives the places of values in order.
    private static func ranks<Value>(
        _ values: [Value], used codes: some Sequence<UInt32>, order: ([Value]) -> [Int]
    ) -> (sorted: [Value], rank: [UInt32]) {
        var isUsed = [Bool](repeating: false, count: values.count)
        for code in codes { isUsed[Int(code)] = true }
        let used = values.indices.filter { isUsed[$0] }
        let order = order(used.map { values[$0] })
        var rank = [UInt32](repeating: 0, count: values.count)
        for (position, place) in order.enumerated() { rank[used[place]] = UInt32(position) }
        return (order.map { values[used[$0]] }, rank)
    }

    /// Appends a group of the same lists of values, which comes behind all others.
    mutating func append(_ group: GroupCode) {
        company.append(group.company)
        customer.append(group.customer)
        currency.append(group.currency)
        kind.append(group.kind)
    }

    /// Appends groups of the same lists of values, which come behind all others.
    mutating func append(_ other: AccountGroups) {
        company += other.company
        customer += other.customer
        currency += other.currency
        kind += other.kind
    }

    /// Leaves out values that no row has. Linear.
    mutating func removeUnusedValues() {
        Self.removeUnused(&companies, &company)
        Self.removeUnused(&customers, &customer)
        Self.removeUnused(&currencies, &currency)
    }

    private static func removeUnused<Value>(_ values: inout [Value], _ codes: inout [UInt32]) {
        var isUsed = [Bool](repeating: false, count: values.count)
        for code in codes { isUsed[Int(code)] = true }
        guard isUsed.contains(false) else { return }
        var rank = [UInt32](repeating: 0, count: values.count)
        var used: [Value] = []
        for (code, value) in values.enumerated() where isUsed[code] {
            rank[code] = UInt32(used.count)
            used.append(value)
        }
        values = used
        for row in codes.indices { codes[row] = rank[Int(codes[row])] }
    }
}

/// Codes of one account group into value lists of its rows' columns.
struct GroupCode: Hashable {
    var company: UInt32
    var customer: UInt32
    var currency: UInt32
    var kind: UInt8 = 0
}

/// Numbers account groups by first appearance while rows are scanned.
///
/// A direct table over all combinations while it stays small (one load a row), a hash table beyond.
struct GroupNumbering {
    private static let directLimit = 1 << 24
    private let customerCount: Int
    private let currencyCount: Int
    private var direct: [Int32]
    private var hashed: [Int: Int32] = [:]
    private(set) var codes: [GroupCode] = []

    /// A numbering of codes below the given counts.
    init(companyCount: Int, customerCount: Int, currencyCount: Int) {
        self.customerCount = customerCount
        self.currencyCount = currencyCount
        let combinations = companyCount.multipliedReportingOverflow(by: customerCount * currencyCount)
        let isDirect = !combinations.overflow && combinations.partialValue <= Self.directLimit
        direct = isDirect ? [Int32](repeating: -1, count: combinations.partialValue) : []
    }

    var count: Int { codes.count }

    /// The number of a group; new groups get the next one. Constant time.
    mutating func number(_ code: GroupCode) -> Int {
        let place = (Int(code.company) * customerCount + Int(code.customer)) * currencyCount + Int(code.currency)
        if direct.isEmpty {
            if let known = hashed[place] { return Int(known) }
            hashed[place] = Int32(codes.count)
        } else {
            let known = direct[place]
            if known >= 0 { return Int(known) }
            direct[place] = Int32(codes.count)
        }
        codes.append(code)
        return codes.count - 1
    }
}
