import Foundation
import Ledger
import LedgerImport

/// What a dry run proposes for files whose layout no profile knows: a mapping, and a profile to complete.
struct ProposedProfile {
    let workspace: Workspace
    let profiles: [ImportProfile]
    /// The kind of file that was named.
    let kind: FileKind?
    /// The sheet of workbooks that was named.
    let sheet: String?

    /// The proposals for the files that failed because their header is not known, in words; each is written to `profiles/` unless a file of
    /// its name is there. With the files that something is proposed for.
    func propose(_ failures: [ImportError]) throws -> (text: String, files: Set<String>) {
        var text = ""
        var files: Set<String> = []
        for failure in failures where [.unknownKind, .missingColumn].contains(failure.code) {
            guard let path = failure.diagnostics.first?.file,
                let proposal = try? LedgerFileReader.proposeProfile(path: path, sheet: sheet, profiles: profiles, kind: kind)
            else { continue }
            text += try write(proposal, for: path)
            files.insert(path)
        }
        return (text, files)
    }

    private func write(_ proposal: ProfileProposal, for path: String) throws -> String {
        let file = String(path.split(separator: "/").last ?? "")
        let name = Self.name(file)
        let folder = workspace.path(Workspace.profilesName)
        let target = Workspace.path(name + ".yml", in: folder)
        let isThere = FileManager.default.fileExists(atPath: target)
        if !isThere {
            try TextFile.createFolder(folder)
            try TextFile.write(proposal.yaml(for: file), to: target)
        }
        let place = proposal.sheet.map { "sheet '\($0)', header in row \(proposal.headerLine)" } ?? "header on line \(proposal.headerLine)"
        var lines = ["\(path): a mapping is proposed, kind \(proposal.kind.rawValue), \(place)"]
        if let likeness = proposal.likeness { lines.append("  " + likeness.text) }
        lines += proposal.mappings.map { "  \($0.column): \"\($0.header)\" (\($0.confidence.rawValue): \($0.reason))" }
        if !proposal.missing.isEmpty { lines.append("  open: " + proposal.missing.joined(separator: ", ")) }
        lines.append(
            isThere
                ? "  \(target) is there already and was not changed"
                : "  written to \(target) as a draft: complete it, then import --profile \(name)")
        return lines.joined(separator: "\n") + "\n"
    }

    /// A file's name as the name of a profile: `Open items 2026-10.csv` is `open-items`.
    private static func name(_ file: String) -> String {
        let base = file.split(separator: ".").dropLast().joined(separator: ".").lowercased()
        let words = base.split { !($0.isLetter && $0.isASCII) }.joined(separator: "-")
        return words.isEmpty ? "proposed" : words
    }
}
