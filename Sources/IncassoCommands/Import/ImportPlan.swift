import Foundation
import Ledger
import LedgerImport

/// The files of an import, each with the profile it is read with, in the order they are taken.
struct ImportPlan {
    /// A file to read.
    struct File {
        let path: String
        let profile: ImportProfile
        /// Whether the profile was named rather than detected.
        let isNamed: Bool

        /// The file's name without its folder.
        var name: String { String(path.split(separator: "/").last ?? "") }
    }

    /// Rates and small tables first, then postings, then ledgers, so that what a file needs is there; then by path.
    private static let order: [FileKind] = [
        .rates, .customers, .analysts, .portfolios, .targets, .activities, .promises, .disputes, .postings, .history, .ledger,
    ]

    /// Endings of the files taken from a folder.
    private static let endings = ["csv", "tsv", "txt", "xls", "xlsx"]

    let files: [File]
    /// Why files have no profile.
    let failures: [ImportError]

    /// Finds the profile of each file, of a kind when one is given.
    init(paths: [String], kind: FileKind?, named: ImportProfile?, profiles: [ImportProfile], options: ImportOptions) {
        var files: [File] = []
        var failures: [ImportError] = []
        for path in paths {
            do throws(ImportError) {
                let profile =
                    if let named { named } else {
                        try LedgerFileReader.detectProfile(path: path, kind: kind, options: options, profiles: profiles)
                    }
                files.append(File(path: path, profile: profile, isNamed: named != nil))
            } catch {
                failures.append(error)
            }
        }
        let ranks = Dictionary(uniqueKeysWithValues: zip(ImportPlan.order, 0...))
        self.files = files.sorted { left, right in
            let (first, second) = (ranks[left.profile.kind] ?? 0, ranks[right.profile.kind] ?? 0)
            return first == second ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8) : first < second
        }
        self.failures = failures
    }

    /// The files among paths, with folders replaced by the files in them that can be imported; each file once.
    ///
    /// - Throws: 66 with all paths that do not exist, or when a folder has nothing to import.
    static func files(at paths: [String]) throws -> [String] {
        var files: [String] = []
        var missing: [Diagnostic] = []
        for path in paths {
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: path, isDirectory: &isFolder) else {
                missing.append(Diagnostic(code: "no-such-file", file: path, message: "there is no such file", advice: "check the path"))
                continue
            }
            guard isFolder.boolValue else {
                files.append(path)
                continue
            }
            let names = try TextFile.names(in: path).filter { name in
                endings.contains { name.lowercased().hasSuffix("." + $0) } && !name.hasSuffix(RejectedRowsFile.ending)
            }
            if names.isEmpty {
                let advice = "name a folder with \(endings.map { "." + $0 }.joined(separator: ", ")) files"
                missing.append(Diagnostic(code: "empty-folder", file: path, message: "the folder has no file to import", advice: advice))
            }
            files += names.map { Workspace.path($0, in: path) }
        }
        guard missing.isEmpty else { throw CommandError(.noSuchInput, missing) }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
