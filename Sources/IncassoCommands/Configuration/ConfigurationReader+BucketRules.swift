import Ledger
import Metrics
import StrictYAML

extension ConfigurationReader {
    /// Reads `bucket_rules`: bucket rules of other systems by the name that `emulate` and specs call them. What a rule does not say is as in the default rule.
    static func readBucketRules(_ node: YAMLNode, into rules: inout [BucketRule], _ faults: inout [Diagnostic]) {
        for entry in node.entries(&faults) ?? [] {
            let isPlain = entry.key.utf8.allSatisfy { ($0 >= 0x61 && $0 <= 0x7A) || ($0 >= 0x30 && $0 <= 0x39) || $0 == 0x2D }
            if !isPlain {
                faults.append(
                    entry.value.fault(
                        "bad-id", "\"\(entry.key)\" is no name of a rule", advice: "use lower-case letters, digits and hyphens"))
            }
            if BucketRule.shipped.contains(where: { $0.id == entry.key }) {
                faults.append(
                    entry.value.fault("duplicate-id", "there is a rule \(entry.key) already", advice: "choose another name for yours"))
            }
            if let rule = bucketRule(entry.key, entry.value, &faults) { rules.append(rule) }
        }
    }

    private static func bucketRule(_ id: String, _ node: YAMLNode, _ faults: inout [Diagnostic]) -> BucketRule? {
        let keys = ["name", "aged_from", "not_yet_due", "current_through", "limits", "beyond_last", "undated", "credits"]
        guard let mapping = node.mapping(keys: keys, &faults) else { return nil }
        let known = faults.count
        let name = mapping["name"]?.string(&faults)
        let agedFrom = mapping["aged_from"]?.word(BucketRule.AgedFrom.self, &faults) ?? .dueDay
        let notYetDue = mapping["not_yet_due"]?.word(BucketRule.NotYetDue.self, &faults) ?? .current
        let through = mapping["current_through"]?.int(in: -1...3650, &faults) ?? 0
        let limits = mapping.required("limits", &faults)?.list(&faults) { $0.int(in: 0...3650, &$1) }
        let beyond = mapping["beyond_last"]?.word(of: ["column", "nowhere"], &faults) ?? "column"
        let undated = mapping["undated"]?.word(BucketRule.Undated.self, &faults) ?? .notYetDue
        let credits = mapping["credits"]?.word(BucketRule.Credits.self, &faults) ?? .inRanges
        guard let limits, faults.count == known else { return nil }
        guard (1...12).contains(limits.count), zip([through] + limits, limits).allSatisfy({ $0 < $1 }) else {
            faults.append(
                (mapping["limits"] ?? node).fault(
                    "bad-limits", "the limits of \(id) must ascend from above current_through, and be 1 to 12",
                    advice: "write the last day of each range, like [30, 60, 90]"))
            return nil
        }
        return BucketRule(
            id: id, system: name, source: .workspace, agedFrom: agedFrom, notYetDue: notYetDue, currentThrough: through,
            ranges: .days(limits), hasLastRange: beyond == "column", undated: undated, credits: credits)
    }
}
