import Ledger
import LedgerImport
import LedgerStore

/// A file with rows that an import rejected, mended: whose they are stands in the file itself, whatever it is called.
struct MendedFile {
    let path: String
    /// The import that rejected the rows; nil when the file does not say.
    let parent: RejectsParent?
    /// What the store knows of that import.
    let origin: RejectsOrigin?
    /// Why the rows are not read like the file they come from; empty when they are.
    private(set) var warnings: [Diagnostic] = []

    /// What a file says about itself; nil when it is no file of rejected rows, neither by its columns nor by its name.
    init?(path: String, sources: [SourceFile]) throws(ImportError) {
        self.path = path
        switch LedgerFileReader.rejectsMark(path: path) {
        case .none:
            guard path.hasSuffix(RejectedRowsFile.ending) else { return nil }
            parent = nil
        case .unnamed: parent = nil
        case .parent(let found): parent = found
        case .several:
            throw Self.refusal(
                Diagnostic(
                    code: "several-origins", file: path,
                    message: "the column '\(RejectedRow.parentColumn)' names several imports: the rows come from different files",
                    advice: "import the rejected rows of each file by themselves"))
        }
        origin = parent.flatMap { RejectsOrigin($0, among: sources) }
    }

    /// The profile of the origin; when it or the origin is not known, nil and a warning that another one is looked for.
    mutating func findProfile(among profiles: [ImportProfile]) -> ImportProfile? {
        let found = origin?.profile(among: profiles)
        guard found == nil else { return found }
        let message =
            if let origin {
                "profile \(origin.profileName), which \(origin.name) was read with, is not there any more: the rows are read with another one"
            } else if parent != nil {
                "the import that rejected these rows is not in the store: they are read by themselves, as any other file"
            } else {
                "nothing says which import rejected these rows: they are read by themselves, as any other file"
            }
        warnings = [
            Diagnostic(
                code: "origin-unknown", severity: .warning, file: path, message: message,
                advice: "check day, company, currency and how dates and amounts are read; few rows do not tell")
        ]
        return nil
    }

    /// The name of the list of a history that the rows belong to; nil when that is not known.
    var listName: String? { origin?.firstName }

    /// Refuses rejected rows that would stand for everything: of a ledger or a history, when they do not say which import rejected them.
    func refuse(_ kind: FileKind) throws(ImportError) {
        guard [.ledger, .history].contains(kind), parent == nil else { return }
        throw Self.refusal(
            Diagnostic(
                code: "rejected-rows-only", file: path,
                message:
                    "these are rejected rows of a \(kind.rawValue), and nothing in a column '\(RejectedRow.parentColumn)' says which import rejected them",
                advice: "mend the rows in the original file and import that, or in the file in rejects/ with all its columns"))
    }

    private static func refusal(_ finding: Diagnostic) -> ImportError { ImportError(code: .dataRejected, diagnostics: [finding]) }
}
