import Ledger

/// What a base figure may ask besides its facts.
public struct MetricContext: Sendable {
    let day: MetricDay
    public let scope: Scope
    public let key: String

    /// The frame of the day; with the work calendar of the key's team where that has one of its own.
    public var frame: FactsFrame { day.frame }
    var tables: ReferenceTables { day.tables }
    /// Σ of the positive net balances of customers over the whole ledger.
    var positiveNetMinor: Int128 { day.positiveNetMinor }

    /// Money of the period's flows, or why postings are missing.
    func flow(_ minor: Int128) -> FigureValue {
        if let reason = frame.missingFlows(since: frame.month) { return .unavailable(reason) }
        return FigureValue(minor: minor)
    }
}

/// What is the same for every figure of a day. A class, so that the context of each key shares it at the cost of one reference.
final class MetricDay: Sendable {
    let frame: FactsFrame
    let tables: ReferenceTables
    let positiveNetMinor: Int128
    /// The rules of the risk score that are switched on, in their order.
    let riskRules: [(rule: RiskRules.Rule, settings: ScoreRule)]
    /// The same for teams with work calendars of their own.
    private let teams: [String: MetricDay]

    init(frame: FactsFrame, tables: ReferenceTables, positiveNetMinor: Int128) {
        (self.frame, self.tables, self.positiveNetMinor) = (frame, tables, positiveNetMinor)
        riskRules = RiskRules.Rule.allCases.map { ($0, frame.policy.risk[$0]) }.filter(\.1.isOn)
        teams = frame.policy.teamCalendars.mapValues { calendar in
            MetricDay(frame: frame.working(calendar), tables: tables, positiveNetMinor: positiveNetMinor)
        }
    }

    /// What a key's figures are made with: of a team or an analyst, with the team's own work calendar. Shared by all figures of the key, since frames are large.
    func ofKey(_ scope: Scope, _ key: String) -> MetricDay {
        if teams.isEmpty { return self }
        switch scope {
        case .team: return teams[key] ?? self
        case .analyst: return teams[ScopeKey.team(of: key, tables: tables)] ?? self
        case .all, .company, .country, .segment, .customer, .currency: return self
        }
    }
}
