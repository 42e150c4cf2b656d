import Ledger
import LedgerColumns

/// What belongs to one analyst or one team on a day, with small tables that hold nothing of anybody else.
public struct Portfolio: Sendable {
    /// `analyst` or `team`.
    public let scope: Scope
    /// The analyst's or the team's key.
    public let key: String
    /// The customers owned on the day, ascending.
    public let customers: [String]
    /// The small tables, cut: the owned customers (a parent outside is left out) with their contacts, promises and disputes, in which other analysts are
    /// not named; the analysts meant; their assignments of these customers; the scope's own targets, which stand under scope `all`. Rates are everybody's.
    public let tables: ReferenceTables
}

/// Cuts the small tables of a day into portfolios: indexed once, so that a cut costs what its portfolio holds.
public struct PortfolioCuts: Sendable {
    private let tables: ReferenceTables
    let customersByOwner: [String: [String]]
    private let activities: ActivityPlaces
    /// By customer.
    private let promises: TextPlaces
    private let disputes: TextPlaces
    /// The analysts of each team who own a customer; the house account is nobody.
    public let teams: [String: Set<String>]

    /// - Parameter customers: the customers of the day: those of the ledger; customers of the small tables are added.
    public init(tables: ReferenceTables, customers: [String], asOf: Day) {
        self.tables = tables
        var known = StringDictionary()
        for customer in customers { _ = known.code(adding: customer) }
        for customer in tables.customers.keys { _ = known.code(adding: customer) }
        let owners = tables.owners.owners(of: known.values, on: asOf)
        var owned = [[String]](repeating: [], count: owners.names.count)
        for place in utf8Order(known.values) { owned[owners.numbers[place]].append(known.values[place]) }
        customersByOwner = Dictionary(uniqueKeysWithValues: zip(owners.names, owned)).filter { !$0.value.isEmpty }
        teams = ScopeKey.teams(of: customersByOwner.keys, tables: tables)
        activities = tables.activityIndex.byCustomer
        promises = TextPlaces(count: tables.promises.count) { tables.promises[$0].customer }
        disputes = TextPlaces(count: tables.disputes.count) { tables.disputes[$0].customer }
    }

    /// The analysts of a team, or of all teams (nil), who own a customer. O(owners).
    public func people(team: String?) -> Set<String> {
        team.map { teams[$0] ?? [] } ?? teams.values.reduce(into: []) { $0.formUnion($1) }
    }

    /// Whether customers of the day have no owner: they are the house account, which is in the figures of all and in no team's.
    public var hasHouseAccount: Bool { customersByOwner[PortfolioIndex.house] != nil }

    /// The team an analyst stands under.
    public func team(of analyst: String) -> String { ScopeKey.team(of: analyst, tables: tables) }

    /// What an analyst owns.
    public func portfolio(analyst: String) -> Portfolio { portfolio(.analyst, analyst, people: [analyst]) }

    /// What the analysts of a team own.
    public func portfolio(team: String) -> Portfolio {
        let people = Set(customersByOwner.keys).union(tables.analysts.keys).filter {
            $0 != PortfolioIndex.house && ScopeKey.team(of: $0, tables: tables) == team
        }
        return portfolio(.team, team, people: people)
    }

    private func portfolio(_ scope: Scope, _ key: String, people: Set<String>) -> Portfolio {
        let unordered = people.flatMap { customersByOwner[$0] ?? [] }
        let customers = utf8Order(unordered).map { unordered[$0] }
        let owned = Set(customers)
        func named(_ analyst: String?) -> String? { analyst.flatMap { people.contains($0) ? $0 : nil } }
        var cut = ReferenceTables(
            customers: customers.compactMap { id in
                var customer = tables.customers[id]
                if let parent = customer?.parent, !owned.contains(parent) { customer?.parent = nil }
                return customer
            },
            analysts: people.sorted().compactMap { tables.analysts[$0] },
            portfolios: customers.flatMap { tables.portfolios.assignments(of: $0) }.filter { people.contains($0.analyst) },
            targets: targets(scope, key, people: people), rates: tables.rates,
            activities: tables.activities.selecting(customers.flatMap { activities[$0] }) { named($0) ?? "" },
            promises: customers.flatMap { promises[$0] }.map { place in
                var promise = tables.promises[Int(place)]
                promise.analyst = named(promise.analyst)
                return promise
            },
            disputes: customers.flatMap { disputes[$0] }.map { tables.disputes[Int($0)] })
        cut.noneFrom = tables.noneFrom
        return Portfolio(scope: scope, key: key, customers: customers, tables: cut)
    }

    private func targets(_ scope: Scope, _ key: String, people: Set<String>) -> [Target] {
        tables.targets.compactMap { target in
            guard target.scope == scope, target.key == key else {
                return scope == .team && target.scope == .analyst && people.contains(target.key) ? target : nil
            }
            var own = target
            (own.scope, own.key) = (.all, "")
            return own
        }
    }
}

extension DayFigures {
    /// The figures with a portfolio as the whole ledger: scope `all` is the portfolio's, scope `customer` has its customers, scope `analyst` a team's analysts;
    /// nothing else is left. Figures of an earlier day are those of who owned the customers then (reading 37 of the catalogue).
    public func cut(to portfolio: Portfolio) -> DayFigures {
        var kept: [Scope: KeyedFacts] = [.all: KeyedFacts("", facts(portfolio.scope, portfolio.key))]
        if let customers = facts[.customer] { kept[.customer] = customers.only(portfolio.customers) }
        if portfolio.scope == .team, let analysts = facts[.analyst] {
            kept[.analyst] = analysts.only(analysts.keys.filter { ScopeKey.team(of: $0, tables: tables) == portfolio.key })
        }
        return DayFigures(
            day: MetricDay(frame: ownFrame(portfolio.scope, portfolio.key), tables: portfolio.tables, positiveNetMinor: positiveNetMinor),
            disputes: disputes.of(customers: Set(portfolio.customers)), promises: PromisesOfDay(promises(of: portfolio)), facts: kept)
    }

    /// The promises of a portfolio's customers, in which other analysts are not named.
    private func promises(of portfolio: Portfolio) -> [PromiseProgress] {
        guard !promises.all.isEmpty else { return [] }
        let own = portfolio.tables.promises
        let placesOfId = TextPlaces(count: own.count) { own[$0].promise }
        return portfolio.customers.flatMap(promises.places).sorted().compactMap { place in
            let progress = promises.all[Int(place)]
            return placesOfId[progress.promise.promise].last.map { progress.of(own[Int($0)]) }
        }
    }

    /// How many items, debit and credit, a key has.
    public func itemCount(_ scope: Scope = .all, _ key: String = "") -> Int {
        facts(scope, key).itemCount
    }
}

extension DayFigures {
    /// The figures of a team, or of the whole ledger (nil), as scope `all` and nothing else: with the targets of that scope and no other small tables.
    public func aggregate(team: String?) -> DayFigures {
        let (scope, key) = team.map { (Scope.team, $0) } ?? (.all, "")
        let targets = tables.targets.filter { $0.scope == scope && $0.key == key }.map { target in
            var own = target
            (own.scope, own.key) = (.all, "")
            return own
        }
        let cut = ReferenceTables(customers: [], analysts: [], portfolios: [], targets: targets, rates: tables.rates)
        return DayFigures(
            day: MetricDay(frame: ownFrame(scope, key), tables: cut, positiveNetMinor: positiveNetMinor),
            disputes: disputes.of(customers: []),
            promises: PromisesOfDay([]), facts: [.all: KeyedFacts("", facts(scope, key))])
    }

    /// The analysts of each team who own a customer on the day; the house account is nobody. For days whose customers were asked for. O(customers).
    public func peopleByTeam() -> [String: Set<String>] {
        let customers = Set(keys(.customer)).union(tables.customers.keys)
        let owners = Set(customers.map { tables.owners.owner(of: $0, on: frame.asOf) })
        return ScopeKey.teams(of: owners, tables: tables)
    }
}
