import Ledger

// From the rollups of a day to sums by scope and key.

extension FactsBuilder {
    /// The figures of the gathered rollups.
    func figures(scopes: [Scope]) throws -> DayFigures {
        let unexplained = try unexplained()
        let owners = tables.owners.owners(of: accounts.customers.values, on: asOf)
        let customersOfEvents = collections.events.map { accounts.customers.codes.code(of: $0.customer).map { Int($0) } ?? -1 }
        let (balances, contacted) = (customerBalances, contactedCustomers(customersOfEvents))
        var sums: [Scope: GroupedSums] = [:]
        var books: Books?
        let asked = Set(scopes).union([.all])
        for scope in Self.finestFirst where asked.contains(scope) {
            let grouping = accounts.grouping(scope, owners: owners, tables: tables)
            let (keys, placeOfGroup, placeOfEvent) = keys(of: scope, grouping, customersOfEvents: customersOfEvents)
            var own = ScopeSums(keys, frame: frame, hindcastCount: hindcasts.count)
            let places = grouping.group.map { placeOfGroup[$0] }
            if let finer = Self.finer(than: scope).lazy.compactMap({ sums[$0] }).first, let placeOfFiner = self.places(of: finer, places) {
                own.add(finer.sums, places: placeOfFiner)
            } else if grouping.followsCustomer {
                addRows(to: &own, places: places, unexplained: unexplained)
                own.add(balances, places: places, contacted: contacted)
            } else {
                let known = books ?? self.books(unexplained: unexplained)
                books = known
                own.add(known.sums, places: known.places(places))
                own.add(balances, places: places, contacted: contacted)
            }
            addPeople(of: scope, to: &own, places: places, placeOfEvent: placeOfEvent)
            sums[scope] = GroupedSums(sums: own, placeOfCustomer: grouping.followsCustomer ? placeOfGroup : [])
        }
        return DayFigures(
            day: MetricDay(frame: frame, tables: tables, positiveNetMinor: sums[.all]?.sums.positiveNetMinor ?? 0), disputes: disputes,
            promises: PromisesOfDay(promises), facts: sums.mapValues(\.sums.keyed))
    }

    /// The sums of a scope, and the place in them of each customer's key, by customer number; empty where keys do not follow the customer.
    private struct GroupedSums {
        let sums: ScopeSums
        let placeOfCustomer: [Int]
    }

    /// The scopes in an order in which what can be summed from another comes after it.
    private static let finestFirst: [Scope] = [.customer, .analyst, .team, .country, .segment, .company, .currency, .all]

    /// The scopes whose keys add up to those of a scope where a customer stands under one of them only; the one of fewest keys first.
    private static func finer(than scope: Scope) -> [Scope] {
        switch scope {
        case .all: [.team, .segment, .country, .analyst, .customer]
        case .team: [.analyst, .customer]
        case .analyst, .country, .segment, .company, .currency: [.customer]
        case .customer: []
        }
    }

    /// The place of each key of a finer scope; nil when accounts of a customer stand under several places.
    ///
    /// - Parameter places: Of the accounts.
    private func places(of finer: GroupedSums, _ places: [Int]) -> [Int]? {
        var placeOfCustomer = [Int](repeating: -1, count: accounts.customers.values.count)
        for (code, place) in zip(accounts.codes, places) {
            let known = placeOfCustomer[Int(code.customer)]
            if known >= 0, known != place { return nil }
            placeOfCustomer[Int(code.customer)] = place
        }
        var found = [Int](repeating: -1, count: finer.sums.count)
        for (customer, place) in placeOfCustomer.enumerated() where place >= 0 { found[finer.placeOfCustomer[customer]] = place }
        return found
    }

    /// The sums of each company in each currency, which add up to those of companies and of currencies; without the balances of customers, who may stand under
    /// several of them.
    private struct Books {
        let sums: ScopeSums
        /// Of each account.
        let bookOfAccount: [Int]

        /// The place of each book.
        ///
        /// - Parameter places: Of the accounts.
        func places(_ places: [Int]) -> [Int] {
            var found = [Int](repeating: -1, count: sums.count)
            for (book, place) in zip(bookOfAccount, places) { found[book] = place }
            return found
        }
    }

    private func books(unexplained: [Int128]) -> Books {
        var keys = ScopeKeys()
        for company in accounts.companies.values.indices {
            for currency in accounts.currencies.indices { keys.add("\(company) \(currency)") }
        }
        let bookOfAccount = accounts.codes.map { Int($0.company) * accounts.currencies.count + Int($0.currency) }
        var sums = ScopeSums(keys, frame: frame, hindcastCount: hindcasts.count)
        addRows(to: &sums, places: bookOfAccount, unexplained: unexplained)
        return Books(sums: sums, bookOfAccount: bookOfAccount)
    }

    /// Adds what follows people rather than accounts: attributed cash, disputes, promises and contacts, and what the risk of customers looks at.
    private func addPeople(of scope: Scope, to sums: inout ScopeSums, places: [Int], placeOfEvent: [Int]) {
        if let payments {
            sums.add(
                attributed: payments.rollup, places: payments.accounts.map { places[$0] }, byOwner: scope == .analyst || scope == .team)
        }
        sums.add(collections.events, places: placeOfEvent)
        if scope == .customer { sums.risk = RiskFacts.of(sums.keys.keys, tables: tables, promises: promises, frame: frame) }
    }

    /// The keys that have a balance, a movement, an event or cash, and everybody of the team; all others as keys that are not shown. And the place of each group
    /// and of each event, −1 for events that stand under no key.
    ///
    /// - Parameter customersOfEvents: The customer number of each event; −1 for customers without accounts.
    private func keys(
        of scope: Scope, _ grouping: AccountGrouping, customersOfEvents: [Int]
    ) -> (keys: ScopeKeys, placeOfGroup: [Int], placeOfEvent: [Int]) {
        var keys = ScopeKeys()
        switch scope {
        case .all: keys.add("")
        case .analyst: for analyst in tables.analysts.keys { keys.add(analyst) }
        case .team: for analyst in tables.analysts.keys { keys.add(ScopeKey.team(of: analyst, tables: tables)) }
        default: break
        }
        var isActiveGroup = [Bool](repeating: false, count: grouping.keys.count)
        for (account, group) in grouping.group.enumerated() where isActive[account] { isActiveGroup[group] = true }
        var places = Array(grouping.keys.indices)
        if scope == .customer {
            keys.addFirst(accounts.customers.codes, isShown: isActiveGroup)
        } else {
            for (group, key) in grouping.keys.enumerated() { places[group] = keys.add(key, shown: isActiveGroup[group]) }
        }
        let placeOfEvent = addEvents(to: &keys, scope, placeOfCustomer: grouping.followsCustomer ? places : [], customersOfEvents)
        if let payments, scope == .analyst || scope == .team {
            keys.addOwners(payments.rollup) { scope == .analyst ? $0 : ScopeKey.team(of: $0, tables: tables) }
        }
        return (keys, places, placeOfEvent)
    }

    /// Adds the keys that events stand under; gives the place of each event.
    ///
    /// - Parameter placeOfCustomer: By customer number; empty where keys do not follow the customer.
    private func addEvents(to keys: inout ScopeKeys, _ scope: Scope, placeOfCustomer: [Int], _ customersOfEvents: [Int]) -> [Int] {
        var placeOfPerson: [String: Int] = [:]
        let followsPeople = scope == .analyst || scope == .team
        return collections.events.indices.map { index in
            let person = followsPeople ? collections.events[index].analyst : nil
            if let known = person.flatMap({ placeOfPerson[$0] }) { return known }
            let customer = customersOfEvents[index]
            if person == nil, customer >= 0, !placeOfCustomer.isEmpty {
                keys.show(placeOfCustomer[customer])
                return placeOfCustomer[customer]
            }
            guard let key = collections.events[index].key(scope, on: asOf, tables: tables) else { return -1 }
            let place = keys.add(key)
            if let person { placeOfPerson[person] = place }
            return place
        }
    }

    /// Adds every row of every rollup.
    private func addRows(to sums: inout ScopeSums, places: [Int], unexplained: [Int128]) {
        if let closing {
            sums.add(closing: closing.rollup, places: closing.accounts.map { places[$0] })
            sums.add(closing.credits, places: places)
        }
        if let opening { sums.add(opening: opening, places: openingAccounts.map { places[$0] }) }
        if let yearOpening { sums.add(yearOpening: yearOpening, places: yearOpeningAccounts.map { places[$0] }) }
        for (month, flow) in flows.enumerated() { sums.add(flow.rollup, month: month, places: flow.accounts.map { places[$0] }) }
        if let payments { sums.add(payments.rollup, places: payments.accounts.map { places[$0] }) }
        if let migration { sums.add(migration.rollup, places: migration.accounts.map { places[$0] }) }
        if let interest { sums.add(interest.rollup, places: interest.accounts.map { places[$0] }) }
        sums.add(unexplained: unexplained, places: places)
        addLanding(to: &sums, places: places)
    }

    /// By customer number, whether there was an outbound contact in the period.
    ///
    /// - Parameter customersOfEvents: The customer number of each event; −1 for customers without accounts.
    private func contactedCustomers(_ customersOfEvents: [Int]) -> [Bool] {
        var isContacted = [Bool](repeating: false, count: accounts.customers.count)
        for (event, customer) in customersOfEvents.enumerated() where customer >= 0 && collections.events[event].facts.contacts > 0 {
            isContacted[customer] = true
        }
        return isContacted
    }

    private func addLanding(to sums: inout ScopeSums, places: [Int]) {
        if let landing { sums.add(landing: landing.rollup, places: landing.accounts.map { places[$0] }) }
        for (number, hindcast) in hindcasts.enumerated() {
            sums.add(hindcast: number, minor: hindcast.run.expectedMinor, places: hindcast.accounts.map { places[$0] })
            // Cash lowers the balance: payments are negative flows.
            let whole = flows[hindcast.month]
            sums.add(
                hindcast: number, minor: { Int128(whole.rollup.reportingMinor($0, .payment)) }, places: whole.accounts.map { places[$0] })
            if let known = hindcast.known {
                sums.add(
                    hindcast: number, minor: { -Int128(known.rollup.reportingMinor($0, .payment)) },
                    places: known.accounts.map { places[$0] })
            }
        }
    }

    /// What the accounts hold of their customers.
    private var customerBalances: CustomerBalances {
        var balances = CustomerBalances(accounts)
        if let closing { balances.add(closing: closing.rollup, accounts: closing.accounts) }
        if let opening { balances.add(opening: opening, accounts: openingAccounts) }
        return balances
    }
}
