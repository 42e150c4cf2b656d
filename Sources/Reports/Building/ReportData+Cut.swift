import Ledger
import Metrics

/// Whom a report is about: an analyst or a team.
public struct ReportSubject: Hashable, Sendable {
    /// `analyst` or `team`.
    public var scope: Scope
    public var key: String
    /// The analyst's own name; nil for a team or when it is not known.
    public var name: String?
}

/// Figures of a whole team or of all, for comparison: those of nobody in particular.
public struct PeerFigures: Sendable {
    /// Fewer people than this are recognised in their sum, so no figures are shown.
    public static let peopleMinimum = 5

    /// How many people's portfolios are in the figures.
    public var people: Int
    /// Whether the portfolio of the report's analyst is among them.
    public var holdsOwn: Bool
    /// Whether the house account is in the figures beside the people's portfolios.
    public var holdsHouse = false
    /// How many people, too few, other figures of the report and these differ in, where these are not shown for it: what they have would be the difference.
    public var differingPeople: Int?
    /// The figures, in scope `all` only; nil where they are not shown.
    public var figures: DayFigures?
}

extension ReportSpec {
    /// The aggregates that the report compares with, `team` or `all`, each once in reading order.
    var comparedScopes: [Scope] {
        sections.flatMap(\.blocks).reduce(into: []) { scopes, block in
            if case .comparison(_, _, let scope, _) = block, !scopes.contains(scope) { scopes.append(scope) }
        }
    }
}

extension ReportData {
    /// The data of one portfolio: figures, tables and sources hold nothing of another one, and names of others are gone.
    ///
    /// Reports about one analyst are built from this, so that they need not hide anything. Complexity: linear in what the portfolio holds, times days.
    ///
    /// - Throws: What workings throw; they read what the portfolio holds.
    public func cut(to portfolio: Portfolio, peers: [Scope: PeerFigures]) throws -> ReportData {
        var data = self
        let name = portfolio.scope == .analyst ? portfolio.tables.analysts[portfolio.key]?.name : nil
        data.subject = ReportSubject(scope: portfolio.scope, key: portfolio.key, name: name)
        data.figures = figures.mapValues { $0.cut(to: portfolio) }
        data.tables = portfolio.tables
        data.lists = data.figures[asOf].flatMap { own in lists?.cut(to: portfolio, figures: own) }
        // A file's fingerprint and its number of items tell of everybody's; so may its name.
        data.sources = Dictionary(grouping: sources, by: \.day).sorted { $0.key < $1.key }.map { day, parts in
            let names = parts.map(\.file).filter { portfolioFiles?.isOwn($0, portfolio) == true }
            let itemCount = data.figures[day]?.itemCount() ?? itemCounts[day]?[portfolio.key] ?? 0
            return SnapshotSource(
                day: day, version: parts[0].version, itemCount: itemCount, file: names.joined(separator: " + "), fingerprint: "")
        }
        data.itemCounts = [:]
        data.imports = []
        data.peers = peers
        data.workingDay = workingDay?.of(customers: Set(portfolio.customers))
        let rows = portfolio.scope == .analyst ? portfolioRows : nil
        let builder = data.figures[asOf].map { own in
            rows.map { WorkingBuilder($0, of: portfolio.key, figures: own) } ?? WorkingBuilder(figures: own)
        }
        data.workings = try workings.compactMapValues { working in try builder?.working(of: working.metric) }
        data.workingFiles = [:]
        if let portfolioFiles, rows != nil {
            for figure in data.workings.values.flatMap(\.figures) where data.workingFiles[figure.metric] == nil {
                data.workingFiles[figure.metric] = portfolioFiles.names(behind: figure, of: portfolio)
            }
        }
        (data.portfolioRows, data.portfolioFiles) = (nil, nil)
        // Closing items, emulations and restated days are those of the whole ledger.
        data.closingItems = nil
        data.emulations = [:]
        data.restatements = nil
        return data
    }

    /// The figures of an analyst's team and of all that a spec compares with, where they are those of five people at least. Figures can be subtracted, so
    /// that what is between them, the analyst's own, and the others that the report shows before is of nobody or of five people at least too; and so is, where
    /// both are shown, what the teams of five leave of all: each of them is told its own sum.
    public func peerFigures(of analyst: String, _ cuts: PortfolioCuts, _ spec: ReportSpec) -> [Scope: PeerFigures] {
        var found: [Scope: PeerFigures] = [:]
        // Of others than the analyst; nobody to begin with: the own figures are known.
        var shown: [Set<String>] = [[]]
        for scope in spec.comparedScopes {
            let team = scope == .team ? cuts.team(of: analyst) : nil
            let people = cuts.people(team: team)
            let others = people.subtracting([analyst])
            var peers = PeerFigures(people: people.count, holdsOwn: people.contains(analyst), differingPeople: nil, figures: nil)
            peers.holdsHouse = scope == .all && cuts.hasHouseAccount
            var between = shown.flatMap { [$0.subtracting(others).count, others.subtracting($0).count] }
            if shown.count > 1 {
                between.append(cuts.teams.values.filter { $0.count < PeerFigures.peopleMinimum }.reduce(0) { $0 + $1.count })
            }
            peers.differingPeople = between.filter { (1..<PeerFigures.peopleMinimum).contains($0) }.min()
            if people.count >= PeerFigures.peopleMinimum, peers.differingPeople == nil {
                peers.figures = figures[asOf]?.aggregate(team: team)
                shown.append(others)
            }
            found[scope] = peers
        }
        return found
    }
}
