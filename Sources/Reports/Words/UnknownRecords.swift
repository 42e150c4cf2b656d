import Ledger
import Metrics

// What is said where a kind of records was never imported, so that nothing is known of it.

extension Words {
    /// A reason as a sentence.
    func sentence(_ reason: UnavailableReason) -> String {
        let text = self.reason(reason)
        return text.prefix(1).uppercased() + text.dropFirst() + "."
    }

    /// What a rule does; of one that rests on records that were never imported also that it is not judged.
    func value(_ rule: RiskRules.Rule, _ frame: FactsFrame) -> String {
        value(rule, frame.policy) + notJudged(rule.record, isOn: frame.policy.risk[rule].isOn, frame.imported)
    }

    func value(_ rule: WorklistRules.Rule, _ frame: FactsFrame) -> String {
        value(rule, frame.policy) + notJudged(rule.record, isOn: frame.policy.worklist[rule].isOn, frame.imported)
    }

    private func notJudged(_ kind: RecordKind?, isOn: Bool, _ imported: ImportedRecords) -> String {
        guard isOn, let kind, let reason = imported.missing(kind) else { return "" }
        return "; " + notJudged + ": " + self.reason(reason)
    }

    /// Why credit limits are not judged; of several reasons how many each concerns.
    func reasons(_ limits: [UnjudgedLimits]) -> String {
        limits.map { reason($0.reason) + (limits.count == 1 ? "" : " (\(format.whole($0.customerCount)))") }.joined(separator: ", ")
    }

    /// That rules of a list are not judged, since the records they rest on were never imported; nil when all are.
    public func unjudged(in list: ListKind, _ frame: FactsFrame) -> String? {
        let policy = frame.policy
        let needed: [RecordKind?] =
            switch list {
            case .highRisk: RiskRules.Rule.allCases.filter { policy.risk[$0].isOn }.map(\.record)
            case .worklist: WorklistRules.Rule.allCases.filter { policy.worklist[$0].isOn }.map(\.record)
            case .promises, .disputes, .unapplied, .reconciliation: []
            }
        let missing = RecordKind.allCases.filter { needed.contains($0) && !frame.imported.contains($0) }
        return missing.isEmpty ? nil : unjudged(without: missing)
    }
}
