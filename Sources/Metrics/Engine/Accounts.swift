import Ledger

/// The account groups of all rollups of a day, numbered together, with the scope keys they stand under.
struct Accounts {
    private(set) var companies = Interner()
    private(set) var customers = Interner()
    private(set) var currencies: [Currency] = []
    private var numbers: [GroupCode: Int] = [:]
    /// Codes of each account.
    private(set) var codes: [GroupCode] = []

    /// Numbers texts by first appearance.
    struct Interner {
        private(set) var values: [String] = []
        private var codes: [String: UInt32] = [:]

        mutating func code(_ value: String) -> UInt32 {
            if let known = codes[value] { return known }
            codes[value] = UInt32(values.count)
            values.append(value)
            return UInt32(values.count - 1)
        }
    }

    /// The account numbers of a rollup's rows; new accounts are added. Kinds are not told apart.
    mutating func numbers(of groups: AccountGroups) -> [Int] {
        let companyCodes = groups.companies.map { companies.code($0) }
        let customerCodes = groups.customers.map { customers.code($0) }
        let currencyCodes = groups.currencies.map { currency in
            if let known = currencies.firstIndex(of: currency) { return UInt32(known) }
            currencies.append(currency)
            return UInt32(currencies.count - 1)
        }
        return (0..<groups.count).map { row in
            let code = GroupCode(
                company: companyCodes[Int(groups.company[row])], customer: customerCodes[Int(groups.customer[row])],
                currency: currencyCodes[Int(groups.currency[row])])
            if let known = numbers[code] { return known }
            numbers[code] = codes.count
            codes.append(code)
            return codes.count - 1
        }
    }

    /// The key of each account in a scope on a day.
    func keys(_ scope: Scope, on day: Day, tables: ReferenceTables) -> [String] {
        switch scope {
        case .all: return [String](repeating: "", count: codes.count)
        case .company: return codes.map { companies.values[Int($0.company)] }
        case .currency: return codes.map { currencies[Int($0.currency)].code }
        case .country, .segment, .team, .analyst, .customer:
            let byCustomer = customers.values.map { ScopeKey.key(scope, customer: $0, on: day, tables: tables) }
            return codes.map { byCustomer[Int($0.customer)] }
        }
    }
}

/// The names of scope keys.
public enum ScopeKey {
    /// Customers whose country or segment is not known, analysts whose team is not known.
    public static let unknown = "unknown"

    /// The key a customer stands under in a scope that follows the customer.
    static func key(_ scope: Scope, customer: String, on day: Day, tables: ReferenceTables) -> String {
        switch scope {
        case .customer: return customer
        case .country: return tables.customers[customer]?.country ?? unknown
        case .segment: return tables.customers[customer]?.segment ?? unknown
        case .analyst: return tables.portfolios.owner(of: customer, on: day) ?? PortfolioIndex.house
        case .team: return team(of: tables.portfolios.owner(of: customer, on: day) ?? PortfolioIndex.house, tables: tables)
        case .all, .company, .currency: preconditionFailure("scope \(scope) does not follow the customer")
        }
    }

    /// The team of an owner; the house account is its own team.
    static func team(of owner: String, tables: ReferenceTables) -> String {
        owner == PortfolioIndex.house ? owner : tables.analysts[owner]?.team ?? unknown
    }

    /// Ascending by UTF-8 bytes, `house` and `unknown` last.
    static func precedes(_ left: String, _ right: String) -> Bool {
        func rank(_ key: String) -> Int { key == PortfolioIndex.house ? 1 : key == unknown ? 2 : 0 }
        return rank(left) == rank(right) ? left.utf8.lexicographicallyPrecedes(right.utf8) : rank(left) < rank(right)
    }
}
