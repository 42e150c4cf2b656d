import Ledger
import StrictYAML

extension ConfigurationReader {
    /// Reads `attribution`: the rule alone, or a mapping with the rule and its numbers. A number that the rule does not ask for is refused.
    static func readAttribution(_ node: YAMLNode, into attribution: inout Attribution, _ faults: inout [Diagnostic]) {
        if node.scalarText != nil {
            if let rule = node.word(Attribution.Rule.self, &faults) { attribution.rule = rule }
            return
        }
        let keys = ["rule", "days", "contacts", "owner_share", "rest"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return }
        let rule = mapping.required("rule", &faults)?.word(Attribution.Rule.self, &faults)
        if let rule { attribution.rule = rule }
        if let days = mapping["days"]?.int(in: 0...366, &faults) { attribution.lastTouchDays = days }
        if let contacts = mapping["contacts"]?.word(Attribution.Contacts.self, &faults) { attribution.contacts = contacts }
        if let share = mapping["owner_share"].flatMap({ share($0, &faults) }) { attribution.ownerShare = share.rational }
        if let partner = mapping["rest"]?.word(Attribution.Partner.self, &faults) { attribution.partner = partner }
        let used: [(key: String, isUsed: Bool)] = [
            ("days", attribution.usesContacts), ("contacts", attribution.usesContacts), ("owner_share", attribution.rule == .split),
            ("rest", attribution.rule == .split),
        ]
        for (key, isUsed) in used where rule != nil && !isUsed {
            guard let value = mapping[key] else { continue }
            faults.append(
                value.fault(
                    "unused-key", "\(value.name) has no meaning under the rule \(attribution.rule.rawValue)",
                    advice: "remove the key, or choose the rule that uses it"))
        }
    }

    /// A decimal number from 0 to 1.
    static func share(_ node: YAMLNode, _ faults: inout [Diagnostic]) -> Decimal64? {
        guard let share = node.decimal(&faults) else { return nil }
        guard share.rational >= .zero, share.rational <= Rational(1) else {
            faults.append(node.fault("out-of-range", "\(node.name) is \(share.text)", advice: "it must be a share from 0 to 1"))
            return nil
        }
        return share
    }
}
