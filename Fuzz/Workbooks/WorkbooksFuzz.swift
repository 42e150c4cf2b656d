import WorkbookFixtures

@testable import Ledger
@testable import LedgerImport

/// The workbook reader: first byte even = the rest is the file; odd = the rest is XML of its parts, which are put into an archive with right checksums.
///
/// Beyond "no crash": the size of batches changes nothing of what is read and told.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzWorkbooks(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
    var input = FuzzInput(start, count)
    let isArchive = input.byte() % 2 == 0
    let bytes = isArchive ? input.rest : archive(ofParts: input.rest)
    guard !bytes.isEmpty else { return 0 }
    var options = ImportOptions(
        asOf: Day(iso: "2026-10-31"), currency: Currency(code: "EUR"), company: nil, allowedRejects: .share(percent: 100), threads: 1)
    for sheet in [nil, "A"] {
        options.sheet = sheet
        options.sheetDates = sheet == nil ? [:] : [ImportOptions.allColumns: .swapped, "document_date": .swapped]
        read(FileBytes(copying: bytes), options)
    }
    return 0
}

private func read(_ bytes: FileBytes, _ options: ImportOptions) {
    do throws(ImportError) {
        let profile = try LedgerFileReader.detectProfile(of: bytes, path: "f.xlsx", kind: nil, options: options, profiles: [])
        let file = try LedgerFileReader.readContent(bytes, "f.xlsx", profile, options)
        precondition(!file.report.text.isEmpty && !file.report.jsonText.isEmpty)
    } catch {
        precondition(!error.diagnostics.isEmpty && !error.description.isEmpty, "an error that says nothing")
    }
}

/// The parts that an input can replace, with zero bytes between them; an empty one stays as it is.
private func archive(ofParts input: [UInt8]) -> [UInt8] {
    var fixture = WorkbookFixture(.init("A", [["customer", "name"], ["C1", 1]]))
    fixture.isDeflated = false
    var archive = fixture.archive
    let names = ["xl/worksheets/sheet1.xml", "xl/sharedStrings.xml", "xl/styles.xml", "xl/workbook.xml", "xl/_rels/workbook.xml.rels"]
    for (name, part) in zip(names, input.split(separator: 0, omittingEmptySubsequences: false)) where !part.isEmpty {
        archive[name].bytes = Array(part)
    }
    return archive.bytes
}
