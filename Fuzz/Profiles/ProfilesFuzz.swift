import Ledger
import LedgerImport

/// Import profiles: the input is the YAML file. What is wrong is told, with a place; what is right has columns of its kind.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzProfiles(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    let input = FuzzInput(start, count)
    let (profile, faults) = ImportProfileReader.read(utf8: input.rest, file: "p.yml", name: "p")
    precondition((profile == nil) == !faults.isEmpty, "a profile with faults, or none without")
    for fault in faults { precondition(!fault.text.isEmpty) }
    return 0
}
