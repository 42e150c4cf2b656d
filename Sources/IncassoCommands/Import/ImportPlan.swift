import Foundation
import Ledger
import LedgerImport
import LedgerStore

/// The files of an import, each with the profile it is read with, in the order they are taken.
struct ImportPlan {
    /// A file to read.
    struct File {
        let path: String
        let profile: ImportProfile
        /// Whether the profile was named rather than detected.
        let isNamed: Bool
        /// What it is when its rows are those that an import rejected, mended; nil for any other.
        let mended: MendedFile?

        /// The file's name without its folder.
        var name: String { String(path.split(separator: "/").last ?? "") }
    }

    /// Rates and small tables first, then postings, then ledgers, so that what a file needs is there; then by path.
    private static let order: [FileKind] = [
        .rates, .interest, .customers, .analysts, .portfolios, .targets, .activities, .promises, .disputes, .postings, .history, .ledger,
    ]

    /// Endings of the files taken from a folder.
    private static let endings = ["csv", "tsv", "txt", "xls", "xlsx"]

    let files: [File]
    /// Why files have no profile.
    let failures: [ImportError]

    /// Finds the profile of each file, of a kind when one is given; mended rows are read like the file they come from, one of `sources`. Drafts among
    /// `profiles` read nothing else.
    init(
        paths: [String], kind: FileKind?, named: ImportProfile?, profiles: [ImportProfile], options: ImportOptions, sources: [SourceFile]
    ) {
        var files: [File] = []
        var failures: [ImportError] = []
        let complete = profiles.filter { !$0.isDraft }
        for path in paths {
            var mended: MendedFile?
            do throws(ImportError) {
                mended = try MendedFile(path: path, sources: sources)
                let known = named ?? mended?.findProfile(among: profiles).flatMap { kind == nil || $0.kind == kind ? $0 : nil }
                let profile =
                    if let known { known } else {
                        try ImportPlan.detectProfile(of: path, kind: kind, profiles: complete, options: options)
                    }
                try mended?.refuse(profile.kind)
                files.append(File(path: path, profile: profile, isNamed: named != nil, mended: mended))
            } catch {
                // That the file the rows come from is not known matters where its profile was needed.
                let warnings = [.unknownKind, .missingColumn].contains(error.code) ? mended?.warnings ?? [] : []
                failures.append(
                    ImportError(code: error.code, diagnostics: error.diagnostics + warnings, report: error.report))
            }
        }
        let ranks = Dictionary(uniqueKeysWithValues: zip(ImportPlan.order, 0...))
        self.files = files.sorted { left, right in
            let (first, second) = (ranks[left.profile.kind] ?? 0, ranks[right.profile.kind] ?? 0)
            return first == second ? left.path.utf8.lexicographicallyPrecedes(right.path.utf8) : first < second
        }
        self.failures = failures
    }

    /// The profile a header fits; when it would fit but for the company or the currency, an error that asks for these.
    private static func detectProfile(
        of path: String, kind: FileKind?, profiles: [ImportProfile], options: ImportOptions
    ) throws(ImportError) -> ImportProfile {
        do throws(ImportError) {
            return try LedgerFileReader.detectProfile(path: path, kind: kind, options: options, profiles: profiles)
        } catch {
            guard [.unknownKind, .missingColumn].contains(error.code) else { throw error }
            for (asksCompany, asksCurrency) in [(true, false), (false, true), (true, true)] {
                var complete = options
                if asksCompany { complete.company = options.company ?? "any" }
                if asksCurrency { complete.currency = options.currency ?? .eur }
                guard let profile = try? LedgerFileReader.detectProfile(path: path, kind: kind, options: complete, profiles: profiles),
                    !profile.isCanonical || asksCompany
                else { continue }
                throw asking(of: path, profile, company: asksCompany, currency: asksCurrency)
            }
            throw error
        }
    }

    /// The error that asks for the company or the currency of a file.
    private static func asking(of path: String, _ profile: ImportProfile, company: Bool, currency: Bool) -> ImportError {
        let what = company && currency ? "company it is of and which currency it is in" : company ? "company it is of" : "currency it is in"
        let options = (company ? ["--company"] : []) + (currency ? ["--currency"] : [])
        let message = "the file fits profile \(profile.name), but nothing says which \(what)"
        let advice = "name it with \(options.joined(separator: " and ")), or in a profile of your own"
        let finding =
            company
            ? Diagnostic(code: "company-unknown", file: path, line: 1, message: message, advice: advice)
            : Diagnostic(code: "currency-unknown", file: path, line: 1, message: message, advice: advice)
        return ImportError(code: company ? .missingColumn : .currencyUnknown, diagnostics: [finding])
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
            let all = try TextFile.names(in: path)
            let names = all.filter { name in
                endings.contains { name.lowercased().hasSuffix("." + $0) } && !name.hasSuffix(RejectedRowsFile.ending)
            }
            if names.isEmpty {
                let advice =
                    all.contains { $0.hasSuffix(RejectedRowsFile.ending) }
                    ? "rejected rows are left out of folders: name the files that are mended"
                    : "name a folder with \(endings.map { "." + $0 }.joined(separator: ", ")) files"
                missing.append(Diagnostic(code: "empty-folder", file: path, message: "the folder has no file to import", advice: advice))
            }
            files += names.map { Workspace.path($0, in: path) }
        }
        guard missing.isEmpty else { throw CommandError(.noSuchInput, missing) }
        var seen: Set<String> = []
        return files.filter { seen.insert($0).inserted }
    }
}
