import Glibc
import Ledger
import LedgerColumns

@testable import LedgerImport

/// A file that exists while a test runs.
final class TemporaryFile {
    let path: String
    private let directory: String

    init(_ bytes: [UInt8], name: String = "ledger-2026-06-30.csv") {
        var template = Array("/tmp/incasso-import-XXXXXX".utf8CString)
        directory = String(cString: mkdtemp(&template)!)
        path = directory + "/" + name
        let file = fopen(path, "w")!
        fwrite(bytes, 1, bytes.count, file)
        fclose(file)
    }

    convenience init(_ text: String, name: String = "ledger-2026-06-30.csv") { self.init(Array(text.utf8), name: name) }

    deinit {
        unlink(path)
        rmdir(directory)
    }
}

/// Header and rows of canonical files.
enum Sample {
    static let ledgerHeader = "company,document,line,kind,customer,document_date,due_date,currency,amount,open_amount,reference"
    static let ledgerRow = "IT01,I1,1,invoice,C1,2026-03-10,2026-04-09,EUR,10000.00,6000.00,R1"

    static func ledger(_ rows: String...) -> String { ([ledgerHeader] + rows).joined(separator: "\n") + "\n" }
}

/// Reads text as a canonical file of a kind.
func read(
    _ text: String, _ kind: FileKind = .ledger, name: String = "ledger-2026-06-30.csv", options: ImportOptions = ImportOptions()
) throws(ImportError) -> ImportedFile {
    let file = TemporaryFile(text, name: name)
    return try LedgerFileReader.read(path: file.path, profile: .canonical(kind), options: options)
}

/// The error reading ends with; nil when it ends well.
func readError(
    _ text: String, _ kind: FileKind = .ledger, name: String = "ledger-2026-06-30.csv", options: ImportOptions = ImportOptions()
) -> ImportError? {
    do {
        _ = try read(text, kind, name: name, options: options)
        return nil
    } catch {
        return error
    }
}

extension ImportedFile {
    /// The items of a ledger.
    var items: ItemColumns? {
        if case .ledger(_, let items) = content { items.columns() } else { nil }
    }

    /// The postings of a postings file.
    var postings: PostingColumns? {
        if case .postings(let postings) = content { postings } else { nil }
    }
}

/// Reads the lines of a system's list with a shipped profile, as of 31 October 2026 unless `options` say otherwise.
func readList(
    _ profile: String, _ lines: String..., name: String = "list-2026-10-31.csv", options: ImportOptions = ImportOptions()
) throws(ImportError) -> ImportedFile {
    let file = TemporaryFile(lines.joined(separator: "\n") + "\n", name: name)
    return try LedgerFileReader.read(path: file.path, profile: .shipped(profile)!, options: options)
}

extension ImportedFile {
    /// The documents of a ledger, each with what is open of it in minor units.
    var openAmounts: [String: Int64] {
        guard let items else { return [:] }
        return Dictionary(uniqueKeysWithValues: (0..<items.count).map { (items.document[$0], items.openMinor[$0]) })
    }
}
