@testable import Ledger
@testable import LedgerImport

/// The delimited reader: first byte = profile (0 = detect), second = chunk size; the rest is the file.
///
/// Beyond "no crash": the chunk size and the number of threads change nothing of what is read and told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDelimited(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let profiles = ImportProfile.shipped + FileKind.allCases.map { ImportProfile.canonical($0) }
    let choice = Int(input.byte())
    let chunkByteCount = 1 + Int(input.byte())
    let bytes = FileBytes(copying: input.rest)
    guard bytes.count > 0 else { return 0 }
    var options = ImportOptions(
        asOf: Day(iso: "2026-10-31"), currency: Currency(code: "EUR"), company: choice & 0x80 == 0 ? "IT01" : nil,
        allowedRejects: .share(percent: 100), threads: 1)
    var profile = choice & 0x7F == 0 ? nil : profiles[(choice & 0x7F) % profiles.count]
    if profile == nil {
        profile = try? LedgerFileReader.detectProfile(of: bytes, path: "f.csv", kind: nil, options: options, profiles: [])
    }
    guard let profile else { return 0 }
    let whole = outcome(bytes, profile, options)
    options.chunkByteCount = chunkByteCount
    precondition(outcome(bytes, profile, options) == whole, "the chunk size changes what is read")
    return 0
}

/// What reading gives: report and content, or the findings.
private func outcome(_ bytes: FileBytes, _ profile: ImportProfile, _ options: ImportOptions) -> String {
    do throws(ImportError) {
        let file = try LedgerFileReader.readContent(bytes, "f.csv", profile, options)
        return file.report.jsonText + "\n\(file.content.hashValue)"
    } catch {
        return error.description + "\n" + (error.report?.jsonText ?? "")
    }
}
