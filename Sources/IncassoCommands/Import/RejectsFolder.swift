import Foundation
import Ledger
import LedgerImport

/// The folder of rejected rows. Nothing that somebody changed there, and nothing that may still be wanted, is ever written over.
struct RejectsFolder {
    private let path: String
    /// The SHA-256 of the files that were imported, as far as ``RejectsParent/digest`` goes.
    private let imported: Set<String>
    /// The names written by this command.
    private var taken: Set<String> = []

    init(_ workspace: Workspace, imported: some Sequence<String>) {
        path = workspace.path(Workspace.rejectsName)
        self.imported = Set(imported.map { RejectsParent(sha256: $0, day: nil).digest })
    }

    /// The file in which the folder notes what was written: SHA-256 of the text, import that rejected the rows, name.
    private static let notesName = ".written"

    /// What was written under a name.
    private struct Note {
        let sha256: String
        let parentDigest: String
    }

    /// Writes the rejected rows of a report, whole or not at all, under the first name that is free, or whose file is as it was written and of no use any more
    /// because its import was refused.
    ///
    /// - Returns: The path; nil when no row was rejected.
    mutating func write(_ report: ImportReport, of file: ImportPlan.File) throws -> String? {
        guard !report.rejectedRows.isEmpty else { return nil }
        try TextFile.createFolder(path)
        let parent = file.mended?.parent ?? RejectsParent(sha256: report.sha256, day: report.kind == .ledger ? report.asOf : nil)
        let text = RejectedRowsFile.text(report, parent: parent)
        var notes = notes()
        for number in 1... {
            let name = RejectedRowsFile.name(of: file.name, day: report.asOf, number: number)
            let target = Workspace.path(name, in: path)
            let there = FileManager.default.contents(atPath: target).map { Array($0) }
            guard there.map({ $0 == Array(text.utf8) || isFree(name, $0, notes[name]) }) ?? true else { continue }
            if there != Array(text.utf8) { try TextFile.write(text, to: target) }
            taken.insert(name)
            notes[name] = Note(sha256: LedgerFileReader.sha256(path: target) ?? "", parentDigest: parent.digest)
            try write(notes)
            return target
        }
        return nil
    }

    /// Whether a file may be written over: it is as it was written, by another command, and its rows can only be mended in the original.
    private func isFree(_ name: String, _ bytes: [UInt8], _ note: Note?) -> Bool {
        guard let note, !taken.contains(name), !imported.contains(note.parentDigest) else { return false }
        return LedgerFileReader.sha256(path: Workspace.path(name, in: path)) == note.sha256
    }

    private func notes() -> [String: Note] {
        guard let data = FileManager.default.contents(atPath: Workspace.path(Self.notesName, in: path)) else { return [:] }
        let lines = String(decoding: data, as: UTF8.self).split(separator: "\n")
        let notes = lines.compactMap { line -> (String, Note)? in
            let words = line.split(separator: " ", maxSplits: 2).map(String.init)
            return words.count == 3 ? (words[2], Note(sha256: words[0], parentDigest: words[1])) : nil
        }
        return Dictionary(notes) { $1 }
    }

    private func write(_ notes: [String: Note]) throws {
        let lines = notes.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
            .map { "\($0.value.sha256) \($0.value.parentDigest) \($0.key)\n" }
        try TextFile.write(lines.joined(), to: Workspace.path(Self.notesName, in: path))
    }
}
