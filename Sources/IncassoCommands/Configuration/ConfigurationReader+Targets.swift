import Ledger
import Metrics
import StrictYAML

extension ConfigurationReader {
    /// Reads the keys of `targets`; `aging` makes the ids of buckets.
    static func readTargets(
        _ node: YAMLNode, _ aging: AgingLimits, into targets: inout TargetThresholds, _ faults: inout [Diagnostic]
    ) {
        guard let mapping = node.mapping(keys: ["amber_within", "metrics"], &faults) else { return }
        if let share = mapping["amber_within"].flatMap({ share($0, &faults) }) { targets.amberWithin = share }
        for entry in mapping["metrics"]?.entries(&faults) ?? [] {
            if let fault = TargetId(entry.key, aging).fault {
                faults.append(entry.keyLocation.fault(fault.code, "\"targets.metrics\": " + fault.message, advice: fault.advice))
            } else if let share = share(entry.value, &faults) {
                targets.byTargetId[entry.key] = share
            }
        }
    }
}
