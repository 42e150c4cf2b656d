import Foundation
import Ledger

/// A folder that results appear in all at once: they are rendered into a hidden folder inside it and moved when all are there.
///
/// A command that fails leaves the folder as it was. Of two results of one name the later replaces the earlier.
struct OutputFolder {
    /// The folder as the user gave it.
    let path: String
    /// Where results are rendered: on the same disk, so that moving is renaming.
    let stagingPath: String
    /// Folders that were made for this output, outermost first; removed again when nothing is published.
    private let created: [String]

    /// Prepares a folder, which is created unless it is there.
    ///
    /// - Throws: 73 when it cannot be created or written.
    init(path: String) throws {
        self.path = path
        stagingPath = Workspace.path(".incasso-\(ProcessInfo.processInfo.processIdentifier)", in: path)
        var missing: [String] = []
        var ancestor = URL(fileURLWithPath: path)
        while ancestor.path != "/", !FileManager.default.fileExists(atPath: ancestor.path) {
            missing.insert(ancestor.path, at: 0)
            ancestor.deleteLastPathComponent()
        }
        created = missing
        do {
            try TextFile.createFolder(stagingPath)
        } catch {
            discard()
            throw error
        }
    }

    /// Where a result is to be rendered. `name` may begin with a folder of its own.
    ///
    /// - Throws: 73 when that folder cannot be created.
    func stagingPath(for name: String) throws -> String {
        let path = Workspace.path(name, in: stagingPath)
        try TextFile.createFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        return path
    }

    /// Writes a text result, to be published under its name.
    ///
    /// - Throws: 73 when it cannot be created.
    func write(_ text: String, as name: String) throws {
        try TextFile.writeStaged(text, to: try stagingPath(for: name))
    }

    /// Moves results into place, in the order given; all of them, or none when one cannot be moved.
    ///
    /// A result in a folder of its own takes the whole folder's place, so that no file of an earlier run stays among the new ones.
    ///
    /// - Parameter shared: Folders that are not replaced as a whole: only what stands directly in them, entry by entry.
    /// - Returns: Their paths.
    /// - Throws: 73 when one cannot be moved.
    func publish(_ names: [String], keepingOthersIn shared: Set<String> = []) throws -> [String] {
        let replaced = Workspace.path(".replaced", in: stagingPath)
        var moved: [(path: String, earlier: String?)] = []
        var parents: [String] = []
        do {
            try TextFile.createFolder(replaced)
            for entry in OutputFolder.entries(names, shared) {
                let target = Workspace.path(entry, in: path)
                let parent = URL(fileURLWithPath: target).deletingLastPathComponent().path
                if !FileManager.default.fileExists(atPath: parent) {
                    parents.append(parent)
                    try TextFile.createFolder(parent)
                }
                var earlier: String?
                if FileManager.default.fileExists(atPath: target) {
                    let kept = Workspace.path(String(moved.count), in: replaced)
                    try move(target, to: kept)
                    earlier = kept
                }
                moved.append((target, earlier))
                try move(Workspace.path(entry, in: stagingPath), to: target)
            }
        } catch {
            for result in moved.reversed() {
                try? FileManager.default.removeItem(atPath: result.path)
                if let earlier = result.earlier { rename(earlier, result.path) }
            }
            for parent in parents { rmdir(parent) }
            discard()
            throw error
        }
        try? FileManager.default.removeItem(atPath: stagingPath)
        return names.map { Workspace.path($0, in: path) }
    }

    /// The files and folders directly in the output, or in one of its shared folders, that hold some results, each once, in the order of the results.
    private static func entries(_ names: [String], _ shared: Set<String>) -> [String] {
        var seen: Set<String> = []
        return names.map { name in
            let parts = name.split(separator: "/", maxSplits: 2)
            return parts.prefix(parts.count > 1 && shared.contains(String(parts[0])) ? 2 : 1).joined(separator: "/")
        }.filter { seen.insert($0).inserted }
    }

    /// Removes what was rendered and the folders made for it.
    func discard() {
        try? FileManager.default.removeItem(atPath: stagingPath)
        for folder in created.reversed() { rmdir(folder) }
    }

    private func move(_ source: String, to target: String) throws {
        guard rename(source, target) == 0 else {
            throw CommandError(
                .cannotCreate, "cannot-create", file: target, "the file cannot be put in place: \(String(cString: strerror(errno)))",
                advice: "check that nothing of that name is in the way and the folder may be written")
        }
    }
}
