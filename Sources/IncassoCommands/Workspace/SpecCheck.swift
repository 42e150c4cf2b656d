import Ledger
import StrictYAML

/// The validation of a report spec, for `check`.
enum SpecCheck {
    /// What is wrong with a spec.
    static func faults(utf8 bytes: [UInt8], file: String) -> [Diagnostic] {
        var (root, faults) = YAMLReader.read(utf8: bytes, file: file)
        _ = root?.entries(&faults)
        return faults
    }
}
