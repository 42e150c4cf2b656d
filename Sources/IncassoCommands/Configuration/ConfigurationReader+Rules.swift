import Ledger
import StrictYAML

extension ConfigurationReader {
    /// Reads the keys of `risk`: a mapping for each rule, and the scores that matter.
    static func readRisk(_ node: YAMLNode, into risk: inout RiskRules, _ faults: inout [Diagnostic]) {
        let keys = RiskRules.Rule.allCases.map(\.rawValue) + ["high_from", "escalate_from"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return }
        for rule in RiskRules.Rule.allCases {
            if let node = mapping[rule.rawValue] { risk.rules[rule] = read(node, risk[rule], &faults) }
        }
        if let high = mapping["high_from"]?.int(in: 1...10_000, &faults) { risk.highFrom = high }
        if let escalate = mapping["escalate_from"]?.int(in: 1...10_000, &faults) { risk.escalateFrom = escalate }
        checkReach(mapping, risk, &faults)
    }

    /// Reads the keys of `worklist`.
    static func readWorklist(_ node: YAMLNode, into worklist: inout WorklistRules, _ faults: inout [Diagnostic]) {
        guard let mapping = node.mapping(keys: WorklistRules.Rule.allCases.map(\.rawValue) + ["call_from"], &faults) else { return }
        for rule in WorklistRules.Rule.allCases {
            if let node = mapping[rule.rawValue] { worklist.rules[rule] = read(node, worklist[rule], &faults) }
        }
        if let call = mapping["call_from"]?.int(in: 0...1_000_000_000_000, &faults) { worklist.callFrom = Int64(call) }
        if WorklistRules.Rule.allCases.allSatisfy({ $0.onlyRaises || !worklist[$0].isOn }) {
            faults.append(
                node.fault(
                    "empty-worklist", "every rule of the worklist that asks for something is switched off",
                    advice:
                        "give points to at least one of \(WorklistRules.Rule.allCases.filter { !$0.onlyRaises }.map(\.rawValue).joined(separator: ", "))"
                ))
        }
    }

    /// Reads the keys of `landing`.
    static func readLanding(_ node: YAMLNode, into landing: inout LandingRules, _ faults: inout [Diagnostic]) {
        let keys = ["look_back_days", "cases_from", "kept_rate", "days_late", "dispute_days", "error_months"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return }
        if let days = mapping["look_back_days"]?.int(in: 1...3_650, &faults) { landing.lookBackDays = days }
        if let cases = mapping["cases_from"]?.int(in: 1...1_000, &faults) { landing.casesMin = cases }
        if let node = mapping["kept_rate"], let rate = share(node, &faults) { landing.keptRate = rate }
        if let days = mapping["days_late"]?.int(in: -365...365, &faults) { landing.daysLate = days }
        if let days = mapping["dispute_days"]?.int(in: 0...3_650, &faults) { landing.disputeDays = days }
        if let months = mapping["error_months"]?.int(in: 1...60, &faults) { landing.hindcastMonths = months }
    }

    /// A rule with the thresholds its default has; what is not written stays.
    private static func read(_ node: YAMLNode, _ standard: ScoreRule, _ faults: inout [Diagnostic]) -> ScoreRule {
        var rule = standard
        let keys: [(name: String, isThere: Bool)] = [
            ("points", true), ("share", rule.share != nil), ("amount", rule.amount != nil), ("count", rule.count != nil),
            ("days", rule.days != nil), ("working_days", rule.workingDays != nil),
        ]
        guard let mapping = node.mapping(keys: keys.filter(\.isThere).map(\.name), &faults) else { return rule }
        if let points = mapping["points"]?.int(in: 0...1_000, &faults) { rule.points = points }
        if rule.share != nil, let node = mapping["share"], let share = share(node, &faults) { rule.share = share }
        if rule.amount != nil, let amount = mapping["amount"]?.int(in: 0...1_000_000_000_000, &faults) { rule.amount = Int64(amount) }
        if rule.count != nil, let count = mapping["count"]?.int(in: 1...1_000, &faults) { rule.count = count }
        if rule.days != nil, let days = mapping["days"]?.int(in: 1...3_650, &faults) { rule.days = days }
        if rule.workingDays != nil, let days = mapping["working_days"]?.int(in: 1...260, &faults) { rule.workingDays = days }
        return rule
    }

    /// A score that no account can have would empty the high-risk list, or never escalate, without a word.
    private static func checkReach(_ mapping: YAMLMapping, _ risk: RiskRules, _ faults: inout [Diagnostic]) {
        let most = RiskRules.Rule.allCases.reduce(0) { $0 + risk[$1].points }
        for (key, score) in [("high_from", risk.highFrom), ("escalate_from", risk.escalateFrom)] where score > most {
            faults.append(
                (mapping[key] ?? mapping.node).fault(
                    "unreachable-score", "\"risk.\(key)\" is \(score), but all rules together give \(most) points",
                    advice: "lower it, or give more points"))
        }
        if risk.escalateFrom < risk.highFrom {
            faults.append(
                (mapping["escalate_from"] ?? mapping.node).fault(
                    "scores-out-of-order", "\"risk.escalate_from\" is \(risk.escalateFrom), below \"risk.high_from\" \(risk.highFrom)",
                    advice: "an account to be escalated must be on the high-risk list: raise it, or lower high_from"))
        }
    }
}
