import Foundation

/// Reading and writing small files, with failures that say what to do.
enum TextFile {
    /// All bytes of a file.
    ///
    /// - Throws: 66 when there is none, 74 when it cannot be read.
    static func bytes(at path: String) throws -> [UInt8] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory), !isDirectory.boolValue else {
            throw CommandError(.noSuchInput, "no-such-file", file: path, "there is no such file", advice: "check the path")
        }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw CommandError(.inputOutput, "not-readable", file: path, "the file cannot be read", advice: "check its permissions")
        }
        return Array(data)
    }

    /// Whether a path is that of a folder.
    static func isFolder(_ path: String) -> Bool {
        var isDirectory: ObjCBool = false
        return FileManager.default.fileExists(atPath: path, isDirectory: &isDirectory) && isDirectory.boolValue
    }

    /// The names in a folder, ascending by their UTF-8 bytes; hidden ones left out.
    static func names(in folder: String) throws -> [String] {
        guard let names = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            throw CommandError(.inputOutput, "not-readable", file: folder, "the folder cannot be read", advice: "check its permissions")
        }
        return names.filter { !$0.hasPrefix(".") }.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// Writes a new file, whole or not at all; a file of that name is replaced.
    ///
    /// - Throws: 73 when it cannot be created.
    static func write(_ text: String, to path: String) throws {
        do {
            try Data(text.utf8).write(to: URL(fileURLWithPath: path), options: .atomic)
        } catch {
            throw cannotCreate(path)
        }
    }

    /// Writes a new file that is moved to where it is looked for when it is whole; of two files of one name one is there, whole. Nobody waits for its bytes to reach the disk: reports
    /// are many files.
    ///
    /// - Throws: 73 when it cannot be created; nothing is left then.
    static func writeStaged(_ text: String, to path: String) throws {
        let temporary = path + "." + String(UInt64.random(in: 0 ... .max), radix: 36) + ".partial"
        guard let file = fopen(temporary, "wbx") else { throw cannotCreate(path) }
        var text = text
        let isWritten = text.withUTF8 { fwrite($0.baseAddress, 1, $0.count, file) == $0.count }
        guard fclose(file) == 0, isWritten, rename(temporary, path) == 0 else {
            unlink(temporary)
            throw cannotCreate(path)
        }
    }

    /// Creates a folder and those above it, unless it is there.
    ///
    /// - Throws: 73 when it cannot be created.
    static func createFolder(_ path: String) throws {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw cannotCreate(path)
        }
    }

    private static func cannotCreate(_ path: String) -> CommandError {
        CommandError(
            .cannotCreate, "cannot-create", file: path, "it cannot be created",
            advice: "check that the folder exists, may be written and has room")
    }
}
