import Ledger
import Reports

/// The validation of a report spec, for `check`.
enum SpecCheck {
    /// What is wrong with a spec.
    static func faults(utf8 bytes: [UInt8], file: String, _ configuration: Configuration) -> [Diagnostic] {
        ReportSpecReader.read(
            name: ReportRequest.name(ofSpec: file), utf8: bytes, file: file, aging: configuration.agingLimits,
            bucketRules: configuration.knownBucketRules
        ).faults
    }
}
