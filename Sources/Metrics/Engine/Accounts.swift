import Ledger
import LedgerColumns

/// The account groups of all rollups of a day, numbered together, with the scope keys they stand under.
struct Accounts {
    private(set) var companies = AscendingTexts()
    private(set) var customers = AscendingTexts()
    private(set) var currencies: [Currency] = []
    /// The last account numbered of each customer, and of each account the one numbered before it of the same customer; negative: none. Customers have few
    /// accounts, so walking them is cheaper than hashing.
    private var lastOfCustomer: [Int32] = []
    private var previousOfSame: [Int32] = []
    /// Codes of each account.
    private(set) var codes: [GroupCode] = []

    /// Texts of lists that ascend, numbered by first appearance.
    struct AscendingTexts {
        private(set) var codes = StringDictionary()
        /// All texts with their codes, ascending: lists have most of their texts in common, which are found by walking along both.
        private var ascending: [(text: String, code: UInt32)] = []

        var values: [String] { codes.values }
        var count: Int { codes.count }

        /// - Parameter texts: Each once; those that do not ascend are found all the same, but by hashing.
        mutating func codes(adding texts: [String]) -> [UInt32] {
            let known = codes.count
            var cursor = 0
            let found = texts.map { text in
                while cursor < ascending.count, ascending[cursor].text != text, ascending[cursor].text < text { cursor += 1 }
                return cursor < ascending.count && ascending[cursor].text == text ? ascending[cursor].code : codes.code(adding: text)
            }
            if codes.count > known { merge(codes.values[known...].enumerated().map { ($0.element, UInt32(known + $0.offset)) }) }
            return found
        }

        private mutating func merge(_ new: [(text: String, code: UInt32)]) {
            let new = new.sorted { $0.text < $1.text }
            var merged: [(text: String, code: UInt32)] = []
            merged.reserveCapacity(ascending.count + new.count)
            var place = 0
            for entry in ascending {
                while place < new.count, new[place].text < entry.text {
                    merged.append(new[place])
                    place += 1
                }
                merged.append(entry)
            }
            ascending = merged + new[place...]
        }
    }

    /// The account numbers of a rollup's rows; new accounts are added. Kinds are not told apart.
    mutating func numbers(of groups: AccountGroups) -> [Int] {
        let companyCodes = companies.codes(adding: groups.companies)
        let customerCodes = customers.codes(adding: groups.customers)
        lastOfCustomer.append(contentsOf: repeatElement(-1, count: customers.count - lastOfCustomer.count))
        let currencyCodes = groups.currencies.map { currency in
            if let known = currencies.firstIndex(of: currency) { return UInt32(known) }
            currencies.append(currency)
            return UInt32(currencies.count - 1)
        }
        return (0..<groups.count).map { row in
            number(
                GroupCode(
                    company: companyCodes[Int(groups.company[row])], customer: customerCodes[Int(groups.customer[row])],
                    currency: currencyCodes[Int(groups.currency[row])]))
        }
    }

    private mutating func number(_ code: GroupCode) -> Int {
        let last = lastOfCustomer[Int(code.customer)]
        var known = last
        while known >= 0 {
            if codes[Int(known)].company == code.company, codes[Int(known)].currency == code.currency { return Int(known) }
            known = previousOfSame[Int(known)]
        }
        previousOfSame.append(last)
        lastOfCustomer[Int(code.customer)] = Int32(codes.count)
        codes.append(code)
        return codes.count - 1
    }

    /// The keys that accounts stand under in a scope on a day.
    ///
    /// - Parameter owners: Of the customers on the day.
    func grouping(_ scope: Scope, owners: OwnersOfDay, tables: ReferenceTables) -> AccountGrouping {
        func byCustomer(_ keys: [String]) -> AccountGrouping {
            AccountGrouping(keys: keys, followsCustomer: true, group: codes.map { Int($0.customer) })
        }
        switch scope {
        case .all: return AccountGrouping(keys: [""], followsCustomer: false, group: [Int](repeating: 0, count: codes.count))
        case .company: return AccountGrouping(keys: companies.values, followsCustomer: false, group: codes.map { Int($0.company) })
        case .currency: return AccountGrouping(keys: currencies.map(\.code), followsCustomer: false, group: codes.map { Int($0.currency) })
        case .customer: return byCustomer(customers.values)
        case .country: return byCustomer(customers.values.map { tables.customers[$0]?.country ?? ScopeKey.unknown })
        case .segment: return byCustomer(customers.values.map { tables.customers[$0]?.segment ?? ScopeKey.unknown })
        case .analyst: return byCustomer(owners.numbers.map { owners.names[$0] })
        case .team:
            let teams = owners.names.map { ScopeKey.team(of: $0, tables: tables) }
            return byCustomer(owners.numbers.map { teams[$0] })
        }
    }
}

/// Accounts put together by what decides their key in a scope: company, currency or customer. Several groups may have the same key.
struct AccountGrouping {
    /// The key of each group.
    let keys: [String]
    /// Whether the groups are the customers, by number.
    let followsCustomer: Bool
    /// The group of each account.
    let group: [Int]
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
        case .analyst: return tables.owners.owner(of: customer, on: day)
        case .team: return team(of: tables.owners.owner(of: customer, on: day), tables: tables)
        case .all, .company, .currency: preconditionFailure("scope \(scope) does not follow the customer")
        }
    }

    /// The key an account stands under on a day.
    public static func key(
        _ scope: Scope, company: String, customer: String, currency: Currency, on day: Day, tables: ReferenceTables
    ) -> String {
        switch scope {
        case .all: ""
        case .company: company
        case .currency: currency.code
        case .country, .segment, .team, .analyst, .customer: key(scope, customer: customer, on: day, tables: tables)
        }
    }

    /// The team of an owner; the house account is its own team.
    static func team(of owner: String, tables: ReferenceTables) -> String {
        owner == PortfolioIndex.house ? owner : tables.analysts[owner]?.team ?? unknown
    }

    /// The owners by team, without the house account.
    static func teams(of owners: some Sequence<String>, tables: ReferenceTables) -> [String: Set<String>] {
        Dictionary(grouping: owners.filter { $0 != PortfolioIndex.house }) { team(of: $0, tables: tables) }.mapValues { Set($0) }
    }

    /// Ascending by UTF-8 bytes, `house` and `unknown` last.
    static func precedes(_ left: String, _ right: String) -> Bool {
        func rank(_ key: String) -> Int { key == PortfolioIndex.house ? 1 : key == unknown ? 2 : 0 }
        return rank(left) == rank(right) ? left.utf8.lexicographicallyPrecedes(right.utf8) : rank(left) < rank(right)
    }
}
